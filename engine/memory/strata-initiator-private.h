/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space-private.h"
#include "strata-dispatch-private.h"
#include "strata-flat-view-private.h"
#include "strata-initiator.h"

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
  guint generation;     /* of the view */
  guint16 slow;
  guint8 swaps;  /* whether the system's byte order is not that of lanes */
  guint64 first; /* the range last hit */
  guint64 length; /* how much of it, 0 if there is none: a subtraction and one comparison tell
                     whether it is hit again; two comparisons could not be predicted */
  guint8 *bytes;
  guint64 *log_words; /* if logged: of the log that it feeds, if there is just one; else NULL */
  const StrataFlatRange *range; /* in the view */

  StrataFlatView *view; /* held; NULL if parked */
  guint view_commit;    /* how many commits were published before it was taken */
  StrataAttrs attrs;
  guint depth;         /* accesses going on, one inside the other */
  gboolean wants_park; /* as soon as no access is going on */
  gboolean is_dead;    /* let go of from inside its own access */
  GSList *outdated;    /* of StrataFlatView, held: used by an access that is going on */

  GHashTable *behind;   /* of StrataAddressSpace to StrataInitiator: where IOMMUs lead; or NULL */
  guint behind_depth;   /* how many IOMMUs lead to this one */
  GHashTable *mappings; /* of pointers that were given away to what they stand for; or NULL */
  gboolean went_behind; /* one of them may be running */

  gatomicrefcount ref_count;
  StrataSystem *system;
  StrataAddressSpace *space; /* held */
  char *name;

  /* under the system's initiators_lock */
  GList link;
  gboolean running;
  GThread *thread;
  guint64 run;                /* a number for this run, never used again */
  guint published_generation; /* what others may count on */
  guint published_commit;     /* likewise */
};

static inline gboolean
strata_initiator_is_current (StrataInitiator *self)
{
  return __atomic_load_n (&self->slot->generation, __ATOMIC_ACQUIRE) == self->generation;
}

/* Takes the present view, and is running. */
void strata_initiator_take_view (StrataInitiator *self);
/* Around an access in which callbacks can run: ranges stay valid between the two. */
void strata_initiator_enter (StrataInitiator *self);
void strata_initiator_leave (StrataInitiator *self);
/* Lets go of outdated views between two steps of a long access, if it is the outermost. */
void strata_initiator_breathe (StrataInitiator *self);

/* Who answers at an address in the present view. */
const StrataFlatRange *strata_initiator_lookup (StrataInitiator *self, guint64 address);
/* Likewise for an access that may need a callback: takes the system lock if so, and delivers
 * coalesced writes if they must come before. @locked says whether the caller is to unlock. */
const StrataFlatRange *strata_initiator_lookup_locked (StrataInitiator *self, guint64 address,
                                                       guint64 size, gboolean is_write,
                                                       gboolean *locked);

/* One load or store inside a range that was looked up like that. */
StrataResult strata_initiator_load_lanes (StrataInitiator *self, const StrataFlatRange *range,
                                          guint64 address, guint size, guint64 *lanes);
StrataResult strata_initiator_store_lanes (StrataInitiator *self, const StrataFlatRange *range,
                                           guint64 address, guint size, guint64 lanes);
void strata_initiator_fill_dispatch (StrataInitiator *self, const StrataFlatRange *range,
                                     guint64 address, guint size, StrataDispatch *dispatch);
/* The size of the piece with which a transfer of @left bytes begins. */
guint strata_initiator_get_piece_size (const StrataFlatRange *range, guint64 address, guint64 left);
/* The first address past a hole, from @address to @last; FALSE if the hole goes on to the end. */
gboolean strata_initiator_skip_hole (StrataInitiator *self, guint64 address, guint64 last,
                                     guint64 *next);

/* The initiator that goes on in another space, where an IOMMU leads. */
StrataInitiator *strata_initiator_get_behind (StrataInitiator *self, StrataAddressSpace *space);

/* Forgets the pointers that were given away. */
void strata_initiator_drop_mappings (StrataInitiator *self);

/* Whether no running initiator can be on a view from before a commit was published. */
gboolean strata_system_has_moved_on (StrataSystem *self, guint commit);

static inline gboolean
strata_flat_range_fits (const StrataFlatRange *range, guint64 address, guint64 size)
{
  return size - 1 <= range->last - address;
}
