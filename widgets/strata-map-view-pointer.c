/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-view-private.h"
#include "strata-map-walk.h"

/* What a step of the wheel does */
#define WHEEL_FACTOR 1.5

static void
select_at (StrataMapView *self,
           int            n_press,
           double         x,
           double         y)
{
  StrataMapBox box;
  guint64 address;

  if (_strata_map_view_get_model (self) == NULL || self->space_held)
    return;

  if (!_strata_map_view_pick (self, x, y, &box, &address))
    {
      strata_selection_select (self->selection, STRATA_NO_INSTANCE);
    }
  else if (n_press == 2 && box.type != STRATA_MAP_BOX_FOLD)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "map.activate", NULL);
    }
  else if (box.type == STRATA_MAP_BOX_GAP)
    {
      /* where nobody answers: there is something to say of that, too */
      strata_selection_select_address (self->selection, address);
    }
  else if (box.type == STRATA_MAP_BOX_FOLD)
    {
      self->unfolded = TRUE;
      _strata_map_view_forget_layout (self);
    }
  else
    {
      guint instance = box.instance;

      if (box.type == STRATA_MAP_BOX_FLAT)
        instance = strata_rendering_find_winner (
          strata_space_model_get_rendering (_strata_map_view_get_model (self)), address);
      if (instance != STRATA_NO_INSTANCE)
        strata_selection_select_at (self->selection, instance, address);
    }
}

/* An end of what is selected can be taken from outside, too: only a click that is no drag is for
 * what lies there. */
static void
pressed_cb (StrataMapView *self,
            int            n_press,
            double         x,
            double         y)
{
  StrataMapGrip grip = _strata_map_view_get_grip (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->is_pressed = grip == STRATA_MAP_GRIP_START || grip == STRATA_MAP_GRIP_END;
  if (!self->is_pressed)
    select_at (self, n_press, x, y);
}

static void
released_cb (StrataMapView *self,
             int            n_press,
             double         x,
             double         y)
{
  if (self->is_pressed)
    select_at (self, n_press, x, y);
  self->is_pressed = FALSE;
}

static const char *
get_cursor (StrataMapGrip grip)
{
  switch (grip)
    {
    case STRATA_MAP_GRIP_START:
    case STRATA_MAP_GRIP_END:
      return "ns-resize";
    case STRATA_MAP_GRIP_WHOLE:
      return "move";
    case STRATA_MAP_GRIP_NONE:
    default:
      return NULL;
    }
}

/* Tells what a click or a drag would do. */
static void
update_cursor (StrataMapView *self,
               double         x,
               double         y,
               gboolean       is_fold)
{
  const char *name = is_fold ? "pointer" : get_cursor (_strata_map_view_get_grip (self, x, y));

  if (self->space_held || g_strcmp0 (name, self->cursor) == 0)
    return;

  self->cursor = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
motion_cb (StrataMapView *self,
           double         x,
           double         y)
{
  StrataMapBox box;
  guint64 address;
  gboolean is_hovered = _strata_map_view_pick (self, x, y, &box, &address);

  self->pointer_y = y;
  if (self->drag.is_active)
    return;

  update_cursor (self, x, y, is_hovered && box.type == STRATA_MAP_BOX_FOLD);
  if (is_hovered == self->is_hovered &&
      (!is_hovered || (box.x == self->hovered.x && box.y == self->hovered.y)))
    return;

  self->is_hovered = is_hovered;
  if (is_hovered)
    self->hovered = box;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (StrataMapView *self)
{
  self->pointer_y = -1;
  if (!self->is_hovered)
    return;

  self->is_hovered = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
_strata_map_view_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard,
                                GtkTooltip *tooltip)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  StrataSpaceModel *model = _strata_map_view_get_model (self);
  g_autofree char *text = NULL;
  StrataMapBox box;
  guint64 address;

  if (keyboard || self->drag.is_active ||
      !_strata_map_view_pick (self, x, y, &box, &address) || box.type == STRATA_MAP_BOX_GAP)
    return FALSE;

  if (box.type == STRATA_MAP_BOX_FOLD)
    text = g_strdup_printf (ngettext ("%u region more lies beneath: click to see it",
                                      "%u regions more lie beneath: click to see them", box.count),
                            box.count);
  else if (box.type == STRATA_MAP_BOX_FLAT)
    text = strata_map_walk_describe (model, strata_rendering_find_winner (
                                       strata_space_model_get_rendering (model), address),
                                     address);
  else
    text = strata_map_walk_describe (model, box.instance, address);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* A place of the widget on the page; less than 0 stands for its middle. */
static double
get_place (StrataMapView *self,
           double         y)
{
  int page = _strata_map_view_get_page_height (self);

  return y < 0 ? page / 2.0 : CLAMP (y - _strata_map_view_get_headings_height (self), 0, page);
}

static gboolean
scroll_cb (StrataMapView            *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  if (_strata_map_view_prepare (self))
    _strata_map_view_zoom (self, pow (WHEEL_FACTOR, -dy), get_place (self, self->pointer_y));

  return GDK_EVENT_STOP;
}

/* The middle of the fingers on the page */
static double
get_pinch_place (StrataMapView *self,
                 GtkGesture    *gesture)
{
  double x = 0, y = -1;

  if (gtk_gesture_is_active (gesture))
    gtk_gesture_get_bounding_box_center (gesture, &x, &y);

  return get_place (self, y);
}

static void
pinch_begin_cb (StrataMapView    *self,
                GdkEventSequence *sequence,
                GtkGesture       *gesture)
{
  if (_strata_map_view_prepare (self))
    strata_map_viewport_grasp (self->viewport, get_pinch_place (self, gesture), &self->pinch);
}

static void
pinch_cb (StrataMapView  *self,
          double          scale,
          GtkGestureZoom *gesture)
{
  if (_strata_map_view_prepare (self) && scale > 0 && self->pinch.zoom > 0)
    _strata_map_view_pinch (self, scale, get_pinch_place (self, GTK_GESTURE (gesture)));
}

static void
drag_begin_cb (StrataMapView  *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (!_strata_map_view_prepare (self) || (button != GDK_BUTTON_MIDDLE && !self->space_held))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  self->drag_x = self->drag_y = 0;
}

static void
drag_update_cb (StrataMapView *self,
                double         x,
                double         y)
{
  if (!_strata_map_view_prepare (self))
    return;

  _strata_map_view_scroll (self, self->drag_y - y);
  if (self->hadjustment != NULL)
    gtk_adjustment_set_value (self->hadjustment, gtk_adjustment_get_value (self->hadjustment) +
                              self->drag_x - x);
  self->drag_x = x;
  self->drag_y = y;
}

static void
drag_end_cb (StrataMapView *self)
{
  self->cursor = NULL;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->space_held ? "grab" : NULL);
}

static void
hold_space (StrataMapView *self,
            gboolean       held)
{
  if (self->space_held == held)
    return;

  self->space_held = held;
  self->cursor = NULL;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), held ? "grab" : NULL);
}

/* With Shift the key of a digit is another one, and which depends on the layout. */
static gboolean
is_key_of_zero (StrataMapView *self,
                guint          keycode)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n_entries = 0;

  gdk_display_map_keycode (gtk_widget_get_display (GTK_WIDGET (self)), keycode, &keys, &keyvals,
                           &n_entries);
  for (int i = 0; i < n_entries; i++)
    if (keys[i].level == 0 && keyvals[i] == GDK_KEY_0)
      return TRUE;

  return FALSE;
}

static gboolean
key_pressed_cb (StrataMapView   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (keyval == GDK_KEY_Escape && _strata_map_view_cancel_drag (self))
    return GDK_EVENT_STOP;
  if ((state & gtk_accelerator_get_default_mod_mask ()) == GDK_SHIFT_MASK &&
      is_key_of_zero (self, keycode))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "map.fit-selection", NULL);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_space || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  hold_space (self, TRUE);

  return GDK_EVENT_STOP;
}

static void
key_released_cb (StrataMapView *self,
                 guint          keyval)
{
  if (keyval == GDK_KEY_space)
    hold_space (self, FALSE);
}

static void
focus_left_cb (StrataMapView *self)
{
  hold_space (self, FALSE);
}

static void
add_drag (StrataMapView *self,
          guint          button)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* Makes the map follow the pointer. */
void
_strata_map_view_add_pointer (StrataMapView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  add_drag (self, GDK_BUTTON_MIDDLE);
  add_drag (self, GDK_BUTTON_PRIMARY);
  _strata_map_view_add_drag (self);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (key, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  self->pointer_y = -1;
}

/**
 * strata_map_view_select_at:
 * @self: a map view
 * @x: where, from the left of the widget
 * @y: and from its top
 *
 * Selects what is there, as a click does.
 */
void
strata_map_view_select_at (StrataMapView *self,
                           double         x,
                           double         y)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_at (self, 1, x, y);
}

/**
 * strata_map_view_get_selected_place:
 * @self: a map view
 * @place: (out): where, in coordinates of the widget
 *
 * Finds the box of what is selected, as far as it is on the screen.
 *
 * Returns: %FALSE if nothing is selected, or no part of it is on the screen
 */
gboolean
strata_map_view_get_selected_place (StrataMapView *self,
                                    GdkRectangle  *place)
{
  GdkRectangle page, area;
  StrataMapBox box;
  double top, bottom;

  g_return_val_if_fail (STRATA_IS_MAP_VIEW (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (!_strata_map_view_prepare (self) ||
      strata_selection_get_instance (self->selection) == STRATA_NO_INSTANCE ||
      !strata_map_layout_find_box (self->layout,
                                      strata_selection_get_instance (self->selection), &box))
    return FALSE;

  page = (GdkRectangle) { 0, _strata_map_view_get_headings_height (self),
                          gtk_widget_get_width (GTK_WIDGET (self)),
                          _strata_map_view_get_page_height (self) };
  /* What is zoomed into reaches further than a rectangle can say. */
  top = CLAMP (box.y - _strata_map_view_get_top (self) + page.y, -G_MAXINT16, G_MAXINT16);
  bottom = CLAMP (box.y + box.height - _strata_map_view_get_top (self) + page.y, top + 1,
                  G_MAXINT16 + 1);
  area = (GdkRectangle) { (int) (box.x - _strata_map_view_get_left (self)), (int) top, box.width,
                          (int) (bottom - top) };

  return gdk_rectangle_intersect (&page, &area, place);
}
