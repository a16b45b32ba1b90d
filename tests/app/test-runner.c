/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Scripts that are played on a board in a thread. */

#include "config.h"

#include "../strata-wait.h"
#include "memory/strata-initiator.h"
#include "strata-runner.h"

#define BOARD                                                                                      \
  "[strata]\nversion=1\n[address-space memory]\nroot=ram\n[region ram]\nkind=ram\nsize=64 KiB\n"

typedef struct
{
  StrataBoard *board;
  StrataConsole *console;
  StrataRunner *runner;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->board = strata_board_new_from_text (BOARD, -1, "t", NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->console = strata_console_new ();
  fixture->runner = strata_runner_new (fixture->board, fixture->console);
  strata_runner_set_speed (fixture->runner, STRATA_RUNNER_SPEED_FULL);
  g_signal_connect_swapped (fixture->runner, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->runner);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->board);
  while (g_main_context_pending (NULL) || G_OBJECT (fixture->console)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->console);
}

static void
set_script (Fixture    *fixture,
            const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataQtestScript) script = strata_qtest_script_new (bytes, "s", &error);

  g_assert_no_error (error);
  strata_runner_set_script (fixture->runner, script);
}

static void
wait_for_state (Fixture           *fixture,
                StrataRunnerState  state)
{
  strata_wait_for (strata_runner_get_state (fixture->runner) == state);
}

static guint64
load (Fixture *fixture,
      guint64  address)
{
  g_autoptr (StrataInitiator) initiator
    = strata_initiator_new (strata_board_get_default_address_space (fixture->board), "test");
  guint64 value;

  g_assert_cmpint (strata_initiator_load (initiator, address, 1, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  strata_initiator_park (initiator);

  return value;
}

static void
test_play (Fixture      *fixture,
           gconstpointer data)
{
  set_script (fixture, "# first\nwriteb 0x10 0x55\nreadb 0x10 # 0x55\nwriteb 0x11 0x66\n");
  wait_for_state (fixture, STRATA_RUNNER_STATE_PAUSED);
  g_assert_cmphex (load (fixture, 0x10), ==, 0);
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
  g_assert_cmpuint (strata_runner_get_line (fixture->runner), ==, 4);
  g_assert_cmphex (load (fixture, 0x10), ==, 0x55);
  g_assert_cmphex (load (fixture, 0x11), ==, 0x66);
  g_assert_cmpuint (fixture->n_changes, >, 0);

  /* once more, from the start */
  fixture->n_changes = 0;
  strata_runner_play (fixture->runner);
  while (fixture->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
  g_assert_cmpuint (strata_runner_get_line (fixture->runner), ==, 4);
}

static void
test_title (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *none = strata_runner_dup_title (fixture->runner);
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *failed = NULL;

  g_assert_cmpstr (none, ==, "No script");
  set_script (fixture, "writeb 0x10 1\nwriteb 0x10 2\n");
  wait_for_state (fixture, STRATA_RUNNER_STATE_PAUSED);
  begin = strata_runner_dup_title (fixture->runner);
  g_assert_cmpstr (begin, ==, "s, line 0 of 2");
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
  end = strata_runner_dup_title (fixture->runner);
  g_assert_cmpstr (end, ==, "s, played to the end");
  set_script (fixture, "nonsense\n");
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_STOPPED);
  failed = strata_runner_dup_title (fixture->runner);
  g_assert_cmpstr (failed, ==, strata_runner_get_message (fixture->runner));
}

static void
test_unexpected (Fixture      *fixture,
                 gconstpointer data)
{
  set_script (fixture, "writeb 0x10 1\nreadb 0x10 # 0x2\nwriteb 0x10 3\n");
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_STOPPED);
  g_assert_cmpuint (strata_runner_get_line (fixture->runner), ==, 2);
  g_assert_nonnull (strstr (strata_runner_get_message (fixture->runner), "s:2: unexpected read"));
  g_assert_cmphex (load (fixture, 0x10), ==, 1);

  /* it can go on from there */
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
  g_assert_cmphex (load (fixture, 0x10), ==, 3);

  set_script (fixture, "nonsense\n");
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_STOPPED);
  g_assert_nonnull (strstr (strata_runner_get_message (fixture->runner), "s:1: FAIL"));
}

static void
test_step (Fixture      *fixture,
           gconstpointer data)
{
  set_script (fixture, "writeb 0x10 1\n\nwriteb 0x10 2\nwriteb 0x10 3\n");
  strata_runner_step (fixture->runner);
  strata_wait_for (strata_runner_get_line (fixture->runner) == 1);
  g_assert_cmphex (load (fixture, 0x10), ==, 1);
  strata_runner_step (fixture->runner);
  strata_wait_for (strata_runner_get_line (fixture->runner) == 3);
  g_assert_cmphex (load (fixture, 0x10), ==, 2);
  g_assert_cmpint (strata_runner_get_state (fixture->runner), ==, STRATA_RUNNER_STATE_PAUSED);
  strata_runner_rewind (fixture->runner);
  strata_runner_step (fixture->runner);
  strata_wait_for (strata_runner_get_line (fixture->runner) == 1);
  g_assert_cmphex (load (fixture, 0x10), ==, 1);
}

/* A script that would go on for long can be paused, and dropped. */
static void
test_pause (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "writeb 0x10 %u\n", i & 0xff);
  strata_runner_set_speed (fixture->runner, STRATA_RUNNER_SPEED_SLOW);
  set_script (fixture, text->str);
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_PLAYING);
  strata_runner_pause (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_PAUSED);
  g_assert_cmpuint (strata_runner_get_line (fixture->runner), <, 2000);
  strata_runner_play (fixture->runner);
  strata_runner_set_script (fixture->runner, NULL);
  wait_for_state (fixture, STRATA_RUNNER_STATE_EMPTY);
}

/* The board's time goes on by itself; at the clock's speed, a step of it takes as long. */
static void
test_clock (Fixture      *fixture,
            gconstpointer data)
{
  StrataClock *clock = strata_board_get_clock (fixture->board);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gint64 start;

  while (strata_clock_get_time (clock) < 20000000 && g_get_monotonic_time () < deadline)
    g_usleep (1000);
  g_assert_cmpuint (strata_clock_get_time (clock), >=, 20000000);
  g_assert_cmpint (ABS (strata_clock_get_epoch (clock) - g_get_real_time () / G_USEC_PER_SEC), <,
                   100);

  strata_runner_set_speed (fixture->runner, STRATA_RUNNER_SPEED_CLOCK);
  set_script (fixture, "clock_step 100000000\nclock_step 100000000\nwriteb 0x10 1\n");
  start = g_get_monotonic_time ();
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 180000);
}

static char *
dup_line (Fixture *fixture,
          guint    position)
{
  g_autoptr (GObject) line = g_list_model_get_item (G_LIST_MODEL (fixture->console), position);
  g_autofree char *text = NULL;
  g_autofree char *answer = NULL;

  g_assert_nonnull (line);
  g_object_get (line, "text", &text, "answer", &answer, NULL);

  return g_strconcat (text, " -> ", answer, NULL);
}

/* Commands are shown with their answers; a flood is not. */
static void
test_console (Fixture      *fixture,
              gconstpointer data)
{
  GListModel *lines = G_LIST_MODEL (fixture->console);
  g_autoptr (GString) text = g_string_new ("writeb 0x10 1\nreadb 0x10\n");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *last = NULL;

  set_script (fixture, text->str);
  strata_runner_play (fixture->runner);
  strata_wait_for (g_list_model_get_n_items (lines) >= 2);
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 2);
  first = dup_line (fixture, 0);
  g_assert_cmpstr (first, ==, "writeb 0x10 1 -> OK");
  second = dup_line (fixture, 1);
  g_assert_cmpstr (second, ==, "readb 0x10 -> OK 0x0000000000000001");

  strata_console_clear (fixture->console);
  for (guint i = 0; i < 3000; i++)
    strata_console_push (fixture->console, STRATA_CONSOLE_KIND_MESSAGE, "a\nb", NULL);
  strata_wait_for (g_list_model_get_n_items (lines) > 0);
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 1001);
  last = dup_line (fixture, 1000);
  g_assert_cmpstr (last, ==, "2000 more lines, too fast to show -> ");
}

/* What was recorded does the same again. */
static void
test_recording (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *text = NULL;

  strata_console_start_recording (fixture->console);
  set_script (fixture, "writeb 0x10 7\nreadb 0x10\n");
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
  text = strata_console_stop_recording (fixture->console);
  g_assert_false (strata_console_is_recording (fixture->console));
  g_assert_nonnull (strstr (text, "writeb 0x10 7\n"));
  g_assert_nonnull (strstr (text, "readb 0x10 # 0x"));
  set_script (fixture, text);
  strata_runner_play (fixture->runner);
  wait_for_state (fixture, STRATA_RUNNER_STATE_ENDED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/strata/runner/play", Fixture, NULL, set_up, test_play, tear_down);
  g_test_add ("/strata/runner/title", Fixture, NULL, set_up, test_title, tear_down);
  g_test_add ("/strata/runner/unexpected", Fixture, NULL, set_up, test_unexpected, tear_down);
  g_test_add ("/strata/runner/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/strata/runner/pause", Fixture, NULL, set_up, test_pause, tear_down);
  g_test_add ("/strata/runner/clock", Fixture, NULL, set_up, test_clock, tear_down);
  g_test_add ("/strata/runner/console", Fixture, NULL, set_up, test_console, tear_down);
  g_test_add ("/strata/runner/recording", Fixture, NULL, set_up, test_recording, tear_down);

  return g_test_run ();
}
