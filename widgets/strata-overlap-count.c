/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-overlap-count.h"

/* How many instances lie beneath what is seen: for any range two searches, however many there are.
 * Those that overlap a range begin before its end, less those that end before its beginning. */
struct _StrataOverlapCount
{
  StrataRendering *rendering;
  GArray *firsts; /* of all instances that take part, sorted */
  GArray *lasts;
};

static gint
compare_addresses (gconstpointer a,
                   gconstpointer b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return left < right ? -1 : left > right;
}

/* How many addresses of a sorted array are less than @address. */
static guint
count_below (GArray  *addresses,
             guint64  address)
{
  guint low = 0;
  guint high = addresses->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (addresses, guint64, middle) < address)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The first segment that does not end before @address. */
static guint
find_segment (StrataOverlapCount *self,
              guint64             address)
{
  guint low = 0;
  guint high = strata_rendering_get_n_segments (self->rendering);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata_rendering_get_segment (self->rendering, middle)->last < address)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * strata_overlap_count_new:
 * @rendering: a rendering
 *
 * Prepares to count.
 *
 * Returns: (transfer full): the count
 */
StrataOverlapCount *
strata_overlap_count_new (StrataRendering *rendering)
{
  StrataOverlapCount *self = g_new0 (StrataOverlapCount, 1);

  self->rendering = strata_rendering_ref (rendering);
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->lasts = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);

      if (!instance->enabled || !instance->content)
        continue;
      g_array_append_val (self->firsts, instance->first);
      g_array_append_val (self->lasts, instance->last);
    }
  g_array_sort (self->firsts, compare_addresses);
  g_array_sort (self->lasts, compare_addresses);

  return self;
}

void
strata_overlap_count_free (StrataOverlapCount *self)
{
  strata_rendering_unref (self->rendering);
  g_array_unref (self->firsts);
  g_array_unref (self->lasts);
  g_free (self);
}

/**
 * strata_overlap_count_get:
 * @self: a count
 * @first: the first address of a flat range
 * @last: its last address
 *
 * Counts the instances that would answer somewhere in a range if those that do were not there.
 *
 * Returns: how many
 */
guint
strata_overlap_count_get (StrataOverlapCount *self,
                          guint64             first,
                          guint64             last)
{
  guint n_begun = last == G_MAXUINT64 ? self->firsts->len : count_below (self->firsts, last + 1);
  guint n_ended = count_below (self->lasts, first);
  guint n_seen = 0;

  /* Neighbours of one region, seen through several aliases, can be one flat range. */
  for (guint i = find_segment (self, first);
       i < strata_rendering_get_n_segments (self->rendering) &&
       strata_rendering_get_segment (self->rendering, i)->first <= last;
       i++)
    n_seen++;

  return n_begun - n_ended - n_seen;
}
