/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The PrimeCell real time clock PL031, after Arm's technical reference manual (DDI 0224): seconds
 * counted in 32 bits, and a match.
 *
 * It counts from power-on, as if a battery had kept it running (the manual's counter stands still
 * until RTCCR is set; so does this one with `running=false`). A match is noticed when somebody
 * looks; only one that would raise the line has a timer. */

#include "strata-pl031-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-primecell-private.h"

#define SECOND G_GUINT64_CONSTANT (1000000000) /* in nanoseconds */

enum
{
  DR = 0x00,
  MR = 0x04,
  LR = 0x08,
  CR = 0x0c,
  IMSC = 0x10,
  RIS = 0x14,
  MIS = 0x18,
  ICR = 0x1c,
};

struct _StrataPl031
{
  StrataDevice parent_instance;

  char *start; /* a date; NULL: that of the clock */
  gint64 start_seconds;
  gboolean running;
  StrataRegion *region;
  StrataLine *irq;
  StrataTimer *timer;

  guint32 delta;   /* how far the counter was set away from the date */
  guint64 checked; /* the second of the clock up to which matches were noticed */
  guint32 match, load;
  gboolean is_enabled, imsc, ris;
};

enum
{
  PROP_0,
  PROP_START,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataPl031, strata_pl031, STRATA_TYPE_DEVICE)

#define ONE_BIT(f, name, access) \
  static const StrataField f[] = { STRATA_BIT (name, 0, access) }

ONE_BIT (cr_fields, "START", RW);
ONE_BIT (imsc_fields, "IMSC", RW);
ONE_BIT (ris_fields, "RIS", RO);
ONE_BIT (mis_fields, "MIS", RO);
ONE_BIT (icr_fields, "ICR", WO);

static const StrataRegister registers[] = {
  { "RTCDR", DR, 4, STRATA_REGISTER_RO, 0, N_ ("seconds"), NULL, 0 },
  { "RTCMR", MR, 4, STRATA_REGISTER_RW, 0, N_ ("match"), NULL, 0 },
  { "RTCLR", LR, 4, STRATA_REGISTER_RW, 0, N_ ("loads the counter"), NULL, 0 },
  { "RTCCR", CR, 4, STRATA_REGISTER_RW, 1, N_ ("control"), cr_fields, 1 },
  { "RTCIMSC", IMSC, 4, STRATA_REGISTER_RW, 0, N_ ("lets the interrupt through"), imsc_fields, 1 },
  { "RTCRIS", RIS, 4, STRATA_REGISTER_RO, 0, N_ ("interrupt"), ris_fields, 1 },
  { "RTCMIS", MIS, 4, STRATA_REGISTER_RO, 0, N_ ("interrupt, if let through"), mis_fields, 1 },
  { "RTCICR", ICR, 4, STRATA_REGISTER_WO, 0, N_ ("clears the interrupt"), icr_fields, 1 },
  STRATA_PRIMECELL_REGISTERS (0x31, 0x10, 0x04, 0x00),
};

static guint64
get_second (StrataPl031 *self)
{
  return strata_clock_get_time (strata_device_get_clock (STRATA_DEVICE (self))) / SECOND;
}

/* What it counts from. Who runs the board says late which date the clock has. */
static guint32
get_date (StrataPl031 *self)
{
  if (!self->running)
    return 0;
  if (self->start != NULL)
    return (guint32) self->start_seconds;
  return (guint32) strata_clock_get_epoch (strata_device_get_clock (STRATA_DEVICE (self)));
}

static guint32
get_counter (StrataPl031 *self)
{
  return get_date (self) + self->delta + (self->is_enabled ? (guint32) get_second (self) : 0);
}

static void
set_counter (StrataPl031 *self, guint32 value)
{
  self->delta += value - get_counter (self);
}

/* Whether the counter has come to the match since it was last looked at */
static gboolean
has_matched (StrataPl031 *self)
{
  guint64 now = get_second (self);
  guint64 last_match;
  guint32 since;

  if (self->ris || !self->is_enabled)
    return self->ris;
  since = get_counter (self) - self->match;
  if (since > now)
    return FALSE;
  last_match = now - since;
  return last_match > self->checked;
}

static void
notice_match (StrataPl031 *self)
{
  self->ris = has_matched (self);
  self->checked = get_second (self);
}

/* An edit may bring the two together at once. */
static void
compare (StrataPl031 *self)
{
  if (self->is_enabled && get_counter (self) == self->match)
    self->ris = TRUE;
}

static void
update (StrataPl031 *self)
{
  guint64 now = get_second (self);
  guint64 until = (guint32) (self->match - get_counter (self));

  strata_line_set_level (self->irq, self->ris && self->imsc);
  if (until == 0)
    until = G_GUINT64_CONSTANT (1) << 32; /* it has been noticed; the next is a round later */
  if (self->is_enabled && self->imsc && !self->ris && now + until <= G_MAXUINT64 / SECOND)
    strata_timer_set (self->timer, (now + until) * SECOND);
  else
    strata_timer_cancel (self->timer);
}

static void
timer_cb (gpointer user_data)
{
  notice_match (user_data);
  update (user_data);
}

static guint32
look (StrataPl031 *self, guint64 offset)
{
  static const guint8 ids[] = { 0x31, 0x10, 0x04, 0x00 };

  if (offset >= STRATA_PRIMECELL_ID)
    return strata_primecell_get_id (ids, offset);
  switch (offset)
    {
    case DR:
      return get_counter (self);
    case MR:
      return self->match;
    case LR:
      return self->load;
    case CR:
      return self->is_enabled;
    case IMSC:
      return self->imsc;
    case RIS:
      return has_matched (self);
    case MIS:
      return has_matched (self) && self->imsc;
    default:
      return 0;
    }
}

static guint64
pl031_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  return look (user_data, offset);
}

static gboolean
pl031_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  *value = look (user_data, offset);
  return TRUE;
}

static void
pl031_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataPl031 *self = user_data;
  guint32 counter = get_counter (self);

  notice_match (self);
  switch (offset)
    {
    case MR:
      self->match = (guint32) value;
      compare (self);
      break;
    case LR:
      self->load = (guint32) value;
      set_counter (self, self->load);
      compare (self);
      break;
    case CR:
      if (!self->is_enabled && (value & 1)) /* it is never stopped again */
        {
          self->is_enabled = TRUE;
          set_counter (self, counter);
        }
      break;
    case IMSC:
      self->imsc = value & 1;
      break;
    case ICR:
      if (value & 1)
        self->ris = FALSE;
      break;
    default:
      break;
    }
  update (self);
}

static const StrataRegionOps ops = {
  .read = pl031_read,
  .write = pl031_write,
  .peek = pl031_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 4, .max = 4 },
};

/* {{{ The device */

/* The date is kept over a reset. */
static void
strata_pl031_reset (StrataDevice *device)
{
  StrataPl031 *self = STRATA_PL031 (device);

  self->match = self->load = 0;
  self->imsc = self->ris = FALSE;
  self->checked = get_second (self);
  update (self);
}

static gboolean
strata_pl031_realize (StrataDevice *device, GError **error)
{
  StrataPl031 *self = STRATA_PL031 (device);

  if (self->start != NULL)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (self->start, utc);

      if (date == NULL)
        {
          g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                       _ ("start: “%.40s” is no date: write 2026-07-01T12:00:00"), self->start);
          return FALSE;
        }
      self->start_seconds = g_date_time_to_unix (date);
    }
  self->is_enabled = self->running;
  self->region = strata_device_offer_mmio (device, "registers", "pl031", STRATA_PRIMECELL_SIZE,
                                           &ops);
  strata_device_add_bank (device, "PL031", self->region, registers, G_N_ELEMENTS (registers));
  self->irq = strata_device_add_output (device, "irq", 0);
  self->timer = strata_timer_new (strata_device_get_clock (device), timer_cb, self);
  return TRUE;
}

static void
strata_pl031_dispose (GObject *object)
{
  StrataPl031 *self = STRATA_PL031 (object);

  g_clear_pointer (&self->timer, strata_timer_free);
  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_pl031_parent_class)->dispose (object);
}

static void
strata_pl031_finalize (GObject *object)
{
  g_free (STRATA_PL031 (object)->start);

  G_OBJECT_CLASS (strata_pl031_parent_class)->finalize (object);
}

static void
strata_pl031_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataPl031 *self = STRATA_PL031 (object);

  switch (prop_id)
    {
    case PROP_START:
      g_value_set_string (value, self->start);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pl031_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StrataPl031 *self = STRATA_PL031 (object);

  switch (prop_id)
    {
    case PROP_START:
      g_free (self->start);
      self->start = g_value_dup_string (value);
      break;
    case PROP_RUNNING:
      self->running = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pl031_class_init (StrataPl031Class *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_pl031_dispose;
  object_class->finalize = strata_pl031_finalize;
  object_class->get_property = strata_pl031_get_property;
  object_class->set_property = strata_pl031_set_property;
  device_class->model = "pl031";
  device_class->summary = N_ ("real time clock (PrimeCell PL031)");
  device_class->realize = strata_pl031_realize;
  device_class->reset = strata_pl031_reset;

  properties[PROP_START] = g_param_spec_string (
      "start", NULL, "The date at power-on (UTC); that of the board's clock if it has none", NULL,
      flags);
  properties[PROP_RUNNING] = g_param_spec_boolean (
      "running", NULL, "Whether it counts from power-on; else from 0 once it is started", TRUE,
      flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_pl031_init (StrataPl031 *self)
{
  self->running = TRUE;
}

/* }}} */
