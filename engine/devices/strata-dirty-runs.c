/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-dirty-runs-private.h"

void
strata_dirty_runs_init (StrataDirtyRuns *self)
{
  *self = (StrataDirtyRuns) { .runs = g_array_new (FALSE, FALSE, sizeof (StrataRange)) };
}

void
strata_dirty_runs_clear (StrataDirtyRuns *self)
{
  g_clear_pointer (&self->runs, g_array_unref);
}

static void
add_run (guint64 first, guint64 last, gpointer user_data)
{
  StrataRange range = { first, last };

  g_array_append_val ((GArray *) user_data, range);
}

void
strata_dirty_runs_take (StrataDirtyRuns *self, StrataRegion *region, guint64 offset,
                        guint64 length)
{
  g_autoptr (StrataDirtySnapshot) snapshot =
    strata_region_snapshot_and_clear_dirty (region, offset, length, STRATA_DIRTY_VGA);

  g_array_set_size (self->runs, 0);
  self->next = 0;
  self->n_pages = strata_dirty_snapshot_get_n_pages (snapshot);
  if (self->n_pages > 0)
    strata_dirty_snapshot_foreach_run (snapshot, add_run, self->runs);
}

gboolean
strata_dirty_runs_touch (StrataDirtyRuns *self, guint64 first, guint64 last)
{
  const StrataRange *runs = (const StrataRange *) (gconstpointer) self->runs->data;

  /* To the first run that does not end before the stretch. */
  while (self->next > 0 && runs[self->next - 1].last >= first)
    self->next--;
  while (self->next < self->runs->len && runs[self->next].last < first)
    self->next++;
  return self->next < self->runs->len && runs[self->next].first <= last;
}
