/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-hints-private.h"

G_BEGIN_DECLS

void strata_mtree_verify (StrataMtreeHints *hints, StrataBoard *board);

G_END_DECLS
