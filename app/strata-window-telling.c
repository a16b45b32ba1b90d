/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-window-private.h"

/*
 * What a window has to say: results in toasts that go by, problems in the banner.
 */

void
_strata_window_tell (StrataWindow *self,
                     const char   *text)
{
  /* A title is markup, and a file's name or an error is not. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* With a button for @action, for what can be taken back */
void
_strata_window_tell_with_action (StrataWindow *self,
                                 const char   *text,
                                 const char   *label,
                                 const char   *action)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* With a button for @action, if it is not NULL. */
void
_strata_window_warn (StrataWindow *self,
                     const char   *text,
                     const char   *label,
                     const char   *action)
{
  strata_compat_banner_set_title (self->banner, text);
  strata_compat_banner_set_action (self->banner, label, action);
  strata_compat_banner_set_revealed (self->banner, TRUE);
}
