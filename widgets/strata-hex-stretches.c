/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-stretches.h"

static void
clear_stretch (gpointer stretch)
{
  g_free (((StrataHexStretch *) stretch)->name);
}

/* What the same region goes on to answer is no stretch of its own. */
static void
add_stretch (GArray                *stretches,
             guint64                first,
             guint64                last,
             const StrataFlatRange *range)
{
  StrataHexStretch stretch = { first, last, NULL, STRATA_MAP_KIND_RESERVED };
  StrataHexStretch *before = stretches->len == 0 ? NULL :
                             &g_array_index (stretches, StrataHexStretch, stretches->len - 1);

  if (range != NULL)
    {
      stretch.kind = strata_map_kind_from_region (
        strata_region_get_kind (range->region), (range->flags & STRATA_RANGE_READONLY) != 0);
      stretch.name = g_strdup (strata_region_get_name (range->region));
    }
  if (before != NULL && before->kind == stretch.kind &&
      g_strcmp0 (before->name, stretch.name) == 0)
    {
      before->last = last;
      g_free (stretch.name);
      return;
    }
  g_array_append_val (stretches, stretch);
}

/**
 * strata_hex_stretches_list:
 * @view: a flat view
 * @base: what is taken off its addresses
 * @first: the first address
 * @last: the last address
 *
 * Lists who answers, and where nobody does.
 *
 * Returns: (transfer full) (element-type StrataHexStretch): the stretches, without gaps
 */
GArray *
strata_hex_stretches_list (StrataFlatView *view,
                           guint64         base,
                           guint64         first,
                           guint64         last)
{
  GArray *stretches;
  guint64 next = first + base;
  guint64 end = last + base;

  stretches = g_array_new (FALSE, FALSE, sizeof (StrataHexStretch));
  g_array_set_clear_func (stretches, clear_stretch);
  for (guint i = strata_flat_view_find_index (view, next);
       next <= end && i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->first > end)
        break;
      if (range->first > next)
        add_stretch (stretches, next - base, range->first - 1 - base, NULL);
      add_stretch (stretches, MAX (range->first, next) - base, MIN (range->last, end) - base,
                   range);
      if (range->last >= end)
        return stretches;
      next = range->last + 1;
    }
  if (next <= end)
    add_stretch (stretches, next - base, end - base, NULL);

  return stretches;
}

/**
 * strata_hex_stretches_find:
 * @view: a flat view
 * @region: a region
 * @offset: an offset in it
 * @address: (out): the first address where that is seen
 *
 * Finds a place of a region.
 *
 * Returns: whether it is seen
 */
gboolean
strata_hex_stretches_find (StrataFlatView *view,
                           StrataRegion   *region,
                           guint64         offset,
                           guint64        *address)
{
  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->region != region || offset < range->offset ||
          offset - range->offset > range->last - range->first)
        continue;
      *address = range->first + (offset - range->offset);
      return TRUE;
    }

  return FALSE;
}
