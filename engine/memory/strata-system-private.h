/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-system.h"

typedef struct _StrataObserver StrataObserver;

/* Each level costs the renderer stack. */
#define STRATA_MAX_LIMIT_DEPTH 4096

/* What happens when the last holder of something lets go. That can be anywhere, also below where
 * these are. */
typedef struct
{
  void (*end_system) (StrataSystem *system);
  void (*end_region) (StrataRegion *region);     /* under the lock */
  void (*end_space) (StrataAddressSpace *space); /* likewise; it is still held */
} StrataEnds;

struct _StrataSystem
{
  gatomicrefcount ref_count;
  const StrataEnds *ends;
  StrataByteOrder byte_order; /* never STRATA_NATIVE_ENDIAN */

  GMutex lock;         /* with what follows, a recursive one; cheaper than GRecMutex */
  GThread *lock_owner; /* atomic; who holds the lock */
  guint lock_depth;    /* under the lock */
  struct _StrataCall *calls; /* callbacks entered and not left, the last one first; likewise */
  gboolean publishing; /* listeners are being told; under the lock */

  guint64 limit_instances;
  guint64 limit_depth;
  guint64 limit_ram;
  guint64 limit_bounce;
  struct _StrataBounce *bounce;
  struct _StrataRamBudget *ram_budget;

  struct _StrataHostIndex *host_index;

  guint n_loops; /* aliases marked as loops; they stay marked */
  guint64 last_number; /* atomic: of regions and address spaces */
  guint64 last_rank;
  guint last_visit;

  /* the running transaction */
  guint transaction_depth;
  GArray *journal;    /* of old states */
  char *transaction_name; /* what it does; or NULL */
  struct _StrataTimeline *timeline; /* not held; or NULL */
  GArray *savepoints; /* of guint: the length of the journal at each begin */

  StrataRegion *graveyard; /* atomic: regions that wait to be finalized */
  GMutex graveyard_lock;

  GQueue slots;       /* of StrataViewSlot, not held */
  GQueue noted_slots; /* those of which the running transaction may have changed something */
  guint n_slots_noted_all;
  guint64 last_slot;
  GQueue spaces; /* of StrataAddressSpace, not held; in order of making */
  GPtrArray *listeners; /* held until they are removed; by priority */
  gboolean has_waiting_listeners; /* some come or leave when publishing is over; under the lock */
  guint n_syncing_listeners; /* atomic: those with log_sync or log_sync_global */
  guint n_clearing_listeners; /* atomic: those with log_clear */
  guint log_counts[STRATA_N_DIRTY_CLIENTS]; /* of logging all memory; under the lock */
  guint log_clients; /* those that are not 0 */
  struct _StrataCoalescedQueue *queue;

  StrataObserver *observer;

  guint n_commits; /* atomic: outermost commits that are published */

  GMutex initiators_lock; /* for what is below */
  GCond initiators_cond;  /* a running initiator has moved on or parked */
  GQueue initiators;      /* not held; the running ones */
  guint64 last_run;
  guint n_synchronizing; /* threads that wait for the condition */
};

/* Finalizes a region that nobody holds, under the lock: now, or when its holder lets go. */
void strata_system_bury (StrataSystem *self, StrataRegion *region);

static inline gboolean
strata_system_is_locked_by_me (StrataSystem *self)
{
  return g_atomic_pointer_get (&self->lock_owner) == g_thread_self ();
}
