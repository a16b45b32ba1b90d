/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-rendering.h"

G_BEGIN_DECLS

/**
 * StrataViewGroup:
 * @spaces: (element-type StrataAddressSpace): the spaces, in order of their making
 * @root: (nullable): the region that QEMU calls the view's root; %NULL where it says `(none)`
 * @view: the flat view that all of them show
 *
 * Address spaces that share one flat view.
 */
typedef struct
{
  GPtrArray *spaces;
  StrataRegion *root;
  StrataFlatView *view;
} StrataViewGroup;

STRATA_PUBLIC
GPtrArray *strata_system_list_view_groups (StrataSystem *self);
STRATA_PUBLIC
char *strata_system_tree_to_string (StrataSystem *self, gboolean disabled);
STRATA_PUBLIC
char *strata_system_flat_to_string (StrataSystem *self);
STRATA_PUBLIC
char *strata_address_space_tree_to_string (StrataAddressSpace *self, gboolean disabled);
STRATA_PUBLIC
char *strata_view_group_to_string (const StrataViewGroup *group, guint number);
STRATA_PUBLIC
char *strata_view_group_to_string_tried (const StrataViewGroup *group, guint number,
                                         StrataRendering *rendering, GHashTable *names);

G_END_DECLS
