/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Lines of the qtest protocol; what they mean was tried with QEMU 7.2. */

#include "guest/strata-qtest-command-private.h"

#include <string.h>

static void
parse (StrataQtestCommand *command, const char *line)
{
  /* without a zero byte behind, so that a sanitizer sees who reads on */
  static char exact[4096];
  gsize length = strlen (line);

  g_assert_cmpuint (length, <=, sizeof exact);
  memcpy (exact + sizeof exact - length, line, length);
  strata_qtest_command_parse (command, exact + sizeof exact - length, length);
}

static void
assert_word (StrataQtestWord word, const char *text)
{
  g_assert_cmpmem (word.text, word.length, text, strlen (text));
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    guint64 value;
  } good[] = {
    { "0", 0 },
    { "00", 0 },
    { "0x0", 0 },
    { "10", 10 },
    { "010", 8 },
    { "0x10", 16 },
    { "0X1f", 31 },
    { "0xAbCdEf", 0xabcdef },
    { "+7", 7 },
    { "-1", G_MAXUINT64 },
    { "-0x10", G_MAXUINT64 - 15 },
    { "18446744073709551615", G_MAXUINT64 },
    { "0xffffffffffffffff", G_MAXUINT64 },
    { "0000000000000000000000000000000000001", 1 },
    { "-18446744073709551615", 1 },
  };
  static const char *const bad[]
    = { "",     "zz",  "0x",  "x10", "08",  "1f",   "--1", "+",   "-",
        "0x-1", "0xg", "1_0", "1.0", "0b1", "1e3",  "٣",   "\"1\"",
        "18446744073709551616", "0x10000000000000000", "-18446744073709551616",
        "02000000000000000000000" };
  guint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      StrataQtestWord word = { good[i].text, strlen (good[i].text) };

      g_assert_true (strata_qtest_parse_number (word, &value));
      g_assert_cmpuint (value, ==, good[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      StrataQtestWord word = { bad[i], strlen (bad[i]) };

      g_assert_false (strata_qtest_parse_number (word, &value));
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *line;
    StrataQtestVerb verb;
    guint size;
    guint64 address, value;
  } table[] = {
    { "readb 0x1000", STRATA_QTEST_READ_VALUE, 1, 0x1000, 0 },
    { "readw 010", STRATA_QTEST_READ_VALUE, 2, 8, 0 },
    { "readl 0xfffffffffffffffe", STRATA_QTEST_READ_VALUE, 4, G_MAXUINT64 - 1, 0 },
    { "readq -0x10", STRATA_QTEST_READ_VALUE, 8, G_MAXUINT64 - 15, 0 },
    { "writeb 0x1000 0x1ff", STRATA_QTEST_WRITE_VALUE, 1, 0x1000, 0x1ff },
    { "writew 1 2", STRATA_QTEST_WRITE_VALUE, 2, 1, 2 },
    { "writel 1 -1", STRATA_QTEST_WRITE_VALUE, 4, 1, G_MAXUINT64 },
    { "writeq 0 0x123456789abcdef0", STRATA_QTEST_WRITE_VALUE, 8, 0, 0x123456789abcdef0 },
    { "inb 0xffff", STRATA_QTEST_READ_PORT, 1, 0xffff, 0 },
    { "inw 0", STRATA_QTEST_READ_PORT, 2, 0, 0 },
    { "inl 0xcfc", STRATA_QTEST_READ_PORT, 4, 0xcfc, 0 },
    { "outb 0x3c4 0x04", STRATA_QTEST_WRITE_PORT, 1, 0x3c4, 4 },
    { "outw 0x1ce 0x0", STRATA_QTEST_WRITE_PORT, 2, 0x1ce, 0 },
    { "outl 0xcf8 0x80000000", STRATA_QTEST_WRITE_PORT, 4, 0xcf8, 0x80000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      StrataQtestCommand command;

      parse (&command, table[i].line);
      g_assert_cmpint (command.verb, ==, table[i].verb);
      g_assert_cmpuint (command.size, ==, table[i].size);
      g_assert_cmphex (command.address, ==, table[i].address);
      g_assert_cmphex (command.value, ==, table[i].value);
      g_assert_null (command.reason);
    }
}

static void
test_bytes (void)
{
  StrataQtestCommand command;

  parse (&command, "read 0x10 0x20");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_READ);
  g_assert_cmphex (command.address, ==, 0x10);
  g_assert_cmphex (command.length, ==, 0x20);

  parse (&command, "b64read 1 67108864");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_READ_BASE64);
  g_assert_cmphex (command.length, ==, STRATA_QTEST_DATA_MAX);

  parse (&command, "write 0x3000 0x4 0x01020304");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_WRITE);
  g_assert_cmphex (command.length, ==, 4);
  assert_word (command.data, "01020304");

  parse (&command, "write 0 0 0Xf");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_WRITE);
  assert_word (command.data, "f");

  parse (&command, "b64write 0x3000 0x4 AQIDBA==");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_WRITE_BASE64);
  assert_word (command.data, "AQIDBA==");

  parse (&command, "memset 0x2000 0x40000000 0x5a");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_MEMSET);
  g_assert_cmphex (command.length, ==, STRATA_QTEST_MEMSET_MAX);
  g_assert_cmphex (command.value, ==, 0x5a);
}

static void
test_others (void)
{
  StrataQtestCommand command;

  parse (&command, "endianness");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_ENDIANNESS);
  parse (&command, "clock_step");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_CLOCK_STEP);
  g_assert_false (command.has_time);
  parse (&command, "clock_step 9223372036854775807");
  g_assert_true (command.has_time);
  g_assert_cmpint (command.time, ==, G_MAXINT64);
  parse (&command, "clock_set -0x8000000000000000");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_CLOCK_SET);
  g_assert_cmpint (command.time, ==, G_MININT64);
  parse (&command, "set_irq_in pic1 unnamed-gpio-in 3 -1");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_SET_INPUT);
  assert_word (command.device, "pic1");
  assert_word (command.name, "unnamed-gpio-in");
  g_assert_cmpint (command.number, ==, 3);
  g_assert_cmpint (command.level, ==, -1);
  parse (&command, "irq_intercept_in ioapic");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_WATCH_INPUTS);
  assert_word (command.device, "ioapic");
  parse (&command, "irq_intercept_out /machine/pic[0]");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_WATCH_OUTPUTS);
  assert_word (command.device, "/machine/pic[0]");
}

static void
test_comments (void)
{
  static const char *const empty[]
    = { "", " ", "#", "# x", "  # readb 0", "\t#", "\r", "#readb 0" };
  StrataQtestCommand command;

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      parse (&command, empty[i]);
      g_assert_cmpint (command.verb, ==, STRATA_QTEST_NOTHING);
    }

  parse (&command, "inb 0x3da # 0x9 retrace ");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_READ_PORT);
  g_assert_cmpuint (command.text_length, ==, strlen ("inb 0x3da"));
  assert_word (command.comment, "0x9 retrace");
  assert_word (strata_qtest_first_word (command.comment), "0x9");

  parse (&command, "endianness #little");
  assert_word (command.comment, "little");
  parse (&command, "# one # two");
  assert_word (command.comment, "one # two");
  parse (&command, "readb 0x1000");
  g_assert_cmpuint (command.comment.length, ==, 0);
  g_assert_cmpuint (command.text_length, ==, strlen ("readb 0x1000"));

  /* A comment begins with a word: this is none. */
  parse (&command, "readb 1#2");
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_BAD);
  strata_qtest_command_clear (&command);
}

/* Blanks may be more than one, lines may end as DOS ends them, and further words mean nothing. */
static void
test_lenient (void)
{
  static const char *const lines[] = { " readb 0x10", "readb  0x10", "readb\t0x10 ", "readb 0x10\r",
                                       "readb 0x10 and more", "readb 0x10 # 0x1\r" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      StrataQtestCommand command;

      parse (&command, lines[i]);
      g_assert_cmpint (command.verb, ==, STRATA_QTEST_READ_VALUE);
      g_assert_cmphex (command.address, ==, 0x10);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *line, *reason;
  } table[] = {
    { "bogus 1 2", "Unknown command 'bogus'" },
    { "READB 0", "Unknown command 'READB'" },
    { "read\xffz 0", "Unknown command 'read?z'" },
    { "clock_stepclock_stepclock_stepclock_stepclock_step",
      "Unknown command 'clock_stepclock_stepclock_stepclock_step...'" },
    { "readb", "readb: ADDR is missing" },
    { "readb # 0x1000", "readb: ADDR is missing" },
    { "readb zz", "readb: ADDR 'zz': not a number" },
    { "writeb 0x1000", "writeb: VALUE is missing" },
    { "writeb 0x1000 x", "writeb: VALUE 'x': not a number" },
    { "outb 0x10000 1", "outb: PORT '0x10000': past the last port, 0xffff" },
    { "inb -1", "inb: PORT '-1': past the last port, 0xffff" },
    { "read 0x1000 0", "read: SIZE '0': there is nothing to read" },
    { "b64read 0x1000 0", "b64read: SIZE '0': there is nothing to read" },
    { "read 0 0x10000000000", "read: SIZE '0x10000000000': more than 64 MiB at once" },
    { "read 0 0x4000001", "read: SIZE '0x4000001': more than 64 MiB at once" },
    { "read 0 -1", "read: SIZE '-1': more than 64 MiB at once" },
    { "write 0 0x4000001 0x00", "write: SIZE '0x4000001': more than 64 MiB at once" },
    { "memset 0 0x40000001 0", "memset: SIZE '0x40000001': more than 1 GiB at once" },
    { "memset 0 1", "memset: VALUE is missing" },
    { "write 0 1", "write: DATA is missing" },
    { "write 0 1 0x", "write: DATA '0x': not digits after 0x" },
    { "write 0 1 0102", "write: DATA '0102': not digits after 0x" },
    { "write 0 1 0xfg", "write: DATA '0xfg': not digits after 0x" },
    { "clock_step 1.5", "clock_step: NS '1.5': not a number" },
    { "clock_step 9223372036854775808", "clock_step: NS '9223372036854775808': not a number" },
    { "clock_set", "clock_set: NS is missing" },
    { "set_irq_in pic1 irq 0", "set_irq_in: LEVEL is missing" },
    { "set_irq_in pic1 irq 4294967296 1", "set_irq_in: N '4294967296': not a number" },
    { "irq_intercept_in", "irq_intercept_in: DEVICE is missing" },
  };
  static const char zero[] = "readb\0x 0";
  static const char zero_at_end[] = "readb\0 0";
  StrataQtestCommand command;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      parse (&command, table[i].line);
      g_assert_cmpint (command.verb, ==, STRATA_QTEST_BAD);
      g_assert_cmpstr (command.reason, ==, table[i].reason);
      strata_qtest_command_clear (&command);
    }
  strata_qtest_command_parse (&command, zero, sizeof zero - 1);
  g_assert_cmpint (command.verb, ==, STRATA_QTEST_BAD);
  g_assert_cmpstr (command.reason, ==, "Unknown command 'readb?x'");
  strata_qtest_command_clear (&command);
  strata_qtest_command_parse (&command, zero_at_end, sizeof zero_at_end - 1);
  g_assert_cmpstr (command.reason, ==, "Unknown command 'readb?'");
  strata_qtest_command_clear (&command);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/qtest-command/numbers", test_numbers);
  g_test_add_func ("/strata/qtest-command/values", test_values);
  g_test_add_func ("/strata/qtest-command/bytes", test_bytes);
  g_test_add_func ("/strata/qtest-command/others", test_others);
  g_test_add_func ("/strata/qtest-command/comments", test_comments);
  g_test_add_func ("/strata/qtest-command/lenient", test_lenient);
  g_test_add_func ("/strata/qtest-command/bad", test_bad);
  return g_test_run ();
}
