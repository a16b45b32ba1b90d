/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

#define STRATA_TYPE_INSTANCE_NODE (strata_instance_node_get_type ())

G_DECLARE_FINAL_TYPE (StrataInstanceNode, strata_instance_node, STRATA, INSTANCE_NODE, GObject)

StrataInstanceNode *strata_instance_node_new (StrataSpaceModel *model, guint instance);

guint strata_instance_node_get_instance (StrataInstanceNode *self);
StrataSpaceModel *strata_instance_node_get_model (StrataInstanceNode *self);
void strata_instance_node_update (StrataInstanceNode *self, StrataSpaceModel *model,
                                  guint instance);

GListModel *strata_instance_node_get_children (StrataInstanceNode *self);
void strata_instance_node_set_children (StrataInstanceNode *self, GListModel *children);

G_END_DECLS
