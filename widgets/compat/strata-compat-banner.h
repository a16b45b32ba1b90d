/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRATA_TYPE_COMPAT_BANNER (strata_compat_banner_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompatBanner, strata_compat_banner, STRATA, COMPAT_BANNER, GtkWidget)

GtkWidget *strata_compat_banner_new (void);

const char *strata_compat_banner_get_title (StrataCompatBanner *self);
void strata_compat_banner_set_title (StrataCompatBanner *self, const char *title);
void strata_compat_banner_set_action (StrataCompatBanner *self, const char *label,
                                      const char *action_name);
gboolean strata_compat_banner_get_revealed (StrataCompatBanner *self);
void strata_compat_banner_set_revealed (StrataCompatBanner *self, gboolean revealed);

G_END_DECLS
