/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-map-model.h"
#include "strata.h"

G_BEGIN_DECLS

/**
 * StrataVisibility:
 * @STRATA_VISIBILITY_NONE: it has no content of its own
 * @STRATA_VISIBILITY_DISABLED: it is switched off, or something above it is
 * @STRATA_VISIBILITY_HIDDEN: an access never reaches it
 * @STRATA_VISIBILITY_PARTLY: it is hidden in places
 * @STRATA_VISIBILITY_WHOLLY: nothing hides it
 *
 * How much of an instance an access can reach.
 */
typedef enum
{
  STRATA_VISIBILITY_NONE,
  STRATA_VISIBILITY_DISABLED,
  STRATA_VISIBILITY_HIDDEN,
  STRATA_VISIBILITY_PARTLY,
  STRATA_VISIBILITY_WHOLLY,
} StrataVisibility;

#define STRATA_TYPE_VISIBILITY (strata_visibility_get_type ())

GType strata_visibility_get_type (void);

/**
 * StrataSpaceCensus:
 * @n_instances: how many instances have content of their own
 * @n_hidden: how many of them are wholly hidden
 * @n_partly: how many are partly hidden
 * @n_disabled: how many are switched off
 *
 * The numbers of an address space.
 */
typedef struct
{
  guint n_instances;
  guint n_hidden;
  guint n_partly;
  guint n_disabled;
} StrataSpaceCensus;

#define STRATA_TYPE_SPACE_MODEL (strata_space_model_get_type ())

G_DECLARE_FINAL_TYPE (StrataSpaceModel, strata_space_model, STRATA, SPACE_MODEL, GObject)

StrataSpaceModel *strata_space_model_new (StrataAddressSpace *space);
StrataSpaceModel *strata_space_model_new_tried (StrataSpaceModel *base, StrataFlatView *flat_view,
                                                StrataRendering *rendering, GHashTable *names);
StrataSpaceModel *strata_space_model_new_past (StrataSpaceModel *base, StrataFlatView *before,
                                               StrataFlatView *flat_view,
                                               StrataRendering *rendering);
gboolean strata_space_model_is_past (StrataSpaceModel *self);

StrataAddressSpace *strata_space_model_get_space (StrataSpaceModel *self);
StrataRendering *strata_space_model_get_rendering (StrataSpaceModel *self);
StrataFlatView *strata_space_model_get_flat_view (StrataSpaceModel *self);
StrataMapModel *strata_space_model_get_map (StrataSpaceModel *self);
StrataViewDiff *strata_space_model_get_diff (StrataSpaceModel *self);
GHashTable *strata_space_model_get_names (StrataSpaceModel *self);
const char *strata_space_model_get_name (StrataSpaceModel *self, StrataRegion *region);
StrataDifference strata_space_model_get_difference (StrataSpaceModel *self, guint instance);
const StrataSpaceCensus *strata_space_model_get_census (StrataSpaceModel *self);

guint strata_space_model_get_root (StrataSpaceModel *self);
guint strata_space_model_get_n_children (StrataSpaceModel *self, guint instance);
guint strata_space_model_get_child (StrataSpaceModel *self, guint instance, guint position);
guint strata_space_model_get_shown (StrataSpaceModel *self, guint instance);
guint strata_space_model_get_sibling (StrataSpaceModel *self, guint instance);
guint strata_space_model_get_holder (StrataSpaceModel *self, guint instance);
guint strata_space_model_get_position (StrataSpaceModel *self, guint instance);
guint strata_space_model_find_like (StrataSpaceModel *self, StrataSpaceModel *other,
                                    guint instance);
guint strata_space_model_find_at (StrataSpaceModel *self, guint64 address);
guint strata_space_model_find_path (StrataSpaceModel *self, GPtrArray *path);

const StrataInstance *strata_space_model_get_instance (StrataSpaceModel *self, guint instance);
char *strata_space_model_dup_title (StrataSpaceModel *self, guint instance);
gint strata_space_model_get_priority (StrataSpaceModel *self, guint instance);
StrataVisibility strata_space_model_get_visibility (StrataSpaceModel *self, guint instance);
guint strata_space_model_count_beneath (StrataSpaceModel *self, const StrataFlatRange *range);
double strata_space_model_get_visible_fraction (StrataSpaceModel *self, guint instance);
guint64 strata_space_model_get_first_visible (StrataSpaceModel *self, guint instance);

G_END_DECLS
