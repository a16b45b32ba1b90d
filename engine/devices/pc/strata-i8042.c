/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The keyboard controller of a PC, an 8042 with IBM's program in it, after the chapter "Keyboard
 * and Auxiliary Device Controller" of the PS/2 Hardware Interface Technical Reference; with it a
 * keyboard and a mouse. Everything is done at once: the input buffer is never seen full. */

#include "strata-i8042-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-ps2-private.h"

enum
{
  STATUS_OBF = 0x01,
  STATUS_SYS = 0x04,
  STATUS_COMMAND = 0x08,
  STATUS_UNLOCKED = 0x10,
  STATUS_AUX = 0x20,

  MODE_KEYBOARD_INTERRUPT = 0x01,
  MODE_MOUSE_INTERRUPT = 0x02,
  MODE_SYS = 0x04,
  MODE_NO_KEYBOARD = 0x10,
  MODE_NO_MOUSE = 0x20,
  MODE_TRANSLATE = 0x40,
  MODE_POWER_ON = MODE_KEYBOARD_INTERRUPT | MODE_MOUSE_INTERRUPT,

  OUTPUT_NO_RESET = 0x01,
  OUTPUT_A20 = 0x02,
  OUTPUT_KEYBOARD_INTERRUPT = 0x10,
  OUTPUT_MOUSE_INTERRUPT = 0x20,
  OUTPUT_POWER_ON = 0xcf,

  INPUT_UNLOCKED = 0x80,

  COMMAND_READ_RAM = 0x20,  /* to 0x3f */
  COMMAND_WRITE_RAM = 0x60, /* to 0x7f */
  COMMAND_DISABLE_MOUSE = 0xa7,
  COMMAND_ENABLE_MOUSE = 0xa8,
  COMMAND_TEST_MOUSE = 0xa9,
  COMMAND_SELF_TEST = 0xaa,
  COMMAND_TEST_KEYBOARD = 0xab,
  COMMAND_DISABLE_KEYBOARD = 0xad,
  COMMAND_ENABLE_KEYBOARD = 0xae,
  COMMAND_READ_INPUT = 0xc0,
  COMMAND_READ_OUTPUT = 0xd0,
  COMMAND_WRITE_OUTPUT = 0xd1,
  COMMAND_WRITE_KEYBOARD_BUFFER = 0xd2,
  COMMAND_WRITE_MOUSE_BUFFER = 0xd3,
  COMMAND_WRITE_MOUSE = 0xd4,
  COMMAND_DISABLE_A20 = 0xdd,
  COMMAND_ENABLE_A20 = 0xdf,
  COMMAND_READ_TEST = 0xe0,
  COMMAND_PULSE = 0xf0, /* to 0xff: the bits that are clear */

  SELF_TEST_PASSED = 0x55,
  BREAK = 0xf0,
};

#define N_RAM 32

typedef enum
{
  FROM_KEYBOARD,
  FROM_MOUSE,
} Source;

struct _StrataI8042
{
  StrataDevice parent_instance;

  StrataRegion *data_port;
  StrataRegion *command_port;
  StrataLine *keyboard_line;
  StrataLine *mouse_line;
  StrataLine *a20;
  StrataLine *reset;

  StrataPs2Keyboard keyboard;
  StrataPs2Mouse mouse;
  gboolean is_break; /* the key whose code comes next was let go */

  guint8 ram[N_RAM]; /* its first byte is the mode, IBM's "command byte" */
  guint8 output;     /* the output port */
  guint8 command;    /* whose argument comes next; 0 if none */
  gboolean is_tested;
  gboolean was_command;

  /* The output buffer, and what the controller itself has to say while it is full */
  guint8 data;
  Source source;
  gboolean is_full;
  guint8 reply;
  Source reply_source;
  gboolean has_reply;
};

G_DEFINE_FINAL_TYPE (StrataI8042, strata_i8042, STRATA_TYPE_DEVICE)

/* {{{ The registers as IBM lists them */

static const StrataField status_fields[] = {
  STRATA_BIT ("OBF", 0, RO), STRATA_BIT ("IBF", 1, RO), STRATA_BIT ("SYS", 2, RO),
  STRATA_BIT ("A2", 3, RO), STRATA_BIT ("INH", 4, RO), STRATA_BIT ("AUXB", 5, RO),
  STRATA_BIT ("TIMEOUT", 6, RO), STRATA_BIT ("PARITY", 7, RO),
};
static const StrataField mode_fields[] = {
  STRATA_BIT ("INT", 0, RW), STRATA_BIT ("INT2", 1, RW), STRATA_BIT ("SYS", 2, RW),
  STRATA_BIT ("EN", 4, RW), STRATA_BIT ("EN2", 5, RW), STRATA_BIT ("XLATE", 6, RW),
};
static const StrataField output_fields[] = {
  STRATA_BIT ("RESET", 0, RW),
  STRATA_BIT ("A20", 1, RW),
  STRATA_BIT ("IRQ1", 4, RO),
  STRATA_BIT ("IRQ12", 5, RO),
};

static const StrataRegister data_registers[] = {
  { "DATA", 0, 1, STRATA_REGISTER_RW, 0, N_ ("from and to the keyboard, or as the command says"),
    NULL, 0 },
};
static const StrataRegister command_registers[] = {
  { "STATUS", 0, 1, STRATA_REGISTER_RO, 0x18, NULL, STRATA_ALL (status_fields) },
  { "COMMAND", 0, 1, STRATA_REGISTER_WO, 0, N_ ("to the controller"), NULL, 0 },
};

enum
{
  REGISTER_MODE,
  REGISTER_OUTPUT,
};

static const StrataRegister inner_registers[] = {
  { "COMMAND BYTE", REGISTER_MODE, 1, STRATA_REGISTER_RW, MODE_POWER_ON,
    N_ ("read by command 0x20, written by 0x60"), STRATA_ALL (mode_fields) },
  { "OUTPUT PORT", REGISTER_OUTPUT, 1, STRATA_REGISTER_RW, OUTPUT_POWER_ON,
    N_ ("read by command 0xd0, written by 0xd1"), STRATA_ALL (output_fields) },
};

/* }}} */
/* {{{ The output buffer */

static guint8
get_mode (StrataI8042 *self)
{
  return self->ram[0];
}

/* The controller turns set 2 into set 1, where a bit and not a code of its own says that a key
 * was let go. */
static gboolean
take_from_keyboard (StrataI8042 *self, guint8 *byte)
{
  while (strata_ps2_queue_take (&self->keyboard.queue, byte))
    {
      if ((get_mode (self) & MODE_TRANSLATE) == 0)
        return TRUE;
      if (*byte != BREAK)
        {
          *byte = strata_ps2_translate (*byte) | (self->is_break ? 0x80 : 0);
          self->is_break = FALSE;
          return TRUE;
        }
      self->is_break = TRUE;
    }
  return FALSE;
}

static gboolean
find_next (StrataI8042 *self, guint8 *byte, Source *source)
{
  if (self->has_reply)
    {
      self->has_reply = FALSE;
      *byte = self->reply;
      *source = self->reply_source;
      return TRUE;
    }
  *source = FROM_KEYBOARD;
  if ((get_mode (self) & MODE_NO_KEYBOARD) == 0 && take_from_keyboard (self, byte))
    return TRUE;
  *source = FROM_MOUSE;
  return (get_mode (self) & MODE_NO_MOUSE) == 0 && strata_ps2_queue_take (&self->mouse.queue, byte);
}

static guint8
get_interrupts (StrataI8042 *self)
{
  if (!self->is_full)
    return 0;
  return get_mode (self) &
         (self->source == FROM_MOUSE ? MODE_MOUSE_INTERRUPT : MODE_KEYBOARD_INTERRUPT);
}

/* Fills the output buffer if it is empty, and sets the lines. */
static void
update (StrataI8042 *self)
{
  if (!self->is_full)
    self->is_full = find_next (self, &self->data, &self->source);
  strata_line_set_level (self->keyboard_line,
                         (get_interrupts (self) & MODE_KEYBOARD_INTERRUPT) != 0);
  strata_line_set_level (self->mouse_line, (get_interrupts (self) & MODE_MOUSE_INTERRUPT) != 0);
}

static void
reply (StrataI8042 *self, guint8 byte, Source source)
{
  self->reply = byte;
  self->reply_source = source;
  self->has_reply = TRUE;
}

/* }}} */
/* {{{ Commands */

static guint8
get_output (StrataI8042 *self)
{
  guint8 interrupts = get_interrupts (self);

  return self->output |
         ((interrupts & MODE_KEYBOARD_INTERRUPT) != 0 ? OUTPUT_KEYBOARD_INTERRUPT : 0) |
         ((interrupts & MODE_MOUSE_INTERRUPT) != 0 ? OUTPUT_MOUSE_INTERRUPT : 0);
}

static void
ask_for_reset (StrataI8042 *self)
{
  strata_device_log (STRATA_DEVICE (self), _ ("the guest asks for a reset"));
  strata_line_pulse (self->reset);
}

static void
set_output (StrataI8042 *self, guint8 value)
{
  gboolean resets = (self->output & ~value & OUTPUT_NO_RESET) != 0;

  self->output = value & ~(OUTPUT_KEYBOARD_INTERRUPT | OUTPUT_MOUSE_INTERRUPT);
  strata_line_set_level (self->a20, (value & OUTPUT_A20) != 0);
  if (resets)
    ask_for_reset (self);
}

static void
set_mode (StrataI8042 *self, guint8 value)
{
  self->ram[0] = value;
  self->is_tested = (value & MODE_SYS) != 0;
}

static void
do_command (StrataI8042 *self, guint8 command)
{
  self->command = 0;
  switch (command)
    {
    case COMMAND_DISABLE_MOUSE:
      self->ram[0] |= MODE_NO_MOUSE;
      break;
    case COMMAND_ENABLE_MOUSE:
      self->ram[0] &= ~MODE_NO_MOUSE;
      break;
    case COMMAND_TEST_MOUSE:
    case COMMAND_TEST_KEYBOARD:
    case COMMAND_READ_TEST:
      reply (self, 0, FROM_KEYBOARD);
      break;
    case COMMAND_SELF_TEST:
      self->is_tested = TRUE;
      reply (self, SELF_TEST_PASSED, FROM_KEYBOARD);
      break;
    case COMMAND_DISABLE_KEYBOARD:
      self->ram[0] |= MODE_NO_KEYBOARD;
      break;
    case COMMAND_ENABLE_KEYBOARD:
      self->ram[0] &= ~MODE_NO_KEYBOARD;
      break;
    case COMMAND_READ_INPUT:
      reply (self, INPUT_UNLOCKED, FROM_KEYBOARD);
      break;
    case COMMAND_READ_OUTPUT:
      reply (self, get_output (self), FROM_KEYBOARD);
      break;
    case COMMAND_DISABLE_A20:
      set_output (self, self->output & ~OUTPUT_A20);
      break;
    case COMMAND_ENABLE_A20:
      set_output (self, self->output | OUTPUT_A20);
      break;
    case COMMAND_WRITE_OUTPUT:
    case COMMAND_WRITE_KEYBOARD_BUFFER:
    case COMMAND_WRITE_MOUSE_BUFFER:
    case COMMAND_WRITE_MOUSE:
      self->command = command;
      break;
    default:
      if (command >= COMMAND_PULSE)
        {
          if ((command & OUTPUT_NO_RESET) == 0)
            ask_for_reset (self);
        }
      else if (command - COMMAND_READ_RAM < N_RAM && command >= COMMAND_READ_RAM)
        reply (self, self->ram[command - COMMAND_READ_RAM], FROM_KEYBOARD);
      else if (command - COMMAND_WRITE_RAM < N_RAM && command >= COMMAND_WRITE_RAM)
        self->command = command;
      else
        strata_device_log (STRATA_DEVICE (self), _ ("no command is 0x%02x"), command);
    }
}

static void
take_argument (StrataI8042 *self, guint8 command, guint8 value)
{
  switch (command)
    {
    case 0:
      self->ram[0] &= ~MODE_NO_KEYBOARD;
      strata_ps2_keyboard_write (&self->keyboard, value);
      break;
    case COMMAND_WRITE_OUTPUT:
      set_output (self, value);
      break;
    case COMMAND_WRITE_KEYBOARD_BUFFER:
      reply (self, value, FROM_KEYBOARD);
      break;
    case COMMAND_WRITE_MOUSE_BUFFER:
      reply (self, value, FROM_MOUSE);
      break;
    case COMMAND_WRITE_MOUSE:
      self->ram[0] &= ~MODE_NO_MOUSE;
      strata_ps2_mouse_write (&self->mouse, value);
      break;
    case COMMAND_WRITE_RAM:
      set_mode (self, value);
      break;
    default:
      self->ram[command - COMMAND_WRITE_RAM] = value;
    }
}

/**
 * strata_i8042_type: (skip)
 * @self: a keyboard controller
 * @scan_codes: (array length=n_codes): what the keyboard is to send, codes of set 2
 * @n_codes: how many bytes there are, at most %STRATA_PS2_QUEUE_BYTES
 *
 * Presses keys, and lets them go.
 *
 * Returns: %FALSE if the keyboard is disabled or has no room, and has sent nothing
 */
gboolean
strata_i8042_type (StrataI8042 *self, const guint8 *scan_codes, guint n_codes)
{
  gboolean is_sent;

  g_return_val_if_fail (STRATA_IS_I8042 (self), FALSE);

  is_sent = self->keyboard.is_enabled &&
            strata_ps2_queue_put (&self->keyboard.queue, scan_codes, n_codes);
  update (self);
  return is_sent;
}

/* }}} */
/* {{{ Ports */

static gboolean
data_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  *value = STRATA_I8042 (user_data)->data;
  return TRUE;
}

/* Empties the output buffer; what was in it can be read again until there is something new. The
 * line falls in between, so that each byte is an edge. */
static guint64
data_read (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  StrataI8042 *self = user_data;
  guint8 value = self->data;

  self->is_full = FALSE;
  strata_line_set_level (self->keyboard_line, FALSE);
  strata_line_set_level (self->mouse_line, FALSE);
  update (self);
  return value;
}

static void
data_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
            guint size G_GNUC_UNUSED)
{
  StrataI8042 *self = user_data;
  guint8 command = self->command;

  self->command = 0;
  self->was_command = FALSE;
  take_argument (self, command, value);
  update (self);
}

static gboolean
command_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
              guint size G_GNUC_UNUSED)
{
  StrataI8042 *self = user_data;

  *value = STATUS_UNLOCKED | (self->is_full ? STATUS_OBF : 0) | (self->is_tested ? STATUS_SYS : 0) |
           (self->was_command ? STATUS_COMMAND : 0) |
           (self->is_full && self->source == FROM_MOUSE ? STATUS_AUX : 0);
  return TRUE;
}

static guint64
command_read (gpointer user_data, guint64 offset, guint size)
{
  guint64 value;

  command_peek (user_data, offset, &value, size);
  return value;
}

static void
command_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
               guint size G_GNUC_UNUSED)
{
  StrataI8042 *self = user_data;

  self->was_command = TRUE;
  do_command (self, value);
  update (self);
}

static const StrataRegionOps data_ops = {
  .read = data_read,
  .write = data_write,
  .peek = data_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static const StrataRegionOps command_ops = {
  .read = command_read,
  .write = command_write,
  .peek = command_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

/* }}} */
/* {{{ The device */

static gboolean
strata_i8042_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                            const StrataRegister *info, guint64 *value)
{
  StrataI8042 *self = STRATA_I8042 (device);

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_i8042_parent_class)
        ->peek_register (device, bank, info, value);
  *value = info->offset == REGISTER_MODE ? get_mode (self) : get_output (self);
  return TRUE;
}

/* A command and its argument. What waits for another argument is told anew afterwards, as a guest
 * may be about to send that; else nothing has to be put back. */
static gboolean
strata_i8042_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                            const StrataRegister *info, StrataRegisterPath *path)
{
  StrataI8042 *self = STRATA_I8042 (device);
  guint8 command = info->offset == REGISTER_MODE ? COMMAND_WRITE_RAM : COMMAND_WRITE_OUTPUT;

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_i8042_parent_class)
        ->find_register (device, bank, info, path);
  *path = (StrataRegisterPath) {
    .index = self->command_port,
    .index_size = 1,
    .index_value = command,
    .present_index = self->command != 0 ? self->command : command,
    .data = self->data_port,
  };
  return TRUE;
}

static void
strata_i8042_reset (StrataDevice *device)
{
  StrataI8042 *self = STRATA_I8042 (device);

  strata_ps2_keyboard_reset (&self->keyboard);
  strata_ps2_mouse_reset (&self->mouse);
  self->is_break = FALSE;
  for (guint i = 0; i < N_RAM; i++)
    self->ram[i] = i == 0 ? MODE_POWER_ON : 0;
  self->command = 0;
  self->is_tested = FALSE;
  self->was_command = TRUE;
  self->data = 0;
  self->is_full = FALSE;
  self->has_reply = FALSE;
  self->output = OUTPUT_POWER_ON;
  strata_line_set_level (self->a20, TRUE);
  update (self);
}

static gboolean
strata_i8042_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataI8042 *self = STRATA_I8042 (device);

  self->data_port = strata_device_offer_mmio (device, "data", "i8042-data", 1, &data_ops);
  strata_device_add_bank (device, "data", self->data_port, data_registers,
                          G_N_ELEMENTS (data_registers));
  self->command_port = strata_device_offer_mmio (device, "command", "i8042-cmd", 1, &command_ops);
  strata_device_add_bank (device, "command", self->command_port, command_registers,
                          G_N_ELEMENTS (command_registers));
  strata_device_add_bank (device, "controller", NULL, inner_registers,
                          G_N_ELEMENTS (inner_registers));
  self->keyboard_line = strata_device_add_output (device, "keyboard", 0);
  self->mouse_line = strata_device_add_output (device, "mouse", 0);
  self->a20 = strata_device_add_output (device, "a20", 0);
  self->reset = strata_device_add_output (device, "reset", 0);
  return TRUE;
}

static void
strata_i8042_dispose (GObject *object)
{
  StrataI8042 *self = STRATA_I8042 (object);

  g_clear_pointer (&self->data_port, strata_region_unref);
  g_clear_pointer (&self->command_port, strata_region_unref);

  G_OBJECT_CLASS (strata_i8042_parent_class)->dispose (object);
}

static void
strata_i8042_class_init (StrataI8042Class *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_i8042_dispose;
  device_class->model = "i8042";
  device_class->summary = N_ ("keyboard controller of a PC, with a keyboard and a mouse");
  device_class->realize = strata_i8042_realize;
  device_class->reset = strata_i8042_reset;
  device_class->peek_register = strata_i8042_peek_register;
  device_class->find_register = strata_i8042_find_register;
}

static void
strata_i8042_init (StrataI8042 *self G_GNUC_UNUSED)
{
}

/* }}} */
