/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-rendering.h"

G_BEGIN_DECLS

void strata_ctl_text_add_spaces (GString *out, GPtrArray *spaces);
char *strata_ctl_text_dup_address (guint64 address);
char *strata_ctl_text_dup_path (StrataRendering *rendering, guint instance);
char *strata_ctl_text_dup_precedence (StrataRendering *rendering, guint winner, guint loser);

G_END_DECLS
