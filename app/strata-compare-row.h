/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/strata-view-diff.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COMPARE_ROW (strata_compare_row_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompareRow, strata_compare_row, STRATA, COMPARE_ROW, GObject)

StrataCompareRow *strata_compare_row_new (GObject *owner, const StrataRangePair *pair);
gboolean strata_compare_row_has_old (StrataCompareRow *self);
guint64 strata_compare_row_get_address (StrataCompareRow *self);
char *strata_compare_row_dup_text (StrataCompareRow *self);

G_END_DECLS
