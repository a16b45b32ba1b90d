/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-stretches-private.h"

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

/* What lies beneath, as ranges by their first address; they may overlap. */
static GArray *
list_covered (StrataMapModel *model)
{
  GArray *covered = g_array_new (FALSE, FALSE, sizeof (StrataRange));

  for (guint column = 0; column < strata_map_model_get_n_columns (model); column++)
    {
      guint n;
      const StrataMapStratum *strata = strata_map_model_get_strata (model, column, &n);

      for (guint i = 0; i < n; i++)
        {
          StrataRange range = { strata[i].first, strata[i].last };

          g_array_append_val (covered, range);
        }
    }
  /* The first address comes first in a range. */
  g_array_sort (covered, compare_addresses);
  return covered;
}

static void
add_start (StrataMapModel *model, GArray *starts, guint64 address)
{
  const StrataRange *extent = strata_map_model_get_extent (model);

  if (address > extent->first && address <= extent->last)
    g_array_append_val (starts, address);
}

static void
add_range (StrataMapModel *model, GArray *starts, guint64 first, guint64 last)
{
  add_start (model, starts, first);
  if (last != G_MAXUINT64)
    add_start (model, starts, last + 1);
}

/* Where a stretch may begin: wherever something that is drawn begins, ends, or goes from seen to
 * hidden. */
static GArray *
list_starts (StrataMapModel *model, const GArray *covered)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_array_append_val (starts, strata_map_model_get_extent (model)->first);
  for (guint i = 0; i < strata_map_model_get_n_flats (model); i++)
    {
      const StrataMapFlat *flat = strata_map_model_get_flat (model, i);

      add_range (model, starts, flat->first, flat->last);
    }
  for (guint i = 0; i < strata_map_model_get_n_segments (model); i++)
    {
      const StrataSegment *segment = strata_map_model_get_segment (model, i);

      if (strata_map_model_get_column (model, segment->instance) != STRATA_NO_INSTANCE)
        add_range (model, starts, segment->first, segment->last);
    }
  for (guint i = 0; i < covered->len; i++)
    {
      const StrataRange *range = &g_array_index (covered, StrataRange, i);

      add_range (model, starts, range->first, range->last);
    }
  return starts;
}

/* Cuts the space of a model at every boundary that the picture shows: an array of
 * #StrataMapStretch, never empty. */
GArray *
_strata_map_stretches_new (StrataMapModel *model)
{
  g_autoptr (GArray) covered = list_covered (model);
  g_autoptr (GArray) starts = list_starts (model, covered);
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (StrataMapStretch));
  guint64 extent_last = strata_map_model_get_extent (model)->last;
  gboolean any = FALSE;
  guint64 covered_last = 0;
  guint n = 0;

  g_array_sort (starts, compare_addresses);
  for (guint i = 0; i < starts->len; i++)
    {
      guint64 first = g_array_index (starts, guint64, i);
      guint flat = strata_map_model_find_flat (model, first);
      StrataMapStretch stretch = { first, extent_last, TRUE };

      if (i > 0 && first == g_array_index (starts, guint64, i - 1))
        continue;
      if (stretches->len > 0)
        g_array_index (stretches, StrataMapStretch, stretches->len - 1).last = first - 1;
      for (; n < covered->len && g_array_index (covered, StrataRange, n).first <= first; n++)
        {
          covered_last = MAX (covered_last, g_array_index (covered, StrataRange, n).last);
          any = TRUE;
        }
      if (flat < strata_map_model_get_n_flats (model)
          && strata_map_model_get_flat (model, flat)->first <= first)
        stretch.empty = FALSE;
      if (any && covered_last >= first)
        stretch.empty = FALSE;
      g_array_append_val (stretches, stretch);
    }
  return stretches;
}
