/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one way in which a region changes: a new state is checked against the hierarchy and the
 * budgets, what it may change in any address space is noted, the old state goes into the journal,
 * and the links are made. */

#include "strata-journal-private.h"

#include <inttypes.h>
#include "strata-i18n-private.h"
#include "strata-region-budget-private.h"
#include "strata-region-links-private.h"
#include "strata-region-windows-private.h"
#include "strata-view-slot-private.h"

static gboolean
check_attributes (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  if (state->container != NULL && state->container->kind == STRATA_REGION_ALIAS)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   _ ("“%s” is an alias and cannot hold “%s”"), state->container->name, self->name);
      return FALSE;
    }
  if (self->ram != NULL && state->size != self->state.size
      && strata_size_to_int128 (state->size)
           > strata_size_to_int128 (strata_ram_get_size (self->ram)))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("“%s” has only %" PRIu64 " bytes of memory"), self->name,
                   strata_ram_get_size (self->ram));
      return FALSE;
    }
  return TRUE;
}

/* Counts the instances of the new links instead of the old ones. */
static gboolean
rejoin (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  const StrataRegionState *old = &self->state;

  if (state->container != old->container)
    {
      if (old->container != NULL)
        strata_region_uncount (old->container, self);
      if (state->container != NULL && !strata_region_join (state->container, self, error))
        {
          if (old->container != NULL)
            strata_region_recount (old->container, self);
          return FALSE;
        }
    }
  if (state->target != old->target)
    {
      if (old->target != NULL)
        strata_region_uncount (self, old->target);
      if (state->target != NULL && !strata_region_join (self, state->target, error))
        {
          if (old->target != NULL)
            strata_region_recount (self, old->target);
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether a region shows content at the same addresses of the same container in both states. */
static inline gboolean
is_in_place (const StrataRegionState *old, const StrataRegionState *new)
{
  return old->container == new->container && old->address == new->address
         && old->target == new->target && old->offset == new->offset
         && old->enabled == new->enabled;
}

/* Whether nothing but the size differs, so that only what lies past the smaller end can change. */
static inline gboolean
is_resize (const StrataRegionState *old, const StrataRegionState *new)
{
  StrataRegionState same = *old;

  same.size = new->size;
  return memcmp (&same, new, sizeof same) == 0;
}

typedef struct
{
  StrataRegion *root;
  StrataRange window;
} Place;

/* Collects where a region shows in what may be looked at from its top. */
static void
collect_place (StrataRegion *root, StrataInt128 first, StrataInt128 last, gpointer user_data)
{
  const Place place = { root, { (guint64) first, (guint64) last } };

  if (root->state.container == NULL || root->slot != NULL)
    g_array_append_val ((GArray *) user_data, place);
}

/* Where aliases go in circles: whether all that an edited region shows, wherever it shows it, comes
 * to an end. */
static gboolean
check_ends (StrataRegion *self)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  if (!strata_region_climb (self, 0, strata_size_to_int128 (self->state.size) - 1, collect_place,
                            places))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (!strata_region_check_ends (place->root, &place->window))
        return FALSE;
    }
  return TRUE;
}

static void
apply (StrataRegion *self, const StrataRegionState *state)
{
  StrataRegionState old = self->state;
  StrataInt128 changed_from = 0;

  if (is_resize (&old, state))
    changed_from
      = MIN (strata_size_to_int128 (old.size), strata_size_to_int128 (state->size));
  strata_region_note_windows (self, changed_from);
  strata_region_relink (self, state);
  if (!is_in_place (&old, state) || old.size != state->size)
    strata_region_note_windows (self, changed_from);
}

gboolean
strata_region_edit (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  StrataSystem *system = self->system;

  g_assert (strata_system_is_locked_by_me (system) && system->transaction_depth > 0);

  if (memcmp (&self->state, state, sizeof *state) == 0)
    return TRUE;
  if (system->publishing)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                   _ ("“%s” cannot be changed from inside a listener"), self->name);
      return FALSE;
    }
  if (!check_attributes (self, state, error) || !rejoin (self, state, error))
    return FALSE;

  strata_journal_record (system, self);
  apply (self, state);
  if (system->n_loops == 0 || check_ends (self))
    return TRUE;
  g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
               _ ("“%s” would be inside itself without end"), self->name);
  strata_journal_undo_last (system);
  return FALSE;
}

void
strata_region_begin_edit (StrataRegion *self, StrataRegionState *state)
{
  /* It may be far away in memory: all of it is on its way while its first part is waited for. */
  strata_fetch (self, sizeof *self);
  strata_system_lock (self->system);
  strata_system_begin (self->system);
  *state = self->state;
}

gboolean
strata_region_end_edit (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  g_autoptr (StrataSystem) system = strata_system_ref (self->system);
  gboolean edited = strata_region_edit (self, state, error);

  strata_system_commit (system);
  strata_system_unlock (system);
  return edited;
}
