/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A counter of the 8254, after Intel's data sheet of the 82C54 (231244), "Operational Description"
 * and "Mode Definitions". Where the sheet says that something is illegal (a count of 1 in modes 2
 * and 3) the output rests. */

#include "strata-i8254-counter-private.h"

enum
{
  CONTROL_BCD = 0x01,
  CONTROL_MODE_SHIFT = 1,
  CONTROL_ACCESS_SHIFT = 4,

  STATUS_NULL = 0x40,
  STATUS_OUT = 0x80,
};

enum
{
  ACCESS_LATCH,
  ACCESS_LOW,
  ACCESS_HIGH,
  ACCESS_BOTH,
};

static guint
get_access (const StrataI8254Counter *self)
{
  return self->control >> CONTROL_ACCESS_SHIFT;
}

/* {{{ Counting */

static gboolean
is_one_shot (const StrataI8254Counter *self)
{
  return self->mode == 1 || self->mode == 5;
}

/* Whether CLK pulses count. In the modes that the gate triggers it does not stop them. */
static gboolean
is_counting (const StrataI8254Counter *self)
{
  return self->is_running && !self->is_halted && (self->gate || is_one_shot (self));
}

static void
load (StrataI8254Counter *self)
{
  self->is_load_due = FALSE;
  self->is_null = FALSE;
  self->is_running = TRUE;
  self->is_armed = TRUE;
  self->period = self->count;
  /* Mode 3 counts in twos. */
  self->value = self->mode == 3 ? self->count & ~1u : self->count;
  if (self->mode == 1)
    self->out = FALSE;
  else if (self->mode != 0)
    self->out = TRUE;
}

/* Pulses that only decrement */
static void
count_down (StrataI8254Counter *self, guint64 pulses)
{
  if (self->mode == 3)
    self->value -= 2 * pulses;
  else
    self->value = (self->value + self->modulus - pulses % self->modulus) % self->modulus;
}

/* How many pulses it takes until one does more than decrement; 0 if that waits for somebody */
static guint
get_pulses_to_event (const StrataI8254Counter *self)
{
  if (self->is_load_due || (self->mode >= 4 && !self->out))
    return 1;
  if (!is_counting (self))
    return 0;
  if (self->mode == 2)
    return self->period == 1 ? 0 : MAX (self->value, 2) - 1;
  if (self->mode == 3)
    return self->period == 1 ? 0 : self->value / 2 + (self->period % 2 == 1 && self->out);
  return self->is_armed ? self->value : 0;
}

static void
reload_half (StrataI8254Counter *self)
{
  gboolean out = !self->out;

  load (self);
  self->out = out;
}

static void
do_event (StrataI8254Counter *self)
{
  gboolean counts = is_counting (self);

  if (self->mode >= 4)
    self->out = TRUE;
  if (self->is_load_due)
    load (self);
  else if (!counts)
    return;
  else if (self->mode == 3)
    reload_half (self);
  else if (self->mode == 2 && self->value == 1)
    load (self);
  else
    {
      count_down (self, 1);
      if (self->mode == 2)
        self->out = self->value != 1;
      else if (self->is_armed && self->value == 0)
        {
          self->is_armed = FALSE;
          self->out = self->mode < 4;
        }
    }
}

/* Whole periods change nothing, once the count in use is the one that was written. */
static guint64
skip_periods (const StrataI8254Counter *self, guint64 pulses)
{
  if ((self->mode != 2 && self->mode != 3) || !is_counting (self) || self->is_load_due ||
      self->is_null || self->period == 1)
    return pulses;
  return pulses % self->period;
}

/**
 * strata_i8254_counter_run: (skip)
 * @self: a counter
 * @pulse: the number of a CLK pulse
 *
 * Lets it count all pulses up to @pulse, that one too.
 */
void
strata_i8254_counter_run (StrataI8254Counter *self, guint64 pulse)
{
  guint64 pulses = pulse - self->pulse;

  self->pulse = pulse;
  while (pulses > 0)
    {
      guint event;

      pulses = skip_periods (self, pulses);
      event = get_pulses_to_event (self);
      if (event == 0 || event > pulses)
        {
          if (is_counting (self) && !(self->period == 1 && (self->mode == 2 || self->mode == 3)))
            count_down (self, pulses);
          return;
        }
      if (event > 1)
        count_down (self, event - 1);
      do_event (self);
      pulses -= event;
    }
}

/**
 * strata_i8254_counter_get_next_edge: (skip)
 * @self: a counter
 * @pulse: (out): the CLK pulse with which its output changes next
 *
 * Returns: whether it changes at all if nobody does anything
 */
gboolean
strata_i8254_counter_get_next_edge (const StrataI8254Counter *self, guint64 *pulse)
{
  StrataI8254Counter copy = *self;
  guint event;

  while ((event = get_pulses_to_event (&copy)) > 0)
    {
      strata_i8254_counter_run (&copy, copy.pulse + event);
      if (copy.out != self->out)
        {
          *pulse = copy.pulse;
          return TRUE;
        }
    }
  return FALSE;
}

/* }}} */
/* {{{ What is done to it */

/**
 * strata_i8254_counter_init: (skip)
 * @self: a counter
 * @gate: the level of its gate
 *
 * Switches the counter on. The data sheet leaves mode, count and output undefined then; this
 * counter runs, as QEMU's do, in mode 3 with a full count.
 */
void
strata_i8254_counter_init (StrataI8254Counter *self, gboolean gate)
{
  guint64 pulse = self->pulse;

  *self = (StrataI8254Counter){ .pulse = pulse, .gate = gate };
  strata_i8254_counter_set_control (self,
                                    ACCESS_BOTH << CONTROL_ACCESS_SHIFT | 3 << CONTROL_MODE_SHIFT);
  self->count = self->modulus;
  self->has_count = TRUE;
  self->is_load_due = TRUE;
}

/**
 * strata_i8254_counter_set_control: (skip)
 * @self: a counter
 * @control: a control word that is not a command
 *
 * Programs the counter: it waits for a count.
 */
void
strata_i8254_counter_set_control (StrataI8254Counter *self, guint8 control)
{
  self->control = control & 0x3f;
  self->mode = control >> CONTROL_MODE_SHIFT & 7;
  if (self->mode > 5)
    self->mode -= 4;
  self->modulus = (control & CONTROL_BCD) != 0 ? 10000 : 65536;
  self->value %= self->modulus;
  self->out = self->mode != 0;
  self->has_count = FALSE;
  self->is_null = TRUE;
  self->is_halted = FALSE;
  self->is_running = FALSE;
  self->is_load_due = FALSE;
  self->is_armed = FALSE;
  self->is_high_write = FALSE;
  self->is_high_read = FALSE;
  self->has_latch = FALSE;
  self->has_status = FALSE;
}

/**
 * strata_i8254_counter_set_gate: (skip)
 * @self: a counter
 * @gate: the new level of its gate
 *
 * Opens or closes the gate.
 */
void
strata_i8254_counter_set_gate (StrataI8254Counter *self, gboolean gate)
{
  gboolean rises = gate && !self->gate;

  self->gate = gate;
  if (self->mode == 2 || self->mode == 3)
    {
      if (!gate)
        self->out = TRUE;
      if (rises && self->has_count)
        self->is_load_due = TRUE;
    }
  else if (is_one_shot (self) && rises && self->has_count)
    self->is_load_due = TRUE;
}

static guint
decode (const StrataI8254Counter *self, guint word)
{
  guint count = word;

  if ((self->control & CONTROL_BCD) != 0)
    count = (word >> 12) * 1000 + (word >> 8 & 15) * 100 + (word >> 4 & 15) * 10 + (word & 15);
  count %= self->modulus;
  return count == 0 ? self->modulus : count;
}

static void
take_count (StrataI8254Counter *self, guint word)
{
  gboolean is_first = !self->has_count;

  self->count = decode (self, word);
  self->has_count = TRUE;
  self->is_null = TRUE;
  self->is_halted = FALSE;
  if (self->mode == 0)
    self->out = FALSE;
  /* What triggers the others is the gate, or the end of the period that runs. */
  if (self->mode == 0 || self->mode == 4 || (is_first && (self->mode == 2 || self->mode == 3)))
    self->is_load_due = TRUE;
}

/**
 * strata_i8254_counter_write: (skip)
 * @self: a counter
 * @value: a byte for its count register
 *
 * Writes a count, or one half of it.
 */
void
strata_i8254_counter_write (StrataI8254Counter *self, guint8 value)
{
  switch (get_access (self))
    {
    case ACCESS_LOW:
      take_count (self, value);
      break;
    case ACCESS_HIGH:
      take_count (self, (guint) value << 8);
      break;
    default:
      if (self->is_high_write)
        take_count (self, (guint) value << 8 | self->low_byte);
      else
        {
          self->low_byte = value;
          if (self->mode == 0)
            {
              self->is_halted = TRUE;
              self->is_load_due = FALSE;
              self->out = FALSE;
            }
        }
      self->is_high_write = !self->is_high_write;
    }
}

/* }}} */
/* {{{ What it tells */

static guint16
encode (const StrataI8254Counter *self, guint value)
{
  value %= self->modulus;
  if ((self->control & CONTROL_BCD) == 0)
    return value;
  return value / 1000 << 12 | value / 100 % 10 << 8 | value / 10 % 10 << 4 | value % 10;
}

/**
 * strata_i8254_counter_get_value: (skip)
 * @self: a counter
 *
 * Returns: its counting element as it is read, binary or BCD. Before the first load, where the
 *   sheet leaves it undefined, that is the count already.
 */
guint16
strata_i8254_counter_get_value (const StrataI8254Counter *self)
{
  guint value = self->has_count && !self->is_running ? self->count : self->value;

  return encode (self, value);
}

/**
 * strata_i8254_counter_get_count: (skip)
 * @self: a counter
 *
 * Returns: its count register, binary or BCD
 */
guint16
strata_i8254_counter_get_count (const StrataI8254Counter *self)
{
  return encode (self, self->count);
}

/**
 * strata_i8254_counter_get_status: (skip)
 * @self: a counter
 *
 * Returns: its status byte
 */
guint8
strata_i8254_counter_get_status (const StrataI8254Counter *self)
{
  return (self->out ? STATUS_OUT : 0) | (self->is_null ? STATUS_NULL : 0) | self->control;
}

/**
 * strata_i8254_counter_latch: (skip)
 * @self: a counter
 * @seen: the same at present
 *
 * Holds the count until it is read. A count that is held already stays.
 */
void
strata_i8254_counter_latch (StrataI8254Counter *self, const StrataI8254Counter *seen)
{
  if (self->has_latch)
    return;
  self->latch = strata_i8254_counter_get_value (seen);
  self->has_latch = TRUE;
}

/**
 * strata_i8254_counter_latch_status: (skip)
 * @self: a counter
 * @seen: the same at present
 *
 * Holds the status until it is read. A status that is held already stays.
 */
void
strata_i8254_counter_latch_status (StrataI8254Counter *self, const StrataI8254Counter *seen)
{
  if (self->has_status)
    return;
  self->status = strata_i8254_counter_get_status (seen);
  self->has_status = TRUE;
}

static gboolean
reads_high_byte (const StrataI8254Counter *self)
{
  return get_access (self) == ACCESS_HIGH ||
         (get_access (self) == ACCESS_BOTH && self->is_high_read);
}

/**
 * strata_i8254_counter_peek: (skip)
 * @self: a counter
 *
 * Returns: what strata_i8254_counter_read() would return
 */
guint8
strata_i8254_counter_peek (const StrataI8254Counter *self)
{
  guint16 word;

  if (self->has_status)
    return self->status;
  word = self->has_latch ? self->latch : strata_i8254_counter_get_value (self);
  return reads_high_byte (self) ? word >> 8 : word & 0xff;
}

/**
 * strata_i8254_counter_read: (skip)
 * @self: a counter
 *
 * Takes its turn: what is held is read once, and the bytes of a count follow each other.
 *
 * Returns: the status if it is held, else the next byte of the count
 */
guint8
strata_i8254_counter_read (StrataI8254Counter *self)
{
  guint8 value = strata_i8254_counter_peek (self);

  if (self->has_status)
    {
      self->has_status = FALSE;
      return value;
    }
  if (get_access (self) == ACCESS_BOTH)
    self->is_high_read = !self->is_high_read;
  if (!self->is_high_read)
    self->has_latch = FALSE;
  return value;
}

/* }}} */
