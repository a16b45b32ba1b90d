/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Several ranges, and how a board file writes them: `0x0+16;0x20+16`. */

#include "strata-range-list-private.h"

#include "strata-value.h"

static gint
compare_ranges (gconstpointer a, gconstpointer b)
{
  const StrataRange *left = a;
  const StrataRange *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

/**
 * strata_range_list_join: (skip)
 * @ranges: (element-type StrataRange): ranges of offsets, changed in place
 *
 * Sorts ranges and joins those that touch or overlap, as a region keeps those where writes are
 * coalesced; so lists that mean the same are equal.
 */
void
strata_range_list_join (GArray *ranges)
{
  guint n = 0;

  g_return_if_fail (ranges != NULL);

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      StrataRange range = g_array_index (ranges, StrataRange, i);
      StrataRange *last = n > 0 ? &g_array_index (ranges, StrataRange, n - 1) : NULL;

      if (last != NULL && (last->last == G_MAXUINT64 || range.first <= last->last + 1))
        last->last = MAX (last->last, range.last);
      else
        g_array_index (ranges, StrataRange, n++) = range;
    }
  g_array_set_size (ranges, n);
}

/* The ranges of a text (of StrataRange, sorted and joined), or NULL with an error. */
GArray *
strata_range_list_parse (const char *text, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);
      StrataRange range;

      if (*part == '\0')
        continue;
      if (!strata_value_parse_range (part, &range, error))
        return NULL;
      g_array_append_val (ranges, range);
    }
  strata_range_list_join (ranges);
  return g_steal_pointer (&ranges);
}

/* The text of ranges; empty for none. */
char *
strata_range_list_format (GArray *ranges)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      g_autofree char *range = strata_value_format_range (&g_array_index (ranges, StrataRange, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ";" : "", range);
    }
  return g_string_free (text, FALSE);
}
