/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dry-commit.h"

/* What listeners are to hear of the changes that were computed, which are not published yet; holds
 * the old views, as some regions may live by them alone. */
StrataDryCommit *strata_dry_commit_new (StrataSystem *system, GPtrArray *commits);
