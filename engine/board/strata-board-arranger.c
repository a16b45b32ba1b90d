/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The order of siblings in a document is the order of adding. Where regions were moved since, their
 * groups follow them, but only if anybody could tell the difference. */

#include "strata-board-private.h"

/* Beyond this many comparisons the groups are moved without asking whether it matters. */
#define MAX_COMPARISONS ((guint64) 1 << 28)

static guint
get_position (GHashTable *positions, StrataBoardEntry *entry)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (positions, entry->group));
}

/* Marks the members of a longest ascending subsequence of the positions: the groups that stay. */
static gboolean *
choose_staying (const guint *positions, guint n)
{
  gboolean *stays = g_new0 (gboolean, n);
  guint *ends = g_new (guint, n); /* of subsequences by length: the index of the smallest end */
  guint *before = g_new (guint, n);
  guint n_ends = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = n_ends;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (positions[ends[middle]] < positions[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : n;
      ends[low] = i;
      n_ends = MAX (n_ends, low + 1);
    }
  for (guint i = n_ends > 0 ? ends[n_ends - 1] : n; i < n; i = before[i])
    stays[i] = TRUE;
  g_free (before);
  g_free (ends);
  return stays;
}

/* Whether it can be told which of two siblings was added first. */
static gboolean
order_matters (StrataRegion *a, StrataRegion *b)
{
  StrataRange left, right;

  if (strata_region_get_priority (a) != strata_region_get_priority (b))
    return FALSE;
  if (strata_region_get_address (a) == strata_region_get_address (b))
    return TRUE;
  return strata_region_get_extent (a, &left) && strata_region_get_extent (b, &right)
         && left.first <= right.last && right.first <= left.last;
}

static gboolean
is_misplaced (GPtrArray *siblings, const guint *positions, const gboolean *stays)
{
  guint64 n_comparisons = 0;

  for (guint i = 0; i < siblings->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (siblings, i);

      for (guint j = 0; !stays[i] && j < siblings->len; j++)
        {
          StrataBoardEntry *other = g_ptr_array_index (siblings, j);

          if ((i < j) != (positions[i] < positions[j]) && i != j
              && order_matters (entry->region, other->region))
            return TRUE;
        }
      n_comparisons += stays[i] ? 0 : siblings->len;
      if (n_comparisons > MAX_COMPARISONS)
        return TRUE;
    }
  return FALSE;
}

/* Brings the groups of the regions of one container, which are given in the order of adding, into
 * this order. @positions has the place of each group in the document, at least relative to each
 * other. */
void
strata_board_arrange (StrataBoard *self, GPtrArray *siblings, GHashTable *positions)
{
  g_autofree guint *places = g_new (guint, siblings->len);
  g_autofree gboolean *stays = NULL;
  gboolean ascending = TRUE;
  guint first = 0;

  for (guint i = 0; i < siblings->len; i++)
    {
      places[i] = get_position (positions, g_ptr_array_index (siblings, i));
      ascending = ascending && (i == 0 || places[i - 1] < places[i]);
      if (places[i] < places[first])
        first = i;
    }
  if (ascending)
    return;
  stays = choose_staying (places, siblings->len);
  if (!is_misplaced (siblings, places, stays))
    return;
  for (guint i = 0; i < siblings->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (siblings, i);
      StrataBoardEntry *before = g_ptr_array_index (siblings, i > 0 ? i - 1 : first);

      if (stays[i])
        continue;
      strata_key_file_move_group (self->document, entry->group,
                                  i > 0 ? before->group
                                        : strata_key_file_get_group_before (self->document,
                                                                            before->group));
    }
}
