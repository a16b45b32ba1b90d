/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-address-space-private.h"

#include "strata-flat-view-private.h"
#include "strata-system-private.h"

STRATA_DEFINE_BOXED (StrataAddressSpace, strata_address_space)

/**
 * strata_address_space_ref:
 * @self: an address space
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataAddressSpace *
strata_address_space_ref (StrataAddressSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * strata_address_space_unref:
 * @self: (transfer full): an address space
 *
 * Lets go of an address space.
 */
void
strata_address_space_unref (StrataAddressSpace *self)
{
  StrataSystem *system;
  gboolean last;

  g_return_if_fail (self != NULL);

  /* Under the lock, because the system's list of spaces does not hold them. */
  system = strata_system_ref (self->system);
  strata_system_lock (system);
  if (g_atomic_int_get (&self->ref_count) == 1)
    system->ends->end_space (self);
  last = g_atomic_int_dec_and_test (&self->ref_count);
  strata_system_unlock (system);
  if (last)
    {
      strata_view_slot_unref (self->slot);
      strata_system_unref (self->system);
      g_free (self->name);
      g_free (self);
    }
  strata_system_unref (system);
}

/**
 * strata_address_space_get_system:
 * @self: an address space
 *
 * Gets the system.
 *
 * Returns: (transfer none): its system
 */
StrataSystem *
strata_address_space_get_system (StrataAddressSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->system;
}

/**
 * strata_address_space_get_name:
 * @self: an address space
 *
 * Gets the name.
 *
 * Returns: its name
 */
const char *
strata_address_space_get_name (StrataAddressSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_address_space_get_root:
 * @self: an address space
 *
 * Gets the root.
 *
 * Returns: (transfer none) (nullable): the region that it shows; %NULL once it is closed
 */
StrataRegion *
strata_address_space_get_root (StrataAddressSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_int_get (&self->closed) ? NULL : self->slot->root;
}

/**
 * strata_address_space_ref_view:
 * @self: an address space
 *
 * Takes the present flat view, which never changes; it pins what it shows until it is let go.
 *
 * Returns: (transfer full): the flat view
 */
StrataFlatView *
strata_address_space_ref_view (StrataAddressSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (g_atomic_int_get (&self->closed))
    return strata_flat_view_new ();
  return strata_view_slot_ref_view (self->slot, NULL);
}

/**
 * strata_system_list_address_spaces:
 * @self: a system
 *
 * Lists the address spaces of a system.
 *
 * Returns: (transfer full) (element-type StrataAddressSpace): its address spaces, in the order of
 *   their making
 */
GPtrArray *
strata_system_list_address_spaces (StrataSystem *self)
{
  GPtrArray *spaces;

  g_return_val_if_fail (self != NULL, NULL);

  spaces = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_address_space_unref);
  strata_system_lock (self);
  for (GList *link = self->spaces.head; link != NULL; link = link->next)
    g_ptr_array_add (spaces, strata_address_space_ref (link->data));
  strata_system_unlock (self);
  return spaces;
}
