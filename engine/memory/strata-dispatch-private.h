/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-range-private.h"
#include "strata-region-private.h"

/* One access of 1 to 8 bytes, as the device sees it. Whoever calls this holds the region and,
 * unless the region is lock-free, the system lock.
 *
 * Values are in lanes: the byte at the lowest offset in the lowest 8 bits.
 *
 * The owner guard: while a callback of an owner's region runs, another access to any of its regions
 * is refused, unless the owner is reentrant. Regions without an owner guard themselves; lock-free
 * regions are not guarded. Coalesced writes that are delivered at last are let through even if they
 * are flushed from inside a callback of their own device: they were accepted when they were made,
 * and refusing them now would lose them. */

/* A callback that has been entered and not left; on the stack of whoever calls it. */
typedef struct _StrataCall
{
  struct _StrataCall *outer; /* the one inside which it was entered; NULL if there is none */
  const StrataRegion *region;
} StrataCall;

/* All that is usually needed of the region is here: it is in memory somewhere else. */
typedef struct _StrataDispatch
{
  StrataSystem *system;
  StrataRegion *region;
  const StrataRegionOps *ops; /* NULL if it has none */
  gpointer user_data;
  guint64 offset;          /* in the region: what `valid` judges */
  guint64 callback_offset; /* added to what the callbacks see */
  guint size;
  guint8 device; /* of the flat range: how to call it */
  StrataAttrs attrs;
} StrataDispatch;

/* The value that a device would see for lanes: in its byte order. */
guint64 strata_dispatch_to_value (const StrataDispatch *self, guint64 lanes);
/* Judges an access as if it were made, but does not make it. */
StrataResult strata_dispatch_check (const StrataDispatch *self, gboolean is_write);
/* Whether `valid` allows an access; the guard plays no part. */
gboolean strata_dispatch_is_valid (const StrataDispatch *self, gboolean is_write);
StrataResult strata_dispatch_read (const StrataDispatch *self, guint64 *lanes);
StrataResult strata_dispatch_write (const StrataDispatch *self, guint64 lanes);
/* A write that strata_dispatch_check() has let through before. */
StrataResult strata_dispatch_write_queued (const StrataDispatch *self, guint64 lanes);
/* Returns which bytes are known: bit 0 is the byte at the offset. Not guarded. */
guint strata_dispatch_peek (const StrataDispatch *self, guint64 *lanes);
