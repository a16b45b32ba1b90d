/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What each command of the qtest protocol does to a board, and what it answers; see
 * docs/reference/qtest.md. */

#include "strata-qtest-board-private.h"

#include <string.h>

#include "memory/strata-initiator.h"
#include "strata-qtest-intercept-private.h"

#define N_PORTS 0x10000

/* How often timers may fire in one step of the clock: some seconds of work. */
#define TIMERS_MAX 10000000

/* Larger buffers are not kept for the next command. */
#define SCRATCH_KEPT (1024 * 1024)

struct _StrataQtestBoard
{
  StrataBoard *board;
  gboolean is_big_endian;
  StrataInitiator *memory; /* NULL if the board has no such space */
  StrataInitiator *ports;  /* likewise */
  StrataQtestIntercept *intercept;
  GByteArray *scratch;
};

/* {{{ Answers */

static inline void
add_text (GString *answer, const char *text)
{
  g_string_append_len (answer, text, (gssize) strlen (text));
}

static void
add_failure (GString *answer, const char *reason)
{
  g_string_append_printf (answer, "FAIL %s\n", reason);
}

/* `OK` and a number of at least @n_digits. */
static inline void
add_number (GString *answer, guint64 value, guint n_digits)
{
  char text[sizeof "OK 0x\n" + 16] = "OK 0x";
  char *out = text + 5;

  while (n_digits < 16 && value >> (4 * n_digits) != 0)
    n_digits++;
  while (n_digits-- > 0)
    *out++ = "0123456789abcdef"[value >> (4 * n_digits) & 0xf];
  *out++ = '\n';
  g_string_append_len (answer, text, out - text);
}

static void
add_bytes (GString *answer, const guint8 *bytes, gsize length)
{
  gsize start;
  char *out;

  add_text (answer, "OK 0x");
  start = answer->len;
  g_string_set_size (answer, start + 2 * length);
  out = answer->str + start;
  for (gsize i = 0; i < length; i++)
    {
      *out++ = "0123456789abcdef"[bytes[i] >> 4];
      *out++ = "0123456789abcdef"[bytes[i] & 0xf];
    }
  g_string_append_c (answer, '\n');
}

static void
add_base64 (GString *answer, const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_base64_encode (bytes, length);

  g_string_append_printf (answer, "OK %s\n", text);
}

/* }}} */
/* {{{ Memory and ports */

static inline guint64
join (StrataQtestBoard *self, const guint8 *bytes, guint size)
{
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) bytes[i] << 8 * (self->is_big_endian ? size - 1 - i : i);
  return value;
}

static inline void
split (StrataQtestBoard *self, guint64 value, guint8 *bytes, guint size)
{
  for (guint i = 0; i < size; i++)
    bytes[i] = (guint8) (value >> 8 * (self->is_big_endian ? size - 1 - i : i));
}

static inline void
read_memory (StrataQtestBoard *self, guint64 address, guint8 *bytes, gsize length)
{
  if (G_LIKELY (self->memory != NULL))
    strata_initiator_read (self->memory, address, bytes, length);
  else
    memset (bytes, 0, length);
}

static inline void
write_memory (StrataQtestBoard *self, guint64 address, const guint8 *bytes, gsize length)
{
  if (G_LIKELY (self->memory != NULL))
    strata_initiator_write (self->memory, address, bytes, length);
}

static gboolean
is_assigned (StrataQtestBoard *self, guint64 port)
{
  StrataFlatRange range;

  return self->ports != NULL && strata_initiator_find (self->ports, port, &range)
         && strata_region_get_kind (range.region) != STRATA_REGION_RESERVED;
}

static inline void
read_ports (StrataQtestBoard *self, guint64 port, guint8 *bytes, guint size)
{
  memset (bytes, 0, size);
  if (G_LIKELY (self->ports != NULL
                && !(strata_initiator_read (self->ports, port, bytes, size)
                     & STRATA_DECODE_ERROR)))
    return;
  /* Nobody drives the lines of a port that is not there. What lies past the last one is none. */
  for (guint i = 0; i < size && port + i < N_PORTS; i++)
    if (!is_assigned (self, port + i))
      bytes[i] = 0xff;
}

static guint8 *
get_scratch (StrataQtestBoard *self, gsize length)
{
  g_byte_array_set_size (self->scratch, (guint) length);
  return self->scratch->data;
}

static void
release_scratch (StrataQtestBoard *self)
{
  if (self->scratch->len <= SCRATCH_KEPT)
    return;
  g_byte_array_unref (self->scratch);
  self->scratch = g_byte_array_new ();
}

static void
read_bytes (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  guint8 *bytes = get_scratch (self, command->length);

  read_memory (self, command->address, bytes, command->length);
  if (command->verb == STRATA_QTEST_READ)
    add_bytes (answer, bytes, command->length);
  else
    add_base64 (answer, bytes, command->length);
  release_scratch (self);
}

/* What is missing at the end is zero, and half a byte is none, as in QEMU. */
static void
write_hex (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  guint8 *bytes = get_scratch (self, command->length);
  gsize n_given = MIN (command->data.length / 2, command->length);
  const char *digits = command->data.text;

  for (gsize i = 0; i < n_given; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (digits[2 * i]) << 4
                         | g_ascii_xdigit_value (digits[2 * i + 1]));
  if (n_given < command->length)
    memset (bytes + n_given, 0, command->length - n_given);
  write_memory (self, command->address, bytes, command->length);
  release_scratch (self);
  add_text (answer, "OK\n");
}

static gboolean
is_base64 (StrataQtestWord word)
{
  gsize n_pads = 0;

  if (word.length % 4 != 0)
    return FALSE;
  while (n_pads < 2 && n_pads < word.length && word.text[word.length - 1 - n_pads] == '=')
    n_pads++;
  for (gsize i = 0; i < word.length - n_pads; i++)
    if (!g_ascii_isalnum (word.text[i]) && word.text[i] != '+' && word.text[i] != '/')
      return FALSE;
  return TRUE;
}

/* What is there too much is not written, as in QEMU. */
static void
write_base64 (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  StrataQtestWord data = command->data;
  guint8 *bytes;
  gsize n_given;
  gint state = 0;
  guint save = 0;

  if (!is_base64 (data))
    {
      add_failure (answer, "b64write: DATA is not base64");
      return;
    }
  bytes = get_scratch (self, data.length / 4 * 3 + 3);
  n_given = g_base64_decode_step (data.text, data.length, bytes, &state, &save);
  if (n_given < command->length)
    {
      add_failure (answer, "b64write: DATA is shorter than SIZE");
    }
  else
    {
      write_memory (self, command->address, bytes, command->length);
      add_text (answer, "OK\n");
    }
  release_scratch (self);
}

/* }}} */
/* {{{ Clock and lines */

static void
advance_clock (StrataQtestBoard *self, guint64 time, GString *answer)
{
  StrataClock *clock = strata_board_get_clock (self->board);

  if (strata_clock_advance (clock, time, TIMERS_MAX))
    g_string_append_printf (answer, "OK %" G_GUINT64_FORMAT "\n", strata_clock_get_time (clock));
  else
    g_string_append_printf (answer,
                            "FAIL stopped after %d timers, at %" G_GUINT64_FORMAT " ns\n",
                            TIMERS_MAX, strata_clock_get_time (clock));
}

static void
step_clock (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  StrataClock *clock = strata_board_get_clock (self->board);
  guint64 now = strata_clock_get_time (clock);
  guint64 time = now;

  if (!command->has_time)
    strata_clock_get_deadline (clock, &time);
  else if (command->time > 0)
    time = now + (guint64) command->time;
  if (time > G_MAXINT64)
    add_failure (answer, "clock_step: past the last time, 2^63-1 ns");
  else
    advance_clock (self, time, answer);
}

static StrataDevice *
find_device (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  g_autofree char *id = g_strndup (command->device.text, command->device.length);
  StrataDevice *device = strata_board_get_device (self->board, id);

  if (device == NULL)
    add_failure (answer, "Unknown device");
  return device;
}

/* The name that QEMU gives to inputs that have none stands for the first ones. */
static gboolean
is_unnamed (StrataQtestWord name)
{
  const char *unnamed = "unnamed-gpio-in";

  return name.length == strlen (unnamed) && memcmp (name.text, unnamed, name.length) == 0;
}

static void
set_input (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  StrataDevice *device = find_device (self, command, answer);
  g_autofree char *name = NULL;
  StrataLine *line = NULL;

  if (device == NULL)
    return;
  if (!is_unnamed (command->name))
    name = g_strndup (command->name.text, command->name.length);
  if (command->number >= 0 && strata_device_get_n_inputs (device) > 0)
    line = strata_device_find_input (device, name, (guint) command->number);
  if (line == NULL)
    {
      add_failure (answer, "Unknown input");
      return;
    }
  strata_system_lock (strata_device_get_system (device));
  strata_line_set_level (line, command->level != 0);
  strata_system_unlock (strata_device_get_system (device));
  add_text (answer, "OK\n");
}

static void
intercept (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  StrataDevice *device = find_device (self, command, answer);

  if (device == NULL)
    return;
  if (self->intercept == NULL)
    self->intercept
      = strata_qtest_intercept_new (device, command->verb == STRATA_QTEST_WATCH_OUTPUTS);
  if (strata_qtest_intercept_get_device (self->intercept) == device)
    add_text (answer, "OK\n");
  else
    add_failure (answer, "IRQ intercept already enabled");
}

/* }}} */
/* {{{ Commands */

static inline void
execute (StrataQtestBoard *self, const StrataQtestCommand *command, GString *answer)
{
  guint8 bytes[8];

  switch (command->verb)
    {
    case STRATA_QTEST_READ_VALUE:
      read_memory (self, command->address, bytes, command->size);
      add_number (answer, join (self, bytes, command->size), 16);
      break;

    case STRATA_QTEST_WRITE_VALUE:
      split (self, command->value, bytes, command->size);
      write_memory (self, command->address, bytes, command->size);
      add_text (answer, "OK\n");
      break;

    case STRATA_QTEST_READ_PORT:
      read_ports (self, command->address, bytes, command->size);
      add_number (answer, join (self, bytes, command->size), 4);
      break;

    case STRATA_QTEST_WRITE_PORT:
      split (self, command->value, bytes, command->size);
      if (self->ports != NULL)
        strata_initiator_write (self->ports, command->address, bytes, command->size);
      add_text (answer, "OK\n");
      break;

    case STRATA_QTEST_READ:
    case STRATA_QTEST_READ_BASE64:
      read_bytes (self, command, answer);
      break;

    case STRATA_QTEST_WRITE:
      write_hex (self, command, answer);
      break;

    case STRATA_QTEST_WRITE_BASE64:
      write_base64 (self, command, answer);
      break;

    case STRATA_QTEST_MEMSET:
      if (self->memory != NULL)
        strata_initiator_memset (self->memory, command->address, (guint8) command->value,
                                 command->length);
      add_text (answer, "OK\n");
      break;

    case STRATA_QTEST_ENDIANNESS:
      add_text (answer, self->is_big_endian ? "OK big\n" : "OK little\n");
      break;

    case STRATA_QTEST_CLOCK_STEP:
      step_clock (self, command, answer);
      break;

    case STRATA_QTEST_CLOCK_SET:
      advance_clock (self, (guint64) MAX (command->time, 0), answer);
      break;

    case STRATA_QTEST_SET_INPUT:
      set_input (self, command, answer);
      break;

    case STRATA_QTEST_WATCH_INPUTS:
    case STRATA_QTEST_WATCH_OUTPUTS:
      intercept (self, command, answer);
      break;

    case STRATA_QTEST_BAD:
      add_failure (answer, command->reason);
      break;

    case STRATA_QTEST_NOTHING:
    default:
      break;
    }
}

/* The lines about interrupts that a command caused stand before its answer. */
static void
insert_interrupts (StrataQtestBoard *self, GString *answer, gsize start)
{
  GString *lines = strata_qtest_intercept_take (self->intercept);

  if (lines == NULL)
    return;
  g_string_insert_len (answer, (gssize) start, lines->str, (gssize) lines->len);
  g_string_free (lines, TRUE);
}

/* Executes a command that was understood already, and appends the lines of the answer. */
void
strata_qtest_board_execute (StrataQtestBoard *self, const StrataQtestCommand *command,
                            GString *answer)
{
  gsize start = answer->len;

  execute (self, command, answer);
  if (self->intercept != NULL)
    insert_interrupts (self, answer, start);
}

/* }}} */

static StrataInitiator *
make_initiator (StrataBoard *board, const char *name)
{
  StrataAddressSpace *space = strata_board_find_address_space (board, name);

  return space != NULL ? strata_initiator_new (space, "qtest") : NULL;
}

/* Lets commands reach a board: its address space `memory`, and for port commands its address space
 * `I/O`. */
StrataQtestBoard *
strata_qtest_board_new (StrataBoard *board)
{
  StrataQtestBoard *self = g_new0 (StrataQtestBoard, 1);

  self->board = g_object_ref (board);
  self->is_big_endian
    = strata_system_get_byte_order (strata_board_get_system (board)) == STRATA_BIG_ENDIAN;
  self->memory = make_initiator (board, "memory");
  self->ports = make_initiator (board, "I/O");
  self->scratch = g_byte_array_new ();
  return self;
}

void
strata_qtest_board_free (StrataQtestBoard *self)
{
  g_clear_pointer (&self->intercept, strata_qtest_intercept_free);
  g_clear_pointer (&self->memory, strata_initiator_unref);
  g_clear_pointer (&self->ports, strata_initiator_unref);
  g_byte_array_unref (self->scratch);
  g_object_unref (self->board);
  g_free (self);
}

/* Lets go of the flat views. */
void
strata_qtest_board_park (StrataQtestBoard *self)
{
  if (self->memory != NULL)
    strata_initiator_park (self->memory);
  if (self->ports != NULL)
    strata_initiator_park (self->ports);
}
