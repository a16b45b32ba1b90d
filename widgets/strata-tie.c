/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-tie.h"

/*
 * An object is tied to another one while it holds that and has signal handlers there.
 */

/**
 * strata_tie_set:
 * @place: (not nullable): where an object is held, a pointer to a #GObject pointer
 * @object: (nullable): another one to hold
 * @self: whose place it is: what its signal handlers have as their data
 *
 * Holds another object. The handlers at the one before are gone then; those at @object are for the
 * caller to connect.
 *
 * Returns: whether it is another one
 */
gboolean
strata_tie_set (gpointer place,
                gpointer object,
                gpointer self)
{
  GObject **held = place;

  g_return_val_if_fail (place != NULL, FALSE);
  g_return_val_if_fail (object == NULL || G_IS_OBJECT (object), FALSE);

  if (*held == object)
    return FALSE;

  if (*held != NULL)
    g_signal_handlers_disconnect_by_data (*held, self);

  return g_set_object (held, object);
}

/**
 * strata_tie_set_weak:
 * @place: (not nullable): where an object is known, a pointer to a #GObject pointer
 * @object: (nullable): another one to know
 * @self: whose place it is
 *
 * As strata_tie_set(), but the object is not held: when it goes, @place is %NULL.
 *
 * Returns: whether it is another one
 */
gboolean
strata_tie_set_weak (gpointer place,
                     gpointer object,
                     gpointer self)
{
  GObject **known = place;

  g_return_val_if_fail (place != NULL, FALSE);
  g_return_val_if_fail (object == NULL || G_IS_OBJECT (object), FALSE);

  if (*known == object)
    return FALSE;

  if (*known != NULL)
    g_signal_handlers_disconnect_by_data (*known, self);

  return g_set_weak_pointer (known, object);
}

/**
 * strata_tie_set_adjustment:
 * @self: a widget that scrolls
 * @place: where it holds an adjustment
 * @adjustment: (nullable): another one to hold
 * @moved_cb: what is called with @self when the value is another
 *
 * Scrolls a widget with another adjustment, which it sets up when it is given its size.
 */
void
strata_tie_set_adjustment (GtkWidget      *self,
                           GtkAdjustment **place,
                           GtkAdjustment  *adjustment,
                           GCallback       moved_cb)
{
  g_return_if_fail (GTK_IS_WIDGET (self));

  if (adjustment != NULL)
    g_object_ref_sink (adjustment);
  if (strata_tie_set (place, adjustment, self) && adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", moved_cb, self);
  g_clear_object (&adjustment);
  gtk_widget_queue_resize (self);
}
