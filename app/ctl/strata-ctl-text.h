/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-rendering.h"

G_BEGIN_DECLS

void strata_ctl_text_add_spaces (GString *out, GPtrArray *spaces);
void strata_ctl_text_add_path (GString *out, StrataRendering *rendering, guint instance);
void strata_ctl_text_add_precedence (GString *out, StrataRendering *rendering, guint winner,
                                     guint loser);

G_END_DECLS
