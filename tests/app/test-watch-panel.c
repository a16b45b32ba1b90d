/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-watch-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

typedef struct
{
  StrataBoard *board;
  StrataInitiator *cpu;
  GtkWidget *panel;
  GtkWidget *place;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->board = widget_fixture_create_board (
    "[strata]\nversion=1\n"
    "[region top]\nkind=container\nsize=64KiB\n"
    "[region low-ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"
    "[address-space memory]\nroot=top\n");
  self->cpu = strata_initiator_new (strata_board_get_default_address_space (self->board), "cpu");
  self->panel = g_object_new (STRATA_TYPE_WATCH_PANEL, NULL);
  strata_watch_panel_set_board (STRATA_WATCH_PANEL (self->panel), self->board, NULL);
  widget_fixture_show (self->panel, 480, 560);
  self->place = widget_fixture_find_widget (self->panel, ADW_TYPE_ENTRY_ROW);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  /* nothing is called any more for what is gone */
  strata_initiator_store (self->cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, 1);
  strata_initiator_unref (self->cpu);
  g_assert_finalize_object (self->board);
}

static void
enter (Fixture    *self,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->place), text);
}

static gboolean
says (Fixture    *self,
      const char *text)
{
  return widget_fixture_find_label (self->panel, text) != NULL;
}

/* What is written is understood while it is written, names with hyphens and ranges too. */
static void
test_places (Fixture       *self,
             gconstpointer  unused)
{
  GtkWidget *add = widget_fixture_find_button (self->panel, "Add");

  g_assert_false (gtk_widget_is_sensitive (add));
  enter (self, "0x1000-0x1fff");
  g_assert_true (says (self, "memory 0x1000–0x1fff"));
  enter (self, "0x1010–0x1013");
  g_assert_true (says (self, "memory 0x1010–0x1013"));
  enter (self, "low-ram+0x10");
  g_assert_true (says (self, "memory 0x1010"));
  g_assert_true (gtk_widget_is_sensitive (add));
  enter (self, "0x2000–0x1000");
  g_assert_true (says (self, "The last address comes before the first one."));
  g_assert_true (gtk_widget_has_css_class (self->place, "error"));
  g_assert_false (gtk_widget_is_sensitive (add));
  enter (self, "nowhere");
  g_assert_false (gtk_widget_is_sensitive (add));
  enter (self, "");
  g_assert_false (gtk_widget_has_css_class (self->place, "error"));
}

static void
test_hits (Fixture       *self,
           gconstpointer  unused)
{
  GtkWidget *row;

  enter (self, "low-ram");
  widget_fixture_click (self->panel, "Add");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->place)), ==, "");
  strata_wait_for (says (self, "Reads and writes"));
  strata_initiator_store (self->cpu, 0x1010, 4, STRATA_LITTLE_ENDIAN, 0xabcd);
  strata_wait_for (says (self, "1 hit: cpu wrote 0xabcd (4 bytes) at 0x1010"));
  strata_initiator_store (self->cpu, 0x1020, 2, STRATA_LITTLE_ENDIAN, 1);
  strata_wait_for (says (self, "2 hits, the last: cpu wrote 0x1 (2 bytes) at 0x1020"));
  strata_initiator_store (self->cpu, 0x3000, 2, STRATA_LITTLE_ENDIAN, 1);

  row = gtk_widget_get_ancestor (widget_fixture_find_label (self->panel, "2 hits"),
                                 ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (widget_fixture_find_widget (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_false (says (self, "2 hits"));
}

/* A device maps a region that the board has no name for. */
static void
test_mapped (Fixture       *self,
             gconstpointer  unused)
{
  StrataRegion *top = strata_board_get_region (self->board, "top");
  StrataRegion *bar = strata_region_new_ram (strata_board_get_system (self->board), NULL, "dev.bar",
                                             0x1000, NULL);

  enter (self, "dev.bar");
  g_assert_true (gtk_widget_has_css_class (self->place, "error"));
  g_assert_true (strata_region_add_subregion (top, 0x4000, bar, NULL));
  enter (self, "");
  enter (self, "dev.bar");
  g_assert_false (gtk_widget_has_css_class (self->place, "error"));
  widget_fixture_click (self->panel, "Add");
  strata_initiator_store (self->cpu, 0x4010, 4, STRATA_LITTLE_ENDIAN, 0xabcd);
  strata_wait_for (says (self, "1 hit: cpu wrote 0xabcd (4 bytes) at 0x4010"));
  g_assert_true (strata_region_del_subregion (top, bar, NULL));
  strata_region_unref (bar);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  unused)
{
  GtkWidget *row;

  enter (self, "low-ram");
  widget_fixture_click (self->panel, "Add");
  strata_wait_for (says (self, "Reads and writes"));
  row = gtk_widget_get_ancestor (widget_fixture_find_label (self->panel, "Reads and writes"),
                                 ADW_TYPE_ACTION_ROW);
  widget_fixture_assert_property (widget_fixture_find_widget (row, GTK_TYPE_BUTTON),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove Watch");
  widget_fixture_assert_reachable (self->panel);
}

static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  enter (self, "low-ram");
  widget_fixture_click (self->panel, "Add");
  strata_initiator_store (self->cpu, 0x1010, 4, STRATA_LITTLE_ENDIAN, 0xabcd);
  strata_wait_for (says (self, "1 hit: cpu wrote"));
  enter (self, "0x2000–0x1000");
  widget_picture_compare (self->panel, "watch-panel");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/watch-panel/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("places", test_places);
  ADD ("hits", test_hits);
  ADD ("mapped", test_mapped);
  ADD ("accessible", test_accessible);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
