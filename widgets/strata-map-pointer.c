/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-map-view-private.h"
#include "strata-map-walk.h"

static gboolean
pick (StrataMapView *self,
      double         x,
      double         y,
      StrataMapBox  *box,
      guint64       *address)
{
  int headings;

  if (self->layout == NULL)
    return FALSE;

  headings = _strata_map_view_get_headings_height (self);
  if (y < headings || y >= headings + _strata_map_view_get_page_height (self))
    return FALSE;

  x += _strata_map_view_get_scroll (self->hadjustment);
  y += _strata_map_view_get_scroll (self->vadjustment) - headings;
  if (!strata_map_layout_pick (self->layout, x, y, box))
    return FALSE;

  *address = CLAMP (strata_map_layout_get_address (self->layout, y), box->first, box->last);

  return TRUE;
}

static void
pressed_cb (StrataMapView *self,
            int            n_press,
            double         x,
            double         y)
{
  StrataMapBox box;
  guint64 address;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (_strata_map_view_get_model (self) == NULL)
    return;

  if (!pick (self, x, y, &box, &address) || box.type == STRATA_MAP_BOX_GAP)
    {
      strata_selection_select (self->selection, STRATA_NO_INSTANCE);
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

static void
motion_cb (StrataMapView *self,
           double         x,
           double         y)
{
  StrataMapBox box;
  guint64 address;
  gboolean is_hovered = pick (self, x, y, &box, &address);

  if (is_hovered == self->is_hovered &&
      (!is_hovered || (box.x == self->hovered.x && box.y == self->hovered.y)))
    return;

  self->is_hovered = is_hovered;
  if (is_hovered)
    self->hovered = box;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   is_hovered && box.type == STRATA_MAP_BOX_FOLD ? "pointer"
                                                                                 : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (StrataMapView *self)
{
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

  if (keyboard || !pick (self, x, y, &box, &address) || box.type == STRATA_MAP_BOX_GAP)
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

/* Makes the map follow the pointer. */
void
_strata_map_view_add_pointer (StrataMapView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
