/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-search.h"

#define CHUNK 65536 /* bytes looked at in one go */

/* Where the next bytes that can be known may be, from an address on. */
static gboolean
skip_hole (StrataFlatView *view,
           guint64        *address,
           guint64         end)
{
  guint index = strata_flat_view_find_index (view, *address);
  const StrataFlatRange *range;

  if (index >= strata_flat_view_get_n_ranges (view))
    return FALSE;
  range = strata_flat_view_get_range (view, index);
  *address = MAX (*address, range->first);

  return *address <= end;
}

static gboolean
search_chunk (const guint8          *bytes,
              const StrataPeekState *states,
              gsize                  n,
              const guint8          *pattern,
              gsize                  length,
              gsize                 *place)
{
  for (gsize i = 0; i + length <= n; i++)
    {
      gsize k = 0;

      while (k < length && states[i + k] == STRATA_PEEK_OK && bytes[i + k] == pattern[k])
        k++;
      if (k == length)
        {
          *place = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * strata_hex_search:
 * @initiator: who looks
 * @view: what it sees
 * @range: where to look
 * @pattern: (array length=length): what to find
 * @length: how many bytes, at least 1 and less than 64 KiB
 * @budget: how many bytes to look at at most; holes do not count
 * @found: (out): where it is, or where the search stopped
 *
 * Searches towards higher addresses in what can be seen without side effects.
 *
 * Returns: whether it was found
 */
gboolean
strata_hex_search (StrataInitiator   *initiator,
                   StrataFlatView    *view,
                   const StrataRange *range,
                   const guint8      *pattern,
                   gsize              length,
                   guint64            budget,
                   guint64           *found)
{
  g_autofree StrataPeekState *states = g_new (StrataPeekState, CHUNK);
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  guint64 address = range->first;
  gboolean is_found = FALSE;

  g_return_val_if_fail (length >= 1 && length < CHUNK, FALSE);

  while (budget > 0 && skip_hole (view, &address, range->last))
    {
      gsize n = MIN (CHUNK - 1, range->last - address) + 1;
      gsize place;

      strata_initiator_peek (initiator, address, bytes, states, n);
      is_found = search_chunk (bytes, states, n, pattern, length, &place);
      if (is_found)
        {
          address += place;
          break;
        }
      if (range->last - address < CHUNK)
        break;
      address += CHUNK - (length - 1);
      budget -= MIN (budget, CHUNK);
    }
  strata_initiator_park (initiator);
  *found = address;

  return is_found;
}
