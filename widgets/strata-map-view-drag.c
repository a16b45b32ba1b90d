/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "paint/strata-map-text.h"
#include "strata-map-view-private.h"
#include "strata-words.h"

/*
 * The selected region is dragged to where it should be, or its ends are. The picture stays as it
 * is meanwhile, or addresses would run away from under the pointer: what would change is marked on
 * it. Only at the ends of the page it goes by, the faster the further the pointer is out. Whoever
 * knows the board hears where the region is held, and may refuse it.
 */

/* All in pixels */
#define EDGE 5        /* how near to an edge that is held */
#define MIN_HEIGHT 18 /* less has no edges */
#define VISIBLE 8     /* an edge comes to rest at addresses so far apart */
#define TIP_PADDING 6
#define TIP_DISTANCE 14
#define PAN_ZONE 24 /* so near to an end of the page the map goes by under the pointer, */
#define PAN_SPEED 12 /* in a second so many times as far as the pointer is beyond that, */
#define MAX_PAN 120  /* but not in one frame, if that took long */

/* The rows of the page that a region takes */
static void
get_rows (StrataMapView     *self,
          const StrataRange *range,
          double            *top,
          double            *bottom)
{
  double origin = _strata_map_view_get_headings_height (self) - _strata_map_view_get_top (self);

  *top = strata_map_layout_get_top (self->layout, range->first) + origin;
  *bottom = strata_map_layout_get_bottom (self->layout, range->last) + origin;
}

static guint64
get_address (StrataMapView *self,
             double         y)
{
  return strata_map_layout_get_address (self->layout,
                                        y - _strata_map_view_get_headings_height (self) +
                                          _strata_map_view_get_top (self));
}

/* What is selected as it stands in its container, and whether it may be dragged there */
static gboolean
find_movable (StrataMapView *self,
              StrataMapDrag *drag)
{
  StrataSpaceModel *model = _strata_map_view_get_model (self);
  const StrataInstance *instance;
  const StrataInstance *holder;
  guint selected, at;
  gboolean movable = FALSE;

  if (model == NULL)
    return FALSE;

  selected = strata_selection_get_instance (self->selection);
  if (selected == STRATA_NO_INSTANCE ||
      strata_space_model_get_holder (model, selected) == STRATA_NO_INSTANCE)
    return FALSE;

  at = strata_space_model_get_sibling (model, selected);
  instance = strata_space_model_get_instance (model, at);
  holder = strata_space_model_get_instance (model,
                                            strata_space_model_get_holder (model, selected));
  drag->selected = selected;
  drag->before = (StrataRange) { instance->first, instance->last };
  drag->bounds = (StrataRange) { holder->first, holder->last };
  drag->offset = holder->offset;
  /* What is cut at its beginning cannot be told from where it would begin. */
  if (instance->offset == 0)
    g_signal_emit_by_name (self, "query-movable", at, FALSE, &movable);

  return movable;
}

static gboolean
is_selected_at (StrataMapView *self,
                double         x,
                double         y)
{
  StrataMapBox box;
  guint64 address;
  guint instance;

  if (!_strata_map_view_pick (self, x, y, &box, &address))
    return FALSE;

  instance = box.instance;
  if (box.type == STRATA_MAP_BOX_FLAT)
    instance = strata_rendering_find_winner (
      strata_space_model_get_rendering (_strata_map_view_get_model (self)), address);

  return instance != STRATA_NO_INSTANCE &&
         instance == strata_selection_get_instance (self->selection);
}

static gboolean
is_resizable (StrataMapView *self,
              StrataMapDrag *drag)
{
  guint at = strata_space_model_get_sibling (_strata_map_view_get_model (self), drag->selected);
  gboolean resizable = FALSE;

  g_signal_emit_by_name (self, "query-movable", at, TRUE, &resizable);

  return resizable;
}

/* What of the selected region is at a place of the widget */
static StrataMapGrip
find_grip (StrataMapView *self,
           double         x,
           double         y,
           StrataMapDrag *drag)
{
  double page_top, top, bottom;
  StrataMapBox box;

  if (!_strata_map_view_prepare (self) || self->space_held ||
      strata_selection_get_instance (self->selection) == STRATA_NO_INSTANCE ||
      !strata_map_layout_find_box (self->layout, strata_selection_get_instance (self->selection),
                                   &box))
    return STRATA_MAP_GRIP_NONE;

  page_top = _strata_map_view_get_headings_height (self);
  x += _strata_map_view_get_left (self);
  if (x < box.x || x >= box.x + box.width || y < page_top ||
      y >= page_top + _strata_map_view_get_page_height (self) || !find_movable (self, drag))
    return STRATA_MAP_GRIP_NONE;

  get_rows (self, &drag->before, &top, &bottom);
  if (bottom - top >= MIN_HEIGHT && MIN (fabs (y - top), fabs (y - bottom)) <= EDGE &&
      is_resizable (self, drag))
    return fabs (y - top) <= EDGE ? STRATA_MAP_GRIP_START : STRATA_MAP_GRIP_END;

  return is_selected_at (self, x - _strata_map_view_get_left (self), y) ? STRATA_MAP_GRIP_WHOLE
                                                                       : STRATA_MAP_GRIP_NONE;
}

/* What a drag that begins at a place of the widget would hold */
StrataMapGrip
_strata_map_view_get_grip (StrataMapView *self,
                           double         x,
                           double         y)
{
  StrataMapDrag drag = { 0 };

  return find_grip (self, x, y, &drag);
}

/* Tells where the region is held now, in its container. A size of 2^64 is told as the largest. What
 * is only moved keeps its size, of which some may be cut. */
static void
tell (StrataMapView     *self,
      const StrataRange *range)
{
  const StrataMapDrag *drag = &self->drag;
  guint64 size = range->last - range->first + 1;

  if (size == 0)
    size = G_MAXUINT64;
  if (drag->grip != STRATA_MAP_GRIP_START && drag->grip != STRATA_MAP_GRIP_END)
    size = 0;
  g_signal_emit_by_name (self, "placed", drag->offset + (range->first - drag->bounds.first), size);
}

static void
hold (StrataMapView *self)
{
  StrataMapDrag *drag = &self->drag;
  StrataMapSnap snap = (drag->state & GDK_CONTROL_MASK) != 0 ? STRATA_MAP_SNAP_BYTE
                       : (drag->state & GDK_SHIFT_MASK) != 0 ? STRATA_MAP_SNAP_PAGE
                                                             : STRATA_MAP_SNAP_NATURAL;
  guint64 to = get_address (self, drag->y);
  guint64 visible = get_address (self, drag->y + VISIBLE) - to;
  guint64 step = strata_map_placing_get_step (&drag->before, drag->grip, snap, visible);
  StrataRange after;

  strata_map_placing_drag (drag->grip, &drag->bounds, &drag->before, drag->from, to, step, &after);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (after.first == drag->after.first && after.last == drag->after.last)
    return;

  drag->after = after;
  tell (self, &after);
}

/* How far beyond an end of the page the pointer is; less than 0 at the upper one. Where it was
 * when the drag began is no end: something that lies there can be taken. */
static double
get_overshoot (StrataMapView *self)
{
  const StrataMapDrag *drag = &self->drag;
  double top = _strata_map_view_get_headings_height (self) + PAN_ZONE;
  double bottom = top + _strata_map_view_get_page_height (self) - 2 * PAN_ZONE;

  if (drag->y < MIN (top, drag->start_y))
    return drag->y - MIN (top, drag->start_y);
  if (drag->y > MAX (bottom, drag->start_y))
    return drag->y - MAX (bottom, drag->start_y);

  return 0;
}

static gboolean
pan_cb (GtkWidget     *widget,
        GdkFrameClock *clock,
        gpointer       user_data)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  StrataMapDrag *drag = &self->drag;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double overshoot = drag->is_active && self->layout != NULL ? get_overshoot (self) : 0;
  double distance;

  if (overshoot == 0)
    {
      drag->tick = 0;
      return G_SOURCE_REMOVE;
    }

  distance = overshoot * PAN_SPEED * (double) (now - drag->tick_time) / G_USEC_PER_SEC;
  drag->tick_time = now;
  _strata_map_view_scroll (self, CLAMP (distance, -MAX_PAN, MAX_PAN));
  hold (self);

  return G_SOURCE_CONTINUE;
}

static void
drag_to (StrataMapView   *self,
         double           x,
         double           y,
         GdkModifierType  state)
{
  StrataMapDrag *drag = &self->drag;

  drag->x = x;
  drag->y = y;
  drag->state = state;
  hold (self);
  if (drag->tick != 0 || get_overshoot (self) == 0)
    return;

  drag->tick_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  drag->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), pan_cb, NULL, NULL);
}

static void
stop_panning (StrataMapView *self)
{
  if (self->drag.tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag.tick);
  self->drag.tick = 0;
}

/* The picture follows what is shown again. */
static void
end (StrataMapView *self)
{
  stop_panning (self);
  self->drag.grip = STRATA_MAP_GRIP_NONE;
  self->drag.is_active = FALSE;
  self->cursor = NULL;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  _strata_map_view_forget_layout (self);
  g_signal_emit_by_name (self, "dropped");
}

/* Puts back what is dragged; FALSE if nothing is. */
gboolean
_strata_map_view_cancel_drag (StrataMapView *self)
{
  if (!self->drag.is_active)
    return FALSE;

  tell (self, &self->drag.before);
  end (self);

  return TRUE;
}

static void
begin_cb (StrataMapView  *self,
          double          x,
          double          y,
          GtkGestureDrag *gesture)
{
  self->drag.grip = STRATA_MAP_GRIP_NONE;
  if (!_strata_map_view_prepare (self) || self->space_held)
    return;

  self->drag.grip = find_grip (self, x, y, &self->drag);
  self->drag.after = self->drag.before;
  if (self->drag.grip != STRATA_MAP_GRIP_NONE)
    self->drag.from = get_address (self, y);
  self->drag.start_x = x;
  self->drag.start_y = y;
}

static void
update_cb (StrataMapView  *self,
           double          dx,
           double          dy,
           GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (gesture));
  double x = self->drag.start_x;
  double y = self->drag.start_y;

  if (self->drag.grip == STRATA_MAP_GRIP_NONE || !_strata_map_view_prepare (self))
    return;

  if (!self->drag.is_active)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), (int) x, (int) y, (int) (x + dx),
                                     (int) (y + dy)))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->drag.is_active = TRUE;
      self->is_hovered = FALSE;
    }
  drag_to (self, x + dx, y + dy, state);
}

static void
end_cb (StrataMapView *self)
{
  if (self->drag.is_active)
    end (self);
  self->drag.grip = STRATA_MAP_GRIP_NONE;
}

static void
cancel_cb (StrataMapView *self)
{
  _strata_map_view_cancel_drag (self);
}

/* Lets the selected region be dragged. */
void
_strata_map_view_add_drag (StrataMapView *self)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (gesture, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (gesture, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect_swapped (gesture, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect_swapped (gesture, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
snapshot_tip (StrataMapView *self,
              GtkSnapshot   *snapshot)
{
  const StrataMapDrag *drag = &self->drag;
  g_autofree char *range = strata_words_range (drag->after.first, drag->after.last);
  g_autofree char *size = strata_words_size (drag->after.first, drag->after.last);
  g_autofree char *text = g_strdup_printf ("%s · %s", range, size);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  const StrataMapColor *ground = &self->style.foreground;
  const StrataMapColor *ink = &self->style.background;
  const GdkRGBA ground_color = { (float) ground->red, (float) ground->green,
                                 (float) ground->blue, 1 };
  const GdkRGBA ink_color = { (float) ink->red, (float) ink->green, (float) ink->blue, 1 };
  int width, height;
  double x, y;
  GskRoundedRect frame;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (drag->x + TIP_DISTANCE, 0,
             MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - width - 2 * TIP_PADDING));
  y = drag->y - TIP_DISTANCE - height - 2 * TIP_PADDING;
  if (y < 0)
    y = drag->y + TIP_DISTANCE;
  x = floor (x);
  y = floor (y);
  gsk_rounded_rect_init_from_rect (&frame,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y,
                                                        (float) (width + 2 * TIP_PADDING),
                                                        (float) (height + 2 * TIP_PADDING)),
                                   6);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &ground_color, &frame.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x + TIP_PADDING),
                                                          (float) (y + TIP_PADDING)));
  gtk_snapshot_append_layout (snapshot, layout, &ink_color);
  gtk_snapshot_restore (snapshot);
}

/* Draws where the region is held. */
void
_strata_map_view_snapshot_drag (StrataMapView *self,
                                GtkSnapshot   *snapshot)
{
  const StrataMapDrag *drag = &self->drag;
  const StrataMapColumn *column = strata_map_layout_get_flat_column (self->layout);
  const StrataMapColor *accent = &self->style.accent;
  const GdkRGBA color = { (float) accent->red, (float) accent->green, (float) accent->blue, 1 };
  const GdkRGBA pale = { color.red, color.green, color.blue, 0.22f };
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colors[] = { color, color, color, color };
  int headings = _strata_map_view_get_headings_height (self);
  int page = _strata_map_view_get_page_height (self);
  double top, bottom;
  GskRoundedRect frame;

  if (!drag->is_active)
    return;

  get_rows (self, &drag->after, &top, &bottom);
  top = floor (top);
  bottom = MAX (ceil (bottom), top + 4);
  gsk_rounded_rect_init_from_rect (
    &frame,
    &GRAPHENE_RECT_INIT ((float) (column->x - _strata_map_view_get_left (self) - 3), (float) top,
                         (float) (column->width + 6), (float) (bottom - top)),
    4);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, (float) headings,
                                               (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                               (float) page));
  gtk_snapshot_append_color (snapshot, &pale, &frame.bounds);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
  gtk_snapshot_pop (snapshot);
  snapshot_tip (self, snapshot);
}

/* Edits are shown a while after they are made or typed: a step of the keyboard begins where the
 * region is by now. */
static void
catch_up (StrataMapView *self,
          StrataMapDrag *drag)
{
  const StrataMapKnown *known = &self->known;
  StrataSpaceModel *model = _strata_map_view_get_model (self);
  guint at = strata_space_model_get_sibling (model, drag->selected);
  guint64 room = drag->bounds.last - drag->bounds.first;
  guint64 last = known->size == STRATA_SIZE_MAX ? G_MAXUINT64 : known->size - 1;
  guint64 distance = known->address - drag->offset;

  if (known->region != strata_space_model_get_instance (model, at)->region || known->size == 0 ||
      known->address < drag->offset || distance > room)
    return;

  drag->before.first = drag->bounds.first + distance;
  drag->before.last = drag->before.first + MIN (last, room - distance);
}

/* One step of the keyboard, to lower addresses or to higher ones */
void
_strata_map_view_nudge (StrataMapView *self,
                        gboolean       up,
                        StrataMapSnap  snap)
{
  StrataMapDrag *drag = &self->drag;
  StrataRange after;
  guint64 step, to;

  if (drag->is_active)
    return;
  if (!find_movable (self, drag))
    return;

  catch_up (self, drag);
  step = strata_map_placing_get_step (&drag->before, STRATA_MAP_GRIP_WHOLE, snap, 1);
  if (up)
    to = drag->before.first > step ? drag->before.first - step : 0;
  else
    to = G_MAXUINT64 - drag->before.first > step ? drag->before.first + step : G_MAXUINT64;
  strata_map_placing_drag (STRATA_MAP_GRIP_WHOLE, &drag->bounds, &drag->before,
                           drag->before.first, to, step, &after);
  if (after.first == drag->before.first)
    return;

  self->scroll_to_selected = TRUE;
  tell (self, &after);
  g_signal_emit_by_name (self, "dropped");
}

/**
 * strata_map_view_is_dragging:
 * @self: a map
 *
 * Gets whether a region is held over the map.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_map_view_is_dragging (StrataMapView *self)
{
  g_return_val_if_fail (STRATA_IS_MAP_VIEW (self), FALSE);

  return self->drag.is_active;
}

/**
 * strata_map_view_set_pending:
 * @self: a map
 * @pending: whether an edit is pending, be it shown yet or not
 *
 * Tells that Escape is for what is pending: it does not clear the selection.
 */
void
strata_map_view_set_pending (StrataMapView *self,
                             gboolean       pending)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.clear", !pending);
}

/**
 * strata_map_view_set_place:
 * @self: a map
 * @region: (nullable): a region in a container; %NULL for none
 * @address: its offset in its container, in bytes
 * @size: its size in bytes; %STRATA_SIZE_MAX for 2^64
 *
 * Tells where a region is by now, or would be, which the model that is shown may not say yet. The
 * next step of the keyboard begins there. Whoever listens to #StrataMapView::placed tells this, or
 * steps that follow each other quickly begin where the first of them did.
 */
void
strata_map_view_set_place (StrataMapView *self,
                           StrataRegion  *region,
                           guint64        address,
                           guint64        size)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));

  if (region != NULL)
    strata_region_ref (region);
  g_clear_pointer (&self->known.region, strata_region_unref);
  self->known = (StrataMapKnown) { region, address, size };
}
