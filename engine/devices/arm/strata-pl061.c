/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The PrimeCell GPIO PL061, after Arm's technical reference manual (DDI 0190): 8 pins, each an
 * input or an output, with interrupts on levels and edges. The alternate functions of pins are not
 * modelled: GPIOAFSEL keeps what is written. */

#include "strata-pl061-private.h"

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-primecell-private.h"

#define N_PINS 8

enum
{
  DATA_LAST = 0x3fc,
  DIRECTION = 0x400,
  IS = 0x404,
  IBE = 0x408,
  IEV = 0x40c,
  IE = 0x410,
  RIS = 0x414,
  MIS = 0x418,
  IC = 0x41c,
  AFSEL = 0x420,
};

struct _StrataPl061
{
  StrataDevice parent_instance;

  StrataRegion *region;
  StrataLine *irq;
  StrataLine *outputs[N_PINS];

  guint8 inputs; /* their levels */
  guint8 data;   /* what the outputs show */
  guint8 edges;  /* those that were seen */
  guint8 dir, is, ibe, iev, ie, afsel;
};

G_DEFINE_FINAL_TYPE (StrataPl061, strata_pl061, STRATA_TYPE_DEVICE)

static const StrataRegister registers[] = {
  { "GPIODATA", DATA_LAST, 4, STRATA_REGISTER_RW, 0, N_ ("pins; address bits 9:2 choose"), NULL,
    0 },
  { "GPIODIR", DIRECTION, 4, STRATA_REGISTER_RW, 0, N_ ("1: output"), NULL, 0 },
  { "GPIOIS", IS, 4, STRATA_REGISTER_RW, 0, N_ ("interrupt on 1: level, 0: edge"), NULL, 0 },
  { "GPIOIBE", IBE, 4, STRATA_REGISTER_RW, 0, N_ ("1: both edges"), NULL, 0 },
  { "GPIOIEV", IEV, 4, STRATA_REGISTER_RW, 0, N_ ("1: rising or high"), NULL, 0 },
  { "GPIOIE", IE, 4, STRATA_REGISTER_RW, 0, N_ ("interrupts let through"), NULL, 0 },
  { "GPIORIS", RIS, 4, STRATA_REGISTER_RO, 0, N_ ("interrupts"), NULL, 0 },
  { "GPIOMIS", MIS, 4, STRATA_REGISTER_RO, 0, N_ ("those let through"), NULL, 0 },
  { "GPIOIC", IC, 4, STRATA_REGISTER_WO, 0, N_ ("clears edges"), NULL, 0 },
  { "GPIOAFSEL", AFSEL, 4, STRATA_REGISTER_RW, 0, N_ ("alternate functions"), NULL, 0 },
  STRATA_PRIMECELL_REGISTERS (0x61, 0x10, 0x04, 0x00),
};

static guint8
get_pins (StrataPl061 *self)
{
  return (self->data & self->dir) | (self->inputs & ~self->dir);
}

/* Edges stay until they are cleared; a level is there as long as the pin has it. */
static guint8
get_interrupts (StrataPl061 *self)
{
  guint8 levels = ~(get_pins (self) ^ self->iev) & ~self->dir;

  return (levels & self->is) | (self->edges & ~self->is);
}

static void
update (StrataPl061 *self)
{
  for (guint i = 0; i < N_PINS; i++)
    strata_line_set_level (self->outputs[i], (self->data & self->dir) >> i & 1);
  strata_line_set_level (self->irq, (get_interrupts (self) & self->ie) != 0);
}

/* The input pins have come to other levels. */
static void
notice_edges (StrataPl061 *self, guint8 before)
{
  guint8 changed = (before ^ get_pins (self)) & ~self->dir & ~self->is;
  guint8 rising = get_pins (self);

  self->edges |= changed & (self->ibe | ~(rising ^ self->iev));
}

static void
input_changed (StrataDevice *device, guint number, gboolean level)
{
  StrataPl061 *self = STRATA_PL061 (device);
  guint8 before = get_pins (self);

  self->inputs = level ? self->inputs | 1u << number : self->inputs & ~(1u << number);
  notice_edges (self, before);
  update (self);
}

static guint8
look (StrataPl061 *self, guint64 offset)
{
  static const guint8 ids[] = { 0x61, 0x10, 0x04, 0x00 };

  if (offset >= STRATA_PRIMECELL_ID)
    return strata_primecell_get_id (ids, offset);
  if (offset <= DATA_LAST)
    return get_pins (self) & offset >> 2;
  switch (offset)
    {
    case DIRECTION:
      return self->dir;
    case IS:
      return self->is;
    case IBE:
      return self->ibe;
    case IEV:
      return self->iev;
    case IE:
      return self->ie;
    case RIS:
      return get_interrupts (self);
    case MIS:
      return get_interrupts (self) & self->ie;
    case AFSEL:
      return self->afsel;
    default:
      return 0;
    }
}

static guint64
pl061_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  return look (user_data, offset);
}

static gboolean
pl061_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  *value = look (user_data, offset);
  return TRUE;
}

static void
pl061_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataPl061 *self = user_data;
  guint8 byte = (guint8) value;
  guint8 chosen = offset <= DATA_LAST ? offset >> 2 & 0xff : 0;

  switch (offset)
    {
    case DIRECTION:
      self->dir = byte;
      break;
    case IS:
      self->is = byte;
      break;
    case IBE:
      self->ibe = byte;
      break;
    case IEV:
      self->iev = byte;
      break;
    case IE:
      self->ie = byte;
      break;
    case IC:
      self->edges &= ~byte;
      break;
    case AFSEL:
      self->afsel = byte;
      break;
    default:
      chosen &= self->dir;
      self->data = (self->data & ~chosen) | (byte & chosen);
      break;
    }
  update (self);
}

static const StrataRegionOps ops = {
  .read = pl061_read,
  .write = pl061_write,
  .peek = pl061_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 4, .max = 4 },
};

/* {{{ The device */

static void
strata_pl061_reset (StrataDevice *device)
{
  StrataPl061 *self = STRATA_PL061 (device);

  self->data = self->edges = self->dir = self->is = self->ibe = 0;
  self->iev = self->ie = self->afsel = 0;
  update (self);
}

static gboolean
strata_pl061_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataPl061 *self = STRATA_PL061 (device);

  self->region = strata_device_offer_mmio (device, "registers", "pl061", STRATA_PRIMECELL_SIZE,
                                           &ops);
  strata_device_add_bank (device, "PL061", self->region, registers, G_N_ELEMENTS (registers));
  self->irq = strata_device_add_output (device, "irq", 0);
  for (guint i = 0; i < N_PINS; i++)
    self->outputs[i] = strata_device_add_output (device, "gpio", i);
  strata_device_add_inputs (device, "gpio", N_PINS, input_changed);
  return TRUE;
}

static void
strata_pl061_dispose (GObject *object)
{
  StrataPl061 *self = STRATA_PL061 (object);

  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_pl061_parent_class)->dispose (object);
}

static void
strata_pl061_class_init (StrataPl061Class *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_pl061_dispose;
  device_class->model = "pl061";
  device_class->summary = N_ ("8 pins (PrimeCell GPIO PL061)");
  device_class->realize = strata_pl061_realize;
  device_class->reset = strata_pl061_reset;
}

static void
strata_pl061_init (StrataPl061 *self G_GNUC_UNUSED)
{
}

/* }}} */
