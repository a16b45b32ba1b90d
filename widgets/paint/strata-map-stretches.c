/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-model-private.h"

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

/* What lies beneath, as ranges by their first address; they may overlap. */
static GArray *
list_covered (const StrataMapModel *model)
{
  GArray *covered = g_array_new (FALSE, FALSE, sizeof (StrataRange));

  for (guint column = 0; column < model->strata->len; column++)
    {
      const GArray *strata = g_ptr_array_index (model->strata, column);

      for (guint i = 0; i < strata->len; i++)
        {
          const StrataMapStratum *stratum = &g_array_index (strata, StrataMapStratum, i);
          StrataRange range = { stratum->first, stratum->last };

          g_array_append_val (covered, range);
        }
    }
  /* The first address comes first in a range. */
  g_array_sort (covered, compare_addresses);
  return covered;
}

static void
add_start (const StrataMapModel *model, GArray *starts, guint64 address)
{
  if (address > model->extent.first && address <= model->extent.last)
    g_array_append_val (starts, address);
}

static void
add_range (const StrataMapModel *model, GArray *starts, guint64 first, guint64 last)
{
  add_start (model, starts, first);
  if (last != G_MAXUINT64)
    add_start (model, starts, last + 1);
}

static guint
count_marks (const StrataMapModel *model)
{
  return model->marks != NULL ? strata_map_marks_get_n (model->marks) : 0;
}

/* Where a stretch may begin: wherever something that is drawn begins, ends, or goes from seen to
 * hidden, and wherever something would change. */
static GArray *
list_starts (const StrataMapModel *model, const GArray *covered)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_array_append_val (starts, model->extent.first);
  for (guint i = 0; i < model->flats->len; i++)
    {
      const StrataMapFlat *flat = &g_array_index (model->flats, StrataMapFlat, i);

      add_range (model, starts, flat->first, flat->last);
    }
  for (guint i = 0; i < model->n_segments; i++)
    {
      const StrataSegment *segment = &model->segments[i];

      if (model->columns[segment->instance] != STRATA_NO_INSTANCE)
        add_range (model, starts, segment->first, segment->last);
    }
  for (guint i = 0; i < covered->len; i++)
    {
      const StrataRange *range = &g_array_index (covered, StrataRange, i);

      add_range (model, starts, range->first, range->last);
    }
  for (guint i = 0; i < count_marks (model); i++)
    {
      const StrataMapMark *mark = strata_map_marks_get (model->marks, i);

      add_range (model, starts, mark->first, mark->last);
    }
  return starts;
}

/* Cuts the space at every boundary that the picture shows: an array of #StrataMapStretch, never
 * empty. The model has all but that. */
GArray *
_strata_map_stretches_new (const StrataMapModel *model)
{
  g_autoptr (GArray) covered = list_covered (model);
  g_autoptr (GArray) starts = list_starts (model, covered);
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (StrataMapStretch));
  gboolean any = FALSE;
  guint64 covered_last = 0;
  guint n = 0, flat = 0, mark = 0;

  g_array_sort (starts, compare_addresses);
  for (guint i = 0; i < starts->len; i++)
    {
      guint64 first = g_array_index (starts, guint64, i);
      StrataMapStretch stretch = { first, model->extent.last, TRUE };

      if (i > 0 && first == g_array_index (starts, guint64, i - 1))
        continue;
      if (stretches->len > 0)
        g_array_index (stretches, StrataMapStretch, stretches->len - 1).last = first - 1;
      for (; n < covered->len && g_array_index (covered, StrataRange, n).first <= first; n++)
        {
          covered_last = MAX (covered_last, g_array_index (covered, StrataRange, n).last);
          any = TRUE;
        }
      while (flat < model->flats->len
             && g_array_index (model->flats, StrataMapFlat, flat).last < first)
        flat++;
      if (flat < model->flats->len
          && g_array_index (model->flats, StrataMapFlat, flat).first <= first)
        stretch.empty = FALSE;
      if (any && covered_last >= first)
        stretch.empty = FALSE;
      while (mark < count_marks (model)
             && strata_map_marks_get (model->marks, mark)->last < first)
        mark++;
      if (mark < count_marks (model) && strata_map_marks_get (model->marks, mark)->first <= first)
        stretch.empty = FALSE;
      g_array_append_val (stretches, stretch);
    }
  return stretches;
}
