/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-view.h"
#include "strata-region-private.h"

/* What the address spaces of one root share: the published flat view, and what an open transaction
 * may have changed of it. All but the view is under the system lock. */
struct _StrataViewSlot
{
  gatomicrefcount ref_count;
  StrataSystem *system;
  StrataRegion *root; /* held while there are spaces, then NULL */
  GQueue spaces; /* of StrataAddressSpace, not held; in order of making */
  GList link;       /* in the system's list of slots */
  GList noted_link; /* in the system's list of those that have windows */
  guint64 number;   /* in order of making */

  GArray *windows; /* of StrataRange: what the running transaction may have changed */
  gboolean noted_all; /* one window holds all addresses */

  guint generation; /* atomic; moves after view has been replaced */
  GMutex view_lock; /* guards only the pointer below */
  StrataFlatView *view;
};

/* The slot of a root, made if there is none. */
StrataViewSlot *strata_view_slot_get (StrataRegion *root);
/* Nobody looks at the root through this slot any more. */
void strata_view_slot_retire (StrataViewSlot *self);

StrataViewSlot *strata_view_slot_ref (StrataViewSlot *self);
void strata_view_slot_unref (StrataViewSlot *self);

/* Notes that a window may have changed. Under the system lock, in a transaction. */
void strata_view_slot_add_window (StrataViewSlot *self, const StrataRange *window);
/* The same for all addresses. */
void strata_view_slot_add_all (StrataViewSlot *self);
/* The same for all slots of a system: every flat range may change. */
void strata_view_slots_note_everything (StrataSystem *system);
/* Makes what has been noted sorted, disjoint and not adjacent. */
void strata_view_slot_merge_windows (StrataViewSlot *self);
/* Forgets them, once they have been rendered. */
void strata_view_slot_clear_windows (StrataViewSlot *self);

/* Replaces the present view. Under the system lock. */
void strata_view_slot_publish (StrataViewSlot *self, StrataFlatView *view);
/* Takes a reference on the present view. Safe in every thread. */
StrataFlatView *strata_view_slot_ref_view (StrataViewSlot *self, guint *generation);

/* Takes the present view away to be changed, if nobody else holds it; else NULL. Until it is put
 * back, whoever wants a view waits. Under the system lock. */
StrataFlatView *strata_view_slot_take (StrataViewSlot *self);
/* Puts back what has become of it. */
void strata_view_slot_put_back (StrataViewSlot *self, StrataFlatView *view, gboolean is_other);
