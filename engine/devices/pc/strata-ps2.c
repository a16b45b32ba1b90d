/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A keyboard and a mouse, as IBM's PS/2 Hardware Interface Technical Reference describes what is
 * said over their cables */

#include "strata-ps2-private.h"

#include <string.h>

enum
{
  ACK = 0xfa,
  ERROR = 0xfc,
  RESEND = 0xfe,
  TEST_PASSED = 0xaa,

  /* both */
  IDENTIFY = 0xf2,
  SET_RATE = 0xf3,
  ENABLE = 0xf4,
  DISABLE = 0xf5,
  SET_DEFAULT = 0xf6,
  RESET = 0xff,

  KEYBOARD_LEDS = 0xed,
  KEYBOARD_ECHO = 0xee,
  KEYBOARD_SCAN_CODES = 0xf0,
  KEYBOARD_TYPES = 0xf7, /* to 0xfd: which keys make, break and repeat, in set 3 */
  KEYBOARD_KEY_TYPE = 0xfb,
  KEYBOARD_KEY_TYPES_END = 0xfd,

  MOUSE_SCALING_1 = 0xe6,
  MOUSE_SCALING_2 = 0xe7,
  MOUSE_RESOLUTION = 0xe8,
  MOUSE_STATUS = 0xe9,
  MOUSE_STREAM = 0xea,
  MOUSE_READ = 0xeb,
  MOUSE_RESET_WRAP = 0xec,
  MOUSE_WRAP = 0xee,
  MOUSE_REMOTE = 0xf0,
};

/* {{{ What waits */

/**
 * strata_ps2_queue_put: (skip)
 * @self: a queue
 * @bytes: (array length=n_bytes): bytes that belong together
 * @n_bytes: how many there are
 *
 * Puts bytes at the end of a queue, all of them or none.
 *
 * Returns: whether there was room
 */
gboolean
strata_ps2_queue_put (StrataPs2Queue *self, const guint8 *bytes, guint n_bytes)
{
  if (n_bytes > STRATA_PS2_QUEUE_BYTES - self->n_bytes)
    return FALSE;
  memcpy (self->bytes + self->n_bytes, bytes, n_bytes);
  self->n_bytes += n_bytes;
  return TRUE;
}

/**
 * strata_ps2_queue_take: (skip)
 * @self: a queue
 * @byte: (out): its first byte
 *
 * Returns: whether there was one
 */
gboolean
strata_ps2_queue_take (StrataPs2Queue *self, guint8 *byte)
{
  if (self->n_bytes == 0)
    return FALSE;
  *byte = self->last = self->bytes[0];
  self->n_bytes--;
  memmove (self->bytes, self->bytes + 1, self->n_bytes);
  return TRUE;
}

static void
answer (StrataPs2Queue *queue, guint8 byte)
{
  strata_ps2_queue_put (queue, &byte, 1);
}

/* }}} */
/* {{{ The keyboard */

static void
set_keyboard_defaults (StrataPs2Keyboard *self)
{
  self->queue.n_bytes = 0;
  self->command = 0;
  self->scan_code_set = 2;
}

/**
 * strata_ps2_keyboard_reset: (skip)
 * @self: a keyboard
 *
 * Switches it on.
 */
void
strata_ps2_keyboard_reset (StrataPs2Keyboard *self)
{
  *self = (StrataPs2Keyboard){ .is_enabled = TRUE };
  set_keyboard_defaults (self);
}

static void
take_keyboard_argument (StrataPs2Keyboard *self, guint8 byte)
{
  guint8 command = self->command;

  self->command = 0;
  answer (&self->queue, ACK);
  if (command == KEYBOARD_LEDS)
    self->leds = byte & 7;
  else if (command == KEYBOARD_SCAN_CODES && byte == 0)
    answer (&self->queue, self->scan_code_set);
  else if (command == KEYBOARD_SCAN_CODES && byte <= 3)
    self->scan_code_set = byte;
}

/**
 * strata_ps2_keyboard_write: (skip)
 * @self: a keyboard
 * @byte: a command, or the argument of one
 *
 * Sends it a byte.
 */
void
strata_ps2_keyboard_write (StrataPs2Keyboard *self, guint8 byte)
{
  /* Arguments have bit 7 clear: what has it set is a new command. */
  if (self->command != 0 && byte < 0x80)
    {
      take_keyboard_argument (self, byte);
      return;
    }
  self->command = 0;
  switch (byte)
    {
    case KEYBOARD_ECHO:
      answer (&self->queue, KEYBOARD_ECHO);
      return;
    case RESEND:
      answer (&self->queue, self->queue.last);
      return;
    case KEYBOARD_LEDS:
    case KEYBOARD_SCAN_CODES:
    case SET_RATE:
      self->command = byte;
      break;
    case ENABLE:
      self->queue.n_bytes = 0;
      self->is_enabled = TRUE;
      break;
    case DISABLE:
    case SET_DEFAULT:
      set_keyboard_defaults (self);
      self->is_enabled = byte == SET_DEFAULT;
      break;
    case RESET:
      strata_ps2_keyboard_reset (self);
      break;
    case IDENTIFY:
      break;
    default:
      if (byte < KEYBOARD_TYPES || byte > KEYBOARD_KEY_TYPES_END)
        {
          answer (&self->queue, RESEND);
          return;
        }
      if (byte >= KEYBOARD_KEY_TYPE)
        self->command = byte;
    }
  answer (&self->queue, ACK);
  if (byte == RESET)
    answer (&self->queue, TEST_PASSED);
  else if (byte == IDENTIFY)
    strata_ps2_queue_put (&self->queue, (const guint8[]){ 0xab, 0x83 }, 2);
}

/* }}} */
/* {{{ The mouse */

static void
set_mouse_defaults (StrataPs2Mouse *self)
{
  *self = (StrataPs2Mouse){
    .queue.last = self->queue.last,
    .resolution = 2, /* four counts to the millimetre */
    .rate = 100,
  };
}

/**
 * strata_ps2_mouse_reset: (skip)
 * @self: a mouse
 *
 * Switches it on.
 */
void
strata_ps2_mouse_reset (StrataPs2Mouse *self)
{
  set_mouse_defaults (self);
}

static void
take_mouse_argument (StrataPs2Mouse *self, guint8 byte)
{
  if (self->command == MOUSE_RESOLUTION)
    self->resolution = byte & 3;
  else
    self->rate = byte;
  self->command = 0;
  answer (&self->queue, ACK);
}

/**
 * strata_ps2_mouse_write: (skip)
 * @self: a mouse
 * @byte: a command, or the argument of one
 *
 * Sends it a byte.
 */
void
strata_ps2_mouse_write (StrataPs2Mouse *self, guint8 byte)
{
  guint8 status = self->is_remote << 6 | self->is_enabled << 5 | self->is_double << 4;

  if (self->command != 0 && byte < 0xe0)
    {
      take_mouse_argument (self, byte);
      return;
    }
  self->command = 0;
  if (self->is_wrapping && byte != RESET && byte != MOUSE_RESET_WRAP)
    {
      answer (&self->queue, byte);
      return;
    }
  if (byte == RESEND)
    {
      answer (&self->queue, self->queue.last);
      return;
    }
  self->queue.n_bytes = 0;
  switch (byte)
    {
    case MOUSE_SCALING_1:
    case MOUSE_SCALING_2:
      self->is_double = byte == MOUSE_SCALING_2;
      break;
    case MOUSE_RESOLUTION:
    case SET_RATE:
      self->command = byte;
      break;
    case MOUSE_STREAM:
    case MOUSE_REMOTE:
      self->is_remote = byte == MOUSE_REMOTE;
      break;
    case MOUSE_WRAP:
    case MOUSE_RESET_WRAP:
      self->is_wrapping = byte == MOUSE_WRAP;
      break;
    case ENABLE:
    case DISABLE:
      self->is_enabled = byte == ENABLE;
      break;
    case SET_DEFAULT:
    case RESET:
      set_mouse_defaults (self);
      break;
    case IDENTIFY:
    case MOUSE_STATUS:
    case MOUSE_READ:
      break;
    default:
      answer (&self->queue, RESEND);
      return;
    }
  answer (&self->queue, ACK);
  if (byte == RESET)
    strata_ps2_queue_put (&self->queue, (const guint8[]){ TEST_PASSED, 0 }, 2);
  else if (byte == IDENTIFY)
    answer (&self->queue, 0);
  else if (byte == MOUSE_STATUS)
    strata_ps2_queue_put (&self->queue, (const guint8[]){ status, self->resolution, self->rate },
                          3);
  else if (byte == MOUSE_READ) /* no button, no movement */
    strata_ps2_queue_put (&self->queue, (const guint8[]){ 0x08, 0, 0 }, 3);
}

/* }}} */

/**
 * strata_ps2_translate: (skip)
 * @byte: a scan code of set 2
 *
 * Returns: what a PC's controller makes of it, so that programs see set 1
 */
guint8
strata_ps2_translate (guint8 byte)
{
  static const guint8 codes[] = {
    0xff, 0x43, 0x41, 0x3f, 0x3d, 0x3b, 0x3c, 0x58, 0x64, 0x44, 0x42, 0x40, 0x3e, 0x0f, 0x29, 0x59,
    0x65, 0x38, 0x2a, 0x70, 0x1d, 0x10, 0x02, 0x5a, 0x66, 0x71, 0x2c, 0x1f, 0x1e, 0x11, 0x03, 0x5b,
    0x67, 0x2e, 0x2d, 0x20, 0x12, 0x05, 0x04, 0x5c, 0x68, 0x39, 0x2f, 0x21, 0x14, 0x13, 0x06, 0x5d,
    0x69, 0x31, 0x30, 0x23, 0x22, 0x15, 0x07, 0x5e, 0x6a, 0x72, 0x32, 0x24, 0x16, 0x08, 0x09, 0x5f,
    0x6b, 0x33, 0x25, 0x17, 0x18, 0x0b, 0x0a, 0x60, 0x6c, 0x34, 0x35, 0x26, 0x27, 0x19, 0x0c, 0x61,
    0x6d, 0x73, 0x28, 0x74, 0x1a, 0x0d, 0x62, 0x6e, 0x3a, 0x36, 0x1c, 0x1b, 0x75, 0x2b, 0x63, 0x76,
    0x55, 0x56, 0x77, 0x78, 0x79, 0x7a, 0x0e, 0x7b, 0x7c, 0x4f, 0x7d, 0x4b, 0x47, 0x7e, 0x7f, 0x6f,
    0x52, 0x53, 0x50, 0x4c, 0x4d, 0x48, 0x01, 0x45, 0x57, 0x4e, 0x51, 0x4a, 0x37, 0x49, 0x46, 0x54,
  };

  if (byte < G_N_ELEMENTS (codes))
    return codes[byte];
  /* F7, and the two keys beyond the table */
  return byte == 0x83 ? 0x41 : byte == 0x84 ? 0x54 : byte;
}
