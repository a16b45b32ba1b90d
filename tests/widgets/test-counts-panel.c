/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-counts-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

typedef struct
{
  StrataBoard *board;
  StrataHeatMonitor *monitor;
  StrataInitiator *cpu;
  GtkWidget *panel;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->board = widget_fixture_create_board (
    "[strata]\nversion=1\n"
    "[region top]\nkind=container\nsize=64KiB\n"
    "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"
    "[region rom]\nkind=rom\nparent=top\naddress=0x2000\nsize=4KiB\n"
    "[address-space memory]\nroot=top\n");
  self->monitor = strata_heat_monitor_new (self->board);
  self->cpu = strata_initiator_new (strata_board_get_default_address_space (self->board), "cpu");
  self->panel = strata_counts_panel_new ();
  strata_counts_panel_set_monitor (STRATA_COUNTS_PANEL (self->panel), self->monitor);
  widget_fixture_show (self->panel, 700, 260);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  strata_initiator_unref (self->cpu);
  strata_heat_monitor_stop (self->monitor);
  g_assert_finalize_object (self->monitor);
  g_assert_finalize_object (self->board);
}

static void
access_all (Fixture *self)
{
  guint64 value;

  strata_initiator_store (self->cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, 1);
  strata_initiator_store (self->cpu, 0x1004, 2, STRATA_LITTLE_ENDIAN, 1);
  strata_initiator_load (self->cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, &value);
  strata_initiator_load (self->cpu, 0x2010, 1, STRATA_LITTLE_ENDIAN, &value);
  strata_initiator_load (self->cpu, 0x9000, 4, STRATA_LITTLE_ENDIAN, &value);
}

static GListModel *
get_rows (Fixture *self)
{
  GtkWidget *view = widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW);

  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
}

static void
test_counts (Fixture       *self,
             gconstpointer  unused)
{
  GtkWidget *filter = widget_fixture_find_widget (self->panel, GTK_TYPE_SEARCH_ENTRY);

  g_assert_nonnull (widget_fixture_find_label (self->panel, "Nothing is counted."));
  access_all (self);
  widget_fixture_click (self->panel, "Count");
  g_assert_true (strata_heat_monitor_get_counting (self->monitor));
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (self)), ==, 0);
  access_all (self);
  strata_wait_for (widget_fixture_find_label (self->panel, "Reads: 3 · Writes: 2"));
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (self)), ==, 3);
  g_assert_nonnull (widget_fixture_find_label (self->panel, "6 bytes"));

  gtk_editable_set_text (GTK_EDITABLE (filter), "RO");
  strata_wait_for (widget_fixture_find_label (self->panel, "Reads: 1 · Writes: 0"));
  gtk_editable_set_text (GTK_EDITABLE (filter), "no such");
  strata_wait_for (widget_fixture_find_label (self->panel, "None passes the filter."));
  gtk_editable_set_text (GTK_EDITABLE (filter), "");
  strata_wait_for (g_list_model_get_n_items (get_rows (self)) == 3);

  widget_fixture_click (self->panel, "Start Over");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (self)), ==, 0);
}

static void
activated_cb (GtkWidget  *panel,
              const char *space,
              guint64     address,
              guint64    *found)
{
  g_assert_cmpstr (space, ==, "memory");
  *found = address;
}

/* Enter on a row leads to where its last access went. */
static void
test_activate (Fixture       *self,
               gconstpointer  unused)
{
  guint64 found = 0;

  widget_fixture_click (self->panel, "Count");
  strata_initiator_store (self->cpu, 0x1234, 4, STRATA_LITTLE_ENDIAN, 1);
  strata_wait_for (g_list_model_get_n_items (get_rows (self)) == 1);
  g_signal_connect (self->panel, "activated", G_CALLBACK (activated_cb), &found);
  g_signal_emit_by_name (widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW),
                         "activate", 0);
  g_assert_cmphex (found, ==, 0x1234);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  unused)
{
  widget_fixture_click (self->panel, "Count");
  access_all (self);
  strata_wait_for (widget_fixture_find_label (self->panel, "Reads: 3 · Writes: 2"));
  widget_fixture_assert_property (widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Counts");
  widget_fixture_assert_reachable (self->panel);
}

static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  widget_fixture_click (self->panel, "Count");
  access_all (self);
  strata_wait_for (widget_fixture_find_label (self->panel, "Reads: 3 · Writes: 2"));
  widget_picture_compare (self->panel, "counts-panel");
}

/* In a language that is written from right to left, too */
static void
test_numbers (Fixture       *self,
              gconstpointer  unused)
{
  widget_fixture_click (self->panel, "Count");
  access_all (self);
  for (guint i = 0; i < 200; i++)
    strata_initiator_store (self->cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, 1);
  strata_wait_for (widget_fixture_find_label (self->panel, "Writes: 202"));
  widget_fixture_assert_numbers (self->panel, "Writes");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/counts-panel/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("counts", test_counts);
  ADD ("activate", test_activate);
  ADD ("accessible", test_accessible);
  widget_fixture_add_turned ("/strata/counts-panel/numbers", Fixture, set_up, test_numbers,
                             tear_down);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
