/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "strata-space-model.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FLAT_LIST (strata_flat_list_get_type ())

G_DECLARE_FINAL_TYPE (StrataFlatList, strata_flat_list, STRATA, FLAT_LIST, GObject)

StrataFlatList *strata_flat_list_new (StrataSpaceModel *model);
void strata_flat_list_update (StrataFlatList *self, StrataSpaceModel *model);

guint strata_flat_list_find (StrataFlatList *self, guint64 address);

G_END_DECLS
