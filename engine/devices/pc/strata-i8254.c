/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The 8254 timer, after Intel's data sheet of the 82C54 (231244).
 *
 * All counters share one CLK, which pulses since the board's time 0; a write at the very moment of
 * a pulse comes before it. Only the output of counter 0 is a line, and only it has a timer: what
 * the others have counted is worked out when somebody asks. */

#include "strata-i8254-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "devices/strata-ticks-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-i8254-counter-private.h"

#define N_COUNTERS 3
#define CONTROL N_COUNTERS
#define N_PORTS (N_COUNTERS + 1)

/* A PC's: a third of the colour burst's four times */
#define DEFAULT_FREQUENCY 1193182

enum
{
  SELECT_SHIFT = 6,
  SELECT_READ_BACK = 3,
  READ_BACK_NO_COUNT = 0x20,
  READ_BACK_NO_STATUS = 0x10,
  ACCESS_MASK = 0x30,
};

struct _StrataI8254
{
  StrataDevice parent_instance;

  guint clock_frequency; /* in Hz */
  StrataRegion *region;
  StrataLine *irq;
  StrataTimer *timer; /* of the next edge of `irq` */

  StrataI8254Counter counters[N_COUNTERS];
  gboolean is_programmed; /* the line follows counter 0 from the start */
  gboolean last_out;
};

enum
{
  PROP_0,
  PROP_CLOCK_FREQUENCY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataI8254, strata_i8254, STRATA_TYPE_DEVICE)

/* {{{ The registers as the data sheet lists them */

static const StrataFieldValue select_values[] = {
  { 0, "counter 0" },
  { 1, "counter 1" },
  { 2, "counter 2" },
  { 3, "read-back" },
};
static const StrataFieldValue access_values[] = {
  { 0, "latch" },
  { 1, "low byte" },
  { 2, "high byte" },
  { 3, "low, then high byte" },
};
static const StrataFieldValue mode_values[] = {
  { 0, "interrupt on terminal count" },
  { 1, "one-shot" },
  { 2, "rate generator" },
  { 3, "square wave" },
  { 4, "software strobe" },
  { 5, "hardware strobe" },
  { 6, "rate generator" },
  { 7, "square wave" },
};

static const StrataField control_fields[] = {
  STRATA_BIT ("BCD", 0, WO),
  { "M", 1, 3, STRATA_REGISTER_WO, STRATA_ALL (mode_values) },
  { "RW", 4, 2, STRATA_REGISTER_WO, STRATA_ALL (access_values) },
  { "SC", 6, 2, STRATA_REGISTER_WO, STRATA_ALL (select_values) },
};

static const StrataField status_fields[] = {
  STRATA_BIT ("BCD", 0, RO),
  { "M", 1, 3, STRATA_REGISTER_RO, STRATA_ALL (mode_values) },
  { "RW", 4, 2, STRATA_REGISTER_RO, STRATA_ALL (access_values) },
  STRATA_BIT ("NULL COUNT", 6, RO),
  STRATA_BIT ("OUTPUT", 7, RO),
};

static const StrataRegister port_registers[] = {
  { "COUNTER0", 0, 1, STRATA_REGISTER_RW, 0, N_ ("count or status of counter 0"), NULL, 0 },
  { "COUNTER1", 1, 1, STRATA_REGISTER_RW, 0, N_ ("count or status of counter 1"), NULL, 0 },
  { "COUNTER2", 2, 1, STRATA_REGISTER_RW, 0, N_ ("count or status of counter 2"), NULL, 0 },
  { "CONTROL", 3, 1, STRATA_REGISTER_WO, 0, N_ ("control word"), STRATA_ALL (control_fields) },
};

enum
{
  REGISTER_STATUS,
  REGISTER_CR,
  REGISTER_CE,
  N_COUNTER_REGISTERS
};

#define STATUS(n, summary)                                                              \
  {                                                                                     \
    "STATUS" #n, n *N_COUNTER_REGISTERS + REGISTER_STATUS, 1, STRATA_REGISTER_RO, 0xb6, \
        summary, status_fields, G_N_ELEMENTS (status_fields)                            \
  }
#define CR(n, summary)                                                       \
  {                                                                          \
    "CR" #n, n *N_COUNTER_REGISTERS + REGISTER_CR, 2, STRATA_REGISTER_RO, 0, \
        summary, NULL, 0                                                     \
  }
#define CE(n, summary)                                                       \
  {                                                                          \
    "CE" #n, n *N_COUNTER_REGISTERS + REGISTER_CE, 2, STRATA_REGISTER_RO, 0, \
        summary, NULL, 0                                                     \
  }

static const StrataRegister counter_registers[] = {
  STATUS (0, N_ ("status of counter 0")),
  CR (0, N_ ("count register 0, 0 is the largest count")),
  CE (0, N_ ("counting element 0")),
  STATUS (1, N_ ("status of counter 1")),
  CR (1, N_ ("count register 1, 0 is the largest count")),
  CE (1, N_ ("counting element 1")),
  STATUS (2, N_ ("status of counter 2")),
  CR (2, N_ ("count register 2, 0 is the largest count")),
  CE (2, N_ ("counting element 2")),
};

/* }}} */
/* {{{ Time */

/* The last pulse at the present time, or before it */
static guint64
get_pulse (StrataI8254 *self, gboolean is_before)
{
  guint64 time = strata_clock_get_time (strata_device_get_clock (STRATA_DEVICE (self)));
  guint64 tick = strata_ticks_at (time, self->clock_frequency);

  if (is_before && strata_time_of_tick (tick, self->clock_frequency) == time)
    return tick;
  return tick + 1;
}

static void
run (StrataI8254 *self, guint64 pulse)
{
  for (guint i = 0; i < N_COUNTERS; i++)
    strata_i8254_counter_run (&self->counters[i], MAX (self->counters[i].pulse, pulse));
}

/* A counter as it is seen at present. Looking at it takes no pulse from a write that follows. */
static StrataI8254Counter
observe (StrataI8254 *self, guint counter)
{
  StrataI8254Counter copy = self->counters[counter];

  strata_i8254_counter_run (&copy, MAX (copy.pulse, get_pulse (self, FALSE)));
  return copy;
}

/* Passes on the output of counter 0, and waits for its next edge. */
static void
update (StrataI8254 *self)
{
  gboolean out = self->counters[0].out;
  guint64 time = G_MAXUINT64;
  guint64 pulse;

  if (strata_i8254_counter_get_next_edge (&self->counters[0], &pulse))
    time = strata_time_of_tick (pulse - 1, self->clock_frequency);
  if (time != G_MAXUINT64)
    strata_timer_set (self->timer, time);
  else
    strata_timer_cancel (self->timer);
  if (out == self->last_out && !self->is_programmed)
    return;
  self->last_out = out;
  strata_line_set_level (self->irq, out);
}

static void
timer_cb (gpointer user_data)
{
  StrataI8254 *self = user_data;

  run (self, get_pulse (self, FALSE));
  update (self);
}

/* }}} */
/* {{{ Ports */

static void
latch (StrataI8254 *self, guint counter, gboolean count, gboolean status)
{
  StrataI8254Counter seen = observe (self, counter);

  if (count)
    strata_i8254_counter_latch (&self->counters[counter], &seen);
  if (status)
    strata_i8254_counter_latch_status (&self->counters[counter], &seen);
}

static void
write_control (StrataI8254 *self, guint8 value)
{
  guint select = value >> SELECT_SHIFT;

  if (select == SELECT_READ_BACK)
    {
      for (guint i = 0; i < N_COUNTERS; i++)
        if ((value & 2 << i) != 0)
          latch (self, i, (value & READ_BACK_NO_COUNT) == 0, (value & READ_BACK_NO_STATUS) == 0);
    }
  else if ((value & ACCESS_MASK) == 0)
    latch (self, select, TRUE, FALSE);
  else
    {
      strata_i8254_counter_set_control (&self->counters[select], value);
      self->is_programmed |= select == 0;
    }
}

static void
ports_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataI8254 *self = user_data;

  run (self, get_pulse (self, TRUE));
  if (offset == CONTROL)
    write_control (self, value);
  else
    {
      strata_i8254_counter_write (&self->counters[offset], value);
      self->is_programmed |= offset == 0;
    }
  update (self);
}

/* The data sheet has nothing to read at the control word; a PC reads 0 there. */
static gboolean
ports_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  StrataI8254Counter seen;

  *value = 0;
  if (offset == CONTROL)
    return TRUE;
  seen = observe (user_data, offset);
  *value = strata_i8254_counter_peek (&seen);
  return TRUE;
}

static guint64
ports_read (gpointer user_data, guint64 offset, guint size)
{
  StrataI8254 *self = user_data;
  guint64 value;

  ports_peek (self, offset, &value, size);
  if (offset != CONTROL)
    strata_i8254_counter_read (&self->counters[offset]);
  return value;
}

static const StrataRegionOps ports_ops = {
  .read = ports_read,
  .write = ports_write,
  .peek = ports_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

/**
 * strata_i8254_set_gate: (skip)
 * @self: a timer
 * @counter: the number of a counter, 0 to 2
 * @gate: the new level of its gate. After a reset the gates of counters 0 and 1 are high
 *
 * Opens or closes a gate.
 */
void
strata_i8254_set_gate (StrataI8254 *self, guint counter, gboolean gate)
{
  g_return_if_fail (STRATA_IS_I8254 (self) && counter < N_COUNTERS);

  run (self, get_pulse (self, TRUE));
  strata_i8254_counter_set_gate (&self->counters[counter], gate);
  update (self);
}

/**
 * strata_i8254_get_out: (skip)
 * @self: a timer
 * @counter: the number of a counter, 0 to 2
 *
 * Returns: the level of the counter's output at present
 */
gboolean
strata_i8254_get_out (StrataI8254 *self, guint counter)
{
  g_return_val_if_fail (STRATA_IS_I8254 (self) && counter < N_COUNTERS, FALSE);

  return observe (self, counter).out;
}

/* }}} */
/* {{{ The device */

static gboolean
strata_i8254_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                            const StrataRegister *info, guint64 *value)
{
  StrataI8254 *self = STRATA_I8254 (device);
  StrataI8254Counter seen;

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_i8254_parent_class)
        ->peek_register (device, bank, info, value);
  seen = observe (self, info->offset / N_COUNTER_REGISTERS);
  switch (info->offset % N_COUNTER_REGISTERS)
    {
    case REGISTER_STATUS:
      *value = strata_i8254_counter_get_status (&seen);
      break;
    case REGISTER_CR:
      *value = strata_i8254_counter_get_count (&seen);
      break;
    default:
      *value = strata_i8254_counter_get_value (&seen);
    }
  return TRUE;
}

static void
strata_i8254_reset (StrataDevice *device)
{
  StrataI8254 *self = STRATA_I8254 (device);
  guint64 pulse = get_pulse (self, TRUE);

  for (guint i = 0; i < N_COUNTERS; i++)
    {
      self->counters[i].pulse = pulse;
      strata_i8254_counter_init (&self->counters[i], i != 2);
    }
  /* The line does not show the output that nobody asked for, until it has risen by itself: the
   * interrupt controllers come out of a reset without a request. */
  self->is_programmed = FALSE;
  self->last_out = self->counters[0].out;
  strata_line_set_level (self->irq, FALSE);
  update (self);
}

static gboolean
strata_i8254_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataI8254 *self = STRATA_I8254 (device);

  self->region = strata_device_offer_mmio (device, "ports", "pit", N_PORTS, &ports_ops);
  strata_device_add_bank (device, "ports", self->region, port_registers,
                          G_N_ELEMENTS (port_registers));
  strata_device_add_bank (device, "counters", NULL, counter_registers,
                          G_N_ELEMENTS (counter_registers));
  self->irq = strata_device_add_output (device, "irq", 0);
  self->timer = strata_timer_new (strata_device_get_clock (device), timer_cb, self);
  return TRUE;
}

static void
strata_i8254_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StrataI8254 *self = STRATA_I8254 (object);

  switch (prop_id)
    {
    case PROP_CLOCK_FREQUENCY:
      self->clock_frequency = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_i8254_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataI8254 *self = STRATA_I8254 (object);

  switch (prop_id)
    {
    case PROP_CLOCK_FREQUENCY:
      g_value_set_uint (value, self->clock_frequency);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_i8254_dispose (GObject *object)
{
  StrataI8254 *self = STRATA_I8254 (object);

  g_clear_pointer (&self->timer, strata_timer_free);
  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_i8254_parent_class)->dispose (object);
}

static void
strata_i8254_class_init (StrataI8254Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_i8254_dispose;
  object_class->get_property = strata_i8254_get_property;
  object_class->set_property = strata_i8254_set_property;
  device_class->model = "i8254";
  device_class->summary = N_ ("timer with three counters");
  device_class->realize = strata_i8254_realize;
  device_class->reset = strata_i8254_reset;
  device_class->peek_register = strata_i8254_peek_register;

  properties[PROP_CLOCK_FREQUENCY] = g_param_spec_uint (
      "clock-frequency", NULL, "frequency of the counters' CLK, in Hz", 1, G_MAXINT32,
      DEFAULT_FREQUENCY, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_i8254_init (StrataI8254 *self G_GNUC_UNUSED)
{
}

/* }}} */
