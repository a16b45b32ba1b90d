/* SPDX-License-Identifier: GPL-2.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void strata_toasts_show (AdwToastOverlay *overlay, const char *text, const char *label,
                         const char *action);

G_END_DECLS
