/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"
#include "board/strata-value.h"

/* The numbers here are worked out by hand from docs/reference/board-format.md. */

typedef gboolean (*ParseNumber) (const char *text, guint64 *number, GError **error);

typedef struct
{
  const char *text;
  guint64 number;
  const char *reason; /* of the refusal; NULL if it is a number */
} NumberCase;

static void
check_numbers (ParseNumber parse, const NumberCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      guint64 number = 0xdead;
      gboolean done = parse (cases[i].text, &number, &error);

      g_test_message ("%s", cases[i].text);
      if (cases[i].reason == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (done);
          g_assert_cmphex (number, ==, cases[i].number);
        }
      else
        {
          g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE);
          g_assert_false (done);
          g_assert_cmpstr (error->message, ==, cases[i].reason);
          g_assert_cmphex (number, ==, 0xdead);
        }
    }
}

static void
test_number (void)
{
  static const NumberCase cases[] = {
    { "0", 0, NULL },
    { "010", 10, NULL },
    { "4096", 4096, NULL },
    { " 7\t", 7, NULL },
    { "0x1F", 0x1f, NULL },
    { "0XfD00_0000", 0xfd000000, NULL },
    { "1_000", 1000, NULL },
    { "18446744073709551615", G_MAXUINT64, NULL },
    { "0xffffffffffffffff", G_MAXUINT64, NULL },
    { "0x00000000000000000000ff", 0xff, NULL },
    { "18446744073709551616", 0, "“18446744073709551616” is larger than 2^64-1" },
    { "0x10000000000000000", 0, "“0x10000000000000000” is larger than 2^64-1" },
    { "99999999999999999999999999999999999999999999999", 0,
      "“99999999999999999999999999999999999999999999999” is larger than 2^64" },
    { "", 0, "“” is empty: a number is expected" },
    { "-1", 0, "“-1” is negative" },
    { "0x", 0, "“0x” is not a number: write 4096 or 0x1000" },
    { "x", 0, "“x” is not a number: write 4096 or 0x1000" },
    { "a", 0, "“a” is not a number: write 4096 or 0x1000" },
    { "12a", 0, "“12a” is not a number: write 4096 or 0x1000" },
    { "_1", 0, "“_1” is not a number: write 4096 or 0x1000" },
    { "1_", 0, "“1_” is not a number: write 4096 or 0x1000" },
    { "1__0", 0, "“1__0” is not a number: write 4096 or 0x1000" },
    { "0x_1", 0, "“0x_1” is not a number: write 4096 or 0x1000" },
    { "4 KiB", 0, "“4 KiB” is not a number: write 4096 or 0x1000" },
    { "2^12", 0, "“2^12” is not a number: write 4096 or 0x1000" },
  };

  check_numbers (strata_value_parse_number, cases, G_N_ELEMENTS (cases));
}

static void
test_address (void)
{
  static const NumberCase cases[] = {
    { "0xfd00_0000", 0xfd000000, NULL },
    { "4 KiB", 4096, NULL },
    { "16EiB", 0, "“16EiB” is past the last address, 2^64-1" },
    { "15 EiB", G_GUINT64_CONSTANT (15) << 60, NULL },
    { "2^63", G_GUINT64_CONSTANT (1) << 63, NULL },
    { "2^64", 0, "“2^64” is past the last address, 2^64-1" },
    { "0xffffffffffffffff", G_MAXUINT64, NULL },
    { "0x10000000000000000", 0, "“0x10000000000000000” is past the last address, 2^64-1" },
    { "here", 0, "“here” is not a number: write 0x1000, 4096, 4 KiB or 2^12" },
  };

  check_numbers (strata_value_parse_address, cases, G_N_ELEMENTS (cases));
}

static void
test_size (void)
{
  static const NumberCase cases[] = {
    { "0", 0, NULL },
    { "128 MiB", 128 << 20, NULL },
    { "128\tMiB ", 128 << 20, NULL },
    { "1 B", 1, NULL },
    { "0x10 KiB", 16 << 10, NULL },
    { "3 GiB", G_GUINT64_CONSTANT (3) << 30, NULL },
    { "5 TiB", G_GUINT64_CONSTANT (5) << 40, NULL },
    { "7 PiB", G_GUINT64_CONSTANT (7) << 50, NULL },
    { "16 EiB", STRATA_SIZE_MAX, NULL },
    { "2^64", STRATA_SIZE_MAX, NULL },
    { "2^0", 1, NULL },
    { "2^36", G_GUINT64_CONSTANT (1) << 36, NULL },
    { "18446744073709551616", STRATA_SIZE_MAX, NULL },
    { "0x1_0000_0000_0000_0000", STRATA_SIZE_MAX, NULL },
    { "0xfffffffffffffffe", G_MAXUINT64 - 1, NULL },
    { "0xffffffffffffffff", 0,
      "“0xffffffffffffffff” is a size that no region can have; a whole address space is 2^64" },
    { "0 EiB", 0, NULL },
    { "17 EiB", 0, "“17 EiB” is larger than 2^64" },
    { "2^65", 0, "“2^65” is larger than 2^64" },
    { "2^", 0, "“2^” is not a power of two: write 2^0 to 2^64" },
    { "2^6 KiB", 0, "“2^6 KiB” is not a power of two: write 2^0 to 2^64" },
    { "3^2", 0, "“3^2” has no known unit: write B, KiB, MiB, GiB, TiB, PiB or EiB" },
    { "1 MB", 0, "“1 MB” has no known unit: write B, KiB, MiB, GiB, TiB, PiB or EiB" },
    { "1.5 GiB", 0, "“1.5 GiB” has no known unit: write B, KiB, MiB, GiB, TiB, PiB or EiB" },
    { "0x1000 # a page", 0,
      "“0x1000 # a page” has a comment behind it: comments stand on lines of their own" },
  };

  check_numbers (strata_value_parse_size, cases, G_N_ELEMENTS (cases));
}

static void
test_priority (void)
{
  static const struct
  {
    const char *text;
    gint priority;
    gboolean valid;
  } cases[] = {
    { "0", 0, TRUE },
    { " -1000 ", -1000, TRUE },
    { "+5", 5, TRUE },
    { "2147483647", G_MAXINT, TRUE },
    { "-2147483648", G_MININT, TRUE },
    { "2147483648", 0, FALSE },
    { "-2147483649", 0, FALSE },
    { "99999999999999999999999999999999", 0, FALSE },
    { "", 0, FALSE },
    { "-", 0, FALSE },
    { "--1", 0, FALSE },
    { "0x10", 0, FALSE },
    { "1.0", 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint priority = 4711;

      g_test_message ("%s", cases[i].text);
      if (strata_value_parse_priority (cases[i].text, &priority, &error))
        g_assert_cmpint (priority, ==, cases[i].priority);
      else
        g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE);
      g_assert_true ((error == NULL) == cases[i].valid);
    }
}

static void
test_words (void)
{
  static const char *const truths[] = { "false", "true", "0", " 1" };
  gboolean boolean;
  StrataRegionKind kind;

  for (guint i = 0; i < G_N_ELEMENTS (truths); i++)
    {
      g_assert_true (strata_value_parse_boolean (truths[i], &boolean, NULL));
      g_assert_cmpint (boolean, ==, i & 1);
    }
  g_assert_false (strata_value_parse_boolean ("TRUE", &boolean, NULL));
  g_assert_false (strata_value_parse_boolean ("yes", &boolean, NULL));
  g_assert_false (strata_value_parse_boolean ("", &boolean, NULL));

  g_assert_true (strata_value_parse_kind ("rom-device ", &kind, NULL));
  g_assert_cmpint (kind, ==, STRATA_REGION_ROM_DEVICE);
  g_assert_true (strata_value_parse_kind ("reserved", &kind, NULL));
  g_assert_cmpint (kind, ==, STRATA_REGION_RESERVED);
  g_assert_false (strata_value_parse_kind ("Ram", &kind, NULL));
  g_assert_false (strata_value_parse_kind ("", &kind, NULL));
}

static void
test_format_size (void)
{
  static const struct
  {
    guint64 size;
    const char *text;
  } cases[] = {
    { 0, "0x0" },
    { 1, "0x1" },
    { 1023, "0x3ff" },
    { 1024, "1 KiB" },
    { 0x1001, "0x1001" },
    { 0xe0000000, "3584 MiB" },
    { G_GUINT64_CONSTANT (1) << 48, "256 TiB" },
    { G_GUINT64_CONSTANT (1) << 63, "8 EiB" },
    { 10001 << 10, "0x9c4400" },
    { G_MAXUINT64 - 1, "0xfffffffffffffffe" },
    { STRATA_SIZE_MAX, "2^64" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = strata_value_format_size (cases[i].size);
      guint64 size;

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (strata_value_parse_size (text, &size, NULL));
      g_assert_cmphex (size, ==, cases[i].size);
    }
}

static void
test_string (void)
{
  static const char *const strings[] = {
    "",   " ",  "  ",    "a", " a ", "a b", "\t",  "a\nb",       "\r\n",
    "\\", "\\s", "#", "=", ";",   "[0]", "ü", "pc.ram @ 0",
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autofree char *text = strata_value_format_string (strings[i]);
      g_autofree char *document = g_strdup_printf ("[g]\nk=%s\n", text);
      g_autoptr (GKeyFile) key_file = g_key_file_new ();
      g_autofree char *ours = strata_value_parse_string (text, NULL);
      g_autofree char *theirs = NULL;

      g_assert_cmpstr (ours, ==, strings[i]);
      g_assert_true (g_key_file_load_from_data (key_file, document, -1, 0, NULL));
      theirs = g_key_file_get_string (key_file, "g", "k", NULL);
      g_assert_cmpstr (theirs, ==, strings[i]);
    }

  g_assert_null (strata_value_parse_string ("a\\", NULL));
  g_assert_null (strata_value_parse_string ("a\\qb", &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==,
                   "“a\\qb” has a backslash that means nothing: write \\\\ for one");
}

static void
test_quote (void)
{
  g_autofree char *line = strata_value_quote ("a\nb\x01\xff");
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *cut = strata_value_quote (endless);

  g_assert_cmpstr (line, ==, "“a\\u000ab\\u0001\xef\xbf\xbd”");
  g_assert_cmpstr (cut, ==, "“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/value/number", test_number);
  g_test_add_func ("/strata/value/address", test_address);
  g_test_add_func ("/strata/value/size", test_size);
  g_test_add_func ("/strata/value/priority", test_priority);
  g_test_add_func ("/strata/value/words", test_words);
  g_test_add_func ("/strata/value/format-size", test_format_size);
  g_test_add_func ("/strata/value/string", test_string);
  g_test_add_func ("/strata/value/quote", test_quote);
  return g_test_run ();
}
