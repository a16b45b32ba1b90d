/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/strata-view-diff.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COMPARE_LIST (strata_compare_list_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompareList, strata_compare_list, STRATA, COMPARE_LIST, GObject)

StrataCompareList *strata_compare_list_new (StrataFlatView *old_view, StrataFlatView *new_view);

guint strata_compare_list_get_n_differences (StrataCompareList *self);
guint strata_compare_list_find_difference (StrataCompareList *self, guint position,
                                           gboolean forward);
guint strata_compare_list_find (StrataCompareList *self, guint64 address);

G_END_DECLS
