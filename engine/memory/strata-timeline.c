/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a timeline remembers of each commit: the states that regions had before, which is what the
 * transaction itself would have gone back to, and what the listeners heard. So it costs what the
 * change costs, however large the map is. */

#include "strata-timeline-private.h"

#include "strata-dispatch-private.h"
#include "strata-journal-private.h"
#include "strata-owner.h"
#include "strata-past-commit-private.h"

STRATA_DEFINE_BOXED (StrataTimeline, strata_timeline)

/**
 * strata_timeline_new:
 * @system: a system, which has no timeline yet
 * @length: how many commits to remember
 * @time: (nullable) (scope notified) (closure user_data) (destroy destroy): tells the time
 * @user_data: given to @time
 * @destroy: (nullable): frees @user_data
 *
 * Remembers all commits from now on, the last @length of them and not more than
 * %STRATA_TIMELINE_BUDGET bytes. What they name lives as long: regions, and so their owners.
 *
 * Returns: (transfer full): a timeline; it ends when nobody holds it any more
 */
StrataTimeline *
strata_timeline_new (StrataSystem *system, guint length, StrataAccessTimeFunc time,
                     gpointer user_data, GDestroyNotify destroy)
{
  StrataTimeline *self;

  g_return_val_if_fail (system != NULL && system->timeline == NULL, NULL);
  g_return_val_if_fail (length > 0, NULL);

  self = g_new0 (StrataTimeline, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->system = strata_system_ref (system);
  self->length = length;
  self->time = time;
  self->user_data = user_data;
  self->destroy = destroy;
  self->commits = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_past_commit_unref);
  strata_system_lock (system);
  system->timeline = self;
  strata_system_unlock (system);
  return self;
}

/**
 * strata_timeline_ref:
 * @self: a timeline
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataTimeline *
strata_timeline_ref (StrataTimeline *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_timeline_unref:
 * @self: (transfer full): a timeline
 *
 * Lets go of a timeline. When nobody holds it nothing is remembered any more.
 */
void
strata_timeline_unref (StrataTimeline *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  strata_system_lock (self->system);
  self->system->timeline = NULL;
  strata_system_unlock (self->system);
  g_ptr_array_unref (self->commits);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  strata_system_unref (self->system);
  g_free (self);
}

/* {{{ Remembering */

static StrataPastCommit *
get_commit (const StrataTimeline *self, guint index)
{
  return g_ptr_array_index (self->commits, index);
}

/* Whoever made a region may hear that it goes with the commit, and may make another one then. */
static void
forget (StrataTimeline *self)
{
  while (self->commits->len > self->length
         || (self->cost > STRATA_TIMELINE_BUDGET && self->commits->len > 0))
    {
      StrataPastCommit *commit = g_ptr_array_steal_index (self->commits, 0);

      self->cost -= strata_past_commit_find_cost (commit);
      strata_past_commit_unref (commit);
    }
}

static void
note_caller (StrataTimeline *self, StrataPastCommit *commit)
{
  const StrataCall *call = self->system->calls;

  if (call == NULL)
    return;
  commit->region = g_strdup (call->region->name);
  if (call->region->owner != NULL)
    commit->owner = g_strdup (strata_owner_get_name (call->region->owner));
}

void
strata_timeline_add (StrataTimeline *self, StrataDryCommit *outcome, GArray *journal,
                     const char *name)
{
  StrataPastCommit *commit;

  if (journal->len == 0 && strata_dry_commit_get_n_events (outcome) == 0)
    {
      strata_journal_free (journal);
      return;
    }
  commit = g_new0 (StrataPastCommit, 1);
  g_atomic_ref_count_init (&commit->ref_count);
  commit->number = ++self->last;
  commit->real_time = g_get_real_time ();
  commit->time = self->time != NULL ? self->time (self->user_data) : 0;
  commit->outcome = strata_dry_commit_ref (outcome);
  commit->journal = journal;
  commit->name = g_strdup (name);
  note_caller (self, commit);
  g_ptr_array_add (self->commits, commit);
  self->cost += strata_past_commit_find_cost (commit);
  forget (self);
}

/**
 * strata_timeline_set_length:
 * @self: a timeline
 * @length: how many commits to remember, at least 1
 *
 * Remembers more commits from now on, or only the last ones. Numbers stay.
 */
void
strata_timeline_set_length (StrataTimeline *self, guint length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (length > 0);

  strata_system_lock (self->system);
  self->length = length;
  forget (self);
  strata_system_unlock (self->system);
}

/* }}} */
/* {{{ Asking */

/**
 * strata_timeline_get_span:
 * @self: a timeline
 * @first: (out): the number of the oldest commit that is remembered
 * @end: (out): the number that the next one will have
 *
 * Tells which commits are remembered: those from @first on, up to but not @end.
 */
void
strata_timeline_get_span (StrataTimeline *self, guint64 *first, guint64 *end)
{
  g_return_if_fail (self != NULL && first != NULL && end != NULL);

  strata_system_lock (self->system);
  *end = self->last + 1;
  *first = *end - self->commits->len;
  strata_system_unlock (self->system);
}

/**
 * strata_timeline_ref_commit:
 * @self: a timeline
 * @number: the number of a commit
 *
 * Gets a commit by its number.
 *
 * Returns: (transfer full) (nullable): the commit; %NULL if it is not remembered
 */
StrataPastCommit *
strata_timeline_ref_commit (StrataTimeline *self, guint64 number)
{
  StrataPastCommit *commit = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  strata_system_lock (self->system);
  if (number <= self->last && self->last - number < self->commits->len)
    commit = strata_past_commit_ref (
      get_commit (self, self->commits->len - 1 - (guint) (self->last - number)));
  strata_system_unlock (self->system);
  return commit;
}

/* }}} */
