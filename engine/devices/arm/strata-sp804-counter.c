/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-sp804-counter-private.h"

#include "memory/strata-macros-private.h"

#define SECOND 1000000000 /* in nanoseconds */

/* {{{ Time and ticks */

static guint
get_prescale (const StrataSp804Counter *self)
{
  static const guint divisors[] = { 1, 16, 256, 256 }; /* the last is not defined */

  return divisors[(self->control & STRATA_SP804_PRESCALE) >> 2];
}

static guint64
get_ticks (const StrataSp804Counter *self, guint64 now)
{
  if (!(self->control & STRATA_SP804_ENABLE) || now < self->start)
    return 0;
  return (StrataInt128) (now - self->start) * self->frequency /
         ((guint64) SECOND * get_prescale (self));
}

/* When a tick comes; FALSE if that is beyond all time. */
static gboolean
get_time_of (const StrataSp804Counter *self, StrataInt128 tick, guint64 *time)
{
  StrataInt128 wide = tick * SECOND * get_prescale (self);

  wide = self->start + (wide + self->frequency - 1) / self->frequency;
  if (wide >= STRATA_INT128_2_64)
    return FALSE;
  *time = (guint64) wide;
  return TRUE;
}

/* }}} */
/* {{{ Counting down */

static guint32
get_mask (const StrataSp804Counter *self)
{
  return self->control & STRATA_SP804_32_BITS ? G_MAXUINT32 : 0xffff;
}

/* From one zero to the next, in ticks; 0 for never. Free running it goes through all values;
 * periodic it starts again with LOAD in place of 0. */
static guint64
get_period (const StrataSp804Counter *self)
{
  if (self->control & STRATA_SP804_ONE_SHOT)
    return 0;
  if (self->control & STRATA_SP804_PERIODIC)
    return MAX (self->load & get_mask (self), 1);
  return (guint64) get_mask (self) + 1;
}

/* The tick of the first zero. What starts at 0 has been there. */
static guint64
get_first_zero (const StrataSp804Counter *self)
{
  guint32 value = self->value & get_mask (self);

  return value > 0 ? value : get_period (self);
}

static guint64
get_n_zeros (const StrataSp804Counter *self, guint64 ticks)
{
  guint64 first = get_first_zero (self);
  guint64 period = get_period (self);

  if (first == 0 || ticks < first)
    return 0;
  return 1 + (period > 0 ? (ticks - first) / period : 0);
}

/* The bits that count */
static guint32
get_low_value (const StrataSp804Counter *self, guint64 now)
{
  guint32 value = self->value & get_mask (self);
  guint64 ticks = get_ticks (self, now);
  guint64 period = get_period (self);

  if (ticks < value)
    return value - (guint32) ticks;
  if (period == 0 || ticks == 0)
    return 0;
  ticks = (ticks - value) % period;
  if (self->control & STRATA_SP804_PERIODIC)
    return (self->load & get_mask (self)) - (guint32) ticks;
  return (guint32) (period - ticks) & get_mask (self);
}

/* With 16 bits the upper half stands still. */
guint32
strata_sp804_counter_get_value (const StrataSp804Counter *self, guint64 now)
{
  return (self->value & ~get_mask (self)) | get_low_value (self, now);
}

/* }}} */
/* {{{ Interrupts */

gboolean
strata_sp804_counter_get_ris (const StrataSp804Counter *self, guint64 now)
{
  return self->ris || get_n_zeros (self, get_ticks (self, now)) > self->noticed;
}

void
strata_sp804_counter_notice (StrataSp804Counter *self, guint64 now)
{
  self->ris = strata_sp804_counter_get_ris (self, now);
  self->noticed = get_n_zeros (self, get_ticks (self, now));
}

/* When the next zero comes that was not noticed; FALSE for never. */
gboolean
strata_sp804_counter_get_next_zero (const StrataSp804Counter *self, guint64 now, guint64 *time)
{
  guint64 first = get_first_zero (self);
  guint64 period = get_period (self);
  guint64 n_zeros = get_n_zeros (self, get_ticks (self, now));

  if (!(self->control & STRATA_SP804_ENABLE) || first == 0 || (n_zeros > 0 && period == 0))
    return FALSE;
  return get_time_of (self, first + (StrataInt128) n_zeros * period, time);
}

/* }}} */
/* {{{ Changes */

/* Starts anew with the value of now, at the tick that brought it. */
static void
rebase (StrataSp804Counter *self, guint64 now)
{
  guint32 value = strata_sp804_counter_get_value (self, now);
  guint64 start;

  strata_sp804_counter_notice (self, now);
  if (!(self->control & STRATA_SP804_ENABLE) || !get_time_of (self, get_ticks (self, now), &start))
    start = now;
  self->start = start;
  self->value = value;
  self->noticed = 0;
}

void
strata_sp804_counter_reset (StrataSp804Counter *self, guint64 now)
{
  guint frequency = self->frequency;

  *self = (StrataSp804Counter){
    .frequency = frequency, .control = STRATA_SP804_INTERRUPT, .value = G_MAXUINT32, .start = now
  };
}

void
strata_sp804_counter_set_control (StrataSp804Counter *self, guint64 now, guint control)
{
  gboolean was_enabled = (self->control & STRATA_SP804_ENABLE) != 0;

  rebase (self, now);
  self->control = control;
  if (!was_enabled)
    self->start = now;
}

/* The counter starts again from the value at once; 0 is an interrupt at once. */
void
strata_sp804_counter_set_load (StrataSp804Counter *self, guint64 now, guint32 value)
{
  rebase (self, now);
  self->load = self->value = value;
  self->start = now;
  if ((value & get_mask (self)) == 0 && (self->control & STRATA_SP804_ENABLE))
    self->ris = TRUE;
}

/* The next period starts from it. */
void
strata_sp804_counter_set_background (StrataSp804Counter *self, guint64 now, guint32 value)
{
  rebase (self, now);
  self->load = value;
}

/* }}} */
