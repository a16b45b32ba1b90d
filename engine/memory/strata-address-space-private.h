/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-region-private.h"

/* What the address spaces of one root share: the published flat view. */
struct _StrataViewSlot
{
  gatomicrefcount ref_count;
  StrataSystem *system;
  StrataRegion *root; /* held while there are spaces, then NULL */
  GPtrArray *spaces; /* not held; in order of making; under the system lock */
  GArray *windows; /* of StrataRange: what the running transaction may have changed */

  guint generation; /* atomic; moves after view has been replaced */
  GMutex view_lock; /* guards only the pointer below */
  StrataFlatView *view;
};

struct _StrataAddressSpace
{
  gint ref_count; /* atomic; the last one goes under the system lock */
  gboolean closed; /* atomic */
  char *name;
  StrataSystem *system;
  StrataViewSlot *slot;
};

StrataViewSlot *strata_view_slot_ref (StrataViewSlot *self);
void strata_view_slot_unref (StrataViewSlot *self);
/* Notes that a window may have changed. Under the system lock, in a transaction. */
void strata_view_slot_add_window (StrataViewSlot *self, const StrataRange *window);
/* Forgets them, once they have been rendered. */
void strata_view_slot_clear_windows (StrataViewSlot *self);
/* Replaces the present view. Under the system lock. */
void strata_view_slot_publish (StrataViewSlot *self, StrataFlatView *view);
/* Takes a reference on the present view. Safe in every thread. */
StrataFlatView *strata_view_slot_ref_view (StrataViewSlot *self, guint *generation);
