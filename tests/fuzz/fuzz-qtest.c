/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz-target.h"

#include <string.h>

#include "guest/strata-qtest-recorder.h"
#include "guest/strata-qtest-script.h"
#include "guest/strata-qtest-server.h"

/* Memory, ROM, a device that is described, and interrupt controllers; nothing with a timer, which
 * would only take time. */
static const char board_text[] = "[strata]\n"
                                 "version=1\n"
                                 "[address-space memory]\n"
                                 "root=system\n"
                                 "[address-space io]\n"
                                 "name=I/O\n"
                                 "root=io\n"
                                 "[region system]\n"
                                 "kind=container\n"
                                 "size=2^64\n"
                                 "[region io]\n"
                                 "kind=container\n"
                                 "size=64 KiB\n"
                                 "[region ram]\n"
                                 "kind=ram\n"
                                 "size=64 KiB\n"
                                 "parent=system\n"
                                 "address=0\n"
                                 "[region rom]\n"
                                 "kind=rom\n"
                                 "size=4 KiB\n"
                                 "parent=system\n"
                                 "address=0xffff_f000\n"
                                 "[region nobody]\n"
                                 "kind=mmio\n"
                                 "size=256\n"
                                 "parent=system\n"
                                 "address=0x2_0000\n"
                                 "[device pic]\n"
                                 "model=i8259\n"
                                 "[region pic]\n"
                                 "device=pic\n"
                                 "part=ports\n"
                                 "parent=io\n"
                                 "address=0x20\n"
                                 "[device chip]\n"
                                 "model=registers\n"
                                 "size=8\n"
                                 "register.A=0 4 RW\n"
                                 "register.B=4 4 RC reset=0xff\n"
                                 "[region chip]\n"
                                 "device=chip\n"
                                 "parent=system\n"
                                 "address=0x3_0000\n";

static StrataQtest *
new_qtest (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board
    = strata_board_new_from_text (board_text, -1, "small", NULL, NULL, &error);

  g_assert_no_error (error);
  return strata_qtest_new (board);
}

/* Any bytes as a session: every line that has a command is answered, in lines that begin as they
 * have to; and the record of the session, played on a board as new, finds what it expects. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (StrataQtest) again = new_qtest ();
  g_autoptr (StrataQtestRecorder) recorder = strata_qtest_recorder_new ();
  g_autoptr (GInputStream) input
    = g_memory_input_stream_new_from_data (length > 0 ? (const void *) bytes : "",
                                           (gssize) length, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (StrataQtestScript) script = NULL;
  g_autoptr (GBytes) record = NULL;
  g_autofree char *text = NULL;
  g_autofree char *answers = NULL;
  g_autofree char *wrong = NULL;
  g_auto (GStrv) lines = NULL;
  StrataQtestStep step;

  strata_qtest_recorder_watch (recorder, qtest);
  g_assert_true (strata_qtest_serve (qtest, input, output, NULL, NULL));
  g_assert_true (g_output_stream_write_all (output, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  answers = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
  g_assert_true (g_utf8_validate (answers, -1, NULL));
  g_assert_true (*answers == '\0' || g_str_has_suffix (answers, "\n"));
  lines = g_strsplit (answers, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    g_assert_true (g_str_has_prefix (lines[i], "OK") || g_str_has_prefix (lines[i], "FAIL ")
                   || g_str_has_prefix (lines[i], "IRQ "));

  text = strata_qtest_recorder_to_text (recorder);
  record = g_bytes_new_static (text, strlen (text));
  script = strata_qtest_script_new (record, "record", NULL);
  g_assert_nonnull (script);
  step = strata_qtest_script_play (script, again, G_MAXUINT);
  wrong = strata_qtest_script_describe (script, step);
  g_assert_cmpstr (wrong, ==, NULL);
  return 0;
}
