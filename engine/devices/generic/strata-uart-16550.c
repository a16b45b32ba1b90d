/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The 16550A serial port, after National Semiconductor's data sheet of the PC16550D.
 *
 * Characters go out at once: nothing is ever on its way in the transmitter. The length of a
 * character only counts for the time after which a receiver's FIFO that is not read announces
 * itself; all 8 bits are passed on, whatever the word length. Characters from outside wait at the
 * port while there is no room, so that only a loopback can overrun the receiver. */

#include "strata-uart-16550-private.h"

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-char-port.h"
#include "strata-uart-16550-registers-private.h"
#include "strata-uart-receiver-private.h"

enum
{
  IER_RDA = 0x01,
  IER_THRE = 0x02,
  IER_RLS = 0x04,
  IER_MSR = 0x08,

  IIR_NONE = 0x01,
  IIR_MSR = 0x00,
  IIR_THRE = 0x02,
  IIR_RDA = 0x04,
  IIR_RLS = 0x06,
  IIR_TIMEOUT = 0x0c,
  IIR_FIFOS = 0xc0,

  LCR_STOP = 0x04,
  LCR_PARITY = 0x08,
  LCR_BREAK = 0x40,
  LCR_DLAB = 0x80,

  MCR_DTR = 0x01,
  MCR_RTS = 0x02,
  MCR_OUT1 = 0x04,
  MCR_OUT2 = 0x08,
  MCR_LOOP = 0x10,

  LSR_THRE = 0x20,
  LSR_TEMT = 0x40,

  MSR_CTS = 0x10,
  MSR_DSR = 0x20,
  MSR_RI = 0x40,
  MSR_DCD = 0x80,
};

enum
{
  DATA,
  IER,
  IIR,
  LCR,
  MCR,
  LSR,
  MSR,
  SCR,
  N_PORTS
};

/* How many characters long the receiver's FIFO may rest before it announces itself */
#define TIMEOUT_CHARS 4

struct _StrataUart16550
{
  StrataDevice parent_instance;

  guint register_shift;
  guint clock_frequency; /* in Hz */
  gboolean connected;
  StrataRegion *region;
  StrataCharPort *port;
  StrataLine *irq;
  StrataTimer *timer; /* of the receiver's timeout */
  StrataRegister registers[STRATA_UART_16550_N_REGISTERS];

  StrataUartReceiver receiver;
  gboolean is_timed_out;
  gboolean is_thre_pending;
  guint8 ier, lcr, mcr, msr, scr;
  guint16 divisor;
};

enum
{
  PROP_0,
  PROP_REGISTER_SHIFT,
  PROP_CLOCK_FREQUENCY,
  PROP_CONNECTED,
  PROP_PORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataUart16550, strata_uart_16550, STRATA_TYPE_DEVICE)

/* {{{ Interrupts */

static guint8
get_iir (StrataUart16550 *self)
{
  const StrataUartReceiver *receiver = &self->receiver;
  guint8 fifos = strata_uart_receiver_has_fifo (receiver) ? IIR_FIFOS : 0;

  if ((self->ier & IER_RLS) && receiver->errors != 0)
    return fifos | IIR_RLS;
  if ((self->ier & IER_RDA) && strata_uart_receiver_is_at_trigger (receiver))
    return fifos | IIR_RDA;
  if ((self->ier & IER_RDA) && self->is_timed_out)
    return fifos | IIR_TIMEOUT;
  if ((self->ier & IER_THRE) && self->is_thre_pending)
    return fifos | IIR_THRE;
  if ((self->ier & IER_MSR) && (self->msr & 0x0f) != 0)
    return fifos | IIR_MSR;
  return fifos | IIR_NONE;
}

static void
update_irq (StrataUart16550 *self)
{
  strata_line_set_level (self->irq, !(get_iir (self) & IIR_NONE));
}

/* In nanoseconds: the start bit, the word, parity and stop bits, each 16 ticks of the divided
 * clock */
static guint64
get_char_time (StrataUart16550 *self)
{
  guint bits = 1 + 5 + (self->lcr & 3) + (self->lcr & LCR_PARITY ? 1 : 0) +
               (self->lcr & LCR_STOP ? 2 : 1);

  return G_GUINT64_CONSTANT (1000000000) * 16 * MAX (self->divisor, 1) * bits /
         self->clock_frequency;
}

/* The receiver's FIFO was written or read: its rest begins anew. */
static void
restart_timeout (StrataUart16550 *self)
{
  self->is_timed_out = FALSE;
  if (!strata_uart_receiver_has_fifo (&self->receiver) || self->receiver.chars.count == 0)
    strata_timer_cancel (self->timer);
  else
    strata_timer_set (self->timer,
                      strata_clock_get_time (strata_device_get_clock (STRATA_DEVICE (self))) +
                          TIMEOUT_CHARS * get_char_time (self));
}

static void
timed_out (gpointer user_data)
{
  StrataUart16550 *self = user_data;

  self->is_timed_out = TRUE;
  update_irq (self);
}

/* }}} */
/* {{{ Receiving and sending */

static void
receive (StrataUart16550 *self, guint16 entry)
{
  strata_uart_receiver_push (&self->receiver, entry);
  restart_timeout (self);
}

/* In a loopback the receiver hears the transmitter and not the port. */
static void
take_chars (gpointer user_data)
{
  StrataUart16550 *self = user_data;
  guint8 byte;

  while (!(self->mcr & MCR_LOOP) && strata_uart_receiver_has_room (&self->receiver) &&
         strata_char_port_take (self->port, &byte))
    receive (self, byte);
  update_irq (self);
}

static guint8
read_data (StrataUart16550 *self)
{
  guint8 byte = strata_uart_receiver_pop (&self->receiver);

  restart_timeout (self);
  take_chars (self);
  return byte;
}

static void
send (StrataUart16550 *self, guint8 byte)
{
  if (self->mcr & MCR_LOOP)
    receive (self, byte);
  else if (!(self->lcr & LCR_BREAK))
    strata_char_port_write (self->port, byte);
  self->is_thre_pending = TRUE; /* it was full for no time, and is empty again */
}

/* }}} */
/* {{{ The registers */

static guint8
get_modem_inputs (StrataUart16550 *self)
{
  if (self->mcr & MCR_LOOP)
    return (self->mcr & MCR_RTS ? MSR_CTS : 0) | (self->mcr & MCR_DTR ? MSR_DSR : 0) |
           (self->mcr & MCR_OUT1 ? MSR_RI : 0) | (self->mcr & MCR_OUT2 ? MSR_DCD : 0);
  return self->connected ? MSR_CTS | MSR_DSR | MSR_DCD : 0;
}

static void
update_modem (StrataUart16550 *self)
{
  guint8 inputs = get_modem_inputs (self);
  guint8 changed = (inputs ^ self->msr) & 0xf0;

  if (inputs & MSR_RI)
    changed &= ~MSR_RI; /* only the end of a ring counts */
  self->msr = inputs | (self->msr & 0x0f) | changed >> 4;
}

/* What a register shows; reading it may change something besides. */
static guint8
look (StrataUart16550 *self, guint number)
{
  gboolean dlab = (self->lcr & LCR_DLAB) != 0;

  switch (number)
    {
    case DATA:
      if (dlab)
        return self->divisor & 0xff;
      return strata_uart_receiver_peek (&self->receiver);
    case IER:
      return dlab ? self->divisor >> 8 : self->ier;
    case IIR:
      return get_iir (self);
    case LCR:
      return self->lcr;
    case MCR:
      return self->mcr;
    case LSR:
      return LSR_THRE | LSR_TEMT | strata_uart_receiver_get_status (&self->receiver);
    case MSR:
      return self->msr;
    default:
      return self->scr;
    }
}

static guint64
uart_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  StrataUart16550 *self = user_data;
  guint number = offset >> self->register_shift;
  guint8 value = look (self, number);

  switch (number)
    {
    case DATA:
      if (!(self->lcr & LCR_DLAB))
        value = read_data (self);
      break;
    case IIR:
      if ((value & 0x0f) == IIR_THRE)
        self->is_thre_pending = FALSE;
      break;
    case LSR:
      self->receiver.errors = 0;
      break;
    case MSR:
      self->msr &= 0xf0;
      break;
    default:
      break;
    }
  update_irq (self);
  return value;
}

static void
write_fcr (StrataUart16550 *self, guint8 value)
{
  if (strata_uart_receiver_control (&self->receiver, value))
    restart_timeout (self);
  take_chars (self);
}

static void
write_lcr (StrataUart16550 *self, guint8 value)
{
  gboolean starts_break = (value & ~self->lcr & LCR_BREAK) != 0;

  self->lcr = value;
  /* a break is a zero without its stop bit */
  if (starts_break && (self->mcr & MCR_LOOP))
    receive (self, STRATA_UART_BREAK);
}

static void
uart_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataUart16550 *self = user_data;
  guint8 byte = (guint8) value;

  switch (offset >> self->register_shift)
    {
    case DATA:
      if (self->lcr & LCR_DLAB)
        self->divisor = (self->divisor & 0xff00) | byte;
      else
        send (self, byte);
      break;
    case IER:
      if (self->lcr & LCR_DLAB)
        {
          self->divisor = (guint16) ((self->divisor & 0x00ff) | byte << 8);
          break;
        }
      /* it is empty, so to ask for that interrupt brings it */
      if (byte & ~self->ier & IER_THRE)
        self->is_thre_pending = TRUE;
      self->ier = byte & 0x0f;
      break;
    case IIR:
      write_fcr (self, byte);
      break;
    case LCR:
      write_lcr (self, byte);
      break;
    case MCR:
      self->mcr = byte & 0x1f;
      update_modem (self);
      take_chars (self);
      break;
    case SCR:
      self->scr = byte;
      break;
    default: /* LSR and MSR: for the test of chips in a factory only */
      break;
    }
  update_irq (self);
}

static gboolean
uart_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  StrataUart16550 *self = user_data;

  *value = look (self, offset >> self->register_shift);
  return TRUE;
}

static gboolean
strata_uart_16550_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                                 const StrataRegister *info, guint64 *value)
{
  StrataUart16550 *self = STRATA_UART_16550 (device);
  guint index = info - bank->registers;

  if (info->access == STRATA_REGISTER_WO)
    return FALSE;
  switch (index)
    {
    case 0:
      *value = strata_uart_receiver_peek (&self->receiver);
      break;
    case 2:
      *value = self->divisor & 0xff;
      break;
    case 3:
      *value = self->divisor >> 8;
      break;
    case 4:
      *value = self->ier;
      break;
    default:
      *value = look (self, strata_uart_16550_registers[index].offset);
    }
  return TRUE;
}

static gboolean
strata_uart_16550_find (StrataDevice *device, const StrataRegisterBank *bank,
                        const StrataRegister *info, StrataRegisterPath *path)
{
  StrataUart16550 *self = STRATA_UART_16550 (device);

  return strata_uart_16550_find_register (info - bank->registers, self->region,
                                          self->register_shift, self->lcr, path);
}

#define OPS(step)                                                                                  \
  {                                                                                                \
    .read = uart_read, .write = uart_write, .peek = uart_peek, .endianness = STRATA_LITTLE_ENDIAN, \
    .impl = { .min = 1, .max = step },                                                             \
  }

/* By the distance of the registers: a larger access goes to one after the other. */
static const StrataRegionOps ops[] = { OPS (1), OPS (2), OPS (4) };

/* }}} */
/* {{{ The device */

static void
strata_uart_16550_reset (StrataDevice *device)
{
  StrataUart16550 *self = STRATA_UART_16550 (device);

  self->ier = 0;
  self->lcr = 0;
  self->mcr = 0;
  self->scr = 0;
  self->divisor = STRATA_UART_16550_DIVISOR;
  self->is_thre_pending = FALSE;
  self->msr = get_modem_inputs (self);
  strata_uart_receiver_reset (&self->receiver);
  restart_timeout (self);
  take_chars (self);
}

static gboolean
strata_uart_16550_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataUart16550 *self = STRATA_UART_16550 (device);

  self->region = strata_device_offer_mmio (device, "ports", "serial",
                                           (guint64) N_PORTS << self->register_shift,
                                           &ops[self->register_shift]);
  self->irq = strata_device_add_output (device, "irq", 0);
  self->timer = strata_timer_new (strata_device_get_clock (device), timed_out, self);
  self->port = strata_char_port_new (strata_device_get_system (device));
  strata_char_port_set_func (self->port, take_chars, self);

  for (guint i = 0; i < STRATA_UART_16550_N_REGISTERS; i++)
    {
      self->registers[i] = strata_uart_16550_registers[i];
      self->registers[i].offset <<= self->register_shift;
    }
  strata_device_add_bank (device, "16550A", self->region, self->registers,
                          STRATA_UART_16550_N_REGISTERS);
  return TRUE;
}

static void
strata_uart_16550_dispose (GObject *object)
{
  StrataUart16550 *self = STRATA_UART_16550 (object);

  if (self->port != NULL)
    strata_char_port_set_func (self->port, NULL, NULL);
  g_clear_object (&self->port);
  g_clear_pointer (&self->timer, strata_timer_free);
  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_uart_16550_parent_class)->dispose (object);
}

static void
strata_uart_16550_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataUart16550 *self = STRATA_UART_16550 (object);

  switch (prop_id)
    {
    case PROP_REGISTER_SHIFT:
      g_value_set_uint (value, self->register_shift);
      break;
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
strata_uart_16550_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  StrataUart16550 *self = STRATA_UART_16550 (object);

  switch (prop_id)
    {
    case PROP_REGISTER_SHIFT:
      self->register_shift = g_value_get_uint (value);
      break;
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
strata_uart_16550_class_init (StrataUart16550Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_uart_16550_dispose;
  object_class->get_property = strata_uart_16550_get_property;
  object_class->set_property = strata_uart_16550_set_property;
  device_class->model = "uart-16550a";
  device_class->summary = N_ ("serial port (16550A)");
  device_class->realize = strata_uart_16550_realize;
  device_class->reset = strata_uart_16550_reset;
  device_class->peek_register = strata_uart_16550_peek_register;
  device_class->find_register = strata_uart_16550_find;

  properties[PROP_REGISTER_SHIFT] = g_param_spec_uint (
      "register-shift", NULL, "Registers are 1, 2 or 4 bytes apart: 0, 1, 2", 0, 2, 0,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLOCK_FREQUENCY] = g_param_spec_uint (
      "clock-frequency", NULL, "Of the crystal, in Hz", 1, G_MAXUINT, 1843200,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTED] = g_param_spec_boolean (
      "connected", NULL, "Whether the other end is ready: CTS, DSR and DCD", TRUE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, "Where its characters come and go",
                                               STRATA_TYPE_CHAR_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_uart_16550_init (StrataUart16550 *self)
{
  self->clock_frequency = 1843200;
  self->connected = TRUE;
}

/* }}} */
