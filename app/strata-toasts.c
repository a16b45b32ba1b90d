/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-toasts.h"

#define SHOWN "strata-toast"

static void
dismissed_cb (AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (overlay), SHOWN, NULL);
}

/* The toast that is shown, or a new one. It is used again: libadwaita 1.2 dies of one that is
 * dismissed while it is still coming. */
static AdwToast *
get_toast (AdwToastOverlay *overlay)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (overlay), SHOWN);

  if (toast == NULL)
    {
      toast = adw_toast_new ("");
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay,
                               G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (overlay), SHOWN, toast, g_object_unref);
    }

  return toast;
}

/**
 * strata_toasts_show:
 * @overlay: where it is shown
 * @text: what there is to tell, as it is: no markup
 * @label: (nullable): the label of a button, with a letter to reach it by
 * @action: (nullable): what the button does, for what can be taken back
 *
 * Tells of a result in passing. It takes the place of what was told before: whoever undoes ten
 * steps wants to hear of the last one now, and not of all, one after the other.
 */
void
strata_toasts_show (AdwToastOverlay *overlay,
                    const char      *text,
                    const char      *label,
                    const char      *action)
{
  /* A title is markup, and a file's name, a region's or an error is not. */
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (text != NULL);

  escaped = g_markup_escape_text (text, -1);
  toast = get_toast (overlay);
  adw_toast_set_title (toast, escaped);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  /* What is shown already stays for as long as if it was new. */
  adw_toast_overlay_add_toast (overlay, g_object_ref (toast));
}
