/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-view.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEX_FIND_BAR (strata_hex_find_bar_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexFindBar, strata_hex_find_bar, STRATA, HEX_FIND_BAR, GtkWidget)

GtkWidget *strata_hex_find_bar_new (void);

StrataHexView *strata_hex_find_bar_get_view (StrataHexFindBar *self);
void strata_hex_find_bar_set_view (StrataHexFindBar *self, StrataHexView *view);
gboolean strata_hex_find_bar_get_revealed (StrataHexFindBar *self);
void strata_hex_find_bar_set_revealed (StrataHexFindBar *self, gboolean revealed);
gboolean strata_hex_find_bar_is_searching (StrataHexFindBar *self);

G_END_DECLS
