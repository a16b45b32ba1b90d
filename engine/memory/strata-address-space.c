/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-address-space-private.h"

#include "strata-commit-private.h"
#include "strata-flat-view-private.h"
#include "strata-system-private.h"

/* The room for more windows is given back after a commit. */
#define KEPT_WINDOWS 1024

STRATA_DEFINE_BOXED (StrataAddressSpace, strata_address_space)

/* {{{ Slots */

static StrataViewSlot *
get_slot (StrataRegion *root)
{
  StrataViewSlot *slot;

  if (root->slot != NULL)
    return strata_view_slot_ref (root->slot);

  slot = g_new0 (StrataViewSlot, 1);
  g_atomic_ref_count_init (&slot->ref_count);
  slot->system = strata_system_ref (root->system);
  slot->root = strata_region_ref (root);
  slot->spaces = g_ptr_array_new ();
  slot->windows = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  g_mutex_init (&slot->view_lock);
  slot->view = strata_flat_view_new ();
  root->slot = slot;
  g_ptr_array_add (root->system->slots, slot);
  return slot;
}

/* Nobody looks at the root through this slot any more. Under the system lock. */
static void
retire_slot (StrataViewSlot *self)
{
  g_autoptr (StrataFlatView) empty = strata_flat_view_new ();

  g_ptr_array_remove (self->system->slots, self);
  self->root->slot = NULL;
  strata_view_slot_publish (self, empty);
  g_clear_pointer (&self->root, strata_region_unref);
}

StrataViewSlot *
strata_view_slot_ref (StrataViewSlot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_view_slot_unref (StrataViewSlot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  strata_flat_view_unref (self->view);
  g_mutex_clear (&self->view_lock);
  g_array_unref (self->windows);
  g_ptr_array_unref (self->spaces);
  strata_system_unref (self->system);
  g_free (self);
}

/* Very many small windows cost more than one that holds them all. */
static gboolean
has_many_windows (StrataViewSlot *self)
{
  guint n_windows = self->windows->len;

  return n_windows > 64 && n_windows > strata_flat_view_get_n_ranges (self->view) / 8;
}

void
strata_view_slot_add_window (StrataViewSlot *self, const StrataRange *window)
{
  StrataRange *last;

  if (self->windows->len > 0)
    {
      last = &g_array_index (self->windows, StrataRange, self->windows->len - 1);
      if (last->first <= window->first && last->last >= window->last)
        return;
    }
  g_array_append_val (self->windows, *window);
  if (has_many_windows (self))
    {
      StrataRange *all = &g_array_index (self->windows, StrataRange, 0);

      for (guint i = 1; i < self->windows->len; i++)
        {
          last = &g_array_index (self->windows, StrataRange, i);
          all->first = MIN (all->first, last->first);
          all->last = MAX (all->last, last->last);
        }
      g_array_set_size (self->windows, 1);
    }
}

void
strata_view_slot_clear_windows (StrataViewSlot *self)
{
  if (self->windows->len > KEPT_WINDOWS)
    {
      g_array_unref (self->windows);
      self->windows = g_array_new (FALSE, FALSE, sizeof (StrataRange));
    }
  g_array_set_size (self->windows, 0);
}

StrataFlatView *
strata_view_slot_ref_view (StrataViewSlot *self, guint *generation)
{
  StrataFlatView *view;

  g_mutex_lock (&self->view_lock);
  view = strata_flat_view_ref (self->view);
  if (generation != NULL)
    *generation = (guint) g_atomic_int_get (&self->generation);
  g_mutex_unlock (&self->view_lock);
  return view;
}

void
strata_view_slot_publish (StrataViewSlot *self, StrataFlatView *view)
{
  StrataFlatView *old;

  strata_flat_view_ref (view);
  g_mutex_lock (&self->view_lock);
  old = self->view;
  self->view = view;
  g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->view_lock);
  strata_flat_view_unref (old);
}

/* }}} */

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
  self->name = g_strdup (name);
  self->system = strata_system_ref (system);

  strata_system_begin (system);
  self->slot = get_slot (root);
  if (self->slot->spaces->len == 0)
    strata_view_slot_add_window (self->slot, &(StrataRange) { 0, G_MAXUINT64 });
  else
    strata_commit_announce (self, TRUE);
  g_ptr_array_add (self->slot->spaces, self);
  g_ptr_array_add (system->spaces, self);
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
      strata_commit_announce (self, FALSE);
      g_atomic_int_set (&self->closed, TRUE);
      g_ptr_array_remove (self->system->spaces, self);
      g_ptr_array_remove (self->slot->spaces, self);
      if (self->slot->spaces->len == 0)
        retire_slot (self->slot);
      else
        strata_view_slot_publish (self->slot, self->slot->view); /* initiators look again */
    }
  strata_system_commit (self->system);
}

/**
 * strata_address_space_ref:
 * @self: an address space
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
    strata_address_space_close (self);
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
