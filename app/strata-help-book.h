/* SPDX-License-Identifier: GPL-2.0-or-later */

#pragma once

#include "strata-help-page.h"

G_BEGIN_DECLS

GPtrArray *strata_help_book_open (const char *const *languages);

G_END_DECLS
