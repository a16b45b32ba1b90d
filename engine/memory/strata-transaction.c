/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Transactions: a save point in the journal per level. */

#include "strata-commit-private.h"
#include "strata-coalesced-queue-private.h"
#include "strata-dispatch-private.h"
#include "strata-dry-commit-private.h"
#include "strata-journal-private.h"
#include "strata-listener-private.h"
#include "strata-log-clients-private.h"
#include "strata-system-private.h"
#include "strata-timeline-private.h"

/* What a large transaction took is given back beyond this. */
#define KEPT_LENGTH 1024

static void
flush_before_change (StrataSystem *self)
{
  StrataFlushCause cause = { STRATA_FLUSH_CHANGE, NULL, NULL };

  if (self->calls != NULL)
    cause.region = self->calls->region->name;
  strata_coalesced_queue_flush (self->queue, &cause);
}

/**
 * strata_system_begin:
 * @self: a system
 *
 * Opens a transaction: until its commit no address space changes. Transactions nest; only the
 * outermost commit has an effect. Takes the system lock, which the matching
 * [method@Strata.System.commit] or [method@Strata.System.abandon] lets go. The outermost begin
 * flushes the coalesced MMIO queue: what was written before the change arrives before it.
 */
void
strata_system_begin (StrataSystem *self)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  if (self->transaction_depth == 0 && !self->publishing
      && strata_coalesced_queue_get_length (self->queue) > 0)
    flush_before_change (self);
  self->transaction_depth++;
  g_array_append_val (self->savepoints, self->journal->len);
}

static guint
pop_savepoint (StrataSystem *self)
{
  guint length = g_array_index (self->savepoints, guint, self->savepoints->len - 1);

  g_array_set_size (self->savepoints, self->savepoints->len - 1);
  return length;
}

/* The regions whose makers want to hear that they have another size now. */
static GPtrArray *
list_resized (StrataSystem *self)
{
  GPtrArray *resized = NULL;

  for (guint i = 0; i < self->journal->len; i++)
    {
      StrataRegion *region = g_array_index (self->journal, StrataJournalEntry, i).region;

      if (region->ram == NULL || !region->ram->is_resizable
          || region->ram->told_size == region->state.size)
        continue;
      if (resized == NULL)
        resized = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
      g_ptr_array_add (resized, strata_region_ref (region));
    }
  return resized;
}

/* Tells whoever made a resizable region that its size is another one than when it was last told. */
static void
tell_resized (StrataRegion *self)
{
  StrataRam *ram = self->ram;
  guint64 old = ram->told_size, now = self->state.size;

  if (old == now)
    return;
  ram->told_size = now;
  if (now > old)
    strata_ram_mark_dirty (ram, old, now - old, strata_region_find_log_clients (self));
  if (ram->resized != NULL)
    ram->resized (self, old, now, ram->user_data);
}

/* Renders what has been noted, tells the listeners, publishes. Returns what there was to tell if a
 * timeline is to remember it. */
static StrataDryCommit *
publish (StrataSystem *self)
{
  g_autoptr (GPtrArray) commits = NULL;
  StrataDryCommit *outcome = NULL;

  if (self->timeline != NULL || strata_listeners_hear (self))
    commits = strata_commit_compute (self);
  if (self->timeline != NULL)
    outcome = strata_dry_commit_new (self, commits);
  while (!g_queue_is_empty (&self->noted_slots))
    {
      StrataViewSlot *slot = self->noted_slots.head->data;

      if (commits == NULL)
        strata_commit_replace (slot);
      strata_view_slot_clear_windows (slot);
    }
  if (commits != NULL && commits->len > 0)
    strata_listeners_deliver (self, commits);
  g_atomic_int_inc (&self->n_commits);
  return outcome;
}

/* Nothing is to be undone any more. What a large transaction took is given back. */
static void
clear_journal (StrataSystem *self)
{
  gboolean is_large = self->journal->len > KEPT_LENGTH;

  strata_journal_cut (self, 0, FALSE);
  if (is_large)
    {
      g_array_unref (self->journal);
      self->journal = strata_journal_new ();
    }
}

/* The timeline takes the journal over. */
static void
remember (StrataSystem *self, StrataDryCommit *outcome)
{
  g_autofree char *name = g_steal_pointer (&self->transaction_name);
  GArray *journal = self->journal;

  self->journal = strata_journal_new ();
  strata_timeline_add (self->timeline, outcome, journal, name);
}

/* Leaves one level; the outermost one publishes. */
static void
leave (StrataSystem *self)
{
  g_autoptr (StrataDryCommit) outcome = NULL;
  g_autoptr (GPtrArray) resized = NULL;

  if (self->transaction_depth == 1 && !self->publishing)
    outcome = publish (self);
  self->transaction_depth--;
  if (self->transaction_depth == 0)
    {
      resized = list_resized (self);
      if (outcome != NULL && self->timeline != NULL)
        remember (self, outcome);
      else
        clear_journal (self);
    }
  for (guint i = 0; resized != NULL && i < resized->len; i++)
    tell_resized (g_ptr_array_index (resized, i));
  strata_system_unlock (self);
}

/**
 * strata_system_commit:
 * @self: a system with an open transaction
 *
 * Closes a transaction. The outermost commit renders what has changed, tells the listeners and
 * publishes the new flat views. It cannot fail: an edit that is not possible has failed before.
 */
void
strata_system_commit (StrataSystem *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (strata_system_is_locked_by_me (self) && self->transaction_depth > 0);

  pop_savepoint (self);
  leave (self);
}

/**
 * strata_system_abandon:
 * @self: a system with an open transaction
 *
 * Closes a transaction and takes back all edits since its begin, ranks included. Edits of the
 * transactions around it stay.
 */
void
strata_system_abandon (StrataSystem *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (strata_system_is_locked_by_me (self) && self->transaction_depth > 0);

  strata_journal_cut (self, pop_savepoint (self), TRUE);
  leave (self);
}

/**
 * strata_system_name_transaction:
 * @self: a system with an open transaction
 * @name: what it does, as a command
 *
 * Says what the running transaction does, for who remembers commits: see [struct@Strata.Timeline].
 * The last one that says so before the outermost commit is believed.
 */
void
strata_system_name_transaction (StrataSystem *self, const char *name)
{
  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (strata_system_is_locked_by_me (self) && self->transaction_depth > 0);

  if (self->timeline == NULL)
    return;
  g_free (self->transaction_name);
  self->transaction_name = g_strdup (name);
}
