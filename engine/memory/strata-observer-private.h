/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-range-private.h"
#include "strata-heat.h"
#include "strata-initiator-private.h"
#include "strata-system-private.h"
#include "strata-watch.h"

/* Who looks on at accesses: the log, what counts them, and watches. */

typedef struct _StrataWatch
{
  gatomicrefcount ref_count;
  guint id;
  StrataAddressSpace *space; /* one of the two, held */
  StrataRegion *region;
  StrataRange range; /* addresses in the space, offsets in the region */
  StrataWatchKinds kinds;
  StrataWatchFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} StrataWatch;

/* What is written under the system lock and the mutex can be read under either. */
struct _StrataObserver
{
  GMutex mutex; /* taken last of all locks; also for the names of regions */
  StrataAccessLog *log; /* held; or NULL */
  StrataHeat *heat;     /* held; or NULL */
  GPtrArray *watches; /* of StrataWatch */
  guint last_id;
  guint observes_all; /* atomic: accesses to nobody, too */
};

StrataObserver *strata_observer_new (void);
void strata_observer_free (StrataObserver *self);
void strata_watch_unref (StrataWatch *self);

/* Whether accesses to a region are to be told. Under the system lock. */
gboolean strata_observer_wants (const StrataObserver *self, const StrataRegion *region);

void strata_observer_tell (StrataInitiator *initiator, const StrataFlatRange *range,
                           guint64 address, guint64 size, guint64 lanes, gboolean is_write,
                           StrataResult result);

/* Tells of an access that is over; without a range nobody has answered. Of more than 8 bytes the
 * lanes are those of the first 8. */
static inline void
strata_initiator_tell (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                       guint64 size, guint64 lanes, gboolean is_write, StrataResult result)
{
  if (G_UNLIKELY (range != NULL
                    ? (range->slow & STRATA_SLOW_OBSERVED) != 0
                    : __atomic_load_n (&self->system->observer->observes_all, __ATOMIC_RELAXED)))
    strata_observer_tell (self, range, address, size, lanes, is_write, result);
}
