/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STRATA_TYPE_WELCOME_ROW (strata_welcome_row_get_type ())

G_DECLARE_FINAL_TYPE (StrataWelcomeRow, strata_welcome_row, STRATA, WELCOME_ROW, AdwActionRow)

GtkWidget *strata_welcome_row_new_recent (const char *title, const char *subtitle, const char *uri);
GtkWidget *strata_welcome_row_new_sample (const char *title, const char *subtitle,
                                          const char *name);

G_END_DECLS
