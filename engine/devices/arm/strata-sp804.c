/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The dual timer SP804, after Arm's technical reference manual (DDI 0271): two counters that count
 * down and interrupt at 0. A timer of the board's clock is only set for an interrupt that would
 * raise a line; so a guest that lets a counter run out all the time costs nothing. */

#include "strata-sp804-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-primecell-private.h"
#include "strata-sp804-counter-private.h"

#define N_COUNTERS 2
#define COUNTER_SIZE 0x20
#define DEFAULT_FREQUENCY 1000000

enum
{
  LOAD = 0x00,
  VALUE = 0x04,
  CONTROL = 0x08,
  INTCLR = 0x0c,
  RIS = 0x10,
  MIS = 0x14,
  BGLOAD = 0x18,
  ITCR = 0xf00,
  ITOP = 0xf04,
};

struct _StrataSp804
{
  StrataDevice parent_instance;

  guint frequency; /* in Hz */
  StrataRegion *region;
  StrataLine *irq;
  StrataLine *lines[N_COUNTERS];
  StrataTimer *timer;

  StrataSp804Counter counters[N_COUNTERS];
  guint itcr, itop;
};

enum
{
  PROP_0,
  PROP_CLOCK_FREQUENCY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataSp804, strata_sp804, STRATA_TYPE_DEVICE)

static const StrataFieldValue prescale_values[] = { { 0, "1" }, { 1, "16" }, { 2, "256" } };

static const StrataField control_fields[] = {
  STRATA_BIT ("OneShot", 0, RW),
  STRATA_BIT ("TimerSize", 1, RW),
  { "TimerPre", 2, 2, STRATA_REGISTER_RW, STRATA_ALL (prescale_values) },
  STRATA_BIT ("IntEnable", 5, RW),
  STRATA_BIT ("TimerMode", 6, RW),
  STRATA_BIT ("TimerEn", 7, RW),
};

/* clang-format off */
#define ROW(name, offset, access, reset, summary)                                                  \
  { name, offset, 4, STRATA_REGISTER_##access, reset, summary, NULL, 0 }

#define COUNTER(n, base)                                                                           \
  ROW ("Timer" #n "Load", base + LOAD, RW, 0, N_ ("starts the counter")),                          \
  ROW ("Timer" #n "Value", base + VALUE, RO, 0xffffffff, N_ ("counter")),                          \
  { "Timer" #n "Control", base + CONTROL, 4, STRATA_REGISTER_RW, 0x20, N_ ("control"),             \
    STRATA_ALL (control_fields) },                                                                 \
  ROW ("Timer" #n "IntClr", base + INTCLR, WO, 0, N_ ("clears the interrupt")),                    \
  ROW ("Timer" #n "RIS", base + RIS, RO, 0, N_ ("interrupt")),                                     \
  ROW ("Timer" #n "MIS", base + MIS, RO, 0, N_ ("interrupt, if enabled")),                         \
  ROW ("Timer" #n "BGLoad", base + BGLOAD, RW, 0, N_ ("of the next period"))
/* clang-format on */

static const StrataRegister registers[] = {
  COUNTER (1, 0),
  COUNTER (2, COUNTER_SIZE),
  ROW ("TimerITCR", ITCR, RW, 0, N_ ("integration test")),
  ROW ("TimerITOP", ITOP, WO, 0, N_ ("lines in an integration test")),
  STRATA_PRIMECELL_REGISTERS (0x04, 0x18, 0x14, 0x00),
};

static guint64
get_now (StrataSp804 *self)
{
  return strata_clock_get_time (strata_device_get_clock (STRATA_DEVICE (self)));
}

static gboolean
get_mis (const StrataSp804Counter *counter, guint64 now)
{
  return (counter->control & STRATA_SP804_INTERRUPT) && strata_sp804_counter_get_ris (counter, now);
}

/* Sets the lines, and the timer for when one of them rises by itself. */
static void
update (StrataSp804 *self)
{
  guint64 now = get_now (self);
  guint64 next = G_MAXUINT64;
  gboolean any = FALSE;

  for (guint i = 0; i < N_COUNTERS; i++)
    {
      StrataSp804Counter *counter = &self->counters[i];
      gboolean level;
      guint64 zero;

      strata_sp804_counter_notice (counter, now);
      level = self->itcr ? (self->itop >> i & 1) != 0 : get_mis (counter, now);
      strata_line_set_level (self->lines[i], level);
      any |= level;
      if ((counter->control & STRATA_SP804_INTERRUPT) && !counter->ris &&
          strata_sp804_counter_get_next_zero (counter, now, &zero))
        next = MIN (next, zero);
    }
  strata_line_set_level (self->irq, any);
  if (next != G_MAXUINT64)
    strata_timer_set (self->timer, next);
  else
    strata_timer_cancel (self->timer);
}

static void
timer_cb (gpointer user_data)
{
  update (user_data);
}

static guint32
look (StrataSp804 *self, guint64 offset)
{
  static const guint8 ids[] = { 0x04, 0x18, 0x14, 0x00 };
  const StrataSp804Counter *counter = &self->counters[offset / COUNTER_SIZE % N_COUNTERS];
  guint64 now = get_now (self);

  if (offset >= STRATA_PRIMECELL_ID)
    return strata_primecell_get_id (ids, offset);
  if (offset >= N_COUNTERS * COUNTER_SIZE)
    return offset == ITCR ? self->itcr : 0;
  switch (offset % COUNTER_SIZE)
    {
    case LOAD:
    case BGLOAD:
      return counter->load;
    case VALUE:
      return strata_sp804_counter_get_value (counter, now);
    case CONTROL:
      return counter->control;
    case RIS:
      return strata_sp804_counter_get_ris (counter, now);
    case MIS:
      return get_mis (counter, now);
    default:
      return 0;
    }
}

static guint64
sp804_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  return look (user_data, offset);
}

static gboolean
sp804_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  *value = look (user_data, offset);
  return TRUE;
}

static void
write_counter (StrataSp804Counter *counter, guint64 now, guint64 offset, guint32 value)
{
  strata_sp804_counter_notice (counter, now);
  switch (offset)
    {
    case LOAD:
      strata_sp804_counter_set_load (counter, now, value);
      break;
    case CONTROL:
      strata_sp804_counter_set_control (counter, now, value & 0xef);
      break;
    case INTCLR:
      counter->ris = FALSE;
      break;
    case BGLOAD:
      strata_sp804_counter_set_background (counter, now, value);
      break;
    default:
      break;
    }
}

static void
sp804_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataSp804 *self = user_data;

  if (offset < N_COUNTERS * COUNTER_SIZE)
    write_counter (&self->counters[offset / COUNTER_SIZE], get_now (self), offset % COUNTER_SIZE,
                   (guint32) value);
  else if (offset == ITCR)
    self->itcr = value & 1;
  else if (offset == ITOP)
    self->itop = value & 3;
  update (self);
}

static const StrataRegionOps ops = {
  .read = sp804_read,
  .write = sp804_write,
  .peek = sp804_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 4, .max = 4 },
};

/* {{{ The device */

static void
strata_sp804_reset (StrataDevice *device)
{
  StrataSp804 *self = STRATA_SP804 (device);

  for (guint i = 0; i < N_COUNTERS; i++)
    strata_sp804_counter_reset (&self->counters[i], get_now (self));
  self->itcr = self->itop = 0;
  update (self);
}

static gboolean
strata_sp804_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataSp804 *self = STRATA_SP804 (device);

  self->region = strata_device_offer_mmio (device, "registers", "sp804", STRATA_PRIMECELL_SIZE,
                                           &ops);
  strata_device_add_bank (device, "SP804", self->region, registers, G_N_ELEMENTS (registers));
  self->irq = strata_device_add_output (device, "irq", 0);
  for (guint i = 0; i < N_COUNTERS; i++)
    {
      self->lines[i] = strata_device_add_output (device, "timer", i);
      self->counters[i].frequency = self->frequency;
    }
  self->timer = strata_timer_new (strata_device_get_clock (device), timer_cb, self);
  return TRUE;
}

static void
strata_sp804_dispose (GObject *object)
{
  StrataSp804 *self = STRATA_SP804 (object);

  g_clear_pointer (&self->timer, strata_timer_free);
  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_sp804_parent_class)->dispose (object);
}

static void
strata_sp804_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CLOCK_FREQUENCY:
      g_value_set_uint (value, STRATA_SP804 (object)->frequency);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_sp804_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CLOCK_FREQUENCY:
      STRATA_SP804 (object)->frequency = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_sp804_class_init (StrataSp804Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_sp804_dispose;
  object_class->get_property = strata_sp804_get_property;
  object_class->set_property = strata_sp804_set_property;
  device_class->model = "sp804";
  device_class->summary = N_ ("two timers (SP804)");
  device_class->realize = strata_sp804_realize;
  device_class->reset = strata_sp804_reset;

  properties[PROP_CLOCK_FREQUENCY] = g_param_spec_uint ("clock-frequency", NULL, "Ticks per second",
                                                        1, 1000000000, DEFAULT_FREQUENCY,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_sp804_init (StrataSp804 *self)
{
  self->frequency = DEFAULT_FREQUENCY;
}

/* }}} */
