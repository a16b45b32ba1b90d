/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-dry-commit-private.h"

#include "strata-commit-private.h"
#include "strata-i18n-private.h"
#include "strata-system-private.h"

struct _StrataDryCommit
{
  gatomicrefcount ref_count;
  StrataSystem *system;
  GPtrArray *old_views; /* held: the events name regions that only these may show */
  GPtrArray *commits;
  GPtrArray *spaces; /* held: the events name them */
  GArray *events;
};

STRATA_DEFINE_BOXED (StrataDryCommit, strata_dry_commit)

StrataDryCommit *
strata_dry_commit_new (StrataSystem *system, GPtrArray *commits)
{
  StrataDryCommit *self = g_new0 (StrataDryCommit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->system = strata_system_ref (system);
  self->commits = g_ptr_array_ref (commits);
  self->spaces = strata_system_list_address_spaces (system);
  self->old_views = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_flat_view_unref);
  for (guint i = 0; i < self->commits->len; i++)
    g_ptr_array_add (
      self->old_views,
      strata_view_slot_ref_view (((StrataSlotCommit *) g_ptr_array_index (self->commits, i))->slot,
                                 NULL));
  self->events = strata_commit_list_events (self->commits, FALSE);
  return self;
}

/**
 * strata_system_dry_commit:
 * @system: a system with an open transaction
 * @error: return location for a #StrataMemoryError
 *
 * Computes what the outermost commit would bring if it came now, without publishing anything: the
 * flat views and what listeners would hear. The transaction stays open; to ask only "what if",
 * abandon it afterwards.
 *
 * Returns: (transfer full): the outcome, or %NULL from inside a listener
 */
StrataDryCommit *
strata_system_dry_commit (StrataSystem *system, GError **error)
{
  g_autoptr (GPtrArray) commits = NULL;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (strata_system_is_locked_by_me (system) && system->transaction_depth > 0,
                        NULL);

  if (system->publishing)
    {
      g_set_error_literal (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                           _ ("a commit cannot be tried from inside a listener"));
      return NULL;
    }

  commits = strata_commit_compute (system);
  return strata_dry_commit_new (system, commits);
}

/**
 * strata_dry_commit_ref:
 * @self: a dry commit
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataDryCommit *
strata_dry_commit_ref (StrataDryCommit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_dry_commit_unref:
 * @self: (transfer full): a dry commit
 *
 * Lets go of a dry commit.
 */
void
strata_dry_commit_unref (StrataDryCommit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->events);
  g_ptr_array_unref (self->commits);
  g_ptr_array_unref (self->old_views);
  g_ptr_array_unref (self->spaces);
  strata_system_unref (self->system);
  g_free (self);
}

/**
 * strata_dry_commit_ref_view:
 * @self: a dry commit
 * @space: an address space of its system
 *
 * Gets the flat view as it would be.
 *
 * Returns: (transfer full): the flat view that the space would have; the present one if it would
 *   not change
 */
StrataFlatView *
strata_dry_commit_ref_view (StrataDryCommit *self, StrataAddressSpace *space)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (space != NULL && space->system == self->system, NULL);

  for (guint i = 0; i < self->commits->len; i++)
    {
      StrataSlotCommit *commit = g_ptr_array_index (self->commits, i);

      if (commit->slot == space->slot)
        return strata_flat_view_ref (commit->view);
    }
  return strata_address_space_ref_view (space);
}

/**
 * strata_dry_commit_get_n_events:
 * @self: a dry commit
 *
 * Counts the events of a dry commit.
 *
 * Returns: how many events listeners would hear
 */
guint
strata_dry_commit_get_n_events (StrataDryCommit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->events->len;
}

/**
 * strata_dry_commit_get_event:
 * @self: a dry commit
 * @index: which, in the order in which they would be heard
 *
 * Gets an event by its number, in the order in which listeners would hear them.
 *
 * Returns: (transfer none): an event
 */
const StrataEvent *
strata_dry_commit_get_event (StrataDryCommit *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->events->len, NULL);

  return &g_array_index (self->events, StrataEvent, index);
}
