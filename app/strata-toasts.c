/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-toasts.h"

#define KEY "strata-toasts"

/* libadwaita 1.2 dies of toasts that go while others are still going: in milliseconds, how long the
 * next one waits until the last one has gone. */
#define GOING_TIME 500

/* What an overlay shows, and what it will */
typedef struct
{
  AdwToastOverlay *overlay; /* which has this */
  AdwToast *shown;          /* NULL if it has gone, or is going */
  AdwToast *next;           /* waits until another one has gone */
  guint timeout;
} Toasts;

static void
free_toasts (gpointer data)
{
  Toasts *toasts = data;

  g_clear_handle_id (&toasts->timeout, g_source_remove);
  if (toasts->shown != NULL)
    g_signal_handlers_disconnect_by_data (toasts->shown, toasts);
  g_clear_object (&toasts->shown);
  g_clear_object (&toasts->next);
  g_free (toasts);
}

static Toasts *
get_toasts (AdwToastOverlay *overlay)
{
  Toasts *toasts = g_object_get_data (G_OBJECT (overlay), KEY);

  if (toasts == NULL)
    {
      toasts = g_new0 (Toasts, 1);
      toasts->overlay = overlay;
      g_object_set_data_full (G_OBJECT (overlay), KEY, toasts, free_toasts);
    }

  return toasts;
}

static void
dismissed_cb (Toasts *toasts)
{
  g_signal_handlers_disconnect_by_data (toasts->shown, toasts);
  g_clear_object (&toasts->shown);
}

static void
show_next (Toasts *toasts)
{
  toasts->shown = g_object_ref (toasts->next);
  g_signal_connect_swapped (toasts->shown, "dismissed", G_CALLBACK (dismissed_cb), toasts);
  adw_toast_overlay_add_toast (toasts->overlay, g_steal_pointer (&toasts->next));
}

static gboolean
gone_cb (gpointer user_data)
{
  Toasts *toasts = user_data;

  toasts->timeout = 0;
  show_next (toasts);

  return G_SOURCE_REMOVE;
}

/**
 * strata_toasts_show:
 * @overlay: where it is shown
 * @text: what there is to tell, as it is: no markup
 * @label: (nullable): the label of a button, with a letter to reach it by
 * @action: (nullable): what the button does, for what can be taken back
 *
 * Tells of a result in passing. It takes the place of what was told before: whoever undoes ten
 * steps wants to hear of the last one soon, and not of all, one after the other.
 */
void
strata_toasts_show (AdwToastOverlay *overlay,
                    const char      *text,
                    const char      *label,
                    const char      *action)
{
  /* A title is markup, and a file's name, a region's or an error is not. */
  g_autofree char *escaped = NULL;
  Toasts *toasts;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (text != NULL);

  escaped = g_markup_escape_text (text, -1);
  toasts = get_toasts (overlay);
  g_clear_object (&toasts->next);
  toasts->next = adw_toast_new (escaped);
  adw_toast_set_button_label (toasts->next, label);
  adw_toast_set_action_name (toasts->next, action);
  if (toasts->timeout != 0)
    return;

  if (toasts->shown == NULL)
    {
      show_next (toasts);
      return;
    }
  toasts->timeout = g_timeout_add (GOING_TIME, gone_cb, toasts);
  adw_toast_dismiss (toasts->shown);
}
