/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-dirty-snapshot-private.h"

#include "strata-macros-private.h"

STRATA_DEFINE_BOXED (StrataDirtySnapshot, strata_dirty_snapshot)

/**
 * strata_dirty_snapshot_ref:
 * @self: a snapshot
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataDirtySnapshot *
strata_dirty_snapshot_ref (StrataDirtySnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_dirty_snapshot_unref:
 * @self: (transfer full): a snapshot
 *
 * Lets go of a snapshot.
 */
void
strata_dirty_snapshot_unref (StrataDirtySnapshot *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  strata_dirty_pages_clear (&self->pages);
  g_free (self);
}

/**
 * strata_dirty_snapshot_get_dirty:
 * @self: a snapshot
 * @offset: the first offset, in the region that was asked for the snapshot, in bytes
 * @length: how many bytes
 *
 * Tells whether a stretch was dirty.
 *
 * Returns: whether any page of the stretch was dirty; what the snapshot does not cover was not
 */
gboolean
strata_dirty_snapshot_get_dirty (StrataDirtySnapshot *self, guint64 offset, guint64 length)
{
  guint64 first, last;

  g_return_val_if_fail (self != NULL, FALSE);

  if (length == 0 || self->length == 0)
    return FALSE;
  first = MAX (offset, self->offset);
  last = length - 1 > G_MAXUINT64 - offset ? G_MAXUINT64 : offset + (length - 1);
  last = MIN (last, self->offset + (self->length - 1));
  if (first > last)
    return FALSE;
  return strata_dirty_pages_is_dirty (&self->pages, (first + self->shift) >> STRATA_PAGE_BITS,
                                      (last + self->shift) >> STRATA_PAGE_BITS);
}

/**
 * strata_dirty_snapshot_get_n_pages:
 * @self: a snapshot
 *
 * Counts the dirty pages of a snapshot.
 *
 * Returns: how many pages were dirty
 */
guint64
strata_dirty_snapshot_get_n_pages (StrataDirtySnapshot *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return strata_dirty_pages_count (&self->pages);
}

typedef struct
{
  StrataDirtySnapshot *snapshot;
  StrataDirtyRunFunc func;
  gpointer user_data;
} Runs;

static void
tell_run (guint64 first_page, guint64 last_page, gpointer user_data)
{
  const Runs *runs = user_data;
  guint64 first = first_page << STRATA_PAGE_BITS;
  guint64 last = (last_page << STRATA_PAGE_BITS) + (STRATA_PAGE_SIZE - 1);
  guint64 begin = runs->snapshot->offset + runs->snapshot->shift;

  first = MAX (first, begin);
  last = MIN (last, begin + (runs->snapshot->length - 1));
  runs->func (first - runs->snapshot->shift, last - runs->snapshot->shift, runs->user_data);
}

/**
 * strata_dirty_snapshot_foreach_run:
 * @self: a snapshot
 * @func: (scope call): what to call
 * @user_data: data for it
 *
 * Calls a function for each run of dirty pages, in order. Runs are as long as can be, and cut to
 * what the snapshot covers.
 */
void
strata_dirty_snapshot_foreach_run (StrataDirtySnapshot *self, StrataDirtyRunFunc func,
                                   gpointer user_data)
{
  Runs runs = { self, func, user_data };

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  strata_dirty_pages_foreach_run (&self->pages, tell_run, &runs);
}
