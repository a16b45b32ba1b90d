/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The way back: in a transaction that is abandoned afterwards, the regions get the states that they
 * had, and what comes of it is computed as for any other transaction. Nobody else sees it. */

#include "strata-timeline-private.h"

#include <inttypes.h>

#include "strata-i18n-private.h"
#include "strata-journal-private.h"
#include "strata-past-commit-private.h"
#include "strata-region-links-private.h"
#include "strata-region-private.h"
#include "strata-region-windows-private.h"

static void
take_back (StrataSystem *system, const StrataJournalEntry *entry)
{
  strata_journal_record (system, entry->region);
  strata_region_note_windows (entry->region, 0);
  strata_region_restore (entry->region, &entry->state);
  strata_region_note_windows (entry->region, 0);
}

static void
go_back (StrataTimeline *self, guint64 number)
{
  for (guint i = self->commits->len; i > 0; i--)
    {
      const StrataPastCommit *commit = g_ptr_array_index (self->commits, i - 1);

      if (commit->number <= number)
        return;
      for (guint j = commit->journal->len; j > 0; j--)
        take_back (self->system, &g_array_index (commit->journal, StrataJournalEntry, j - 1));
    }
}

static gboolean
check (StrataTimeline *self, guint64 number, GError **error)
{
  if (self->system->transaction_depth > 0 || self->system->publishing)
    {
      g_set_error_literal (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                           _ ("the past cannot be seen from inside a transaction"));
      return FALSE;
    }
  if (number > self->last || self->last - number > self->commits->len)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("what was after commit %" PRIu64 " is not remembered"), number);
      return FALSE;
    }
  return TRUE;
}

/**
 * strata_timeline_look_back:
 * @self: a timeline
 * @number: the number of a commit that is remembered, or that of the one before the oldest
 * @space: an address space
 * @rendering: (out) (optional): where to put what was in @space, disabled instances included
 * @error: return location for a #StrataMemoryError
 *
 * Looks at an address space as it was after a commit. The names of regions are those of now; so are
 * the priorities that the regions of @rendering tell.
 *
 * Returns: (transfer full): the flat view as it was, or %NULL if that is not remembered, or from
 *   inside a transaction
 */
StrataFlatView *
strata_timeline_look_back (StrataTimeline *self, guint64 number, StrataAddressSpace *space,
                           StrataRendering **rendering, GError **error)
{
  g_autoptr (StrataDryCommit) commit = NULL;
  StrataFlatView *view = NULL;

  g_return_val_if_fail (self != NULL && space != NULL, NULL);
  g_return_val_if_fail (strata_address_space_get_system (space) == self->system, NULL);

  strata_system_lock (self->system);
  if (check (self, number, error))
    {
      strata_system_begin (self->system);
      go_back (self, number);
      commit = strata_system_dry_commit (self->system, error);
      if (commit != NULL)
        view = strata_dry_commit_ref_view (commit, space);
      if (view != NULL && rendering != NULL)
        *rendering = strata_rendering_new (strata_address_space_get_root (space), 0, G_MAXUINT64,
                                           STRATA_RENDERING_DISABLED);
      strata_system_abandon (self->system);
    }
  strata_system_unlock (self->system);
  return view;
}
