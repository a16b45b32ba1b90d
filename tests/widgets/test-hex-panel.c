/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "hex-fixture.h"
#include "strata-hex-find-bar.h"
#include "widget-fixture.h"
#include "widget-picture.h"

/* What is selected elsewhere is selected here. */
static void
test_selection (HexFixture    *self,
                gconstpointer  board)
{
  guint dma = widget_fixture_find (strata_selection_get_model (self->selection), "dma");

  strata_selection_select (self->selection, dma);
  hex_fixture_check_selection (self, 0x10000000, 0x100000ff);
  strata_selection_select_at (self->selection, dma, 0x10000010);
  hex_fixture_check_selection (self, 0x10000010, 0x10000010);
}

/* Searches for a text and waits for what came of it. */
static void
find (HexFixture *self,
      const char *text,
      const char *action)
{
  GtkWidget *bar = widget_fixture_find_widget (GTK_WIDGET (self->panel),
                                               STRATA_TYPE_HEX_FIND_BAR);
  GtkWidget *entry = widget_fixture_find_widget (bar, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  hex_fixture_act (self, action, NULL);
  strata_wait_for (gtk_entry_get_progress_fraction (GTK_ENTRY (entry)) == 0 &&
                   !strata_hex_find_bar_is_searching (STRATA_HEX_FIND_BAR (bar)));
}

static void
choose_manner (HexFixture *self,
               guint       manner)
{
  GtkWidget *bar = widget_fixture_find_widget (GTK_WIDGET (self->panel),
                                               STRATA_TYPE_HEX_FIND_BAR);

  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (widget_fixture_find_widget (bar, GTK_TYPE_DROP_DOWN)), manner);
}

static void
test_find (HexFixture    *self,
           gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0x200, 0x200);
  hex_fixture_press (self, GDK_KEY_Tab, 0);
  hex_fixture_type (self, "Hi, Hi.");
  hex_fixture_press (self, GDK_KEY_Return, 0);
  hex_fixture_press (self, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  hex_fixture_act (self, "memory.find", NULL);

  strata_hex_view_go_to (self->view, 0, 0);
  find (self, "48 69", "memory.find-next");
  hex_fixture_check_selection (self, 0x200, 0x201);
  find (self, "48 69", "memory.find-next");
  hex_fixture_check_selection (self, 0x204, 0x205);
  find (self, "48 69", "memory.find-next");
  hex_fixture_check_selection (self, 0x200, 0x201);
  hex_fixture_check_status (self, "went on at the other end");
  find (self, "48 69", "memory.find-previous");
  hex_fixture_check_selection (self, 0x204, 0x205);
  find (self, "zz", "memory.find-next");
  hex_fixture_check_status (self, "This cannot be searched for");

  choose_manner (self, 1);
  find (self, "i.", "memory.find-next");
  hex_fixture_check_selection (self, 0x205, 0x206);
  find (self, "i.", "memory.find-next");
  hex_fixture_check_selection (self, 0x205, 0x206);
  hex_fixture_check_status (self, "There is no other place");
  find (self, "none", "memory.find-next");
  hex_fixture_check_status (self, "Not found");

  choose_manner (self, 3);
  find (self, "0x202c6948", "memory.find-next");
  hex_fixture_check_selection (self, 0x200, 0x203);
  strata_hex_view_set_big_endian (self->view, TRUE);
  find (self, "4869 2e", "memory.find-next");
  hex_fixture_check_status (self, "This cannot be searched for");
  find (self, "6948692e", "memory.find-next");
  hex_fixture_check_status (self, "Not found");
  find (self, "2048692e", "memory.find-next");
  hex_fixture_check_selection (self, 0x203, 0x206);
}

/* A region by itself, and back */
static void
test_region (HexFixture    *self,
             gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0x10000004, 0x10000004);
  hex_fixture_act (self, "memory.only-region", NULL);
  g_assert_cmpstr (strata_region_get_name (strata_hex_source_get_region (
                     strata_hex_view_get_source (self->view))), ==, "dma");
  hex_fixture_check_selection (self, 4, 4);
  hex_fixture_check_status (self, "dma+4 · live");
  hex_fixture_move (self, "last", FALSE);
  hex_fixture_check_selection (self, 0xff, 0xff);
  hex_fixture_act (self, "memory.only-region", NULL);
  g_assert_null (strata_hex_source_get_region (strata_hex_view_get_source (self->view)));
  hex_fixture_check_selection (self, 0x100000ff, 0x100000ff);
}

/* What was chosen in a menu leads back to the bytes. */
static void
test_focus (HexFixture    *self,
            gconstpointer  board)
{
  static const char *const actions[] = { "memory.poke", "memory.only-region" };
  GtkWidget *button = widget_fixture_find_widget (GTK_WIDGET (self->panel), GTK_TYPE_TOGGLE_BUTTON);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->panel));

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_assert_true (gtk_widget_grab_focus (button));
      hex_fixture_act (self, actions[i], NULL);
      g_assert_true (gtk_root_get_focus (root) == GTK_WIDGET (self->view));
    }
}

static void
test_choices (HexFixture    *self,
              gconstpointer  board)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  StrataHexPolicies *policies = strata_hex_source_get_policies (source);
  g_autoptr (StrataRegion) dma = strata_hex_source_ref_region_at (source, 0x10000000);

  hex_fixture_act (self, "memory.unit", g_variant_new_string ("8"));
  g_assert_cmpuint (strata_hex_view_get_unit (self->view), ==, 8);
  hex_fixture_act (self, "memory.order", g_variant_new_string ("big"));
  g_assert_true (strata_hex_view_get_big_endian (self->view));
  hex_fixture_act (self, "memory.columns", g_variant_new_string ("8"));
  g_assert_cmpuint (strata_hex_view_get_columns (self->view), ==, 8);
  strata_hex_view_go_to (self->view, 0x10000000, 0x10000000);
  hex_fixture_act (self, "memory.policy", g_variant_new_string ("never"));
  g_assert_cmpint (strata_hex_policies_get (policies, dma), ==, STRATA_HEX_POLICY_NEVER);

  /* It holds for the region by itself, too. */
  hex_fixture_act (self, "memory.only-region", NULL);
  g_assert_true (strata_hex_source_get_policies (strata_hex_view_get_source (self->view)) ==
                 policies);
  hex_fixture_act (self, "memory.protect-reads", NULL);
  g_assert_true (strata_hex_policies_get_protected (policies));
}

/* Who answers in all of a selection, and why there is nothing to read */
static void
test_selected_regions (HexFixture    *self,
                       gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0xffff0, 0x1000000f);
  hex_fixture_check_status (self, " · 2 regions: ram, dma · partly unmapped");
  strata_hex_view_go_to (self->view, 0x100, 0x1ff);
  hex_fixture_check_status (self, "100–1ff · 256 bytes · ram · live");
  hex_fixture_act (self, "memory.read", NULL);
  hex_fixture_check_status (self, "It is live: always seen as it is now");

  strata_hex_view_go_to (self->view, 0x20000000, 0x20000003);
  hex_fixture_check_status (self, " · 4 bytes · unmapped");
  hex_fixture_act (self, "memory.read", NULL);
  hex_fixture_check_status (self, "Nothing to read here: nobody answers");

  strata_hex_view_go_to (self->view, 0x10000030, 0x10000033);
  hex_fixture_check_status (self, " · dma · not read");
  hex_fixture_act (self, "memory.policy", g_variant_new_string ("never"));
  hex_fixture_act (self, "memory.read", NULL);
  hex_fixture_check_status (self, "reads of this region are set to “Never”");
}

static void
test_picture (void)
{
  HexFixture self = { 0 };

  hex_fixture_set_up (&self, "doc-registers");
  strata_hex_view_set_columns (self.view, 16);
  strata_hex_view_set_unit (self.view, 4);
  strata_hex_view_go_to (self.view, 0x0fffffe4, 0x10000003);
  widget_picture_compare (GTK_WIDGET (self.panel), "hex-panel");
  hex_fixture_tear_down (&self, NULL);
}

/* Every button below the bytes has a name, and the keyboard reaches it. */
static void
test_accessible (HexFixture    *self,
                 gconstpointer  board)
{
  widget_fixture_assert_role (self->panel, GTK_ACCESSIBLE_ROLE_GROUP);
  hex_fixture_act (self, "memory.find", NULL);
  widget_fixture_assert_reachable (GTK_WIDGET (self->panel));
}

/* However little room there is, what a write will do is said whole. */
static void
test_narrow (HexFixture    *self,
             gconstpointer  board)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->panel)));
  GtkWidget *label;

  gtk_window_set_default_size (GTK_WINDOW (window), 350, 300);
  strata_wait_for (gtk_widget_get_width (GTK_WIDGET (self->panel)) <= 360);
  strata_hex_view_go_to (self->view, 0x10000004, 0x10000004);
  hex_fixture_type (self, "5a");
  label = widget_fixture_find_label (GTK_WIDGET (self->panel), "Enter writes to 10000004");
  g_assert_nonnull (label);
  strata_wait_for (pango_layout_get_line_count (
                     gtk_label_get_layout (GTK_LABEL (label))) > 2);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/hex-panel/" name, HexFixture, "doc-registers", hex_fixture_set_up,         \
              function, hex_fixture_tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("accessible", test_accessible);
  ADD ("find", test_find);
  ADD ("selection", test_selection);
  ADD ("region", test_region);
  ADD ("choices", test_choices);
  ADD ("focus", test_focus);
  ADD ("selected-regions", test_selected_regions);
  ADD ("narrow", test_narrow);
  widget_picture_add_func ("/strata/hex-panel/picture", test_picture);

  return g_test_run ();
}
