/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a region lets go of when nobody holds it any more. */

#include "strata-host-index-private.h"
#include "strata-iommu-private.h"
#include "strata-owner-private.h"
#include "strata-region-index-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

void
strata_region_finalize (StrataRegion *self)
{
  g_autoptr (GPtrArray) subregions = g_ptr_array_new ();
  StrataSystem *system = self->system;

  strata_region_index_list (self, subregions);
  for (guint i = 0; i < subregions->len; i++)
    {
      StrataRegion *subregion = g_ptr_array_index (subregions, i);

      subregion->state.container = NULL;
      strata_region_unref (subregion);
    }
  strata_region_index_clear (self);
  if (self->state.target != NULL)
    {
      strata_region_unlink_alias (self, self->state.target);
      strata_region_unref (self->state.target);
    }
  if (self->is_loop)
    system->n_loops--;
  g_clear_pointer (&self->state.rules, strata_write_rules_unref);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  if (self->ram != NULL)
    strata_host_index_remove (system->host_index, self);
  g_clear_pointer (&self->ram, strata_ram_unref);
  g_clear_pointer (&self->iommu, strata_iommu_free);
  g_clear_pointer (&self->owner, strata_owner_unref);
  g_free (self->name);
  g_free (self);
  strata_system_unref (system);
}
