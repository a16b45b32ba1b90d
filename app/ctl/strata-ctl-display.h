/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "devices/strata-display.h"

G_BEGIN_DECLS

const char *strata_ctl_display_get_format (const char *path);
StrataDisplay *strata_ctl_display_find (StrataBoard *board, const char *file, GError **error);
gboolean strata_ctl_display_dump (StrataDisplay *display, const char *path, GError **error);

G_END_DECLS
