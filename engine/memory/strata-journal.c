/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-journal-private.h"

#include "strata-region-links-private.h"
#include "strata-region-private.h"

GArray *
strata_journal_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (StrataJournalEntry));
}

static void
clear_entry (StrataJournalEntry *entry)
{
  strata_region_state_release (&entry->state);
  strata_region_unref (entry->region);
}

void
strata_journal_free (GArray *journal)
{
  for (guint i = 0; i < journal->len; i++)
    clear_entry (&g_array_index (journal, StrataJournalEntry, i));
  g_array_unref (journal);
}

void
strata_journal_record (StrataSystem *system, StrataRegion *region)
{
  StrataJournalEntry entry = { strata_region_ref (region), region->state };

  strata_region_state_hold (&entry.state);
  g_array_append_val (system->journal, entry);
}

void
strata_journal_cut (StrataSystem *system, guint length, gboolean undo)
{
  while (system->journal->len > length)
    {
      StrataJournalEntry entry
        = g_array_index (system->journal, StrataJournalEntry, system->journal->len - 1);

      g_array_set_size (system->journal, system->journal->len - 1);
      if (undo)
        strata_region_restore (entry.region, &entry.state);
      clear_entry (&entry);
    }
}

void
strata_journal_undo_last (StrataSystem *system)
{
  strata_journal_cut (system, system->journal->len - 1, TRUE);
}
