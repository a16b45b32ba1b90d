/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-toasts.h"
#include "strata-window-private.h"

/*
 * What a window has to say: results in toasts that go by, problems in the banner.
 */

void
_strata_window_tell (StrataWindow *self,
                     const char   *text)
{
  strata_toasts_show (self->toasts, text, NULL, NULL);
}

/* With a button for @action, for what can be taken back */
void
_strata_window_tell_with_action (StrataWindow *self,
                                 const char   *text,
                                 const char   *label,
                                 const char   *action)
{
  strata_toasts_show (self->toasts, text, label, action);
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
