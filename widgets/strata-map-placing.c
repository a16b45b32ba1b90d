/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-placing.h"

#define PAGE_SIZE 4096

/*
 * Where a region goes when it is dragged. Ranges are inclusive and nothing wraps: not at 0, and
 * not at 2^64.
 */

/* The largest power of two that divides the size of a range; the size may be 2^64. */
static guint64
get_alignment (const StrataRange *range)
{
  guint64 size = range->last - range->first + 1;

  return size == 0 ? G_GUINT64_CONSTANT (1) << 63 : size & (~size + 1);
}

/* The largest power of two that is not larger; 1 for 0 */
static guint64
round_down (guint64 number)
{
  guint64 power = 1;

  while (number >>= 1)
    power <<= 1;

  return power;
}

/**
 * strata_map_placing_get_step:
 * @range: what is dragged
 * @grip: what of it is held
 * @snap: how finely it is placed
 * @visible: how many bytes can be told apart on the screen, at least 1
 *
 * Finds the multiples at which something that is dragged comes to rest.
 *
 * Returns: a power of two, in bytes
 */
guint64
strata_map_placing_get_step (const StrataRange *range,
                             StrataMapGrip      grip,
                             StrataMapSnap      snap,
                             guint64            visible)
{
  guint64 alignment, page;

  g_return_val_if_fail (range != NULL, 1);

  alignment = get_alignment (range);
  page = MIN (alignment, PAGE_SIZE);
  if (snap == STRATA_MAP_SNAP_BYTE)
    return 1;
  if (snap == STRATA_MAP_SNAP_PAGE)
    return page;
  if (grip == STRATA_MAP_GRIP_WHOLE)
    return alignment;

  return MAX (page, MIN (round_down (visible), round_down (range->last - range->first)));
}

/* Goes as far from @at as from @from to @to, but not beyond @low and @high, which @at is
 * between. */
static guint64
shift (guint64 at,
       guint64 from,
       guint64 to,
       guint64 low,
       guint64 high)
{
  if (to >= from)
    return high - at >= to - from ? at + (to - from) : high;

  return at - low >= from - to ? at - (from - to) : low;
}

/* The nearest multiple of a power of two between two addresses; @at if there is none */
static guint64
snap_first (guint64 at,
            guint64 step,
            guint64 low,
            guint64 high)
{
  guint64 below = at - at % step;
  guint64 above = below + step; /* 0 beyond the end */
  gboolean below_fits = below >= low;
  gboolean above_fits = above != 0 && above > at && above <= high;

  if (below == at || (!below_fits && !above_fits))
    return at;
  if (!above_fits)
    return below;
  if (!below_fits)
    return above;

  return at - below <= above - at ? below : above;
}

/* The same for a last address: the one after it is a multiple. */
static guint64
snap_last (guint64 at,
           guint64 step,
           guint64 low,
           guint64 high)
{
  guint64 over = at % step;
  guint64 above = at - over + (step - 1);
  gboolean below_fits = at > over && at - over - 1 >= low;
  gboolean above_fits = above <= high;

  if (above == at || (!below_fits && !above_fits))
    return at;
  if (!above_fits)
    return at - over - 1;
  if (!below_fits)
    return above;

  return over + 1 <= above - at ? at - over - 1 : above;
}

/**
 * strata_map_placing_drag:
 * @grip: what is held
 * @bounds: what it lies in, and does not leave
 * @before: where it was
 * @from: the address at which it was taken
 * @to: the address to which that is dragged
 * @step: the multiples at which it comes to rest; a power of two
 * @after: (out): where it goes
 *
 * Moves a range, or one of its ends. It stays as it is if it is not in @bounds, as far as it would
 * have to move.
 */
void
strata_map_placing_drag (StrataMapGrip      grip,
                         const StrataRange *bounds,
                         const StrataRange *before,
                         guint64            from,
                         guint64            to,
                         guint64            step,
                         StrataRange       *after)
{
  guint64 span, high;

  g_return_if_fail (bounds != NULL && before != NULL && after != NULL);
  g_return_if_fail (step > 0 && (step & (step - 1)) == 0);

  *after = *before;
  if (from == to || before->first < bounds->first || before->last > bounds->last)
    return;

  span = before->last - before->first;
  switch (grip)
    {
    case STRATA_MAP_GRIP_WHOLE:
      high = bounds->last - span;
      after->first = snap_first (shift (before->first, from, to, bounds->first, high), step,
                                 bounds->first, high);
      after->last = after->first + span;
      break;
    case STRATA_MAP_GRIP_START:
      after->first = snap_first (shift (before->first, from, to, bounds->first, before->last),
                                 step, bounds->first, before->last);
      break;
    case STRATA_MAP_GRIP_END:
      after->last = snap_last (shift (before->last, from, to, before->first, bounds->last), step,
                               before->first, bounds->last);
      break;
    case STRATA_MAP_GRIP_NONE:
    default:
      break;
    }
}
