/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-heat-private.h"

#include <math.h>

#include "strata-address-space-private.h"
#include "strata-heat-table-private.h"
#include "strata-macros-private.h"
#include "strata-region-private.h"

#define MAX_MARKS 131072 /* an access leaves one in its space and one in its region */

struct _StrataHeat
{
  gatomicrefcount ref_count;

  GMutex mutex; /* for what is below; nothing is locked under it */
  StrataHeatTable *table;
  GHashTable *counts; /* by the number of a region, or of a space: StrataAccessCounts */
  guint64 n_accesses;
};

STRATA_DEFINE_BOXED (StrataHeat, strata_heat)

static GHashTable *
new_counts (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/**
 * strata_heat_new:
 *
 * Makes one where nothing is counted yet and all is cold.
 *
 * Returns: (transfer full): the heat
 */
StrataHeat *
strata_heat_new (void)
{
  StrataHeat *self = g_new0 (StrataHeat, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->table = strata_heat_table_new (MAX_MARKS);
  self->counts = new_counts ();
  return self;
}

/**
 * strata_heat_ref:
 * @self: a heat
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataHeat *
strata_heat_ref (StrataHeat *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_heat_unref:
 * @self: (transfer full): a heat
 *
 * Lets go of a heat. A system holds the one that it feeds.
 */
void
strata_heat_unref (StrataHeat *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  strata_heat_table_free (self->table);
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* {{{ Noting */

static StrataAccessCounts *
get_counts (StrataHeat *self, guint64 number)
{
  gint64 key = (gint64) number;
  StrataAccessCounts *counts = g_hash_table_lookup (self->counts, &key);

  if (counts == NULL)
    {
      counts = g_new0 (StrataAccessCounts, 1);
      g_hash_table_insert (self->counts, g_memdup2 (&key, sizeof key), counts);
    }
  return counts;
}

static void
count (StrataAccessCounts *counts, guint64 place, guint64 size, gboolean is_write,
       StrataResult result, gint64 time)
{
  if (is_write)
    {
      counts->writes++;
      counts->written_bytes += size;
    }
  else
    {
      counts->reads++;
      counts->read_bytes += size;
    }
  if (result != STRATA_OK)
    counts->failures++;
  counts->last_place = place;
  counts->last_time = time;
  counts->last_is_write = is_write;
}

void
strata_heat_note (StrataHeat *self, const StrataAddressSpace *space, guint64 address,
                  const StrataRegion *region, guint64 offset, guint64 size, gboolean is_write,
                  StrataResult result, gint64 time)
{
  guint64 number = region != NULL ? region->number : space->number;

  g_mutex_lock (&self->mutex);
  self->n_accesses++;
  count (get_counts (self, number), region != NULL ? offset : address, size, is_write, result,
         time);
  strata_heat_table_add (self->table, space->number, address, address + (size - 1), is_write,
                         time);
  if (region != NULL)
    strata_heat_table_add (self->table, number, offset, offset + (size - 1), is_write, time);
  g_mutex_unlock (&self->mutex);
}

/* }}} */
/* {{{ What fades */

static GArray *
list (StrataHeat *self, guint64 number, guint64 first, guint64 last, gint64 time)
{
  GArray *spots;

  g_mutex_lock (&self->mutex);
  spots = strata_heat_table_list (self->table, number, first, last, time);
  g_mutex_unlock (&self->mutex);
  return spots;
}

/**
 * strata_heat_list_in_space: (skip)
 * @self: a heat
 * @space: an address space
 * @first: the first address
 * @last: the last address
 * @time: now, in microseconds of the monotonic clock
 *
 * Lists what is warm in a part of an address space, whoever answers there, or nobody. Spots reach
 * out of the part where accesses did, and come in no order.
 *
 * Returns: (transfer full) (element-type StrataHeatSpot): the spots
 */
GArray *
strata_heat_list_in_space (StrataHeat *self, StrataAddressSpace *space, guint64 first,
                           guint64 last, gint64 time)
{
  g_return_val_if_fail (self != NULL && space != NULL, NULL);

  return list (self, space->number, first, last, time);
}

/**
 * strata_heat_list_in_region: (skip)
 * @self: a heat
 * @region: a region
 * @first: the first offset
 * @last: the last offset
 * @time: now, in microseconds of the monotonic clock
 *
 * Lists what is warm in a part of a region, wherever it was reached.
 *
 * Returns: (transfer full) (element-type StrataHeatSpot): the spots
 */
GArray *
strata_heat_list_in_region (StrataHeat *self, StrataRegion *region, guint64 first, guint64 last,
                            gint64 time)
{
  g_return_val_if_fail (self != NULL && region != NULL, NULL);

  return list (self, region->number, first, last, time);
}

/**
 * strata_heat_is_cold:
 * @self: a heat
 * @time: now, in microseconds of the monotonic clock
 *
 * Tells whether nothing of the heat is left.
 *
 * Returns: whether all is cold
 */
gboolean
strata_heat_is_cold (StrataHeat *self, gint64 time)
{
  gboolean cold;

  g_return_val_if_fail (self != NULL, TRUE);

  g_mutex_lock (&self->mutex);
  cold = strata_heat_table_is_cold (self->table, time);
  g_mutex_unlock (&self->mutex);
  return cold;
}

/**
 * strata_heat_get_level:
 * @heat: the heat of a spot
 *
 * Says how strongly to show it. Since it grows with the logarithm, it fades evenly with time.
 *
 * Returns: 0 for what is cold, to 1 for %STRATA_HEAT_MAX and all that is hotter
 */
double
strata_heat_get_level (double heat)
{
  if (!(heat > STRATA_HEAT_COLD))
    return 0;
  return MIN (log2 (heat / STRATA_HEAT_COLD) / log2 (STRATA_HEAT_MAX / STRATA_HEAT_COLD), 1);
}

/* }}} */
/* {{{ What stays */

/**
 * strata_heat_get_n_accesses:
 * @self: a heat
 *
 * Counts the accesses.
 *
 * Returns: how many accesses were noted, ever; clearing does not change it
 */
guint64
strata_heat_get_n_accesses (StrataHeat *self)
{
  guint64 n_accesses;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  n_accesses = self->n_accesses;
  g_mutex_unlock (&self->mutex);
  return n_accesses;
}

static void
copy_counts (StrataHeat *self, guint64 number, StrataAccessCounts *result)
{
  gint64 key = (gint64) number;
  const StrataAccessCounts *counts;

  g_mutex_lock (&self->mutex);
  counts = g_hash_table_lookup (self->counts, &key);
  *result = counts != NULL ? *counts : (StrataAccessCounts){ 0 };
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_heat_get_region_counts:
 * @self: a heat
 * @region: a region
 * @counts: (out caller-allocates): where to put the counts
 *
 * Tells how many accesses a region has answered, wherever it was reached; an alias answers none.
 */
void
strata_heat_get_region_counts (StrataHeat *self, StrataRegion *region, StrataAccessCounts *counts)
{
  g_return_if_fail (self != NULL && region != NULL && counts != NULL);

  copy_counts (self, region->number, counts);
}

/**
 * strata_heat_get_unanswered_counts:
 * @self: a heat
 * @space: an address space
 * @counts: (out caller-allocates): where to put the counts
 *
 * Tells how many accesses nobody has answered in an address space.
 */
void
strata_heat_get_unanswered_counts (StrataHeat *self, StrataAddressSpace *space,
                                   StrataAccessCounts *counts)
{
  g_return_if_fail (self != NULL && space != NULL && counts != NULL);

  copy_counts (self, space->number, counts);
}

/**
 * strata_heat_clear:
 * @self: a heat
 *
 * Counts from 0 again. All is cold.
 */
void
strata_heat_clear (StrataHeat *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  strata_heat_table_clear (self->table);
  g_hash_table_remove_all (self->counts);
  g_mutex_unlock (&self->mutex);
}

/* }}} */
