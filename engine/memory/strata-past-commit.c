/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-past-commit-private.h"

#include "strata-journal-private.h"
#include "strata-macros-private.h"

STRATA_DEFINE_BOXED (StrataPastCommit, strata_past_commit)

guint64
strata_past_commit_find_cost (const StrataPastCommit *self)
{
  /* Each event stands for a flat range of the view before or after it. */
  return sizeof *self
         + strata_dry_commit_get_n_events (self->outcome)
             * (sizeof (StrataEvent) + 2 * sizeof (StrataFlatRange))
         + self->journal->len * sizeof (StrataJournalEntry);
}

/**
 * strata_past_commit_ref:
 * @self: a commit
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataPastCommit *
strata_past_commit_ref (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_past_commit_unref:
 * @self: (transfer full): a commit
 *
 * Lets go of a commit.
 */
void
strata_past_commit_unref (StrataPastCommit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  strata_journal_free (self->journal);
  strata_dry_commit_unref (self->outcome);
  g_free (self->name);
  g_free (self->region);
  g_free (self->owner);
  g_free (self);
}

/**
 * strata_past_commit_get_number:
 * @self: a commit
 *
 * Gets the number of a commit.
 *
 * Returns: its number; the first that a timeline has seen is 1
 */
guint64
strata_past_commit_get_number (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

/**
 * strata_past_commit_get_real_time:
 * @self: a commit
 *
 * Gets the time of day of a commit.
 *
 * Returns: when it was made, in microseconds since 1970-01-01 00:00:00 UTC
 */
gint64
strata_past_commit_get_real_time (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->real_time;
}

/**
 * strata_past_commit_get_time:
 * @self: a commit
 *
 * Gets the timeline's own time at a commit.
 *
 * Returns: when it was made, in nanoseconds of the timeline's own time; 0 if that has none
 */
guint64
strata_past_commit_get_time (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

/**
 * strata_past_commit_get_name:
 * @self: a commit
 *
 * Says what a commit does.
 *
 * Returns: (nullable): what [method@Strata.System.name_transaction] said that it does; or %NULL
 */
const char *
strata_past_commit_get_name (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_past_commit_get_region:
 * @self: a commit
 *
 * Names the region whose callback made a commit.
 *
 * Returns: (nullable): the name of the region whose callback made it; %NULL if none did
 */
const char *
strata_past_commit_get_region (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->region;
}

/**
 * strata_past_commit_get_owner:
 * @self: a commit
 *
 * Names the owner of the region whose callback made a commit.
 *
 * Returns: (nullable): the name of that region's owner; %NULL if it has none
 */
const char *
strata_past_commit_get_owner (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->owner;
}

/**
 * strata_past_commit_get_n_events:
 * @self: a commit
 *
 * Counts the events of a commit.
 *
 * Returns: how many events it brought; 0 if all that changed is hidden
 */
guint
strata_past_commit_get_n_events (StrataPastCommit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return strata_dry_commit_get_n_events (self->outcome);
}

/**
 * strata_past_commit_get_event:
 * @self: a commit
 * @index: which, in the order in which listeners heard them
 *
 * Gets an event by its number, in the order in which listeners heard them.
 *
 * Returns: (transfer none): an event
 */
const StrataEvent *
strata_past_commit_get_event (StrataPastCommit *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return strata_dry_commit_get_event (self->outcome, index);
}
