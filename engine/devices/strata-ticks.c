/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-ticks-private.h"

#define NS_PER_SECOND G_GUINT64_CONSTANT (1000000000)

/**
 * strata_ticks_at: (skip)
 * @time: a time of the board's clock, in nanoseconds
 * @frequency: of the oscillator, in Hz, not 0
 *
 * Returns: the number of the last tick at or before @time
 */
guint64
strata_ticks_at (guint64 time, guint32 frequency)
{
  return time / NS_PER_SECOND * frequency + time % NS_PER_SECOND * frequency / NS_PER_SECOND;
}

/**
 * strata_time_of_tick: (skip)
 * @tick: the number of a tick
 * @frequency: of the oscillator, in Hz, not 0
 *
 * Returns: the first nanosecond at which the tick has happened; %G_MAXUINT64 if that is beyond what
 *   the board's clock can show
 */
guint64
strata_time_of_tick (guint64 tick, guint32 frequency)
{
  guint64 seconds = tick / frequency;
  guint64 rest = (tick % frequency * NS_PER_SECOND + frequency - 1) / frequency;

  if (seconds >= G_MAXUINT64 / NS_PER_SECOND)
    return G_MAXUINT64;
  return seconds * NS_PER_SECOND + rest;
}
