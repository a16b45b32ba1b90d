/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

char *strata_precedence_dup_markup (StrataSpaceModel *model, guint winner, guint loser);

G_END_DECLS
