/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board-resolve.h"
#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_NAVIGATOR (strata_navigator_get_type ())

G_DECLARE_FINAL_TYPE (StrataNavigator, strata_navigator, STRATA, NAVIGATOR, GObject)

StrataNavigator *strata_navigator_new (StrataSelection *selection);

void strata_navigator_go (StrataNavigator *self, const StrataPlace *place);
gboolean strata_navigator_can_step (StrataNavigator *self, gint steps);
void strata_navigator_step (StrataNavigator *self, gint steps);

G_END_DECLS
