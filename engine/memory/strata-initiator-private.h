/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space-private.h"
#include "strata-coalesced-queue-private.h"
#include "strata-flat-range-private.h"
#include "strata-flat-view-private.h"
#include "strata-initiator.h"
#include "strata-mappings-private.h"

/* The handle of one thread. It holds the view that it last used and remembers the last range hit.
 *
 * It is running from its first access until it parks. Running ones are listed by the system, so
 * that others can wait until they have moved on from an old view. While an access is going on
 * (depth > 0) a device callback can make the same initiator take a newer view; the older ones are
 * kept until the access is over, and until then it counts as not moved on. */
struct _StrataInitiator
{
  /* what a hit reads */
  StrataViewSlot *slot; /* held */
  guint64 generation;   /* of the view; if parked one that no slot has */
  guint64 first;                /* of the range that was found last */
  const StrataFlatRange *range; /* that, in the view; NULL if there is none */
  guint64 length;        /* how much of it to take for hit without a search; 0 if nothing: a
                            subtraction and one comparison tell; two could not be predicted */
  guint8 swaps;          /* whether the system's byte order is not that of lanes */
  gboolean is_unsettled; /* something waits until no access is going on: see below */
  guint depth;           /* accesses going on, one inside the other */
  guint64 *log_words; /* if logged: of the log that it feeds, if there is just one; else NULL */

  StrataFlatView *view;        /* held; NULL if parked */
  StrataCoalescedQueue *queue; /* of the system */
  guint view_commit;           /* how many commits were published before it was taken */
  StrataAttrs attrs;
  gboolean wants_park;  /* as soon as no access is going on */
  gboolean is_dead;     /* let go of from inside its own access */
  gboolean went_behind; /* one of those where IOMMUs lead may be running */
  GSList *outdated;     /* of StrataFlatView, held: used by an access that is going on */

  GHashTable *behind;   /* of StrataAddressSpace to StrataInitiator: where IOMMUs lead; or NULL */
  guint behind_depth;   /* how many IOMMUs lead to this one */
  StrataMappings *mappings; /* the pointers that were given away; or NULL */

  gatomicrefcount ref_count;
  StrataSystem *system;
  StrataAddressSpace *space; /* held */
  char *name; /* a reference-counted string */

  /* under the system's initiators_lock */
  GList link;
  gboolean running;
  GThread *thread;
  guint64 run;                /* a number for this run, never used again */
  guint published_generation; /* what others may count on */
  guint published_commit;     /* likewise */
};

/* Whether the present view is held. */
static inline gboolean
strata_initiator_is_current (const StrataInitiator *self)
{
  return __atomic_load_n (&self->slot->generation, __ATOMIC_ACQUIRE) == self->generation;
}

/* Takes the present view, and is running. */
void strata_initiator_take_view (StrataInitiator *self);
/* Around an access in which callbacks can run: ranges stay valid between the two. */
void strata_initiator_enter (StrataInitiator *self);
void strata_initiator_leave (StrataInitiator *self);
/* Does what had to wait, unless an access is going on. May free the initiator. */
void strata_initiator_settle (StrataInitiator *self);
/* Lets go of outdated views between two steps of a long access, if it is the outermost. */
void strata_initiator_breathe (StrataInitiator *self);

/* The initiator that goes on in another space, where an IOMMU leads. */
StrataInitiator *strata_initiator_get_behind (StrataInitiator *self, StrataAddressSpace *space);

/* Whether no running initiator can be on a view from before a commit was published. */
gboolean strata_system_has_moved_on (StrataSystem *self, guint commit);
