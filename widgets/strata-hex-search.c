/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-search.h"

#include <string.h>

#define CHUNK 65536 /* bytes looked at in one go */

typedef struct
{
  StrataInitiator *initiator;
  const guint8 *pattern;
  gsize length;
  gboolean backward;
  StrataHexSearchFunc func;
  gpointer user_data;

  guint8 *bytes;
  StrataPeekState *states;
} Search;

/* {{{ What can be looked at */

static gboolean
can_be_known (const StrataFlatRange *range)
{
  const StrataRegionOps *ops;

  switch (strata_region_get_kind (range->region))
    {
    case STRATA_REGION_MMIO:
      ops = strata_region_get_ops (range->region);
      return ops != NULL && ops->peek != NULL;
    case STRATA_REGION_RESERVED:
      return FALSE;
    default:
      return TRUE;
    }
}

/* The next address towards the end that can be known. */
static gboolean
skip_up (StrataFlatView *view,
         guint64        *address,
         guint64         last)
{
  for (guint i = strata_flat_view_find_index (view, *address);
       i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->first > last)
        return FALSE;
      if (!can_be_known (range))
        continue;
      *address = MAX (*address, range->first);
      return TRUE;
    }

  return FALSE;
}

static gboolean
skip_down (StrataFlatView *view,
           guint64        *address,
           guint64         first)
{
  guint n = strata_flat_view_get_n_ranges (view);

  for (guint i = MIN (strata_flat_view_find_index (view, *address) + 1, n); i-- > 0;)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->first > *address || !can_be_known (range))
        continue;
      if (range->last < first)
        return FALSE;
      *address = MIN (*address, range->last);
      return TRUE;
    }

  return FALSE;
}

/**
 * strata_hex_search_count:
 * @view: a flat view
 * @range: where to search
 *
 * Says how much there is to look at: without holes, and without what only a read could tell.
 *
 * Returns: how many bytes; %G_MAXUINT64 also stands for 2^64
 */
guint64
strata_hex_search_count (StrataFlatView    *view,
                         const StrataRange *range)
{
  guint64 count = 0;

  for (guint i = strata_flat_view_find_index (view, range->first);
       i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *own = strata_flat_view_get_range (view, i);
      guint64 size;

      if (own->first > range->last)
        break;
      size = MIN (own->last, range->last) - MAX (own->first, range->first);
      if (can_be_known (own))
        count = size >= G_MAXUINT64 - count ? G_MAXUINT64 : count + size + 1;
    }

  return count;
}

/* }}} */
/* {{{ Looking */

static gboolean
is_at (const Search *self,
       gsize         place)
{
  if (memcmp (self->bytes + place, self->pattern, self->length) != 0)
    return FALSE;
  for (gsize i = 0; i < self->length; i++)
    if (self->states[place + i] != STRATA_PEEK_OK)
      return FALSE;

  return TRUE;
}

/* The first place in a chunk, or the last. */
static gboolean
search_chunk (const Search *self,
              gsize         n,
              gsize        *place)
{
  gsize begin = 0;
  gsize end = n >= self->length ? n - self->length + 1 : 0;

  while (begin < end)
    {
      const guint8 *hit = self->backward
        ? memrchr (self->bytes + begin, self->pattern[0], end - begin)
        : memchr (self->bytes + begin, self->pattern[0], end - begin);

      if (hit == NULL)
        return FALSE;
      *place = (gsize) (hit - self->bytes);
      if (is_at (self, *place))
        return TRUE;
      if (self->backward)
        end = *place;
      else
        begin = *place + 1;
    }

  return FALSE;
}

/* The map may become another one meanwhile: each step looks at what there is now. */
static gboolean
skip (const Search      *self,
      guint64           *address,
      const StrataRange *range)
{
  StrataAddressSpace *space = strata_initiator_get_address_space (self->initiator);
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);

  return self->backward ? skip_down (view, address, range->first)
                        : skip_up (view, address, range->last);
}

static gboolean
run (const Search      *self,
     const StrataRange *range,
     guint64           *found)
{
  guint64 address = self->backward ? range->last : range->first;

  while (skip (self, &address, range))
    {
      guint64 room = self->backward ? address - range->first : range->last - address;
      gsize n = (gsize) MIN (CHUNK - 1, room) + 1;
      guint64 first = self->backward ? address - (n - 1) : address;
      gsize place;

      strata_initiator_peek (self->initiator, first, self->bytes, self->states, n);
      strata_initiator_park (self->initiator);
      if (search_chunk (self, n, &place))
        {
          *found = first + place;
          return TRUE;
        }
      if (room < CHUNK || !self->func (n, self->user_data))
        return FALSE;
      /* What begins in this chunk may end in the next one. */
      address = self->backward ? address - (CHUNK - (self->length - 1))
                               : address + (CHUNK - (self->length - 1));
    }

  return FALSE;
}

/* }}} */

/**
 * strata_hex_search:
 * @initiator: who looks
 * @range: where to look, in addresses of the initiator
 * @pattern: (array length=length): what to find
 * @length: how many bytes, at least 1 and less than 64 KiB
 * @backward: whether the highest place is wanted, not the lowest
 * @func: (scope call): is told how far it is, and can stop it
 * @user_data: data for @func
 * @found: (out): where it is
 *
 * Searches in what can be seen without side effects. Holes, and devices that only a read would make
 * speak, are passed over however large they are.
 *
 * Returns: whether it was found
 */
gboolean
strata_hex_search (StrataInitiator     *initiator,
                   const StrataRange   *range,
                   const guint8        *pattern,
                   gsize                length,
                   gboolean             backward,
                   StrataHexSearchFunc  func,
                   gpointer             user_data,
                   guint64             *found)
{
  g_autofree StrataPeekState *states = g_new (StrataPeekState, CHUNK);
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  const Search search = { initiator, pattern, length, backward, func, user_data, bytes, states };

  g_return_val_if_fail (length >= 1 && length < CHUNK, FALSE);

  return run (&search, range, found);
}
