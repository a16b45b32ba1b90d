/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-end-follower.h"

/**
 * StrataEndFollower:
 *
 * Keeps the end of a list in sight to which rows are added, until the user presses something in it
 * or goes up; and again as soon as the user has come to the end.
 */
struct _StrataEndFollower
{
  GObject parent_instance;

  GtkScrolledWindow *scroller; /* NULL once it is gone */
  guint end_tick;
  guint end_frames; /* until the end is shown */
  gboolean has_more; /* rows came while that was waited for */
  gboolean follows;
};

G_DEFINE_FINAL_TYPE (StrataEndFollower, strata_end_follower, G_TYPE_OBJECT)

static gboolean
show_end_cb (GtkWidget     *widget,
             GdkFrameClock *frame_clock,
             gpointer       user_data)
{
  StrataEndFollower *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (self->end_frames-- > 0)
    return G_SOURCE_CONTINUE;

  if (self->follows)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  if (!self->has_more)
    {
      self->end_tick = 0;
      return G_SOURCE_REMOVE;
    }
  self->has_more = FALSE;
  self->end_frames = 1;

  return G_SOURCE_CONTINUE;
}

static gboolean
scroll_cb (StrataEndFollower *self,
           double             dx,
           double             dy)
{
  if (dy < 0)
    self->follows = FALSE;

  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_cb (StrataEndFollower *self)
{
  self->follows = FALSE;

  return GDK_EVENT_PROPAGATE;
}

static void
pressed_cb (StrataEndFollower *self)
{
  self->follows = FALSE;
}

static void
edge_cb (StrataEndFollower *self,
         GtkPositionType    edge)
{
  if (edge == GTK_POS_BOTTOM)
    self->follows = TRUE;
}

static void
strata_end_follower_finalize (GObject *object)
{
  StrataEndFollower *self = STRATA_END_FOLLOWER (object);

  if (self->scroller != NULL && self->end_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->end_tick);
  g_clear_weak_pointer (&self->scroller);

  G_OBJECT_CLASS (strata_end_follower_parent_class)->finalize (object);
}

static void
strata_end_follower_class_init (StrataEndFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_end_follower_finalize;
}

static void
strata_end_follower_init (StrataEndFollower *self)
{
  self->follows = TRUE;
}

static void
add_controller (StrataEndFollower  *self,
                GtkEventController *controller,
                const char         *signal,
                GCallback           callback)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), controller);
}

/**
 * strata_end_follower_new:
 * @scroller: what a list is scrolled in
 *
 * Begins to follow the end of a list.
 *
 * Returns: (transfer full): what follows it as long as it lives
 */
StrataEndFollower *
strata_end_follower_new (GtkScrolledWindow *scroller)
{
  StrataEndFollower *self;

  g_return_val_if_fail (GTK_IS_SCROLLED_WINDOW (scroller), NULL);

  self = g_object_new (STRATA_TYPE_END_FOLLOWER, NULL);
  g_set_weak_pointer (&self->scroller, scroller);
  add_controller (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL),
                  "scroll", G_CALLBACK (scroll_cb));
  add_controller (self, gtk_event_controller_key_new (), "key-pressed", G_CALLBACK (key_cb));
  add_controller (self, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()), "pressed",
                  G_CALLBACK (pressed_cb));
  g_signal_connect_object (scroller, "edge-reached", G_CALLBACK (edge_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scroller, "map", G_CALLBACK (strata_end_follower_update), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * strata_end_follower_update:
 * @self: what follows the end of a list
 *
 * To be called when rows were added: goes to the end once that is laid out, which the next frame
 * sees to.
 */
void
strata_end_follower_update (StrataEndFollower *self)
{
  g_return_if_fail (STRATA_IS_END_FOLLOWER (self));

  if (!self->follows || self->scroller == NULL)
    return;

  /* Rows may come faster than frames: what is waited for must not begin anew with each. */
  self->has_more = self->end_tick != 0;
  if (self->has_more)
    return;
  self->end_frames = 1;
  self->end_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), show_end_cb, self,
                                                 NULL);
}
