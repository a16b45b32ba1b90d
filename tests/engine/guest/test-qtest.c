/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Commands of the qtest protocol, executed; the answers are those of QEMU 7.2, of which it was
 * asked, or of the protocol's rules in docs/reference/qtest.md. */

#include <string.h>

#include "qtest-fixture.h"

static StrataQtest *
new_qtest (StrataByteOrder byte_order)
{
  g_autoptr (StrataBoard) board = qtest_fixture_new_board (byte_order);

  return strata_qtest_new (board);
}

#define check qtest_fixture_check

/* {{{ Sessions with QEMU */

static void
test_session (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "data", "qtest", "session.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_commands = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i += 2)
    {
      g_autofree char *answer = g_strconcat (lines[i + 1] + 2, "\n", NULL);

      check (qtest, lines[i] + 2, answer);
      n_commands++;
    }
  g_assert_cmpuint (n_commands, >, 20);
}

/* What QEMU said when it was asked about the edges of the protocol. */
static void
test_edges (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "read 0xfffffffffffffffe 4", "OK 0x00000000\n");
  check (qtest, "write 0x1000 4 0x01", "OK\n"); /* short: the rest is zero */
  check (qtest, "read 0x1000 5", "OK 0x0100000000\n");
  check (qtest, "write 0x1000 4 0x01020", "OK\n"); /* odd: half a byte is none */
  check (qtest, "read 0x1000 5", "OK 0x0102000000\n");
  check (qtest, "write 0x1000 2 0x0a0b0c0d", "OK\n");
  check (qtest, "read 0x1000 5", "OK 0x0a0b000000\n");
  check (qtest, "write 0x1000 0 0x11", "OK\n");
  check (qtest, "b64write 0x1000 2 AQIDBA==", "OK\n");
  check (qtest, "b64write 0x1002 0 AQIDBA==", "OK\n");
  check (qtest, "read 0x1000 5", "OK 0x0102000000\n");
  check (qtest, "writeb 8 -1", "OK\n");
  check (qtest, "readw 010 extra words", "OK 0x00000000000000ff\n");
  check (qtest, "readw -0x10", "OK 0x0000000000000000\n");
  check (qtest, "memset 0x1000 2 0x1ff", "OK\n");
  check (qtest, "readl 0x1000", "OK 0x000000000000ffff\n");
}

/* }}} */
/* {{{ Memory */

static void
test_big_endian (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_BIG_ENDIAN);

  check (qtest, "endianness", "OK big\n");
  check (qtest, "writeq 0x100 0x0102030405060708", "OK\n");
  check (qtest, "read 0x100 8", "OK 0x0102030405060708\n");
  check (qtest, "readb 0x107", "OK 0x0000000000000008\n");
  check (qtest, "readw 0x106", "OK 0x0000000000000708\n");
  check (qtest, "writew 0x100 0xaabbccdd", "OK\n");
  check (qtest, "readl 0x100", "OK 0x00000000ccdd0304\n");
  check (qtest, "outb 0x40 0x5", "OK\n");
  check (qtest, "inw 0x40", "OK 0x055a\n");
  check (qtest, "inl 0x40", "OK 0x55affff\n");
}

static void
test_base64 (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "b64write 0x100 7 AAECAwQFBg==", "OK\n");
  check (qtest, "read 0x100 8", "OK 0x0001020304050600\n");
  check (qtest, "b64read 0x100 7", "OK AAECAwQFBg==\n");
  check (qtest, "b64read 0x101 6", "OK AQIDBAUG\n");
  check (qtest, "b64write 0x100 4 AQ==", "FAIL b64write: DATA is shorter than SIZE\n");
  check (qtest, "b64write 0x100 4 !!!!", "FAIL b64write: DATA is not base64\n");
  check (qtest, "b64write 0x100 1 AQ", "FAIL b64write: DATA is not base64\n");
  check (qtest, "b64write 0x100 1 A===", "FAIL b64write: DATA is not base64\n");
  check (qtest, "read 0x100 4", "OK 0x00010203\n");
}

static void
test_rom (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "write 0xfffe0000 4 0x01020304", "OK\n");
  check (qtest, "b64write 0xfffe0000 4 AQIDBA==", "OK\n");
  check (qtest, "memset 0xfffdfff0 0x20 0x55", "OK\n");
  check (qtest, "readq 0xfffe0000", "OK 0x0000000000000000\n");
}

static void
test_large (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);
  g_autofree char *answer = strata_qtest_execute (qtest, "read 0x1000000 0x4000000");

  g_assert_cmpuint (strlen (answer), ==, strlen ("OK 0x\n") + 2 * 64 * 1024 * 1024);
  check (qtest, "read 0 0x10000000000",
         "FAIL read: SIZE '0x10000000000': more than 64 MiB at once\n");
  check (qtest, "b64read 0 0xffffffffffffffff",
         "FAIL b64read: SIZE '0xffffffffffffffff': more than 64 MiB at once\n");
  check (qtest, "memset 0 0xffffffffffffffff 1",
         "FAIL memset: SIZE '0xffffffffffffffff': more than 1 GiB at once\n");
  check (qtest, "memset 0xffffffffffff0000 0x40000000 1", "OK\n");
  check (qtest, "memset 0x1fffff0 0x40000000 0xab", "OK\n");
  check (qtest, "readq 0x1fffff8", "OK 0xabababababababab\n");
}

/* }}} */
/* {{{ Ports */

static void
test_ports (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "outb 0x40 0x105", "OK\n");
  check (qtest, "inb 0x40", "OK 0x0005\n");
  check (qtest, "inb 0x41", "OK 0x005a\n");
  check (qtest, "inw 0x40", "OK 0x5a05\n");
  check (qtest, "inl 0x40", "OK 0xffff5a05\n");
  check (qtest, "inw 0x3f", "OK 0x05ff\n");
  check (qtest, "inl 0x1234", "OK 0xffffffff\n");
  check (qtest, "outl 0x1234 0", "OK\n");
  /* What lies past the last port is not one. */
  check (qtest, "outb 0xffff 0x77", "OK\n");
  check (qtest, "inl 0xffff", "OK 0x0077\n");
  check (qtest, "inl 0xfffe", "OK 0x77ff\n");
}

/* A board without the space I/O has only unassigned ports, one without `memory` no memory. */
static void
test_missing_spaces (void)
{
  g_autoptr (StrataBoard) board = strata_board_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataQtest) qtest = strata_qtest_new (board);

  check (qtest, "inb 0x40", "OK 0x00ff\n");
  check (qtest, "inl 0xffff", "OK 0x00ff\n");
  check (qtest, "outw 0x40 1", "OK\n");
  check (qtest, "writeb 0 1", "OK\n");
  check (qtest, "memset 0 16 1", "OK\n");
  check (qtest, "readq 0", "OK 0x0000000000000000\n");
  check (qtest, "clock_step 5", "OK 5\n");
}

/* }}} */
/* {{{ Clock and lines */

static void
test_clock (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "clock_step", "OK 0\n");
  check (qtest, "clock_step 1000000", "OK 1000000\n");
  check (qtest, "clock_step", "OK 1000000\n");
  check (qtest, "clock_set 5000000000", "OK 5000000000\n");
  check (qtest, "clock_set 5", "OK 5000000000\n");
  check (qtest, "clock_set -5", "OK 5000000000\n");
  check (qtest, "clock_step -5", "OK 5000000000\n");
  check (qtest, "clock_step 0", "OK 5000000000\n");
  check (qtest, "outb 0x41 1", "OK\n");
  check (qtest, "clock_step", "OK 5001000000\n");
  check (qtest, "clock_step", "OK 5002000000\n");
  check (qtest, "clock_step 999999", "OK 5002999999\n");
  check (qtest, "clock_step", "OK 5003000000\n");
  check (qtest, "clock_step 9223372036854775807",
         "FAIL clock_step: past the last time, 2^63-1 ns\n");
  check (qtest, "clock_step 0x10", "OK 5003000016\n");
}

/* Timers that never come to an end: the step does, and the clock goes on. */
static void
test_endless_timers (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "outb 0x41 1", "OK\n");
  check (qtest, "clock_set 9223372036854775807",
         "FAIL stopped after 10000000 timers, at 10000000000000 ns\n");
  check (qtest, "clock_step 1", "OK 10000000000001\n");
}

static void
test_interrupts (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "outb 0x40 0x04", "OK\n");
  check (qtest, "irq_intercept_out nobody", "FAIL Unknown device\n");
  check (qtest, "irq_intercept_out chip", "OK\n");
  check (qtest, "irq_intercept_out chip", "OK\n");
  check (qtest, "outb 0x40 0x01", "IRQ raise 0\nOK\n"); /* 2 was never seen to rise */
  check (qtest, "outb 0x40 0x01", "OK\n");
  check (qtest, "outb 0x40 0x04", "IRQ lower 0\nIRQ raise 2\nOK\n");
  check (qtest, "inb 0x40", "OK 0x0004\n");
  check (qtest, "write 0 1 0x00", "OK\n");
  check (qtest, "outb 0x41 0", "OK\n");
  check (qtest, "clock_step", "IRQ raise 1\nIRQ lower 1\nOK 1000000\n");
  check (qtest, "clock_step 2000000",
         "IRQ raise 1\nIRQ lower 1\nIRQ raise 1\nIRQ lower 1\nOK 3000000\n");
  check (qtest, "set_irq_in chip unnamed-gpio-in 1 1", "IRQ raise 3\nOK\n");
  check (qtest, "set_irq_in chip unnamed-gpio-in 1 7", "OK\n");
  check (qtest, "set_irq_in chip enable 0 1", "OK\n");
  check (qtest, "set_irq_in chip irq 1 0", "IRQ lower 3\nOK\n");
}

static void
test_inputs (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "irq_intercept_in chip", "OK\n");
  check (qtest, "set_irq_in chip unnamed-gpio-in 0 1", "IRQ raise 0\nOK\n");
  check (qtest, "set_irq_in chip unnamed-gpio-in 0 1", "OK\n");
  check (qtest, "set_irq_in chip irq 0 0", "IRQ lower 0\nOK\n");
  check (qtest, "set_irq_in chip enable 0 1", "IRQ raise 2\nOK\n");
  check (qtest, "set_irq_in chip irq 2 1", "FAIL Unknown input\n");
  check (qtest, "set_irq_in chip irq -1 1", "FAIL Unknown input\n");
  check (qtest, "set_irq_in chip NULL 0 1", "FAIL Unknown input\n");
  check (qtest, "set_irq_in nobody irq 0 1", "FAIL Unknown device\n");
}

static void
test_second_intercept (void)
{
  g_autoptr (StrataBoard) board = qtest_fixture_new_board (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataQtest) qtest = strata_qtest_new (board);
  g_autoptr (StrataQtest) other = strata_qtest_new (board);
  g_autoptr (StrataDevice) device
    = strata_device_new (G_OBJECT_TYPE (strata_board_get_device (board, "chip")), "chip2",
                         strata_board_get_system (board), strata_board_get_clock (board));

  g_assert_true (strata_device_realize (device, NULL));
  g_assert_true (strata_board_add_device (board, device, NULL));
  check (qtest, "irq_intercept_in chip", "OK\n");
  check (qtest, "irq_intercept_in chip2", "FAIL IRQ intercept already enabled\n");
  check (qtest, "irq_intercept_out chip2", "FAIL IRQ intercept already enabled\n");
  /* Each session has its own. */
  check (other, "irq_intercept_out chip2", "OK\n");
  check (other, "set_irq_in chip2 irq 1 1", "IRQ raise 3\nOK\n");
  /* What somebody else causes comes with the next answer. */
  check (other, "set_irq_in chip irq 1 1", "OK\n");
  check (qtest, "# nothing yet", "IRQ raise 1\n");
}

/* }}} */
/* {{{ Lines */

static void
test_lines (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);

  check (qtest, "", "");
  check (qtest, "# a comment", "");
  check (qtest, "  ", "");
  check (qtest, "readb zz", "FAIL readb: ADDR 'zz': not a number\n");
  check (qtest, "bogus 1 2", "FAIL Unknown command 'bogus'\n");
  check (qtest, "module_load hw-display-qxl", "FAIL Unknown command 'module_load'\n");
  check (qtest, "readb 0 # 0x1\nreadb 1\n", "OK 0x0000000000000000\n");
}

static void
collect_cb (StrataQtest *qtest, const char *line, const char *answer, gpointer user_data)
{
  g_assert_true (STRATA_IS_QTEST (qtest));
  g_string_append_printf (user_data, "%s|%s", line, answer);
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
nothing_cb (StrataQtest *qtest G_GNUC_UNUSED, const char *line G_GNUC_UNUSED,
            const char *answer G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
}

static void
test_watches (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GString) answer = g_string_new ("before|");
  guint n_gone = 0;
  guint id = strata_qtest_add_watch (qtest, collect_cb, seen, NULL);

  strata_qtest_add_watch (qtest, nothing_cb, &n_gone, count_cb);
  check (qtest, "irq_intercept_out chip", "OK\n");
  strata_qtest_append (qtest, "outb 0x40 1 # x", 15, answer);
  g_assert_cmpstr (answer->str, ==, "before|IRQ raise 0\nOK\n");
  check (qtest, "# y", "");
  strata_qtest_remove_watch (qtest, id);
  check (qtest, "endianness", "OK little\n");
  g_assert_cmpstr (seen->str, ==,
                   "irq_intercept_out chip|OK\noutb 0x40 1 # x|IRQ raise 0\nOK\n# y|");
  g_clear_object (&qtest);
  g_assert_cmpuint (n_gone, ==, 1);
}

/* An executor with nothing to do holds no view: nobody waits for it. */
static void
test_parked (void)
{
  g_autoptr (StrataQtest) qtest = new_qtest (STRATA_LITTLE_ENDIAN);
  StrataSystem *system = strata_board_get_system (strata_qtest_get_board (qtest));
  g_autoptr (GError) error = NULL;

  check (qtest, "writeb 0 1", "OK\n");
  check (qtest, "inb 0x40", "OK 0x0000\n");
  g_assert_true (strata_region_set_enabled (
    strata_board_get_region (strata_qtest_get_board (qtest), "ram"), FALSE, NULL));
  g_assert_true (strata_system_synchronize (system, &error));
  check (qtest, "readb 0", "OK 0x0000000000000000\n");
}

/* }}} */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/qtest/session", test_session);
  g_test_add_func ("/strata/qtest/edges", test_edges);
  g_test_add_func ("/strata/qtest/big-endian", test_big_endian);
  g_test_add_func ("/strata/qtest/base64", test_base64);
  g_test_add_func ("/strata/qtest/rom", test_rom);
  g_test_add_func ("/strata/qtest/large", test_large);
  g_test_add_func ("/strata/qtest/ports", test_ports);
  g_test_add_func ("/strata/qtest/missing-spaces", test_missing_spaces);
  g_test_add_func ("/strata/qtest/clock", test_clock);
  g_test_add_func ("/strata/qtest/endless-timers", test_endless_timers);
  g_test_add_func ("/strata/qtest/interrupts", test_interrupts);
  g_test_add_func ("/strata/qtest/inputs", test_inputs);
  g_test_add_func ("/strata/qtest/second-intercept", test_second_intercept);
  g_test_add_func ("/strata/qtest/lines", test_lines);
  g_test_add_func ("/strata/qtest/watches", test_watches);
  g_test_add_func ("/strata/qtest/parked", test_parked);
  return g_test_run ();
}
