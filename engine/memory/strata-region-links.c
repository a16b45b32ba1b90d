/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-region-links-private.h"

#include "strata-region-budget-private.h"
#include "strata-region-index-private.h"
#include "strata-write-rules-private.h"

void
strata_region_state_hold (StrataRegionState *state)
{
  if (state->container != NULL)
    strata_region_ref (state->container);
  if (state->target != NULL)
    strata_region_ref (state->target);
  if (state->rules != NULL)
    strata_write_rules_ref (state->rules);
}

void
strata_region_state_release (StrataRegionState *state)
{
  g_clear_pointer (&state->container, strata_region_unref);
  g_clear_pointer (&state->target, strata_region_unref);
  g_clear_pointer (&state->rules, strata_write_rules_unref);
}

static inline gboolean
is_reindexed (const StrataRegionState *old, const StrataRegionState *new)
{
  return old->container != new->container || old->address != new->address
         || old->size != new->size || old->priority != new->priority || old->rank != new->rank;
}

void
strata_region_relink (StrataRegion *self, const StrataRegionState *state)
{
  StrataRegionState old = self->state;
  gboolean reindexed = is_reindexed (&old, state);

  if (state->container != NULL && state->container != old.container)
    strata_region_ref (self);
  if (reindexed && old.container != NULL)
    strata_region_index_remove (old.container, self);
  if (old.target != state->target)
    {
      if (old.target != NULL)
        strata_region_unlink_alias (self, old.target);
      if (state->target != NULL)
        strata_region_link_alias (self, strata_region_ref (state->target));
    }
  if (old.rules != state->rules && state->rules != NULL)
    strata_write_rules_ref (state->rules);

  self->state = *state;

  if (reindexed && state->container != NULL)
    strata_region_index_insert (state->container, self);
  if (old.rules != state->rules && old.rules != NULL)
    strata_write_rules_unref (old.rules);
  if (old.target != state->target && old.target != NULL)
    strata_region_unref (old.target);
  if (old.container != NULL && old.container != state->container)
    strata_region_unref (self);
}

void
strata_region_restore (StrataRegion *self, const StrataRegionState *state)
{
  StrataRegion *container = self->state.container;
  StrataRegion *target = self->state.target;

  if (container != state->container)
    {
      if (container != NULL)
        strata_region_uncount (container, self);
      if (state->container != NULL)
        strata_region_recount (state->container, self);
    }
  if (target != state->target)
    {
      if (target != NULL)
        strata_region_uncount (self, target);
      if (state->target != NULL)
        strata_region_recount (self, state->target);
    }
  strata_region_relink (self, state);
}
