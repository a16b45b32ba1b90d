/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The wires of the board `pc`: where the interrupts of its devices come out, as IBM assigned them
 * (PC AT Technical Reference, "System Interrupts"), seen by what firmware and a CPU do. */

#include "devices/pc/strata-i8259-private.h"
#include "strata.h"

typedef struct
{
  StrataBoard *board;
  StrataInitiator *ports;
  StrataDevice *pic;
  StrataDevice *ioapic;
} Fixture;

static void
out (Fixture *f, guint port, guint8 value)
{
  g_assert_cmphex (strata_initiator_store (f->ports, port, 1, STRATA_LITTLE_ENDIAN, value), ==,
                   STRATA_OK);
}

static guint8
in (Fixture *f, guint port)
{
  guint64 value;

  g_assert_cmphex (strata_initiator_load (f->ports, port, 1, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  return value;
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint8 master[] = { 0x08, 0x04, 0x01 }, slave[] = { 0x70, 0x02, 0x01 };
  g_autoptr (GError) error = NULL;

  f->board = strata_formats_load ("pc", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  f->ports = strata_initiator_new (strata_board_find_address_space (f->board, "I/O"), "test");
  f->pic = strata_board_get_device (f->board, "pic1");
  f->ioapic = strata_board_get_device (f->board, "ioapic");

  /* Nobody asks for anything at reset. */
  g_assert_cmphex (in (f, 0x20), ==, 0x00);
  g_assert_cmphex (in (f, 0xa0), ==, 0x00);
  out (f, 0x20, 0x11);
  out (f, 0xa0, 0x11);
  for (guint i = 0; i < 3; i++)
    {
      out (f, 0x21, master[i]);
      out (f, 0xa1, slave[i]);
    }
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->ports);
  g_object_unref (f->board);
}

static void
advance (Fixture *f, guint64 nanoseconds)
{
  StrataClock *clock = strata_board_get_clock (f->board);

  g_assert_true (strata_clock_advance (clock, strata_clock_get_time (clock) + nanoseconds, 1000));
}

/* The line is up at the I/O APIC, and a CPU gets the vector, once. */
static void
assert_interrupt (Fixture *f, guint number)
{
  guint8 vector;

  g_assert_true (strata_line_get_level (strata_device_find_input (f->ioapic, NULL, number)));
  g_assert_true (strata_line_get_level (strata_device_get_output (f->pic, 0)));
  strata_system_lock (strata_board_get_system (f->board));
  vector = strata_i8259_acknowledge (STRATA_I8259 (f->pic));
  strata_system_unlock (strata_board_get_system (f->board));
  g_assert_cmphex (vector, ==, number < 8 ? 0x08 + number : 0x70 + number - 8);
  if (number >= 8)
    out (f, 0xa0, 0x20);
  out (f, 0x20, 0x20);
  g_assert_false (strata_line_get_level (strata_device_get_output (f->pic, 0)));
}

static void
test_timer (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  out (f, 0x43, 0x30);
  out (f, 0x40, 0xa9);
  out (f, 0x40, 0x04);
  advance (f, 999000);
  g_assert_false (strata_line_get_level (strata_device_get_output (f->pic, 0)));
  advance (f, 2000);
  assert_interrupt (f, 0);
}

static void
test_keyboard (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  out (f, 0x60, 0xee);
  assert_interrupt (f, 1);
  g_assert_cmphex (in (f, 0x60), ==, 0xee);
}

static void
test_mouse (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  out (f, 0x64, 0xd4);
  out (f, 0x60, 0xf4);
  assert_interrupt (f, 12);
  g_assert_cmphex (in (f, 0x60), ==, 0xfa);
}

static void
test_clock (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  /* The timer would ask first. */
  out (f, 0x43, 0x30);
  out (f, 0x70, 0x0b);
  out (f, 0x71, 0x12);
  advance (f, 1000000000);
  assert_interrupt (f, 8);
  out (f, 0x70, 0x0c);
  g_assert_cmphex (in (f, 0x71) & 0x90, ==, 0x90);
  g_assert_false (strata_line_get_level (strata_device_find_input (f->ioapic, NULL, 8)));
}

static void
test_serial (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  out (f, 0x3fc, 0x08);
  out (f, 0x3f9, 0x02);
  assert_interrupt (f, 4);
}

/* The gate of the speaker's counter */
static void
test_speaker (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  out (f, 0x43, 0xb0);
  out (f, 0x42, 0x10);
  out (f, 0x42, 0x00);
  advance (f, 1000000);
  g_assert_cmphex (in (f, 0x61) & 0x20, ==, 0x00);
  out (f, 0x61, 0x01);
  advance (f, 1000000);
  g_assert_cmphex (in (f, 0x61) & 0x20, ==, 0x20);
}

/* A reset of the board quiets all lines, and leaves the time alone. */
static void
test_reset (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  out (f, 0x60, 0xee);
  out (f, 0x70, 0x0b);
  out (f, 0x71, 0x12);
  advance (f, 1000000000);
  out (f, 0x70, 0x00);
  g_assert_cmphex (in (f, 0x71), ==, 0x01);
  strata_board_reset (f->board);
  for (guint i = 0; i < strata_device_get_n_inputs (f->ioapic); i++)
    g_assert_false (strata_line_get_level (strata_device_get_input (f->ioapic, i)));
  g_assert_cmphex (in (f, 0x20), ==, 0x00);
  g_assert_cmphex (in (f, 0xa0), ==, 0x00);
  out (f, 0x70, 0x00);
  g_assert_cmphex (in (f, 0x71), ==, 0x01);
}

#define ADD(name, func) \
  g_test_add ("/strata/pc-interrupts/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("timer", test_timer);
  ADD ("keyboard", test_keyboard);
  ADD ("mouse", test_mouse);
  ADD ("clock", test_clock);
  ADD ("serial", test_serial);
  ADD ("speaker", test_speaker);
  ADD ("reset", test_reset);

  return g_test_run ();
}
