/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "strata-instance-node.h"

G_BEGIN_DECLS

#define STRATA_TYPE_INSTANCE_LIST (strata_instance_list_get_type ())

G_DECLARE_FINAL_TYPE (StrataInstanceList, strata_instance_list, STRATA, INSTANCE_LIST, GObject)

StrataInstanceList *strata_instance_list_new (StrataSpaceModel *model);
GListModel *strata_instance_list_ref_children (StrataInstanceNode *node);
void strata_instance_list_update (StrataInstanceList *self, StrataSpaceModel *model);

G_END_DECLS
