/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STRATA_TYPE_SHORTCUT_ROW (strata_shortcut_row_get_type ())

G_DECLARE_FINAL_TYPE (StrataShortcutRow, strata_shortcut_row, STRATA, SHORTCUT_ROW, AdwActionRow)

const char *strata_shortcut_row_get_keys (StrataShortcutRow *self);
gboolean    strata_shortcut_row_matches  (StrataShortcutRow *self, const char *text);

G_END_DECLS
