/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-range-private.h"

void strata_range_answer_set (StrataFlatRange *self);
