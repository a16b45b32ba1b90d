/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-coalesced-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

#define BOARD "[strata]\nversion=1\n"                                                             \
              "[region top]\nkind=container\nsize=64KiB\n"                                        \
              "[region port]\nkind=mmio\nparent=top\naddress=0x2000\nsize=256\n"                  \
              "[region doorbell]\nkind=mmio\nparent=top\naddress=0x5000\nsize=256\n"              \
              "%s"                                                                                \
              "[address-space memory]\nroot=top\n"

typedef struct
{
  StrataBoard *board;
  StrataInitiator *cpu;
  GtkWidget *panel;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  coalescing)
{
  g_autofree char *text = g_strdup_printf (BOARD, (const char *) coalescing);

  self->board = widget_fixture_create_board (text);
  self->cpu = strata_initiator_new (strata_board_get_default_address_space (self->board), "cpu");
  self->panel = strata_coalesced_panel_new ();
  strata_coalesced_panel_set_board (STRATA_COALESCED_PANEL (self->panel), self->board);
  strata_coalesced_panel_set_record (STRATA_COALESCED_PANEL (self->panel), TRUE);
  widget_fixture_show (self->panel, 600, 320);
}

static void
tear_down (Fixture       *self,
           gconstpointer  coalescing)
{
  widget_fixture_assert_finalized (self->panel);
  strata_initiator_unref (self->cpu);
  g_assert_finalize_object (self->board);
}

static void
store (Fixture *self,
       guint64  offset,
       guint    size,
       guint64  value)
{
  strata_initiator_store (self->cpu, 0x5000 + offset, size, STRATA_LITTLE_ENDIAN, value);
}

/* Writes wait until one asks, or an access to another device comes: the last is listed first. */
static void
test_queue (Fixture       *self,
            gconstpointer  coalescing)
{
  guint64 value;

  g_assert_nonnull (widget_fixture_find_label (self->panel, "until they are delivered"));
  g_assert_false (gtk_widget_is_sensitive (widget_fixture_find_button (self->panel, "Flush")));
  store (self, 0, 4, 0x11);
  store (self, 0x10, 2, 0x22);
  strata_wait_for (widget_fixture_find_label (self->panel, "2 writes wait") != NULL);
  strata_wait_for (widget_fixture_find_label (self->panel, "0x00000011") != NULL);
  g_assert_nonnull (widget_fixture_find_label (self->panel, "0x0022"));
  g_assert_nonnull (widget_fixture_find_label (self->panel, "doorbell"));
  widget_fixture_click (self->panel, "Flush");
  strata_wait_for (widget_fixture_find_label (self->panel, "Nothing Waits") != NULL);
  strata_wait_for (widget_fixture_find_label (self->panel,
                                              "this window, which asked for it") != NULL);

  store (self, 0, 4, 0x33);
  strata_initiator_load (self->cpu, 0x2000, 4, STRATA_LITTLE_ENDIAN, &value);
  strata_wait_for (widget_fixture_find_label (self->panel,
                                              "cpu, with an access to port") != NULL);
}

static void
test_none (Fixture       *self,
           gconstpointer  coalescing)
{
  strata_wait_for (
    widget_fixture_find_label (self->panel, "No region of this board coalesces writes.") != NULL);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  coalescing)
{
  store (self, 0, 4, 0x11);
  strata_wait_for (widget_fixture_find_label (self->panel, "1 write waits") != NULL);
  widget_fixture_assert_property (widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Writes that wait");
  widget_fixture_assert_reachable (self->panel);
}

static void
test_picture (Fixture       *self,
              gconstpointer  coalescing)
{
  store (self, 8, 4, 0x11);
  strata_wait_for (widget_fixture_find_label (self->panel, "1 write waits") != NULL);
  widget_fixture_click (self->panel, "Flush");
  store (self, 0, 4, 0x22);
  store (self, 0x10, 1, 0x33);
  strata_wait_for (widget_fixture_find_label (self->panel, "2 writes wait") != NULL);
  widget_fixture_hide_column (self->panel, "Time");
  widget_picture_compare (self->panel, "coalesced-panel");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, coalescing, function)                                                           \
  g_test_add ("/strata/coalesced-panel/" name, Fixture, coalescing, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("queue", "coalesce=0x0+0x100\n", test_queue);
  ADD ("none", "", test_none);
  ADD ("accessible", "coalesce=0x0+0x100\n", test_accessible);
  if (widget_picture_has_style ())
    ADD ("picture", "coalesce=0x0+0x100\n", test_picture);

  return g_test_run ();
}
