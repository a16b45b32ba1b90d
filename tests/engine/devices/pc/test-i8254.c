/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The 8254, by Intel's data sheet of the 82C54 (231244): the wave forms of figures 15 to 20, and
 * the sections on reading, the read-back command and the gate. */

#include "devices/pc/strata-i8254-counter-private.h"
#include "strata-pc-testing.h"

#include <stdlib.h>
#include <string.h>

#define FREQUENCY 1193182

/* {{{ Wave forms */

/* What is done and what must come of it, in order: `Cxx` writes a control word, `Wxx` a byte of the
 * count, `G0` and `G1` set the gate, `=H` and `=L` look at OUT. All else is a CLK pulse and what
 * holds after it: the counting element (`?` where the sheet says undefined), and OUT. */
typedef struct
{
  const char *name;
  const char *wave;
} Wave;

static const Wave waves[] = {
  { "mode0", "C10 =L W4 =L 4L 3L 2L 1L 0H ffffH fffeH" },
  { "mode0/gate", "C10 W3 3L 2L G0 2L 2L G1 1L 0H ffffH" },
  { "mode0/new-count", "C10 W3 3L 2L 1L W2 =L 2L 1L 0H ffffH" },
  { "mode0/new-count-when-done", "C10 W1 1L 0H ffffH W2 =L 2L 1L 0H" },
  { "mode0/gate-low-at-load", "C10 G0 W2 2L 2L G1 1L 0H" },
  { "mode0/two-bytes", "C30 W2 =L ?L ?L W1 102L 101L W3 =L 101L 101L W0 3L 2L 1L 0H" },
  { "mode0/bcd", "C11 W2 2L 1L 0H 9999H 9998H" },
  { "mode0/bcd-carry", "C31 W0 W1 100L 99L 98L" },
  { "mode0/high-byte", "C20 W1 100L ffL" },
  { "mode0/whole", "C30 W0 W0 0L ffffL fffeL" },
  { "mode1", "C12 =H G0 W3 ?H ?H G1 =H 3L 2L 1L 0H ffffH G0 fffeH G1 3L 2L" },
  { "mode1/retrigger", "C12 G0 W3 ?H G1 3L 2L 1L G0 G1 3L 2L 1L 0H" },
  { "mode1/new-count", "C12 G0 W2 ?H G1 2L 1L W4 0H ffffH fffeH G0 G1 4L 3L" },
  { "mode1/gate-falls", "C12 G0 W2 G1 2L G0 1L 0H ffffH" },
  { "mode1/no-trigger", "C12 W3 ?H ?H ?H ?H ?H" },
  { "mode2", "C14 =H W3 =H 3H 2H 1L 3H 2H 1L 3H" },
  { "mode2/gate", "C14 W3 3H 2H G0 2H 2H G1 3H 2H 1L 3H" },
  { "mode2/gate-while-low", "C14 W3 3H 2H 1L G0 =H 1H 1H G1 3H 2H 1L" },
  { "mode2/new-count", "C14 W4 4H 3H W5 2H 1L 5H 4H 3H 2H 1L 5H" },
  { "mode2/new-count-and-trigger", "C14 W4 4H 3H W5 G0 G1 5H 4H 3H" },
  { "mode2/2", "C14 W2 2H 1L 2H 1L" },
  { "mode2/alias", "C1c W3 3H 2H 1L 3H" },
  { "mode3/even", "C16 =H W4 4H 2H 4L 2L 4H 2H 4L 2L 4H" },
  { "mode3/odd", "C16 W5 4H 2H 0H 4L 2L 4H 2H 0H 4L 2L 4H" },
  { "mode3/gate", "C16 W4 4H 2H 4L 2L 4H G0 4H 4H G1 4H 2H 4L 2L" },
  { "mode3/gate-while-low", "C16 W4 4H 2H 4L G0 =H 4H G1 4H 2H 4L" },
  { "mode3/new-count", "C16 W4 4H W6 2H 6L 4L 2L 6H" },
  { "mode3/new-count-and-trigger", "C16 W4 4H W6 G0 G1 6H 4H 2H 6L" },
  { "mode3/3", "C16 W3 2H 0H 2L 2H 0H 2L" },
  { "mode3/2", "C16 W2 2H 2L 2H 2L" },
  { "mode3/alias", "C1e W4 4H 2H 4L 2L 4H" },
  { "mode3/bcd", "C17 W10 10H 8H 6H 4H 2H 10L 8L" },
  { "mode4", "C18 =H W3 3H 2H 1H 0L ffffH fffeH fffdH" },
  { "mode4/gate", "C18 G0 W3 3H 3H G1 2H 1H 0L ffffH" },
  { "mode4/gate-while-low", "C18 W1 1H 0L G0 =L 0H 0H" },
  { "mode4/new-count", "C18 W3 3H 2H 1H W2 2H 1H 0L ffffH" },
  { "mode4/two-bytes", "C38 W3 W0 3H W2 2H W0 2H 1H 0L ffffH" },
  { "mode5", "C1a =H G0 W3 ?H ?H G1 =H 3H 2H 1H 0L ffffH G0 G1 3H 2H" },
  { "mode5/retrigger", "C1a G0 W3 G1 3H 2H G0 G1 3H 2H 1H 0L ffffH" },
  { "mode5/new-count", "C1a G0 W3 G1 3H 2H W5 1H 0L ffffH fffeH G0 G1 5H 4H" },
  { "mode5/gate-falls", "C1a G0 W2 G1 2H G0 1H 0L ffffH" },
  { "control-again", "C10 W1 1L 0H C10 =L ?L ?L W1 1L 0H" },
};

static void
play (StrataI8254Counter *counter, const char *step)
{
  guint number = strtoul (step + 1, NULL, 16);
  guint value;

  switch (step[0])
    {
    case 'C':
      strata_i8254_counter_set_control (counter, number);
      break;
    case 'W':
      strata_i8254_counter_write (counter, number);
      break;
    case 'G':
      strata_i8254_counter_set_gate (counter, number);
      break;
    case '=':
      break;
    default:
      strata_i8254_counter_run (counter, counter->pulse + 1);
      value = strtoul (step, NULL, 16);
      if (step[0] != '?')
        g_assert_cmphex (strata_i8254_counter_get_value (counter), ==, value);
    }
  if (g_str_has_suffix (step, "H") || g_str_has_suffix (step, "L"))
    g_assert_cmpint (counter->out, ==, g_str_has_suffix (step, "H"));
}

static void
test_wave (gconstpointer data)
{
  const Wave *wave = data;
  g_auto (GStrv) steps = g_strsplit (wave->wave, " ", -1);
  StrataI8254Counter counter = { 0 };

  strata_i8254_counter_init (&counter, TRUE);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_test_message ("%s: %s", wave->name, steps[i]);
      play (&counter, steps[i]);
    }
}

/* Many pulses at once come to the same as one after the other; edges come when they were told. */
static void
test_long_runs (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      StrataI8254Counter slow = { 0 }, fast;
      guint count = g_test_rand_int_range (0, i % 2 ? 12 : 0x10000);
      guint n_pulses = g_test_rand_int_range (1, 400);
      gboolean is_told;
      guint64 edge = 0;

      strata_i8254_counter_init (&slow, FALSE);
      strata_i8254_counter_set_control (&slow, 0x30 | g_test_rand_int_range (0, 16));
      strata_i8254_counter_write (&slow, count & 0xff);
      strata_i8254_counter_write (&slow, count >> 8);
      strata_i8254_counter_set_gate (&slow, g_test_rand_bit ());
      strata_i8254_counter_run (&slow, g_test_rand_int_range (0, 30));
      if (g_test_rand_bit ())
        {
          strata_i8254_counter_write (&slow, g_test_rand_int_range (0, 9));
          strata_i8254_counter_write (&slow, 0);
        }
      fast = slow;
      is_told = strata_i8254_counter_get_next_edge (&slow, &edge);
      strata_i8254_counter_run (&fast, fast.pulse + n_pulses);
      for (guint pulse = 0; pulse < n_pulses; pulse++)
        {
          gboolean out = slow.out;

          strata_i8254_counter_run (&slow, slow.pulse + 1);
          if (slow.out != out)
            {
              g_assert_true (is_told);
              g_assert_cmpuint (slow.pulse, ==, edge);
              is_told = strata_i8254_counter_get_next_edge (&slow, &edge);
            }
          else if (is_told)
            g_assert_cmpuint (edge, >, slow.pulse);
        }
      g_assert_cmpmem (&slow, sizeof slow, &fast, sizeof fast);
    }
}

/* }}} */
/* {{{ The chip */

typedef struct
{
  PcTesting pc;
  StrataDevice *pit;
  StrataDevice *speaker;
  StrataLine *irq;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_init (&f->pc);
  f->pit = pc_testing_add (&f->pc, "i8254", NULL);
  f->speaker = pc_testing_add (&f->pc, "pc-speaker", "pit", f->pit, NULL);
  pc_testing_place (&f->pc, f->pit, "ports", 0x40);
  pc_testing_place (&f->pc, f->speaker, "port", 0x61);
  f->irq = pc_testing_get_output (f->pit, "irq", 0);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_clear (&f->pc);
}

static void
program (Fixture *f, guint counter, guint mode, guint16 count)
{
  pc_testing_outb (&f->pc, 0x43, counter << 6 | 0x30 | mode << 1);
  pc_testing_outb (&f->pc, 0x40 + counter, count & 0xff);
  pc_testing_outb (&f->pc, 0x40 + counter, count >> 8);
}

/* The time of a CLK pulse, by other arithmetic than the model's */
static guint64
get_time_of (guint64 pulse)
{
  long double time = (long double) pulse * 1000000000.0L / FREQUENCY;
  guint64 whole = (guint64) time;

  return whole + ((long double) whole < time);
}

static void
advance_to (Fixture *f, guint64 time)
{
  g_assert_true (strata_clock_advance (f->pc.clock, time, G_MAXUINT32));
}

/* Counter latch, low byte first; it holds until it was read whole, and is not taken twice. */
static void
test_latch (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  program (f, 0, 2, 0x1234);
  advance_to (f, get_time_of (0x34));
  pc_testing_outb (&f->pc, 0x43, 0x00);
  advance_to (f, get_time_of (0x134));
  pc_testing_outb (&f->pc, 0x43, 0x00);
  g_assert_cmphex (pc_testing_peek (&f->pc, 0x40), ==, 0x00);
  pc_testing_assert_in (&f->pc, 0x40, 0x00);
  advance_to (f, get_time_of (0x234));
  g_assert_cmphex (pc_testing_peek (&f->pc, 0x40), ==, 0x12);
  pc_testing_assert_in (&f->pc, 0x40, 0x12);
  pc_testing_assert_in (&f->pc, 0x40, 0x00);
  pc_testing_assert_in (&f->pc, 0x40, 0x10);
  g_assert_cmphex (pc_testing_peek_register (f->pit, "CE0"), ==, 0x1000);
  g_assert_cmphex (pc_testing_peek_register (f->pit, "CR0"), ==, 0x1234);
}

/* A read and a write of one counter may alternate: each has its own turn of bytes. */
static void
test_interleaved (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  program (f, 0, 2, 0x1234);
  pc_testing_outb (&f->pc, 0x43, 0x00);
  pc_testing_assert_in (&f->pc, 0x40, 0x34);
  pc_testing_outb (&f->pc, 0x40, 0x78);
  pc_testing_assert_in (&f->pc, 0x40, 0x12);
  pc_testing_outb (&f->pc, 0x40, 0x56);
  g_assert_cmphex (pc_testing_peek_register (f->pit, "CR0"), ==, 0x5678);
}

/* The read-back command: several counters at once, status before count, null count */
static void
test_read_back (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_outb (&f->pc, 0x43, 0x34);
  pc_testing_outb (&f->pc, 0x43, 0xe2);
  pc_testing_assert_in (&f->pc, 0x40, 0xf4); /* no count yet */
  program (f, 0, 0, 0x0010);
  program (f, 1, 3, 0x0020);
  advance_to (f, get_time_of (4));
  pc_testing_outb (&f->pc, 0x43, 0xc6); /* status and count of 0 and 1 */
  advance_to (f, get_time_of (50));
  pc_testing_assert_in (&f->pc, 0x40, 0x30);
  pc_testing_assert_in (&f->pc, 0x41, 0xb6);
  pc_testing_assert_in (&f->pc, 0x40, 0x0c);
  pc_testing_assert_in (&f->pc, 0x40, 0x00);
  pc_testing_assert_in (&f->pc, 0x41, 0x18);
  pc_testing_assert_in (&f->pc, 0x41, 0x00);
  pc_testing_outb (&f->pc, 0x43, 0xe2);
  pc_testing_assert_in (&f->pc, 0x40, 0xb0);
  /* A new count of a periodic mode is null until the (half) period is over. */
  advance_to (f, get_time_of (65));
  pc_testing_outb (&f->pc, 0x41, 0x40);
  pc_testing_outb (&f->pc, 0x41, 0x00);
  pc_testing_outb (&f->pc, 0x43, 0xe4);
  pc_testing_assert_in (&f->pc, 0x41, 0xf6);
  advance_to (f, get_time_of (80));
  pc_testing_outb (&f->pc, 0x43, 0xe4);
  pc_testing_assert_in (&f->pc, 0x41, 0x36);
  /* Counter 2 was never chosen. */
  pc_testing_outb (&f->pc, 0x43, 0xd8); /* the count of 2 only */
  pc_testing_assert_in (&f->pc, 0x42, 0x00);
  pc_testing_assert_in (&f->pc, 0x43, 0x00);
}

/* OUT of counter 0 in mode 0 rises after N + 1 pulses, the first of which comes at once here. */
static void
test_one_shot_time (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint64 deadline;

  program (f, 0, 0, 1193);
  g_assert_true (strata_clock_get_deadline (f->pc.clock, &deadline));
  g_assert_cmpuint (deadline, ==, get_time_of (1193));
  advance_to (f, deadline - 1);
  g_assert_false (strata_line_get_level (f->irq));
  advance_to (f, deadline);
  g_assert_true (strata_line_get_level (f->irq));
  g_assert_false (strata_clock_get_deadline (f->pc.clock, NULL));
  /* In between two pulses, the next one loads. */
  advance_to (f, get_time_of (5000) + 100);
  program (f, 0, 0, 10);
  g_assert_false (strata_line_get_level (f->irq));
  g_assert_true (strata_clock_get_deadline (f->pc.clock, &deadline));
  g_assert_cmpuint (deadline, ==, get_time_of (5001 + 10));
}

/* The nth edge of a rate comes exactly with its pulse, after hours too. */
static void
test_no_drift (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const guint64 hour = G_GUINT64_CONSTANT (3600) * 1000000000;

  program (f, 0, 2, 59659); /* 20 Hz */
  g_assert_cmpuint (strata_line_get_n_edges (f->irq), ==, 1);
  advance_to (f, hour);
  g_assert_cmpuint (strata_line_get_n_edges (f->irq), ==,
                    1 + G_GUINT64_CONSTANT (3600) * FREQUENCY / 59659);
  /* Centuries at once: what nobody watches costs nothing. */
  program (f, 1, 3, 2);
  pc_testing_outb (&f->pc, 0x43, 0x38);
  advance_to (f, G_MAXUINT64 - 1);
  pc_testing_assert_in (&f->pc, 0x41, 2);
  pc_testing_assert_in (&f->pc, 0x41, 0);
}

/* At power-on counter 0 runs with a full count in mode 3, and its line is quiet at first. */
static void
test_power_on (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint64 half = get_time_of (0x8000);

  for (guint turn = 0; turn < 2; turn++)
    {
      guint64 edges = strata_line_get_n_edges (f->irq);
      guint64 start = strata_clock_get_time (f->pc.clock);

      g_assert_false (strata_line_get_level (f->irq));
      g_assert_cmphex (pc_testing_peek_register (f->pit, "STATUS0"), ==, 0xb6);
      pc_testing_assert_in (&f->pc, 0x40, 0x00);
      advance_to (f, start + 2 * half - 1000);
      g_assert_cmpuint (strata_line_get_n_edges (f->irq), ==, edges);
      advance_to (f, start + 2 * half);
      g_assert_cmpuint (strata_line_get_n_edges (f->irq), ==, edges + 1);
      advance_to (f, start + 3 * half);
      g_assert_false (strata_line_get_level (f->irq));
      advance_to (f, get_time_of (0x40000));
      strata_device_reset (f->pit);
    }
}

/* PIIX3's description of port 0x61: the gate of counter 2, and its output in bit 5 */
static void
test_speaker (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmphex (pc_testing_peek (&f->pc, 0x61), ==, 0x30);
  pc_testing_assert_in (&f->pc, 0x61, 0x30);
  pc_testing_assert_in (&f->pc, 0x61, 0x20);
  program (f, 2, 0, 100);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x61) & 0x2f, ==, 0x00);
  pc_testing_advance (&f->pc, 1000000);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x61) & 0x2f, ==, 0x00);
  pc_testing_outb (&f->pc, 0x61, 0xff);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x61) & 0x2f, ==, 0x03);
  pc_testing_advance (&f->pc, 1000000);
  g_assert_cmphex (pc_testing_inb (&f->pc, 0x61) & 0x2f, ==, 0x23);
  strata_device_reset (f->speaker);
  pc_testing_assert_in (&f->pc, 0x61, 0x30);
}

static void
test_speaker_needs_pit (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  StrataDevice *speaker = strata_device_new (strata_models_lookup ("pc-speaker"), "speaker",
                                             f->pc.system, f->pc.clock);

  g_assert_false (strata_device_realize (speaker, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
  g_object_run_dispose (G_OBJECT (speaker));
  g_object_unref (speaker);
}

static void
test_storm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint ports[] = { 0x40, 0x41, 0x42, 0x43, 0x61 };

  pc_testing_storm (&f->pc, 20000, ports, G_N_ELEMENTS (ports));
}

/* }}} */

#define ADD(name, func) \
  g_test_add ("/strata/devices/i8254/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (waves); i++)
    {
      g_autofree char *path = g_strconcat ("/strata/devices/i8254/", waves[i].name, NULL);

      g_test_add_data_func (path, &waves[i], test_wave);
    }
  g_test_add_func ("/strata/devices/i8254/long-runs", test_long_runs);
  ADD ("latch", test_latch);
  ADD ("interleaved", test_interleaved);
  ADD ("read-back", test_read_back);
  ADD ("one-shot-time", test_one_shot_time);
  ADD ("no-drift", test_no_drift);
  ADD ("power-on", test_power_on);
  ADD ("speaker", test_speaker);
  ADD ("speaker-needs-pit", test_speaker_needs_pit);
  ADD ("storm", test_storm);

  return g_test_run ();
}
