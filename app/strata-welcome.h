/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STRATA_TYPE_WELCOME (strata_welcome_get_type ())

G_DECLARE_FINAL_TYPE (StrataWelcome, strata_welcome, STRATA, WELCOME, AdwBin)

GtkWidget *strata_welcome_new (void);

G_END_DECLS
