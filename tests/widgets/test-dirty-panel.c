/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-dirty-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

typedef struct
{
  StrataBoard *board;
  StrataRegion *ram;
  GtkWidget *panel;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->board = widget_fixture_create_board (
    "[strata]\nversion=1\n"
    "[region top]\nkind=container\nsize=1MiB\n"
    "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=16KiB\n"
    "[region port]\nkind=mmio\nparent=top\naddress=0x8000\nsize=4KiB\n"
    "[address-space memory]\nroot=top\n");
  self->ram = strata_board_get_region (self->board, "ram");
  self->panel = strata_dirty_panel_new ();
  strata_dirty_panel_set_board (STRATA_DIRTY_PANEL (self->panel), self->board);
  widget_fixture_show (self->panel, 500, 200);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  g_assert_cmpuint (strata_region_get_log_clients (self->ram), ==, 0);
  g_assert_finalize_object (self->board);
}

static void
store (Fixture *self,
       guint64  address)
{
  g_autoptr (StrataInitiator) cpu
    = strata_initiator_new (strata_board_get_default_address_space (self->board), "cpu");

  strata_initiator_store (cpu, address, 1, STRATA_LITTLE_ENDIAN, 1);
}

static void
wait_for_status (Fixture    *self,
                 const char *text)
{
  strata_wait_for (widget_fixture_find_label (self->panel, text) != NULL);
}

/* What the buttons do, and what a store does by itself */
static void
test_pages (Fixture       *self,
            gconstpointer  unused)
{
  wait_for_status (self, "Nobody logs this memory for this client.");
  widget_fixture_click (self->panel, "Log");
  g_assert_cmpuint (strata_region_get_log_clients (self->ram), ==, STRATA_DIRTY_VGA);
  wait_for_status (self, "4 of 4 pages dirty");
  widget_fixture_click (self->panel, "Reset");
  wait_for_status (self, "0 of 4 pages dirty");
  store (self, 0x2fff);
  wait_for_status (self, "1 of 4 pages dirty");
  g_assert_true (strata_region_get_dirty (self->ram, 0x1000, 0x1000, STRATA_DIRTY_VGA));
  widget_fixture_click (self->panel, "Snapshot");
  wait_for_status (self, "0 of 4 pages dirty");
  widget_fixture_click (self->panel, "Set All");
  wait_for_status (self, "4 of 4 pages dirty");
}

/* Another client, or another board, and the log ends: nobody pays for what nobody looks at. */
static void
test_ends (Fixture       *self,
           gconstpointer  unused)
{
  GtkWidget *client = gtk_widget_get_prev_sibling (widget_fixture_find_button (self->panel, "Log"));

  widget_fixture_click (self->panel, "Log");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (client), 1);
  g_assert_cmpuint (strata_region_get_log_clients (self->ram), ==, 0);
  widget_fixture_click (self->panel, "Log");
  g_assert_cmpuint (strata_region_get_log_clients (self->ram), ==, STRATA_DIRTY_CODE);
  strata_dirty_panel_set_board (STRATA_DIRTY_PANEL (self->panel), NULL);
  g_assert_cmpuint (strata_region_get_log_clients (self->ram), ==, 0);
  wait_for_status (self, "This board shows no memory.");
  g_assert_false (gtk_widget_is_sensitive (widget_fixture_find_button (self->panel, "Log")));
}

/* What a device maps or unmaps later can be chosen once the page is looked at again. */
static void
test_later (Fixture       *self,
            gconstpointer  unused)
{
  GtkWidget *region = widget_fixture_find_widget (self->panel, GTK_TYPE_DROP_DOWN);
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (region));
  StrataRegion *bar = strata_region_new_ram (strata_board_get_system (self->board), NULL, "bar",
                                             0x1000, NULL);
  StrataRegion *top = strata_board_get_region (self->board, "top");

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_assert_true (strata_region_add_subregion (top, 0x10000, bar, NULL));
  gtk_widget_unmap (self->panel);
  gtk_widget_map (self->panel);
  model = gtk_drop_down_get_model (GTK_DROP_DOWN (region));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (region), 1);
  wait_for_status (self, "Nobody logs this memory for this client.");
  widget_fixture_click (self->panel, "Log");
  wait_for_status (self, "1 of 1 page dirty");

  /* That is logged, and so it stays. */
  g_assert_true (strata_region_del_subregion (top, bar, NULL));
  gtk_widget_unmap (self->panel);
  gtk_widget_map (self->panel);
  wait_for_status (self, "1 of 1 page dirty");
  widget_fixture_click (self->panel, "Log");
  gtk_widget_unmap (self->panel);
  gtk_widget_map (self->panel);
  model = gtk_drop_down_get_model (GTK_DROP_DOWN (region));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  strata_region_unref (bar);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  unused)
{
  GtkWidget *grid = widget_fixture_find_widget (self->panel, GTK_TYPE_DRAWING_AREA);

  widget_fixture_assert_role (grid, GTK_ACCESSIBLE_ROLE_IMG);
  widget_fixture_assert_property (grid, GTK_ACCESSIBLE_PROPERTY_LABEL, "Pages");
  widget_fixture_click (self->panel, "Log");
  wait_for_status (self, "4 of 4 pages dirty");
  widget_fixture_assert_property (grid, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "4 of 4 pages dirty");
  widget_fixture_assert_reachable (self->panel);
}

/* Clean and dirty pages, and the outline of what a snapshot took */
static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  widget_fixture_click (self->panel, "Log");
  widget_fixture_click (self->panel, "Reset");
  store (self, 0x2000);
  store (self, 0x4000);
  widget_fixture_click (self->panel, "Snapshot");
  store (self, 0x1000);
  store (self, 0x2000);
  wait_for_status (self, "2 of 4 pages dirty");
  widget_picture_compare (self->panel, "dirty-panel");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/dirty-panel/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("pages", test_pages);
  ADD ("ends", test_ends);
  ADD ("later", test_later);
  ADD ("accessible", test_accessible);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
