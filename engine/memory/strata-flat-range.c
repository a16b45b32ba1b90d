/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-flat-range-private.h"

#include "strata-write-rules-private.h"

void
strata_flat_range_begin_at (StrataFlatRange *self, guint64 first)
{
  self->offset += first - self->first;
  if (!(self->slow & STRATA_SLOW_READ))
    self->target = strata_flat_range_get_bytes (self, first);
  self->first = first;
}

/**
 * strata_flat_range_equal:
 * @a: a flat range
 * @b: another
 *
 * Compares two flat ranges.
 *
 * Returns: whether they show the same in the same way
 */
gboolean
strata_flat_range_equal (const StrataFlatRange *a, const StrataFlatRange *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->first == b->first && a->last == b->last && a->region == b->region
         && a->offset == b->offset && a->flags == b->flags
         && a->dirty_clients == b->dirty_clients && a->callback_offset == b->callback_offset
         && strata_write_rules_equal (a->rules, b->rules);
}

/**
 * strata_flat_range_get_kind_name:
 * @range: a flat range
 *
 * The word that QEMU prints for it in `info mtree -f`: `rom` for all that is read-only, else
 * `ramd`, `romd`, `ram` or `i/o`.
 *
 * Returns: a static string
 */
const char *
strata_flat_range_get_kind_name (const StrataFlatRange *range)
{
  g_return_val_if_fail (range != NULL, NULL);

  if (range->flags & STRATA_RANGE_READONLY)
    return "rom";
  switch (strata_region_get_kind (range->region))
    {
    case STRATA_REGION_RAM:
      return "ram";
    case STRATA_REGION_RAM_DEVICE:
      return "ramd";
    case STRATA_REGION_ROM_DEVICE:
      return range->flags & STRATA_RANGE_ROM_MODE ? "romd" : "i/o";
    default:
      return "i/o";
    }
}
