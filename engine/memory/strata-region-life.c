/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who holds a region. */

#include "strata-system-private.h"

#include "strata-region-private.h"

STRATA_DEFINE_BOXED (StrataRegion, strata_region)

/**
 * strata_region_ref:
 * @self: a region
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataRegion *
strata_region_ref (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_region_unref:
 * @self: (transfer full): a region
 *
 * Lets go of a region. Its container, the aliases that show it, the address spaces that it is the
 * root of, and every flat view that shows it hold it.
 */
void
strata_region_unref (StrataRegion *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    strata_system_bury (self->system, self);
}
