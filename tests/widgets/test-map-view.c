/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-map-view.h"
#include "widget-fixture.h"

static GtkWidget *
show_map (StrataSelection *selection,
          int              height)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *map = strata_map_view_new ();

  strata_map_view_set_selection (STRATA_MAP_VIEW (map), selection);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), map);
  widget_fixture_show (scroller, 640, height);

  return map;
}

static void
assert_at (StrataSelection *selection,
           const char      *title,
           guint64          address)
{
  StrataSpaceModel *model = strata_selection_get_model (selection);

  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (model, title));
  g_assert_cmpuint (strata_selection_get_address (selection), ==, address);
}

static void
test_walk (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *map = show_map (selection, 500);

  gtk_widget_activate_action (map, "map.next", NULL);
  assert_at (selection, "C", 0);
  gtk_widget_activate_action (map, "map.next", NULL);
  assert_at (selection, "D", 0x2000);
  gtk_widget_activate_action (map, "map.beneath", NULL);
  assert_at (selection, "C", 0x2000);
  gtk_widget_activate_action (map, "map.beneath", NULL);
  assert_at (selection, "C", 0x2000);
  gtk_widget_activate_action (map, "map.above", NULL);
  assert_at (selection, "D", 0x2000);
  gtk_widget_activate_action (map, "map.last", NULL);
  assert_at (selection, "C", 0x5000);
  gtk_widget_activate_action (map, "map.next", NULL);
  assert_at (selection, "C", 0x5000);
  gtk_widget_activate_action (map, "map.previous", NULL);
  assert_at (selection, "E", 0x4000);
  gtk_widget_activate_action (map, "map.first", NULL);
  assert_at (selection, "C", 0);
  gtk_widget_activate_action (map, "map.clear", NULL);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, STRATA_NO_INSTANCE);
  widget_fixture_assert_finalized (map);
}

static void
test_accessible (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *map = show_map (selection, 500);

  widget_fixture_assert_role (map, GTK_ACCESSIBLE_ROLE_IMG);
  widget_fixture_assert_property (map, GTK_ACCESSIBLE_PROPERTY_LABEL, "Memory map");
  widget_fixture_assert_property (map, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Nothing selected");
  strata_selection_select_at (selection, widget_fixture_find (model, "C"), 0x2000);
  widget_fixture_assert_property (map, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "C, MMIO, 0–5fff, 24 KiB, hidden here by D");
  strata_selection_select (selection, widget_fixture_find (model, "E"));
  widget_fixture_assert_property (map, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "E, MMIO, 4000–4fff, 4 KiB");
  widget_fixture_assert_finalized (map);
}

/* What is selected elsewhere is brought into sight. */
static void
test_scroll (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  GtkWidget *map = show_map (selection, 300);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (map));

  widget_fixture_wait_for (gtk_adjustment_get_upper (adjustment) >
                           gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "apic-msi"));
  widget_fixture_wait_for (gtk_adjustment_get_value (adjustment) > 0);
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "ram-below-4g → pc.ram"));
  widget_fixture_wait_for (gtk_adjustment_get_value (adjustment) <= 1);
  widget_fixture_assert_finalized (map);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_true_scale (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-pc", NULL);
  GtkWidget *map = show_map (selection, 300);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (map));
  double folded = gtk_adjustment_get_upper (adjustment);
  guint notified = 0;

  g_signal_connect_swapped (map, "notify::true-scale", G_CALLBACK (count_cb), &notified);
  strata_map_view_set_true_scale (STRATA_MAP_VIEW (map), TRUE);
  strata_map_view_set_true_scale (STRATA_MAP_VIEW (map), TRUE);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_true (strata_map_view_get_true_scale (STRATA_MAP_VIEW (map)));
  widget_fixture_wait_for (gtk_adjustment_get_upper (adjustment) != folded);
  widget_fixture_assert_finalized (map);
}

static GdkTexture *
take_picture (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gtk_widget_snapshot_child (gtk_widget_get_parent (widget), widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);

  return gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
    &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
}

static gboolean
pictures_differ (GdkTexture *a,
                 GdkTexture *b)
{
  gsize stride = (gsize) gdk_texture_get_width (a) * 4;
  gsize size = stride * (gsize) gdk_texture_get_height (a);
  g_autofree guchar *left = g_malloc0 (size);
  g_autofree guchar *right = g_malloc0 (size);

  gdk_texture_download (a, left, stride);
  gdk_texture_download (b, right, stride);

  return memcmp (left, right, size) != 0;
}

static void
test_picture (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *map = show_map (selection, 500);
  g_autoptr (GdkTexture) before = NULL;
  g_autoptr (GdkTexture) again = NULL;
  g_autoptr (GdkTexture) selected = NULL;

  before = take_picture (map);
  again = take_picture (map);
  g_assert_false (pictures_differ (before, again));
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "D"));
  selected = take_picture (map);
  g_assert_true (pictures_differ (before, selected));
  widget_fixture_assert_finalized (map);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/map-view/walk", test_walk);
  g_test_add_func ("/strata/map-view/accessible", test_accessible);
  g_test_add_func ("/strata/map-view/scroll", test_scroll);
  g_test_add_func ("/strata/map-view/true-scale", test_true_scale);
  g_test_add_func ("/strata/map-view/picture", test_picture);

  return g_test_run ();
}
