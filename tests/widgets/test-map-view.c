/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-map-view.h"
#include "widget-fixture.h"
#include "widget-picture.h"

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

  strata_wait_for (gtk_adjustment_get_upper (adjustment) >
                   gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "apic-msi"));
  strata_wait_for (gtk_adjustment_get_value (adjustment) > 0);
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "ram-below-4g → pc.ram"));
  strata_wait_for (gtk_adjustment_get_value (adjustment) <= 1);
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
  GtkWidget *map = show_map (selection, 200);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (map));
  double folded = gtk_adjustment_get_upper (adjustment);
  guint notified = 0;

  g_signal_connect_swapped (map, "notify::true-scale", G_CALLBACK (count_cb), &notified);
  strata_map_view_set_true_scale (STRATA_MAP_VIEW (map), TRUE);
  strata_map_view_set_true_scale (STRATA_MAP_VIEW (map), TRUE);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_true (strata_map_view_get_true_scale (STRATA_MAP_VIEW (map)));
  strata_wait_for (gtk_adjustment_get_upper (adjustment) != folded);
  widget_fixture_assert_finalized (map);
}

/* Enter opens what is selected, as a double click does; what is not there cannot be opened. */
static void
test_open (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *map = show_map (selection, 500);
  guint opened = 0;

  g_signal_connect_swapped (map, "activated", G_CALLBACK (count_cb), &opened);
  gtk_widget_activate_action (map, "map.activate", NULL);
  g_assert_cmpuint (opened, ==, 0);
  gtk_widget_activate_action (map, "map.next", NULL);
  gtk_widget_activate_action (map, "map.activate", NULL);
  g_assert_cmpuint (opened, ==, 1);
  strata_selection_select_address (selection, 0x7000);
  gtk_widget_activate_action (map, "map.activate", NULL);
  g_assert_cmpuint (opened, ==, 2);
  widget_fixture_assert_finalized (map);
}

static void
get_visible (GtkWidget   *map,
             StrataRange *range)
{
  g_assert_true (strata_map_view_get_visible (STRATA_MAP_VIEW (map), range));
}

/* From all of it to single bytes of what is selected, which stays where it is, and back. */
static void
test_zoom (gconstpointer data)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *map = show_map (selection, 500);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (map));
  guint moved = 0;
  StrataRange range;

  strata_map_view_set_true_scale (STRATA_MAP_VIEW (map), GPOINTER_TO_INT (data));
  strata_wait_for (strata_map_view_get_visible (STRATA_MAP_VIEW (map), &range));
  g_signal_connect_swapped (map, "moved", G_CALLBACK (count_cb), &moved);

  gtk_widget_activate_action (map, "map.fit", NULL);
  get_visible (map, &range);
  g_assert_cmphex (range.first, ==, 0);
  g_assert_cmphex (range.last, ==, G_MAXUINT64);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=,
                     gtk_adjustment_get_page_size (adjustment) + 1);

  strata_selection_select_at (selection, widget_fixture_find (model, "apic-msi"), 0xfee00010);
  moved = 0;
  for (guint i = 0; i < 100; i++)
    gtk_widget_activate_action (map, "map.zoom-in", NULL);
  g_assert_cmpuint (moved, >, 5);
  get_visible (map, &range);
  g_assert_cmphex (range.first, <=, 0xfee00010);
  g_assert_cmphex (range.last, >=, 0xfee00010);
  g_assert_cmphex (range.last - range.first, <, 64);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);

  /* A page further there are the next bytes. */
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                            gtk_adjustment_get_page_size (adjustment));
  {
    StrataRange next;

    get_visible (map, &next);
    g_assert_cmphex (next.first, >=, range.last - 1);
    g_assert_cmphex (next.first, <=, range.last + 1);
  }

  /* A scroll bar leads to both ends. */
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  get_visible (map, &range);
  g_assert_cmphex (range.last, ==, G_MAXUINT64);
  gtk_adjustment_set_value (adjustment, 0);
  get_visible (map, &range);
  g_assert_cmphex (range.first, ==, 0);

  gtk_widget_activate_action (map, "map.fit-selection", NULL);
  get_visible (map, &range);
  g_assert_cmphex (range.first, >, 0xfed00000);
  g_assert_cmphex (range.first, <=, 0xfee00000);
  g_assert_cmphex (range.last, >=, 0xfeefffff);

  for (guint i = 0; i < 100; i++)
    gtk_widget_activate_action (map, "map.zoom-out", NULL);
  get_visible (map, &range);
  g_assert_cmphex (range.first, ==, 0);
  g_assert_cmphex (range.last, ==, G_MAXUINT64);

  strata_map_view_go_to (STRATA_MAP_VIEW (map), 0xfee00000);
  gtk_widget_activate_action (map, "map.zoom-normal", NULL);
  get_visible (map, &range);
  g_assert_cmphex (range.last, >, range.first);
  widget_fixture_assert_finalized (map);
}

/* Without a selection there is nothing to fit, and what is not shown has no zoom. */
static void
test_zoom_nothing (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *map = show_map (selection, 500);
  g_autoptr (GtkWidget) empty = g_object_ref_sink (strata_map_view_new ());
  StrataRange before, after;

  get_visible (map, &before);
  gtk_widget_activate_action (map, "map.fit-selection", NULL);
  get_visible (map, &after);
  g_assert_cmphex (before.first, ==, after.first);
  g_assert_cmphex (before.last, ==, after.last);
  g_assert_false (strata_map_view_get_visible (STRATA_MAP_VIEW (empty), &after));
  gtk_widget_activate_action (empty, "map.zoom-in", NULL);
  gtk_widget_activate_action (empty, "map.zoom-normal", NULL);
  gtk_widget_activate_action (empty, "map.fit", NULL);
  strata_map_view_go_to (STRATA_MAP_VIEW (empty), 0);
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

/* The controller of a type that was added last, which hears of events before the others */
static gpointer
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller;
    }

  g_assert_not_reached ();
}

/* Two fingers zoom around the middle between them, and bring back what was seen when they come
 * back. Without an event they are in the middle of the page. */
static void
test_pinch (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  GtkWidget *map = show_map (selection, 500);
  gpointer gesture = find_controller (map, GTK_TYPE_GESTURE_ZOOM);
  StrataRange before, after;

  strata_map_view_go_to (STRATA_MAP_VIEW (map), 0xfee00010);
  for (guint i = 0; i < 10; i++)
    gtk_widget_activate_action (map, "map.zoom-in", NULL);
  strata_map_view_go_to (STRATA_MAP_VIEW (map), 0xfee00010);
  get_visible (map, &before);

  g_signal_emit_by_name (gesture, "begin", NULL);
  for (double scale = 1; scale < 0x1p50; scale *= 1.5)
    g_signal_emit_by_name (gesture, "scale-changed", scale);
  get_visible (map, &after);
  g_assert_cmphex (after.first, <=, 0xfee00010);
  g_assert_cmphex (after.last, >=, 0xfee00010);
  g_assert_cmphex (after.last - after.first, <, 64);
  g_signal_emit_by_name (gesture, "scale-changed", 1e-30);
  get_visible (map, &after);
  g_assert_cmphex (after.first, ==, 0);
  g_signal_emit_by_name (gesture, "scale-changed", 1.0);
  get_visible (map, &after);
  g_assert_cmphex (after.first, ==, before.first);
  g_assert_cmphex (after.last, ==, before.last);
  g_signal_emit_by_name (gesture, "end", NULL);

  /* Where the last one ended the next one begins. */
  g_signal_emit_by_name (gesture, "begin", NULL);
  g_signal_emit_by_name (gesture, "scale-changed", 0.0);
  g_signal_emit_by_name (gesture, "scale-changed", 2.0);
  get_visible (map, &after);
  g_assert_cmphex (after.last - after.first, <, before.last - before.first);
  g_signal_emit_by_name (gesture, "end", NULL);
  widget_fixture_assert_finalized (map);
}

typedef struct
{
  guint64 address;
  guint n_placed;
  guint n_dropped;
} Placed;

static gboolean
movable_cb (StrataMapView *map,
            guint          instance,
            gboolean       resize,
            Placed        *placed)
{
  return TRUE;
}

static void
placed_cb (StrataMapView *map,
           guint64        address,
           guint64        size,
           Placed        *placed)
{
  placed->address = address;
  placed->n_placed++;
}

static void
dropped_cb (StrataMapView *map,
            Placed        *placed)
{
  placed->n_dropped++;
}

/* A region that is held beyond an end of the page goes on and on, with the map, to what was not
 * seen; back on the page all stands still. */
static void
test_pan (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *map = show_map (selection, 400);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (map));
  gpointer gesture = find_controller (map, GTK_TYPE_GESTURE_DRAG);
  Placed placed = { 0 };
  GdkRectangle place;
  double value, x, y;
  guint64 address;

  g_signal_connect (map, "query-movable", G_CALLBACK (movable_cb), &placed);
  g_signal_connect (map, "placed", G_CALLBACK (placed_cb), &placed);
  g_signal_connect (map, "dropped", G_CALLBACK (dropped_cb), &placed);
  strata_selection_select (selection, widget_fixture_find (model, "hpet"));
  strata_wait_for (strata_map_view_get_selected_place (STRATA_MAP_VIEW (map), &place));
  x = place.x + place.width / 2;
  y = place.y + place.height / 2;
  value = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (value, >, 0);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", 0.0, 30.0);
  g_assert_true (strata_map_view_is_dragging (STRATA_MAP_VIEW (map)));
  widget_picture_wait_frames (map, 5);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);

  g_signal_emit_by_name (gesture, "drag-update", 0.0, -y - 50);
  address = placed.address;
  strata_wait_for (gtk_adjustment_get_value (adjustment) < value - 200 &&
                   placed.address < address);
  g_signal_emit_by_name (gesture, "drag-update", 0.0, 30.0);
  widget_picture_wait_frames (map, 1);
  value = gtk_adjustment_get_value (adjustment);
  widget_picture_wait_frames (map, 5);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);

  g_signal_emit_by_name (gesture, "drag-update", 0.0, 900.0);
  strata_wait_for (gtk_adjustment_get_value (adjustment) > value + 100);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 900.0);
  g_assert_cmpuint (placed.n_dropped, ==, 1);
  g_assert_false (strata_map_view_is_dragging (STRATA_MAP_VIEW (map)));
  value = gtk_adjustment_get_value (adjustment);
  widget_picture_wait_frames (map, 5);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
  widget_fixture_assert_finalized (map);
}

/* An end can be taken from outside of what is selected, which stays so; a click that is no drag is
 * for what lies there. */
static void
test_end (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *map = show_map (selection, 400);
  gpointer click = find_controller (map, GTK_TYPE_GESTURE_CLICK);
  gpointer drag = find_controller (map, GTK_TYPE_GESTURE_DRAG);
  guint hpet = widget_fixture_find (model, "hpet");
  Placed placed = { 0 };
  GdkRectangle place;
  double x, y;

  g_signal_connect (map, "query-movable", G_CALLBACK (movable_cb), &placed);
  g_signal_connect (map, "placed", G_CALLBACK (placed_cb), &placed);
  strata_selection_select (selection, hpet);
  strata_wait_for (strata_map_view_get_selected_place (STRATA_MAP_VIEW (map), &place));
  x = place.x + place.width / 2;
  y = place.y + place.height + 2;

  g_signal_emit_by_name (drag, "drag-begin", x, y);
  g_signal_emit_by_name (click, "pressed", 1, x, y);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, hpet);
  g_signal_emit_by_name (drag, "drag-update", 0.0, 20.0);
  g_assert_cmpuint (placed.n_placed, >, 0);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 20.0);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, hpet);

  strata_wait_for (strata_map_view_get_selected_place (STRATA_MAP_VIEW (map), &place));
  g_signal_emit_by_name (click, "pressed", 1, x, (double) (place.y + place.height + 2));
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, hpet);
  g_signal_emit_by_name (click, "released", 1, x, (double) (place.y + place.height + 2));
  g_assert_cmpuint (strata_selection_get_instance (selection), !=, hpet);
  widget_fixture_assert_finalized (map);
}

/* What somebody does between a change of the map and the next frame is not lost, and steps of the
 * keyboard add up before any of them is shown. */
static void
test_before_frame (void)
{
  static const struct
  {
    gboolean up;
    guint64 address; /* in B */
  } steps[] = { { TRUE, 0x1000 }, { TRUE, 0 }, { FALSE, 0x1000 }, { FALSE, 0x2000 } };
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);
  g_autoptr (StrataSpaceModel) next = strata_space_model_new (space);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  StrataRegion *region = strata_board_get_region (board, "E");
  guint e = widget_fixture_find (model, "E");
  GtkWidget *map;
  gpointer click;
  Placed placed = { 0 };
  StrataRange before, after;
  GdkRectangle place;

  strata_selection_set_model (selection, model);
  map = show_map (selection, 500);
  click = find_controller (map, GTK_TYPE_GESTURE_CLICK);
  g_signal_connect (map, "query-movable", G_CALLBACK (movable_cb), &placed);
  g_signal_connect (map, "placed", G_CALLBACK (placed_cb), &placed);
  g_signal_connect (map, "dropped", G_CALLBACK (dropped_cb), &placed);
  strata_selection_select (selection, e);
  strata_wait_for (strata_map_view_get_selected_place (STRATA_MAP_VIEW (map), &place));
  get_visible (map, &before);

  strata_selection_update_model (selection, next);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_activate_action (map, "map.nudge", "(bb)", steps[i].up, FALSE);
      g_assert_cmpuint (placed.n_placed, ==, i + 1);
      g_assert_cmpuint (placed.n_dropped, ==, i + 1);
      g_assert_cmphex (placed.address, ==, steps[i].address);
      strata_map_view_set_place (STRATA_MAP_VIEW (map), region, placed.address, 0x1000);
    }

  strata_selection_update_model (selection, model);
  g_signal_emit_by_name (click, "pressed", 1, place.x + 2.0, place.y + place.height / 2.0);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, e);

  strata_selection_update_model (selection, next);
  for (guint i = 0; i < 5; i++)
    gtk_widget_activate_action (map, "map.zoom-in", NULL);
  get_visible (map, &after);
  g_assert_cmphex (after.last - after.first, <, before.last - before.first);
  strata_selection_update_model (selection, model);
  gtk_widget_activate_action (map, "map.fit", NULL);
  get_visible (map, &after);
  g_assert_cmphex (after.last - after.first, ==, before.last - before.first);
  widget_fixture_assert_finalized (map);
}

/* What an edit would bring, as it is on the screen: what would come, go and be called otherwise,
 * and what is selected */
static void
test_changes (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  g_autoptr (StrataEdit) rename = strata_edit_new_name ("D", "display");
  g_autoptr (StrataEdit) move = strata_edit_new_address ("E", 0x1000);
  g_autoptr (StrataEdit) shrink = strata_edit_new_size ("C", 0x5000);
  StrataEdit *const edits[] = { rename, move, shrink };
  g_autoptr (StrataSpaceModel) model = widget_fixture_try (board, edits, G_N_ELEMENTS (edits));
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  GtkWidget *map;

  strata_selection_set_model (selection, model);
  map = show_map (selection, 500);
  strata_selection_select (selection, widget_fixture_find (model, "display"));
  widget_picture_compare (gtk_widget_get_parent (map), "map-view-changes");
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
  g_test_add_func ("/strata/map-view/open", test_open);
  g_test_add_func ("/strata/map-view/true-scale", test_true_scale);
  g_test_add_data_func ("/strata/map-view/zoom/folded", GINT_TO_POINTER (FALSE), test_zoom);
  g_test_add_data_func ("/strata/map-view/zoom/true", GINT_TO_POINTER (TRUE), test_zoom);
  g_test_add_func ("/strata/map-view/zoom/nothing", test_zoom_nothing);
  g_test_add_func ("/strata/map-view/pinch", test_pinch);
  g_test_add_func ("/strata/map-view/pan", test_pan);
  g_test_add_func ("/strata/map-view/end", test_end);
  g_test_add_func ("/strata/map-view/before-frame", test_before_frame);
  g_test_add_func ("/strata/map-view/drawn", test_picture);
  widget_picture_add_func ("/strata/map-view/picture", test_changes);

  return g_test_run ();
}
