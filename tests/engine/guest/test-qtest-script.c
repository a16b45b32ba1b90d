/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "guest/strata-qtest-recorder.h"
#include "guest/strata-qtest-script.h"
#include "qtest-fixture.h"

static StrataQtestScript *
new_script (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  StrataQtestScript *script = strata_qtest_script_new (bytes, "test", &error);

  g_assert_no_error (error);
  return script;
}

static StrataQtest *
new_qtest (void)
{
  g_autoptr (StrataBoard) board = qtest_fixture_new_board (STRATA_LITTLE_ENDIAN);

  return strata_qtest_new (board);
}

static void
test_steps (void)
{
  g_autoptr (StrataQtestScript) script
    = new_script ("# begin\n\nwriteb 0x10 0x21\nreadb 0x10 # 0x21\n# end\n");
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autofree char *line = strata_qtest_script_dup_line (script, 3);

  g_assert_cmpstr (strata_qtest_script_get_name (script), ==, "test");
  g_assert_cmpuint (strata_qtest_script_get_n_lines (script), ==, 5);
  g_assert_cmpstr (line, ==, "writeb 0x10 0x21");
  g_assert_cmpuint (strata_qtest_script_get_next_line (script), ==, 1);
  g_assert_cmpuint (strata_qtest_script_get_line (script), ==, 0);

  g_assert_cmpint (strata_qtest_script_play (script, qtest, 1), ==, STRATA_QTEST_STEP_OK);
  g_assert_cmpuint (strata_qtest_script_get_line (script), ==, 3);
  g_assert_cmpuint (strata_qtest_script_get_next_line (script), ==, 4);
  g_assert_cmpstr (strata_qtest_script_get_answer (script), ==, "OK\n");
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 1), ==, STRATA_QTEST_STEP_OK);
  g_assert_cmpstr (strata_qtest_script_get_answer (script), ==, "OK 0x0000000000000021\n");
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 1), ==, STRATA_QTEST_STEP_END);
  g_assert_cmpuint (strata_qtest_script_get_next_line (script), ==, 6);
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 1), ==, STRATA_QTEST_STEP_END);

  strata_qtest_script_rewind (script);
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 2), ==, STRATA_QTEST_STEP_OK);
  strata_qtest_script_rewind (script);
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 100), ==, STRATA_QTEST_STEP_END);
}

static void
test_expected (void)
{
  static const struct
  {
    const char *line;
    StrataQtestStep step;
    const char *description;
  } table[] = {
    { "readb 0x10 # 0x0", STRATA_QTEST_STEP_OK, NULL },
    { "readb 0x10 # 0x1", STRATA_QTEST_STEP_UNEXPECTED,
      "test:1: unexpected read: readb 0x10: 0x0000000000000000, not 0x1" },
    { "readb 0x10 # 0x0 as it was", STRATA_QTEST_STEP_OK, NULL },
    { "readb 0x10 # 0x01 soon", STRATA_QTEST_STEP_UNEXPECTED,
      "test:1: unexpected read: readb 0x10: 0x0000000000000000, not 0x01" },
    { "readb 0x10 # the first", STRATA_QTEST_STEP_OK, NULL },
    { "readb 0x10 # 1", STRATA_QTEST_STEP_OK, NULL },
    { "readb 0x10 # 0xyz", STRATA_QTEST_STEP_OK, NULL },
    { "inb 0x1234 # 0xff", STRATA_QTEST_STEP_OK, NULL },
    { "inb 0x1234 # 0xfe", STRATA_QTEST_STEP_UNEXPECTED,
      "test:1: unexpected read: inb 0x1234: 0x00ff, not 0xfe" },
    { "read 0x10 2 # 0x0000", STRATA_QTEST_STEP_OK, NULL },
    { "read 0x10 2 # 0x00", STRATA_QTEST_STEP_UNEXPECTED,
      "test:1: unexpected read: read 0x10 2: 0x0000, not 0x00" },
    { "writeb 0x10 1 # 0x2", STRATA_QTEST_STEP_OK, NULL },
    { "readb zz # 0x1", STRATA_QTEST_STEP_FAILED,
      "test:1: FAIL readb: ADDR 'zz': not a number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (StrataQtestScript) script = new_script (table[i].line);
      g_autoptr (StrataQtest) qtest = new_qtest ();
      StrataQtestStep step = strata_qtest_script_play (script, qtest, 1);
      g_autofree char *description = strata_qtest_script_describe (script, step);

      g_assert_cmpint (step, ==, table[i].step);
      g_assert_cmpstr (description, ==, table[i].description);
    }
}

/* It stops behind what was unexpected, with IRQ lines before the answer too, and can go on. */
static void
test_stops (void)
{
  g_autoptr (StrataQtestScript) script
    = new_script ("irq_intercept_out chip\noutb 0x40 0x1\nbogus\ninb 0x40 # 0x2\nset_irq_in chip "
                  "irq 0 1\ninb 0x40 # 0x1\r\n");
  g_autoptr (StrataQtest) qtest = new_qtest ();

  g_assert_cmpint (strata_qtest_script_play (script, qtest, 9), ==, STRATA_QTEST_STEP_FAILED);
  g_assert_cmpuint (strata_qtest_script_get_line (script), ==, 3);
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 9), ==, STRATA_QTEST_STEP_UNEXPECTED);
  g_assert_cmpuint (strata_qtest_script_get_line (script), ==, 4);
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 9), ==, STRATA_QTEST_STEP_END);
  g_assert_cmpuint (strata_qtest_script_get_line (script), ==, 6);
}

static void
test_odd_texts (void)
{
  static const struct
  {
    const char *text;
    guint n_lines;
  } table[] = { { "", 0 }, { "\n", 1 }, { "\n\n", 2 }, { "readb 0", 1 }, { "readb 0\n", 1 } };
  g_autoptr (StrataQtest) qtest = new_qtest ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (StrataQtestScript) script = new_script (table[i].text);

      g_assert_cmpuint (strata_qtest_script_get_n_lines (script), ==, table[i].n_lines);
      g_assert_cmpint (strata_qtest_script_play (script, qtest, 9), ==, STRATA_QTEST_STEP_END);
    }
}

static void
test_shown_lines (void)
{
  g_autofree char *wide = g_strnfill (500, 'x');
  g_autofree char *text = g_strconcat ("\xff\n", wide, "\n", NULL);
  g_autoptr (StrataQtestScript) script = new_script (text);
  g_autofree char *first = strata_qtest_script_dup_line (script, 1);
  g_autofree char *second = strata_qtest_script_dup_line (script, 2);

  g_assert_true (g_utf8_validate (first, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (second, -1), ==, 201);
}

static void
test_compressed (void)
{
  const char *text = "writeb 0x10 1\nreadb 0x10 # 0x1\n";
  g_autoptr (GConverter) converter
    = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (StrataQtestScript) script = NULL;
  g_autoptr (StrataQtestScript) broken = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) half = NULL;

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  script = strata_qtest_script_new (bytes, "test", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strata_qtest_script_get_n_lines (script), ==, 2);
  g_assert_cmpint (strata_qtest_script_play (script, qtest, 9), ==, STRATA_QTEST_STEP_END);

  half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  broken = strata_qtest_script_new (half, "half", &error);
  g_assert_null (broken);
  g_assert_true (error->domain == G_IO_ERROR && g_str_has_prefix (error->message, "half: "));
}

static void
test_missing_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/no/such/script");
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_qtest_script_load (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "/no/such/script: "));
}

/* What is recorded can be played: it does the same, and expects what was read. */
static void
test_recorder (void)
{
  static const char *const lines[]
    = { "# hello",     "irq_intercept_out chip", "outb 0x40 0x3 # both", "inb 0x40 # who knows",
        "readw zz",    "writel 0x20 0x12345678", "readl 0x20",           "read 0x20 2",
        "b64read 0 3", "endianness" };
  const char *expected = "# hello\n"
                         "irq_intercept_out chip\n"
                         "# IRQ raise 0\n"
                         "# IRQ raise 1\n"
                         "outb 0x40 0x3 # both\n"
                         "inb 0x40 # 0x3\n"
                         "# readw zz: FAIL readw: ADDR 'zz': not a number\n"
                         "writel 0x20 0x12345678\n"
                         "readl 0x20 # 0x12345678\n"
                         "read 0x20 2 # 0x7856\n"
                         "b64read 0 3\n"
                         "endianness\n";
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (StrataQtest) again = new_qtest ();
  g_autoptr (StrataQtestRecorder) recorder = strata_qtest_recorder_new ();
  g_autoptr (StrataQtestScript) script = NULL;
  g_autofree char *text = NULL;

  strata_qtest_recorder_watch (recorder, qtest);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_free (strata_qtest_execute (qtest, lines[i]));
  g_assert_cmpuint (strata_qtest_recorder_get_n_lines (recorder), ==, 12);
  text = strata_qtest_recorder_to_text (recorder);
  g_assert_cmpstr (text, ==, expected);

  script = new_script (text);
  g_assert_cmpint (strata_qtest_script_play (script, again, 100), ==, STRATA_QTEST_STEP_END);
  strata_qtest_script_rewind (script);
  g_free (strata_qtest_execute (again, "writeb 0x20 1"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/qtest-script/steps", test_steps);
  g_test_add_func ("/strata/qtest-script/expected", test_expected);
  g_test_add_func ("/strata/qtest-script/stops", test_stops);
  g_test_add_func ("/strata/qtest-script/odd-texts", test_odd_texts);
  g_test_add_func ("/strata/qtest-script/shown-lines", test_shown_lines);
  g_test_add_func ("/strata/qtest-script/compressed", test_compressed);
  g_test_add_func ("/strata/qtest-script/missing-file", test_missing_file);
  g_test_add_func ("/strata/qtest-script/recorder", test_recorder);
  return g_test_run ();
}
