/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The MC146818 real-time clock, after Motorola's data sheet, with a PC's 32.768 kHz time base and
 * century byte.
 *
 * Nothing ticks: what has happened since the last look is worked out at the next one. There is a
 * timer only while an interrupt is enabled and the line is low, for the first event that raises it.
 * An update takes no time at its end, so that the time can always be read; what a program sees
 * before it, UIP, is as long as the sheet's t_BUC. */

#include "strata-mc146818-private.h"

#include "devices/strata-ticks-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-mc146818-registers-private.h"
#include "strata-rtc-bytes-private.h"
#include "strata-rtc-settings-private.h"

#define N_PORTS 2
#define N_BYTES 128

#define TIME_BASE 32768
#define HALF_SECOND (TIME_BASE / 2)

/* UIP goes up so many cycles of the time base before the update: 244 us */
#define UIP_TICKS 8

enum
{
  INDEX_MASK = 0x7f,

  A_RS = 0x0f,
  A_DV = 0x70,
  A_DV_RUNS = 0x20,  /* and below it */
  A_DV_RESET = 0x60, /* and above */
  A_UIP = 0x80,
  A_POWER_ON = 0x26,

  B_DSE = 0x01,
  B_SQWE = 0x08,
  B_UIE = 0x10,
  B_AIE = 0x20,
  B_PIE = 0x40,
  B_SET = 0x80,
  B_INTERRUPTS = B_UIE | B_AIE | B_PIE,
  B_POWER_ON = STRATA_MC146818_B_24H,

  /* at the places of their enable bits */
  C_UF = B_UIE,
  C_AF = B_AIE,
  C_PF = B_PIE,
  C_IRQF = 0x80,

  D_VRT = 0x80,
};

struct _StrataMc146818
{
  StrataDevice parent_instance;

  char *start;
  char *cmos;
  gint64 start_time; /* in seconds of Unix time */
  StrataRegion *ports;
  StrataRegion *index_port;
  StrataLine *irq;
  StrataTimer *timer;

  guint8 index;
  guint8 bytes[N_BYTES];
  gboolean is_set_up; /* the time in `bytes` has been set for the first time */

  /* The divider: at the time `base` it stood at `offset` cycles of the time base. */
  guint64 base;
  guint64 offset;
  guint64 last_ticks; /* up to where `bytes` tell what has happened */
};

enum
{
  PROP_0,
  PROP_START,
  PROP_CMOS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataMc146818, strata_mc146818, STRATA_TYPE_DEVICE)

/* {{{ The divider, and what it makes happen */

static gboolean
is_dividing (StrataMc146818 *self)
{
  return (self->bytes[STRATA_MC146818_A] & A_DV) <= A_DV_RUNS;
}

static gboolean
is_updating (StrataMc146818 *self)
{
  return is_dividing (self) && (self->bytes[STRATA_MC146818_B] & B_SET) == 0;
}

static guint64
get_now (StrataMc146818 *self)
{
  return strata_clock_get_time (strata_device_get_clock (STRATA_DEVICE (self)));
}

static guint64
get_ticks (StrataMc146818 *self)
{
  return self->offset + strata_ticks_at (get_now (self) - self->base, TIME_BASE);
}

static guint64
get_time_of_tick (StrataMc146818 *self, guint64 tick)
{
  guint64 time = strata_time_of_tick (tick - self->offset, TIME_BASE);

  return time <= G_MAXUINT64 - self->base ? self->base + time : G_MAXUINT64;
}

/* In cycles of the time base; 0 if there are no periodic interrupts. Codes 1 and 2 mean what 8 and
 * 9 mean. */
static guint
get_period (StrataMc146818 *self)
{
  guint rate = self->bytes[STRATA_MC146818_A] & A_RS;

  if (rate == 0)
    return 0;
  return 1 << (rate < 3 ? rate + 6 : rate - 1);
}

static void
set_up_time (StrataMc146818 *self)
{
  StrataRtcTime time;
  gint64 start = self->start_time;

  if (self->start == NULL)
    start = strata_clock_get_epoch (strata_device_get_clock (STRATA_DEVICE (self)));
  strata_rtc_time_init (&time, start);
  strata_rtc_bytes_put_time (self->bytes, &time);
  self->is_set_up = TRUE;
}

static void
update_time (StrataMc146818 *self, guint64 seconds)
{
  StrataRtcTime time;
  guint alarm;

  strata_rtc_bytes_get_time (self->bytes, &time);
  alarm = strata_rtc_bytes_find_alarm (self->bytes, &time);
  strata_rtc_time_advance (&time, seconds);
  strata_rtc_bytes_put_time (self->bytes, &time);
  self->bytes[STRATA_MC146818_C] |= C_UF;
  if (alarm != 0 && alarm <= seconds)
    self->bytes[STRATA_MC146818_C] |= C_AF;
}

/* Brings the bytes to the present. */
static void
catch_up (StrataMc146818 *self)
{
  guint64 last = self->last_ticks;
  guint64 ticks = get_ticks (self);
  guint period = get_period (self);

  /* Who runs the board may say late at which date it was switched on. */
  if (!self->is_set_up)
    set_up_time (self);
  self->last_ticks = ticks;
  if (!is_dividing (self))
    return;
  if (period != 0 && ticks / period > last / period)
    self->bytes[STRATA_MC146818_C] |= C_PF;
  if (is_updating (self) && ticks / TIME_BASE > last / TIME_BASE)
    update_time (self, ticks / TIME_BASE - last / TIME_BASE);
}

/* The first tick at which an interrupt that is enabled comes up */
static guint64
find_next_tick (StrataMc146818 *self)
{
  guint8 enabled = self->bytes[STRATA_MC146818_B];
  guint64 seconds = self->last_ticks / TIME_BASE;
  guint period = get_period (self);
  guint64 next = G_MAXUINT64;

  if ((enabled & B_PIE) != 0 && period != 0 && is_dividing (self))
    next = (self->last_ticks / period + 1) * period;
  if (is_updating (self) && (enabled & B_UIE) != 0)
    next = MIN (next, (seconds + 1) * TIME_BASE);
  else if (is_updating (self) && (enabled & B_AIE) != 0)
    {
      StrataRtcTime time;
      guint alarm;

      strata_rtc_bytes_get_time (self->bytes, &time);
      alarm = strata_rtc_bytes_find_alarm (self->bytes, &time);
      if (alarm != 0)
        next = MIN (next, (seconds + alarm) * TIME_BASE);
    }
  return next;
}

/* Sets the line, and waits for what raises it next. */
static void
update (StrataMc146818 *self)
{
  guint8 flags = self->bytes[STRATA_MC146818_C] & B_INTERRUPTS;
  gboolean is_raised = (flags & self->bytes[STRATA_MC146818_B]) != 0;
  guint64 tick = is_raised ? G_MAXUINT64 : find_next_tick (self);
  guint64 time = tick == G_MAXUINT64 ? G_MAXUINT64 : get_time_of_tick (self, tick);

  self->bytes[STRATA_MC146818_C] = flags | (is_raised ? C_IRQF : 0);
  if (time != G_MAXUINT64)
    strata_timer_set (self->timer, time);
  else
    strata_timer_cancel (self->timer);
  strata_line_set_level (self->irq, is_raised);
}

static void
timer_cb (gpointer user_data)
{
  StrataMc146818 *self = user_data;

  catch_up (self);
  update (self);
}

/* }}} */
/* {{{ Registers */

static void
write_a (StrataMc146818 *self, guint8 value)
{
  gboolean was_reset = (self->bytes[STRATA_MC146818_A] & A_DV) >= A_DV_RESET;

  self->bytes[STRATA_MC146818_A] = value & ~A_UIP;
  /* The first update comes half a second after the divider's reset has ended. */
  if (was_reset && is_dividing (self))
    {
      self->base = get_now (self);
      self->offset = HALF_SECOND;
      self->last_ticks = self->offset;
    }
}

static void
write_b (StrataMc146818 *self, guint8 value)
{
  if ((value & B_SET) != 0)
    value &= ~B_UIE;
  if ((value & ~self->bytes[STRATA_MC146818_B] & B_DSE) != 0)
    strata_device_log (STRATA_DEVICE (self), _ ("daylight saving (DSE) is not modelled"));
  self->bytes[STRATA_MC146818_B] = value;
}

static void
write_register (StrataMc146818 *self, guint number, guint8 value)
{
  catch_up (self);
  switch (number)
    {
    case STRATA_MC146818_A:
      write_a (self, value);
      break;
    case STRATA_MC146818_B:
      write_b (self, value);
      break;
    case STRATA_MC146818_C:
    case STRATA_MC146818_D:
      break;
    default:
      self->bytes[number] = value;
    }
  update (self);
}

/* Catching up changes nothing that can be seen: it is what happened anyway. */
static guint8
peek_byte (StrataMc146818 *self, guint number)
{
  guint8 value;

  catch_up (self);
  value = self->bytes[number];
  if (number == STRATA_MC146818_A && is_updating (self) &&
      self->last_ticks % TIME_BASE >= TIME_BASE - UIP_TICKS)
    value |= A_UIP;
  return value;
}

static guint8
read_register (StrataMc146818 *self, guint number)
{
  guint8 value = peek_byte (self, number);

  if (number == STRATA_MC146818_C)
    {
      self->bytes[STRATA_MC146818_C] = 0;
      update (self);
    }
  return value;
}

/* }}} */
/* {{{ Ports */

static gboolean
ports_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
            guint size G_GNUC_UNUSED)
{
  StrataMc146818 *self = user_data;

  *value = peek_byte (self, self->index);
  return TRUE;
}

static guint64
ports_read (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  StrataMc146818 *self = user_data;

  return read_register (self, self->index);
}

static void
ports_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
             guint size G_GNUC_UNUSED)
{
  StrataMc146818 *self = user_data;

  write_register (self, self->index, value);
}

/* The port of the index lies over the first one, and cannot be read. */
static gboolean
index_peek (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
            guint size G_GNUC_UNUSED)
{
  *value = 0xff;
  return TRUE;
}

static guint64
index_read (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
            guint size G_GNUC_UNUSED)
{
  return 0xff;
}

static void
index_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
             guint size G_GNUC_UNUSED)
{
  STRATA_MC146818 (user_data)->index = value & INDEX_MASK;
}

static const StrataRegionOps ports_ops = {
  .read = ports_read,
  .write = ports_write,
  .peek = ports_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static const StrataRegionOps index_ops = {
  .read = index_read,
  .write = index_write,
  .peek = index_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

/* }}} */
/* {{{ The device */

static gboolean
strata_mc146818_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                               const StrataRegister *info, guint64 *value)
{
  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_mc146818_parent_class)
        ->peek_register (device, bank, info, value);
  *value = peek_byte (STRATA_MC146818 (device), info->offset);
  return TRUE;
}

static gboolean
strata_mc146818_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                               const StrataRegister *info, StrataRegisterPath *path)
{
  StrataMc146818 *self = STRATA_MC146818 (device);

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_mc146818_parent_class)
        ->find_register (device, bank, info, path);
  *path = (StrataRegisterPath) { NULL, 0, self->index_port, 0, 1, info->offset, self->index,
                                 self->ports, 1 };
  return TRUE;
}

/* The RESET pin. Time, alarm and RAM have a battery. */
static void
strata_mc146818_reset (StrataDevice *device)
{
  StrataMc146818 *self = STRATA_MC146818 (device);

  if (self->is_set_up)
    catch_up (self);
  self->bytes[STRATA_MC146818_B] &= ~(B_INTERRUPTS | B_SQWE);
  self->bytes[STRATA_MC146818_C] = 0;
  update (self);
}

static gboolean
strata_mc146818_realize (StrataDevice *device, GError **error)
{
  StrataMc146818 *self = STRATA_MC146818 (device);
  StrataSystem *system = strata_device_get_system (device);
  StrataOwner *owner = strata_device_get_owner (device);

  if (self->start != NULL && !strata_rtc_parse_start (self->start, &self->start_time, error))
    return FALSE;
  if (self->cmos != NULL && !strata_rtc_parse_cmos (self->cmos, self->bytes, N_BYTES, error))
    return FALSE;
  self->bytes[STRATA_MC146818_A] = A_POWER_ON;
  self->bytes[STRATA_MC146818_B] = B_POWER_ON;
  self->bytes[STRATA_MC146818_D] = D_VRT;
  self->ports = strata_region_new_mmio (system, owner, "rtc", N_PORTS, &ports_ops, self, NULL);
  self->index_port = strata_region_new_mmio (system, owner, "rtc-index", 1, &index_ops, self, NULL);
  if (!strata_region_add_subregion (self->ports, 0, self->index_port, error))
    return FALSE;
  strata_device_add_region (device, "ports", self->ports);
  strata_mc146818_describe (device, self->ports);
  self->irq = strata_device_add_output (device, "irq", 0);
  self->timer = strata_timer_new (strata_device_get_clock (device), timer_cb, self);
  return TRUE;
}

static void
strata_mc146818_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  StrataMc146818 *self = STRATA_MC146818 (object);

  switch (prop_id)
    {
    case PROP_START:
      g_free (self->start);
      self->start = g_value_dup_string (value);
      break;
    case PROP_CMOS:
      g_free (self->cmos);
      self->cmos = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_mc146818_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataMc146818 *self = STRATA_MC146818 (object);

  switch (prop_id)
    {
    case PROP_START:
      g_value_set_string (value, self->start);
      break;
    case PROP_CMOS:
      g_value_set_string (value, self->cmos);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_mc146818_dispose (GObject *object)
{
  StrataMc146818 *self = STRATA_MC146818 (object);

  g_clear_pointer (&self->timer, strata_timer_free);
  if (self->index_port != NULL && strata_region_get_container (self->index_port) != NULL)
    strata_region_del_subregion (self->ports, self->index_port, NULL);
  g_clear_pointer (&self->index_port, strata_region_unref);
  g_clear_pointer (&self->ports, strata_region_unref);

  G_OBJECT_CLASS (strata_mc146818_parent_class)->dispose (object);
}

static void
strata_mc146818_finalize (GObject *object)
{
  StrataMc146818 *self = STRATA_MC146818 (object);

  g_free (self->start);
  g_free (self->cmos);

  G_OBJECT_CLASS (strata_mc146818_parent_class)->finalize (object);
}

static void
strata_mc146818_class_init (StrataMc146818Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_mc146818_dispose;
  object_class->finalize = strata_mc146818_finalize;
  object_class->get_property = strata_mc146818_get_property;
  object_class->set_property = strata_mc146818_set_property;
  device_class->model = "mc146818";
  device_class->summary = N_ ("real-time clock with RAM that keeps a PC's settings");
  device_class->realize = strata_mc146818_realize;
  device_class->reset = strata_mc146818_reset;
  device_class->peek_register = strata_mc146818_peek_register;
  device_class->find_register = strata_mc146818_find_register;

  properties[PROP_START] = g_param_spec_string (
      "start", NULL,
      "date and time at the board's time 0, as ISO 8601 (UTC unless it says "
      "otherwise); if not set, what the program that runs the board says",
      NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CMOS] = g_param_spec_string (
      "cmos", NULL,
      "what the RAM holds at first, where not 0: pairs of an address and a "
      "byte, such as 0x14:0x07 0x15:0x80",
      NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_mc146818_init (StrataMc146818 *self G_GNUC_UNUSED)
{
}

/* }}} */
