/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dirty-bitmap-private.h"
#include "strata-dirty-snapshot.h"

struct _StrataDirtySnapshot
{
  gatomicrefcount ref_count;
  guint64 offset;         /* what was asked for, in the region that was asked */
  guint64 length;         /* cut to what has memory; 0 for nothing */
  guint64 shift;          /* from there to the memory */
  StrataDirtyPages pages; /* of the memory */
};
