/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The PrimeCell UART PL011, revision r1p1, after Arm's technical reference manual (DDI 0183).
 *
 * Characters go out at once, as soon as the UART and its transmitter are on; until then they wait
 * in the FIFO. The word length only counts for the time after which a receiver that is not read
 * announces itself. Characters from outside wait at the port while there is no room, so that only
 * a loopback can overrun the receiver. Not modelled: DMA, IrDA, the registers for tests. */

#include "strata-pl011-private.h"

#include "devices/generic/strata-char-fifo-private.h"
#include "devices/generic/strata-char-port.h"
#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-pl011-registers-private.h"
#include "strata-primecell-private.h"

enum
{
  DR_BREAK = 0x400,

  RSR_OVERRUN = 0x8,

  FR_CTS = 0x001,
  FR_DSR = 0x002,
  FR_DCD = 0x004,
  FR_RXFE = 0x010,
  FR_TXFF = 0x020,
  FR_RXFF = 0x040,
  FR_TXFE = 0x080,
  FR_RI = 0x100,

  LCR_H_BREAK = 0x01,
  LCR_H_PARITY = 0x02,
  LCR_H_STOP = 0x08,
  LCR_H_FIFOS = 0x10,

  CR_ON = 0x001,
  CR_LOOPBACK = 0x080,
  CR_TRANSMIT = 0x100,
  CR_RECEIVE = 0x200,
  CR_DTR = 0x400,
  CR_RTS = 0x800,
  CR_OUT1 = 0x1000,
  CR_OUT2 = 0x2000,

  INT_RI = 0x001,
  INT_CTS = 0x002,
  INT_DCD = 0x004,
  INT_DSR = 0x008,
  INT_RECEIVE = 0x010,
  INT_TRANSMIT = 0x020,
  INT_TIMEOUT = 0x040,
  INT_BREAK = 0x200,
  INT_OVERRUN = 0x400,
  INT_ALL = 0x7ff,
};

/* How many bit times the receiver's FIFO may rest before it announces itself */
#define TIMEOUT_BITS 32

#define DEFAULT_FREQUENCY 24000000

struct _StrataPl011
{
  StrataDevice parent_instance;

  guint clock_frequency; /* in Hz */
  gboolean connected;
  StrataRegion *region;
  StrataCharPort *port;
  StrataLine *irq;
  StrataTimer *timer; /* of the receiver's timeout */

  StrataCharFifo received; /* with errors, as DR shows them */
  StrataCharFifo to_send;  /* while the transmitter is off */
  gboolean has_overrun;    /* the next character is marked with it */
  guint modem;             /* FR_CTS, FR_DSR, FR_DCD, FR_RI */
  guint rsr, ilpr, ibrd, fbrd, lcr_h, cr, ifls, imsc, ris, dmacr;
};

enum
{
  PROP_0,
  PROP_CLOCK_FREQUENCY,
  PROP_CONNECTED,
  PROP_PORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataPl011, strata_pl011, STRATA_TYPE_DEVICE)

/* {{{ Interrupts */

static void
update_irq (StrataPl011 *self)
{
  strata_line_set_level (self->irq, (self->ris & self->imsc) != 0);
}

static guint
get_depth (StrataPl011 *self)
{
  return self->lcr_h & LCR_H_FIFOS ? STRATA_CHAR_FIFO_DEPTH : 1;
}

/* How full the receiver is to be for its interrupt */
static guint
get_trigger (StrataPl011 *self)
{
  static const guint8 eighths[] = { 1, 2, 4, 6, 7, 7, 7, 7 };

  return self->lcr_h & LCR_H_FIFOS ? STRATA_CHAR_FIFO_DEPTH * eighths[self->ifls >> 3 & 7] / 8 : 1;
}

/* In nanoseconds: the divisor counts in 64ths, and 16 of its ticks make a bit. */
static guint64
get_bit_time (StrataPl011 *self)
{
  guint64 divisor = MAX (self->ibrd * 64 + self->fbrd, 1);

  return G_GUINT64_CONSTANT (1000000000) * 16 * divisor / 64 / self->clock_frequency;
}

static void
restart_timeout (StrataPl011 *self)
{
  if (self->received.count == 0)
    strata_timer_cancel (self->timer);
  else
    strata_timer_set (self->timer,
                      strata_clock_get_time (strata_device_get_clock (STRATA_DEVICE (self))) +
                          TIMEOUT_BITS * get_bit_time (self));
}

static void
timed_out (gpointer user_data)
{
  StrataPl011 *self = user_data;

  self->ris |= INT_TIMEOUT;
  update_irq (self);
}

/* }}} */
/* {{{ Receiving and sending */

static void
receive (StrataPl011 *self, guint16 entry)
{
  if (self->received.count >= get_depth (self))
    {
      self->has_overrun = TRUE;
      self->rsr |= RSR_OVERRUN;
      self->ris |= INT_OVERRUN;
      return;
    }
  if (entry & DR_BREAK)
    self->ris |= INT_BREAK;
  strata_char_fifo_push (&self->received, entry);
  if (self->received.count >= get_trigger (self))
    self->ris |= INT_RECEIVE;
  restart_timeout (self);
}

static gboolean
can_receive (StrataPl011 *self)
{
  return (self->cr & (CR_ON | CR_RECEIVE | CR_LOOPBACK)) == (CR_ON | CR_RECEIVE) &&
         self->received.count < get_depth (self);
}

static void
take_chars (gpointer user_data)
{
  StrataPl011 *self = user_data;
  guint8 byte;

  while (can_receive (self) && strata_char_port_take (self->port, &byte))
    receive (self, byte);
  update_irq (self);
}

static guint
read_data (StrataPl011 *self)
{
  guint entry = 0;

  if (self->received.count > 0)
    {
      entry = strata_char_fifo_pop (&self->received);
      /* the errors of this character; an overrun stays until it is cleared */
      self->rsr = (self->rsr & RSR_OVERRUN) | (entry >> 8 & 7);
    }
  if (self->has_overrun)
    entry |= RSR_OVERRUN << 8;
  self->has_overrun = FALSE;
  if (self->received.count < get_trigger (self))
    self->ris &= ~INT_RECEIVE;
  if (self->received.count == 0)
    self->ris &= ~INT_TIMEOUT;
  restart_timeout (self);
  take_chars (self);
  return entry;
}

static void
send_waiting (StrataPl011 *self)
{
  if ((self->cr & (CR_ON | CR_TRANSMIT)) != (CR_ON | CR_TRANSMIT) || self->to_send.count == 0)
    return;
  while (self->to_send.count > 0)
    {
      guint8 byte = (guint8) strata_char_fifo_pop (&self->to_send);

      if (!(self->cr & CR_LOOPBACK))
        strata_char_port_write (self->port, byte);
      else if (self->cr & CR_RECEIVE)
        receive (self, byte);
    }
  /* it has gone down past every level, or become empty */
  self->ris |= INT_TRANSMIT;
}

static void
write_data (StrataPl011 *self, guint8 byte)
{
  if (self->to_send.count >= get_depth (self))
    return; /* full: the character is lost */
  strata_char_fifo_push (&self->to_send, byte);
  if ((self->cr & (CR_ON | CR_TRANSMIT)) != (CR_ON | CR_TRANSMIT) && self->to_send.count == 1)
    strata_device_log (STRATA_DEVICE (self),
                       _ ("a character waits: the transmitter is off (UARTCR: UARTEN, TXE)"));
  send_waiting (self);
}

/* }}} */
/* {{{ The registers */

static guint
get_modem_inputs (StrataPl011 *self)
{
  if (self->cr & CR_LOOPBACK)
    return (self->cr & CR_RTS ? FR_CTS : 0) | (self->cr & CR_DTR ? FR_DSR : 0) |
           (self->cr & CR_OUT1 ? FR_DCD : 0) | (self->cr & CR_OUT2 ? FR_RI : 0);
  return self->connected ? FR_CTS | FR_DSR | FR_DCD : 0;
}

static void
update_modem (StrataPl011 *self)
{
  guint inputs = get_modem_inputs (self);
  guint changed = inputs ^ self->modem;

  self->modem = inputs;
  self->ris |= (changed & FR_CTS ? INT_CTS : 0) | (changed & FR_DSR ? INT_DSR : 0) |
               (changed & FR_DCD ? INT_DCD : 0) | (changed & FR_RI ? INT_RI : 0);
}

static guint
get_flags (StrataPl011 *self)
{
  return self->modem | (self->received.count == 0 ? FR_RXFE : 0) |
         (self->received.count >= get_depth (self) ? FR_RXFF : 0) |
         (self->to_send.count == 0 ? FR_TXFE : 0) |
         (self->to_send.count >= get_depth (self) ? FR_TXFF : 0);
}

static guint
look (StrataPl011 *self, guint64 offset)
{
  static const guint8 ids[] = { 0x11, 0x10, 0x14, 0x00 };

  if (offset >= STRATA_PRIMECELL_ID)
    return strata_primecell_get_id (ids, offset);
  switch (offset)
    {
    case STRATA_PL011_DR:
      return (self->received.count > 0 ? strata_char_fifo_get (&self->received, 0) : 0) |
             (self->has_overrun ? RSR_OVERRUN << 8 : 0);
    case STRATA_PL011_RSR:
      return self->rsr;
    case STRATA_PL011_FR:
      return get_flags (self);
    case STRATA_PL011_ILPR:
      return self->ilpr;
    case STRATA_PL011_IBRD:
      return self->ibrd;
    case STRATA_PL011_FBRD:
      return self->fbrd;
    case STRATA_PL011_LCR_H:
      return self->lcr_h;
    case STRATA_PL011_CR:
      return self->cr;
    case STRATA_PL011_IFLS:
      return self->ifls;
    case STRATA_PL011_IMSC:
      return self->imsc;
    case STRATA_PL011_RIS:
      return self->ris;
    case STRATA_PL011_MIS:
      return self->ris & self->imsc;
    case STRATA_PL011_DMACR:
      return self->dmacr;
    default:
      return 0;
    }
}

static guint64
pl011_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  StrataPl011 *self = user_data;

  return offset == STRATA_PL011_DR ? read_data (self) : look (self, offset);
}

static gboolean
pl011_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  *value = look (user_data, offset);
  return TRUE;
}

static void
write_lcr_h (StrataPl011 *self, guint value)
{
  guint changed = (self->lcr_h ^ value) & 0xff;

  self->lcr_h = value & 0xff;
  if (changed & LCR_H_FIFOS)
    {
      strata_char_fifo_clear (&self->received);
      strata_char_fifo_clear (&self->to_send);
      restart_timeout (self);
    }
  if ((changed & value & LCR_H_BREAK) &&
      (self->cr & (CR_ON | CR_RECEIVE | CR_LOOPBACK)) == (CR_ON | CR_RECEIVE | CR_LOOPBACK))
    receive (self, DR_BREAK);
  take_chars (self);
}

static void
pl011_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataPl011 *self = user_data;

  switch (offset)
    {
    case STRATA_PL011_DR:
      write_data (self, (guint8) value);
      break;
    case STRATA_PL011_RSR:
      self->rsr = 0;
      break;
    case STRATA_PL011_ILPR:
      self->ilpr = value & 0xff;
      break;
    case STRATA_PL011_IBRD:
      self->ibrd = value & 0xffff;
      break;
    case STRATA_PL011_FBRD:
      self->fbrd = value & 0x3f;
      break;
    case STRATA_PL011_LCR_H:
      write_lcr_h (self, value);
      break;
    case STRATA_PL011_CR:
      self->cr = value & 0xff87;
      update_modem (self);
      send_waiting (self);
      take_chars (self);
      break;
    case STRATA_PL011_IFLS:
      self->ifls = value & 0x3f;
      break;
    case STRATA_PL011_IMSC:
      self->imsc = value & INT_ALL;
      break;
    case STRATA_PL011_ICR:
      self->ris &= ~value;
      break;
    case STRATA_PL011_DMACR:
      self->dmacr = value & 7;
      break;
    default:
      break;
    }
  update_irq (self);
}

static const StrataRegionOps ops = {
  .read = pl011_read,
  .write = pl011_write,
  .peek = pl011_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 4, .max = 4 },
};

/* }}} */
/* {{{ The device */

static void
strata_pl011_reset (StrataDevice *device)
{
  StrataPl011 *self = STRATA_PL011 (device);

  strata_char_fifo_clear (&self->received);
  strata_char_fifo_clear (&self->to_send);
  self->has_overrun = FALSE;
  self->rsr = self->ilpr = self->ibrd = self->fbrd = self->lcr_h = 0;
  self->imsc = self->ris = self->dmacr = 0;
  self->cr = CR_TRANSMIT | CR_RECEIVE;
  self->ifls = 0x12;
  self->modem = get_modem_inputs (self);
  restart_timeout (self);
  update_irq (self);
}

static gboolean
strata_pl011_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataPl011 *self = STRATA_PL011 (device);
  StrataSystem *system = strata_device_get_system (device);

  self->region = strata_device_offer_mmio (device, "registers", "pl011", STRATA_PRIMECELL_SIZE,
                                           &ops);
  strata_pl011_describe (device, self->region);
  self->irq = strata_device_add_output (device, "irq", 0);
  self->timer = strata_timer_new (strata_device_get_clock (device), timed_out, self);
  self->port = strata_char_port_new (system);
  strata_char_port_set_func (self->port, take_chars, self);
  return TRUE;
}

static void
strata_pl011_dispose (GObject *object)
{
  StrataPl011 *self = STRATA_PL011 (object);

  if (self->port != NULL)
    strata_char_port_set_func (self->port, NULL, NULL);
  g_clear_object (&self->port);
  g_clear_pointer (&self->timer, strata_timer_free);
  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_pl011_parent_class)->dispose (object);
}

static void
strata_pl011_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataPl011 *self = STRATA_PL011 (object);

  switch (prop_id)
    {
    case PROP_CLOCK_FREQUENCY:
      g_value_set_uint (value, self->clock_frequency);
      break;
    case PROP_CONNECTED:
      g_value_set_boolean (value, self->connected);
      break;
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pl011_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StrataPl011 *self = STRATA_PL011 (object);

  switch (prop_id)
    {
    case PROP_CLOCK_FREQUENCY:
      self->clock_frequency = g_value_get_uint (value);
      break;
    case PROP_CONNECTED:
      self->connected = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pl011_class_init (StrataPl011Class *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_pl011_dispose;
  object_class->get_property = strata_pl011_get_property;
  object_class->set_property = strata_pl011_set_property;
  device_class->model = "pl011";
  device_class->summary = N_ ("serial port (PrimeCell PL011)");
  device_class->realize = strata_pl011_realize;
  device_class->reset = strata_pl011_reset;

  properties[PROP_CLOCK_FREQUENCY] = g_param_spec_uint ("clock-frequency", NULL, "UARTCLK, in Hz",
                                                        1, G_MAXUINT, DEFAULT_FREQUENCY, flags);
  properties[PROP_CONNECTED] = g_param_spec_boolean (
      "connected", NULL, "Whether the other end is ready: CTS, DSR and DCD", FALSE, flags);
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, "Where its characters come and go",
                                               STRATA_TYPE_CHAR_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_pl011_init (StrataPl011 *self)
{
  self->clock_frequency = DEFAULT_FREQUENCY;
}

/* }}} */
