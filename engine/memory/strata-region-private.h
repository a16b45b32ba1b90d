/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-macros-private.h"
#include "strata-ram-private.h"
#include "strata-region.h"

typedef struct _StrataRegionChunk StrataRegionChunk;
typedef struct _StrataViewSlot StrataViewSlot;
typedef struct _StrataWriteRules StrataWriteRules;

/* Everything that an edit can change. An edit is a new state for a region; there is one function
 * that applies it, and the journal of a transaction is a list of old states. */
typedef struct
{
  StrataRegion *container; /* not held: the container holds its subregions */
  StrataRegion *target;    /* of an alias; held */
  StrataWriteRules *rules; /* held; NULL for none */
  guint64 address;
  guint64 size; /* STRATA_SIZE_MAX is 2^64 */
  guint64 rank; /* of two siblings of one priority the one with the higher rank is tried first */
  guint64 offset; /* of an alias: into the target; else what is added before a callback */
  gint priority;
  guint16 log_counts[STRATA_N_DIRTY_CLIENTS];
  guint enabled : 1;
  guint readonly : 1;
  guint nonvolatile : 1;
  guint rom_mode : 1;
  guint may_overlap : 1;
  guint flush_coalesced : 1; /* coalesced writes come before any access to it */
  guint lock_free : 1;       /* callbacks are called without the system lock */
} StrataRegionState;

struct _StrataRegion
{
  /* what an access reads */
  gatomicrefcount ref_count;
  guint8 kind;
  guint8 is_loop; /* an alias that closes a circle; not followed when counting; stays set */
  guint visit;    /* the number of the last search that came by */
  const StrataRegionOps *ops;
  gpointer user_data;
  StrataSystem *system;
  StrataOwner *owner;

  guint64 number; /* no other region or address space of its system has or had it */
  char *name;
  GDestroyNotify destroy;
  StrataRam *ram;
  struct _StrataIommu *iommu; /* if it is one */

  StrataRegionState state;

  StrataRegionChunk *subregions; /* NULL if there are none */
  guint n_subregions;

  guint height; /* an upper bound of the longest path below */
  guint64 n_instances; /* of the hierarchy below, itself included */

  StrataRegion *next_buried; /* once nobody holds it */

  StrataRegion *aliases; /* the aliases that show it */
  StrataRegion *next_alias;
  StrataRegion *prev_alias;
  StrataViewSlot *slot; /* if it is the root of an address space */
};

/* Holds a region, unless its last holder has let go: one that waits to be finalized stays in the
 * lists of its system. */
static inline gboolean
strata_region_try_ref (StrataRegion *self)
{
  gint count = g_atomic_int_get (&self->ref_count);

  while (count > 0
         && !g_atomic_int_compare_and_exchange_full (&self->ref_count, count, count + 1, &count))
    ;
  return count > 0;
}

/* A region of any kind, without what only that kind has. */
StrataRegion *strata_region_new_of_kind (StrataSystem *system, StrataOwner *owner,
                                         StrataRegionKind kind, const char *name, guint64 size);

/* A region over memory that has been had; NULL (and an error is set) if it has not. */
StrataRegion *strata_region_new_of_ram (StrataSystem *system, StrataOwner *owner,
                                        StrataRegionKind kind, const char *name, guint64 size,
                                        StrataRam *ram, GError **error);

/* An edit: begin_edit locks the system, opens a transaction and copies the present state; the
 * caller changes the copy; end_edit checks, journals and applies it, commits and unlocks. */
void strata_region_begin_edit (StrataRegion *self, StrataRegionState *state);
gboolean strata_region_end_edit (StrataRegion *self, const StrataRegionState *state,
                                 GError **error);

/* Begin and end in one, for a caller that holds the system lock and has opened a transaction. */
gboolean strata_region_edit (StrataRegion *self, const StrataRegionState *state, GError **error);

/* Unlinks and frees a region that nobody holds. Under the system lock. */
void strata_region_finalize (StrataRegion *self);

/* What is common to the answers about a region behind an alias: follows aliases to the region with
 * content at @offset; NULL if there is none. */
StrataRegion *strata_region_resolve_alias (StrataRegion *self, guint64 *offset);

static inline guint
strata_region_state_log_clients (const StrataRegionState *state)
{
  return (state->log_counts[0] ? STRATA_DIRTY_VGA : 0) |
         (state->log_counts[1] ? STRATA_DIRTY_CODE : 0) |
         (state->log_counts[2] ? STRATA_DIRTY_MIGRATION : 0);
}

static inline StrataInt128
strata_size_to_int128 (guint64 size)
{
  return size == STRATA_SIZE_MAX ? STRATA_INT128_2_64 : (StrataInt128) size;
}

/* For sorting an array of ranges by their first address. */
static inline gint
strata_range_compare (gconstpointer a, gconstpointer b)
{
  const StrataRange *first = a;
  const StrataRange *second = b;

  return first->first < second->first ? -1 : first->first > second->first;
}

/* The list of the aliases that show a region. The reference on the target is the caller's. */
static inline void
strata_region_link_alias (StrataRegion *alias, StrataRegion *target)
{
  alias->prev_alias = NULL;
  alias->next_alias = target->aliases;
  if (target->aliases != NULL)
    target->aliases->prev_alias = alias;
  target->aliases = alias;
}

static inline void
strata_region_unlink_alias (StrataRegion *alias, StrataRegion *target)
{
  if (alias->prev_alias != NULL)
    alias->prev_alias->next_alias = alias->next_alias;
  else
    target->aliases = alias->next_alias;
  if (alias->next_alias != NULL)
    alias->next_alias->prev_alias = alias->prev_alias;
  alias->next_alias = alias->prev_alias = NULL;
}
