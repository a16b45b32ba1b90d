/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an initiator holds, and when it lets go of it. */

#include "strata-initiator-private.h"

#include "strata-system-private.h"

STRATA_DEFINE_BOXED (StrataInitiator, strata_initiator)

/* {{{ Views */

/* Unlike any of a slot. */
#define NO_GENERATION G_MAXUINT64

static inline void
forget_hit (StrataInitiator *self)
{
  self->length = 0;
  self->range = NULL;
}

/* A parked one begins to run before it takes a view: whoever publishes another one afterwards must
 * know of it, or would not wait for it. */
static void
start (StrataInitiator *self)
{
  StrataSystem *system = self->system;

  g_mutex_lock (&system->initiators_lock);
  self->running = TRUE;
  self->run = ++system->last_run;
  self->published_commit = (guint) g_atomic_int_get (&system->n_commits);
  self->published_generation = (guint) g_atomic_int_get (&self->slot->generation);
  self->thread = g_thread_self ();
  g_queue_push_tail_link (&system->initiators, &self->link);
  g_mutex_unlock (&system->initiators_lock);
}

/* Tells others how far this one is. */
static void
publish (StrataInitiator *self, guint commit)
{
  StrataSystem *system = self->system;

  g_mutex_lock (&system->initiators_lock);
  if (self->depth == 0)
    {
      self->published_generation = (guint) self->generation;
      self->published_commit = commit;
    }
  self->thread = g_thread_self ();
  if (system->n_synchronizing > 0)
    g_cond_broadcast (&system->initiators_cond);
  g_mutex_unlock (&system->initiators_lock);
}

static void
unpublish (StrataInitiator *self)
{
  StrataSystem *system = self->system;

  g_mutex_lock (&system->initiators_lock);
  if (self->running)
    {
      self->running = FALSE;
      g_queue_unlink (&system->initiators, &self->link);
    }
  if (system->n_synchronizing > 0)
    g_cond_broadcast (&system->initiators_cond);
  g_mutex_unlock (&system->initiators_lock);
}

void
strata_initiator_take_view (StrataInitiator *self)
{
  StrataFlatView *old = self->view;
  guint generation;

  if (!self->running)
    start (self);
  self->view_commit = (guint) g_atomic_int_get (&self->system->n_commits);
  self->view = strata_view_slot_ref_view (self->slot, &generation);
  self->generation = generation;
  if (g_atomic_int_get (&self->space->closed))
    {
      /* Other spaces may still show what is in the slot. */
      strata_flat_view_unref (self->view);
      self->view = strata_flat_view_new ();
    }
  forget_hit (self);
  if (self->depth > 0 && old != NULL)
    {
      self->outdated = g_slist_prepend (self->outdated, old);
      self->is_unsettled = TRUE;
      old = NULL;
    }
  publish (self, self->view_commit);
  if (old != NULL)
    strata_flat_view_unref (old);
}

static void
park_behind (StrataInitiator *self)
{
  GHashTableIter iter;
  gpointer initiator;

  if (self->behind == NULL)
    return;
  self->went_behind = FALSE;
  g_hash_table_iter_init (&iter, self->behind);
  while (g_hash_table_iter_next (&iter, NULL, &initiator))
    strata_initiator_park (initiator);
}

StrataInitiator *
strata_initiator_get_behind (StrataInitiator *self, StrataAddressSpace *space)
{
  StrataInitiator *initiator;

  if (self->behind == NULL)
    self->behind
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) strata_initiator_unref);
  initiator = g_hash_table_lookup (self->behind, space);
  if (initiator == NULL)
    {
      /* It holds the space. */
      initiator = strata_initiator_new (space, self->name);
      initiator->behind_depth = self->behind_depth + 1;
      g_hash_table_insert (self->behind, space, initiator);
    }
  initiator->attrs = self->attrs;
  self->went_behind = TRUE;
  self->is_unsettled = TRUE;
  return initiator;
}

static void
drop_view (StrataInitiator *self)
{
  StrataFlatView *old = g_steal_pointer (&self->view);

  self->generation = NO_GENERATION;
  forget_hit (self);
  unpublish (self);
  if (old != NULL)
    strata_flat_view_unref (old);
  park_behind (self);
}

static void
drop_outdated (StrataInitiator *self)
{
  GSList *outdated = g_steal_pointer (&self->outdated);

  publish (self, self->view_commit);
  g_slist_free_full (outdated, (GDestroyNotify) strata_flat_view_unref);
}

static void
finalize (StrataInitiator *self)
{
  drop_view (self);
  g_clear_pointer (&self->mappings, strata_mappings_free);
  g_clear_pointer (&self->behind, g_hash_table_unref);
  strata_view_slot_unref (self->slot);
  strata_address_space_unref (self->space);
  g_ref_string_release (self->name);
  g_free (self);
}

void
strata_initiator_enter (StrataInitiator *self)
{
  if (!strata_initiator_is_current (self))
    strata_initiator_take_view (self);
  self->depth++;
}

void
strata_initiator_settle (StrataInitiator *self)
{
  if (self->depth > 0)
    return;
  self->is_unsettled = FALSE;
  if (self->is_dead)
    {
      g_slist_free_full (g_steal_pointer (&self->outdated),
                         (GDestroyNotify) strata_flat_view_unref);
      finalize (self);
      return;
    }
  if (self->wants_park)
    {
      GSList *outdated = g_steal_pointer (&self->outdated);

      self->wants_park = FALSE;
      drop_view (self);
      g_slist_free_full (outdated, (GDestroyNotify) strata_flat_view_unref);
      return;
    }
  if (self->outdated != NULL)
    drop_outdated (self);
  /* Nobody knows when the next access goes there: until then nothing is held, and nobody waits. */
  if (self->went_behind)
    park_behind (self);
}

void
strata_initiator_leave (StrataInitiator *self)
{
  self->depth--;
  if (G_UNLIKELY (self->is_unsettled))
    strata_initiator_settle (self);
}

void
strata_initiator_breathe (StrataInitiator *self)
{
  if (G_LIKELY (self->depth > 1 || self->outdated == NULL))
    return;
  self->depth = 0;
  drop_outdated (self);
  self->depth = 1;
}

/* }}} */

/**
 * strata_initiator_new:
 * @space: what it sees
 * @name: (nullable): who it is, for records
 *
 * Makes an initiator: somebody who accesses memory, such as a CPU, a DMA device, a hex editor. It
 * is for one thread at a time, and must be parked before another one takes it over. It is parked at
 * first, and starts to run with its first access.
 *
 * Returns: (transfer full): an initiator
 */
StrataInitiator *
strata_initiator_new (StrataAddressSpace *space, const char *name)
{
  StrataInitiator *self;

  g_return_val_if_fail (space != NULL, NULL);

  self = g_new0 (StrataInitiator, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->space = strata_address_space_ref (space);
  self->slot = strata_view_slot_ref (space->slot);
  self->system = space->system;
  self->swaps = self->system->byte_order == STRATA_BIG_ENDIAN;
  self->name = g_ref_string_new (name != NULL ? name : "");
  self->link.data = self;
  self->queue = self->system->queue;
  self->generation = NO_GENERATION;
  return self;
}

/**
 * strata_initiator_ref:
 * @self: an initiator
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataInitiator *
strata_initiator_ref (StrataInitiator *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_initiator_unref:
 * @self: (transfer full): an initiator
 *
 * Lets go of an initiator. The last holder's parks it; if that happens in one of its own accesses,
 * as soon as the access is over.
 */
void
strata_initiator_unref (StrataInitiator *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->depth == 0)
    {
      finalize (self);
      return;
    }
  self->is_dead = TRUE;
  self->is_unsettled = TRUE;
}

/**
 * strata_initiator_get_name:
 * @self: an initiator
 *
 * Gets the name.
 *
 * Returns: its name
 */
const char *
strata_initiator_get_name (StrataInitiator *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_initiator_get_address_space:
 * @self: an initiator
 *
 * Gets the address space.
 *
 * Returns: (transfer none): the address space that it sees
 */
StrataAddressSpace *
strata_initiator_get_address_space (StrataInitiator *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->space;
}

/**
 * strata_initiator_set_attrs:
 * @self: an initiator
 * @attrs: (nullable): what its accesses carry from now on; %NULL for nothing
 *
 * Sets what devices are told of the one who asks.
 */
void
strata_initiator_set_attrs (StrataInitiator *self, const StrataAttrs *attrs)
{
  g_return_if_fail (self != NULL);

  self->attrs = attrs != NULL ? *attrs : (StrataAttrs){ 0 };
}

/**
 * strata_initiator_park:
 * @self: an initiator
 *
 * Lets go of everything that a running initiator holds. An idle one must be parked, or what was
 * removed from the address space lives on, and [method@Strata.System.synchronize] in another thread
 * waits. The next access makes it run again. From inside one of its own accesses, it parks as soon
 * as the access is over.
 */
void
strata_initiator_park (StrataInitiator *self)
{
  g_return_if_fail (self != NULL);

  if (self->depth == 0)
    {
      drop_view (self);
      return;
    }
  self->wants_park = TRUE;
  self->is_unsettled = TRUE;
}
