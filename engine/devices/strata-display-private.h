/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-display.h"

/* Adds rows behind those that are there; neighbours become one. */
void strata_display_rows_add (GArray *rows, guint first, guint last);
