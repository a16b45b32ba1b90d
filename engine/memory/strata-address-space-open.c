/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Address spaces come and go, with the view of their root and with what listeners hear of it. */

#include "strata-address-space-private.h"

#include "strata-listener-private.h"
#include "strata-system-private.h"

/**
 * strata_address_space_new:
 * @system: a system
 * @name: its name, which need not be unique
 * @root: the region that it shows, of the same system
 *
 * Makes an address space. Spaces of one root share their flat view. The root keeps its own address:
 * the space begins there. Listeners hear of what the space shows.
 *
 * Returns: (transfer full): an address space
 */
StrataAddressSpace *
strata_address_space_new (StrataSystem *system, const char *name, StrataRegion *root)
{
  StrataAddressSpace *self;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (root != NULL && root->system == system, NULL);

  self = g_new0 (StrataAddressSpace, 1);
  self->ref_count = 1;
  self->number = __atomic_add_fetch (&system->last_number, 1, __ATOMIC_RELAXED);
  self->name = g_strdup (name);
  self->system = strata_system_ref (system);
  self->link.data = self->slot_link.data = self;

  strata_system_begin (system);
  self->slot = strata_view_slot_get (root);
  if (self->slot->spaces.length == 0)
    strata_view_slot_add_all (self->slot);
  else
    strata_listeners_announce (self, TRUE);
  g_queue_push_tail_link (&self->slot->spaces, &self->slot_link);
  g_queue_push_tail_link (&system->spaces, &self->link);
  strata_system_commit (system);
  return self;
}

/**
 * strata_address_space_close:
 * @self: an address space
 *
 * Ends an address space: listeners hear that all it shows goes away, and every access gives a
 * decode error from now on. Letting go of the last reference does the same.
 */
void
strata_address_space_close (StrataAddressSpace *self)
{
  g_return_if_fail (self != NULL);

  strata_system_begin (self->system);
  if (!self->closed)
    {
      strata_listeners_announce (self, FALSE);
      g_atomic_int_set (&self->closed, TRUE);
      g_queue_unlink (&self->system->spaces, &self->link);
      g_queue_unlink (&self->slot->spaces, &self->slot_link);
      if (self->slot->spaces.length == 0)
        strata_view_slot_retire (self->slot);
      else
        strata_view_slot_publish (self->slot, self->slot->view); /* initiators look again */
    }
  strata_system_commit (self->system);
}
