/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The small ports of a PC: IBM's system control port A (PS/2 Hardware Interface Technical
 * Reference), firmware's port 0x80, Bochs's port 0xe9, and QEMU's isa-debug-exit and pc-testdev
 * as its own tests of byte order use it; and the registers of the I/O APIC (Intel 82093AA). */

#include "strata-pc-testing.h"

typedef struct
{
  PcTesting pc;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_init (&f->pc);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_clear (&f->pc);
}

static void
append_line_cb (StrataDevice *device G_GNUC_UNUSED, const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", text);
}

static void
test_port92 (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "port92", NULL);
  StrataLine *a20 = pc_testing_get_output (device, "a20", 0);
  StrataLine *reset = pc_testing_get_output (device, "reset", 0);

  pc_testing_place (&f->pc, device, "port", 0x92);
  pc_testing_assert_in (&f->pc, 0x92, 0x00);
  pc_testing_outb (&f->pc, 0x92, 0x02);
  g_assert_true (strata_line_get_level (a20));
  pc_testing_assert_in (&f->pc, 0x92, 0x02);
  g_assert_cmpuint (strata_line_get_n_edges (reset), ==, 0);
  pc_testing_outb (&f->pc, 0x92, 0x01);
  g_assert_false (strata_line_get_level (a20));
  g_assert_cmpuint (strata_line_get_n_edges (reset), ==, 1);
  g_assert_false (strata_line_get_level (reset));
  pc_testing_assert_in (&f->pc, 0x92, 0x00);
  pc_testing_outb (&f->pc, 0x92, 0x02);
  strata_device_reset (device);
  g_assert_false (strata_line_get_level (a20));
  pc_testing_assert_in (&f->pc, 0x92, 0x00);
}

static void
test_port80 (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "port80", NULL);
  StrataDevice *other = pc_testing_add (&f->pc, "port80", "label", "ioportF0", NULL);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (device, "message", G_CALLBACK (append_line_cb), said);
  pc_testing_place (&f->pc, device, "port", 0x80);
  g_assert_cmpstr (strata_region_get_name (strata_device_find_region (device, "port")), ==,
                   "ioport80");
  g_assert_cmpstr (strata_region_get_name (strata_device_find_region (other, "port")), ==,
                   "ioportF0");
  pc_testing_assert_in (&f->pc, 0x80, 0xff);
  pc_testing_outb (&f->pc, 0x80, 0x2a);
  pc_testing_outb (&f->pc, 0x80, 0x07);
  pc_testing_assert_in (&f->pc, 0x80, 0xff);
  g_assert_cmphex (pc_testing_peek_register (device, "LAST"), ==, 0x07);
  g_assert_cmpstr (said->str, ==, "0x2a\n0x07\n");
  strata_device_reset (device);
  g_assert_cmphex (pc_testing_peek_register (device, "LAST"), ==, 0x00);
}

static void
append_byte_cb (StrataCharPort *port G_GNUC_UNUSED, guint byte, gpointer user_data)
{
  g_string_append_c (user_data, byte);
}

static void
test_console (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "debug-console", NULL);
  g_autoptr (GString) written = g_string_new (NULL);

  g_signal_connect (strata_device_get_char_port (device), "written", G_CALLBACK (append_byte_cb),
                    written);
  pc_testing_place (&f->pc, device, "port", 0xe9);
  pc_testing_assert_in (&f->pc, 0xe9, 0xe9);
  for (const char *c = "hello"; *c != '\0'; c++)
    pc_testing_outb (&f->pc, 0xe9, *c);
  pc_testing_assert_in (&f->pc, 0xe9, 0xe9);
  g_assert_cmpstr (written->str, ==, "hello");
}

static void
note_status_cb (StrataDevice *device G_GNUC_UNUSED, guint status, gpointer user_data)
{
  *(guint *) user_data = status;
}

static void
test_exit (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "debug-exit", "size", 4, NULL);
  guint status = 0, property;

  g_signal_connect (device, "exit", G_CALLBACK (note_status_cb), &status);
  pc_testing_place (&f->pc, device, "port", 0xf4);
  pc_testing_assert_in (&f->pc, 0xf4, 0x00);
  g_assert_cmpuint (status, ==, 0);
  pc_testing_outb (&f->pc, 0xf4, 0x10);
  g_assert_cmpuint (status, ==, 0x21);
  pc_testing_out (&f->pc, 0xf4, 4, 0x01020304);
  g_assert_cmpuint (status, ==, 0x02040609);
  g_object_get (device, "status", &property, NULL);
  g_assert_cmpuint (property, ==, status);
  strata_device_reset (device);
  g_object_get (device, "status", &property, NULL);
  g_assert_cmpuint (property, ==, 0);
}

/* {{{ pc-testdev */

/* The order in which a little-endian bus puts the bytes of a value, whatever their size, at both
 * sets of ports, which show the same */
static void
check_byte_order (Fixture *f, guint from, guint to)
{
  pc_testing_out (&f->pc, from, 4, 0x87654321);
  g_assert_cmphex (pc_testing_in (&f->pc, to, 4), ==, 0x87654321);
  g_assert_cmphex (pc_testing_in (&f->pc, to + 2, 2), ==, 0x8765);
  g_assert_cmphex (pc_testing_in (&f->pc, to, 2), ==, 0x4321);
  g_assert_cmphex (pc_testing_inb (&f->pc, to + 3), ==, 0x87);
  g_assert_cmphex (pc_testing_inb (&f->pc, to + 2), ==, 0x65);
  g_assert_cmphex (pc_testing_inb (&f->pc, to + 1), ==, 0x43);
  g_assert_cmphex (pc_testing_inb (&f->pc, to), ==, 0x21);
  pc_testing_out (&f->pc, from + 2, 2, 0x8866);
  g_assert_cmphex (pc_testing_in (&f->pc, to, 4), ==, 0x88664321);
  pc_testing_out (&f->pc, from, 2, 0x4422);
  g_assert_cmphex (pc_testing_in (&f->pc, to, 4), ==, 0x88664422);
  pc_testing_outb (&f->pc, from + 3, 0x87);
  pc_testing_outb (&f->pc, from + 2, 0x65);
  pc_testing_outb (&f->pc, from + 1, 0x43);
  g_assert_cmphex (pc_testing_in (&f->pc, to, 4), ==, 0x87654322);
  pc_testing_outb (&f->pc, from, 0x21);
  g_assert_cmphex (pc_testing_in (&f->pc, to, 4), ==, 0x87654321);
}

static void
test_testdev (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "pc-testdev", NULL);

  pc_testing_place (&f->pc, device, "ports", 0xe0);
  pc_testing_place (&f->pc, device, "byte-ports", 0xe8);
  check_byte_order (f, 0xe0, 0xe0);
  check_byte_order (f, 0xe8, 0xe8);
  check_byte_order (f, 0xe0, 0xe8);
  check_byte_order (f, 0xe8, 0xe0);
  strata_device_reset (device);
  g_assert_cmphex (pc_testing_in (&f->pc, 0xe0, 4), ==, 0);
}

static void
test_testdev_lines (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "pc-testdev", NULL);
  StrataLine *line = pc_testing_get_output (device, "irq", 5);

  pc_testing_place (&f->pc, device, "line-ports", 0x2000);
  pc_testing_place (&f->pc, device, "memory", 0x4000);
  pc_testing_outb (&f->pc, 0x2005, 1);
  g_assert_true (strata_line_get_level (line));
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x2005), ==, 0);
  pc_testing_outb (&f->pc, 0x2005, 0);
  g_assert_false (strata_line_get_level (line));
  pc_testing_out (&f->pc, 0x4004, 4, 0x12345678);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x4005), ==, 0x56);
  g_assert_cmphex (pc_testing_in (&f->pc, 0x4006, 2), ==, 0x1234);
}

/* Both are at home at port 0xe9: what is written there reaches both; a program that looks for the
 * console finds it, and one that uses the test device finds its byte. */
static void
test_shared_port (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *testdev = pc_testing_add (&f->pc, "pc-testdev", NULL);
  StrataDevice *console = pc_testing_add (&f->pc, "debug-console", "testdev", testdev, NULL);
  g_autoptr (GString) written = g_string_new (NULL);

  g_signal_connect (strata_device_get_char_port (console), "written", G_CALLBACK (append_byte_cb),
                    written);
  pc_testing_place (&f->pc, testdev, "ports", 0xe0);
  pc_testing_place (&f->pc, testdev, "byte-ports", 0xe8);
  g_assert_true (strata_region_add_subregion_overlap (
      f->pc.io, 0xe9, strata_device_find_region (console, "port"), 1, NULL));
  pc_testing_assert_in (&f->pc, 0xe9, 0xe9);
  pc_testing_outb (&f->pc, 0xe9, 'A');
  pc_testing_assert_in (&f->pc, 0xe9, 0xe9);
  g_assert_cmpstr (written->str, ==, "A");
  pc_testing_outb (&f->pc, 0xe0, 0);
  pc_testing_assert_in (&f->pc, 0xe9, 'A');
  strata_device_reset (testdev);
  pc_testing_assert_in (&f->pc, 0xe9, 0xe9);
}

/* }}} */
/* {{{ I/O APIC */

static guint32
get_indexed (Fixture *f, guint index)
{
  pc_testing_out (&f->pc, 0x1000, 4, index);
  return pc_testing_in (&f->pc, 0x1010, 4);
}

static void
set_indexed (Fixture *f, guint index, guint32 value)
{
  pc_testing_out (&f->pc, 0x1000, 4, index);
  pc_testing_out (&f->pc, 0x1010, 4, value);
}

static void
test_ioapic (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *device = pc_testing_add (&f->pc, "ioapic", NULL);

  pc_testing_place (&f->pc, device, "memory", 0x1000);
  g_assert_cmphex (pc_testing_in (&f->pc, 0x1000, 4), ==, 0);
  g_assert_cmphex (get_indexed (f, 0), ==, 0);
  g_assert_cmphex (get_indexed (f, 1), ==, 0x00170020);
  set_indexed (f, 0, 0xffffffff);
  set_indexed (f, 1, 0xffffffff);
  set_indexed (f, 2, 0);
  g_assert_cmphex (get_indexed (f, 0), ==, 0x0f000000);
  g_assert_cmphex (get_indexed (f, 1), ==, 0x00170020);
  g_assert_cmphex (get_indexed (f, 2), ==, 0x0f000000);
  for (guint i = 0; i < 24; i++)
    {
      g_assert_cmphex (get_indexed (f, 0x10 + 2 * i), ==, 0x00010000);
      g_assert_cmphex (get_indexed (f, 0x11 + 2 * i), ==, 0);
      set_indexed (f, 0x10 + 2 * i, 0xfffeff00 | i);
      set_indexed (f, 0x11 + 2 * i, i << 24);
    }
  for (guint i = 0; i < 24; i++)
    {
      /* Delivery status and remote IRR cannot be written. */
      g_assert_cmphex (get_indexed (f, 0x10 + 2 * i), ==, 0xfffeaf00 | i);
      g_assert_cmphex (get_indexed (f, 0x11 + 2 * i), ==, i << 24);
    }
  set_indexed (f, 0x40, 0xffffffff);
  g_assert_cmphex (get_indexed (f, 0x40), ==, 0);
  g_assert_cmphex (get_indexed (f, 0x0f), ==, 0);
  /* The window is only as wide as it is. */
  get_indexed (f, 1);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x1000), ==, 1);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x1010), ==, 0);
  pc_testing_outb (&f->pc, 0x1010, 0xff);
  g_assert_cmphex (pc_testing_in (&f->pc, 0x1110, 4), ==, 0x00170020);
  g_assert_cmphex (pc_testing_in (&f->pc, 0x1004, 4), ==, 0);
  g_assert_cmphex (pc_testing_peek_register (device, "IOREDTBL5"), ==, 0x05000000fffeaf05);
  pc_testing_set_input (device, 9, TRUE);
  pc_testing_set_input (device, 23, TRUE);
  g_assert_cmphex (pc_testing_peek_register (device, "INPUTS"), ==, 0x00800200);
  strata_device_reset (device);
  g_assert_cmphex (get_indexed (f, 0x10), ==, 0x00010000);
  g_assert_cmphex (get_indexed (f, 0), ==, 0);
}

/* }}} */

static void
test_storm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint ports[] = { 0x80,   0x92,   0xe0,   0xe1,   0xe2,   0xe3,   0xe8,
                                 0xe9,   0xea,   0xeb,   0xf4,   0x1000, 0x1000, 0x1010,
                                 0x1010, 0x1011, 0x2000, 0x2017, 0x3ffc };
  StrataDevice *testdev = pc_testing_add (&f->pc, "pc-testdev", NULL);

  pc_testing_place (&f->pc, pc_testing_add (&f->pc, "port80", NULL), "port", 0x80);
  pc_testing_place (&f->pc, pc_testing_add (&f->pc, "port92", NULL), "port", 0x92);
  pc_testing_place (&f->pc, testdev, "ports", 0xe0);
  pc_testing_place (&f->pc, testdev, "byte-ports", 0xe8);
  pc_testing_place (&f->pc, pc_testing_add (&f->pc, "debug-exit", NULL), "port", 0xf4);
  pc_testing_place (&f->pc, pc_testing_add (&f->pc, "ioapic", NULL), "memory", 0x1000);
  pc_testing_place (&f->pc, testdev, "line-ports", 0x2000);
  /* across the end, so that the highest bytes are hit */
  pc_testing_place (&f->pc, testdev, "memory", 0x3000);
  pc_testing_storm (&f->pc, 20000, ports, G_N_ELEMENTS (ports));
}

#define ADD(name, func) \
  g_test_add ("/strata/devices/pc-ports/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("port92", test_port92);
  ADD ("port80", test_port80);
  ADD ("debug-console", test_console);
  ADD ("debug-exit", test_exit);
  ADD ("pc-testdev", test_testdev);
  ADD ("pc-testdev/lines", test_testdev_lines);
  ADD ("pc-testdev/shared-port", test_shared_port);
  ADD ("ioapic", test_ioapic);
  ADD ("storm", test_storm);

  return g_test_run ();
}
