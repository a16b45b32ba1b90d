/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The MC146818, by Motorola's data sheet: time, calendar and alarm locations, update cycle,
 * divider, periodic interrupts, registers A to D; the calendar itself by GDateTime. */

#include "strata-pc-testing.h"

#define SECOND G_GUINT64_CONSTANT (1000000000)

enum
{
  A = 0x0a,
  B = 0x0b,
  C = 0x0c,
  D = 0x0d,
  CENTURY = 0x32,

  SET = 0x80,
  PIE = 0x40,
  AIE = 0x20,
  UIE = 0x10,
  BINARY = 0x04,
  H24 = 0x02,

  IRQF = 0x80,
  PF = 0x40,
  AF = 0x20,
  UF = 0x10,
};

typedef struct
{
  PcTesting pc;
  StrataDevice *rtc;
  StrataLine *irq;
} Fixture;

static void
start (Fixture *f, const char *date)
{
  f->rtc = pc_testing_add (&f->pc, "mc146818", "start", date, NULL);
  pc_testing_place (&f->pc, f->rtc, "ports", 0x70);
  f->irq = pc_testing_get_output (f->rtc, "irq", 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  pc_testing_init (&f->pc);
  start (f, data);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_clear (&f->pc);
}

static guint8
get (Fixture *f, guint number)
{
  pc_testing_outb (&f->pc, 0x70, number);
  return pc_testing_inb (&f->pc, 0x71);
}

static void
set (Fixture *f, guint number, guint8 value)
{
  pc_testing_outb (&f->pc, 0x70, number);
  pc_testing_outb (&f->pc, 0x71, value);
}

static void
advance_to (Fixture *f, guint64 time)
{
  g_assert_true (strata_clock_advance (f->pc.clock, time, 1000));
}

static gboolean
is_raised (Fixture *f)
{
  return strata_line_get_level (f->irq);
}

/* The time as a text: year-month-day hour:minute:second weekday, each as its byte in hexadecimal */
static char *
get_time (Fixture *f)
{
  return g_strdup_printf ("%02x%02x-%02x-%02x %02x:%02x:%02x %x", get (f, CENTURY), get (f, 9),
                          get (f, 8), get (f, 7), get (f, 4), get (f, 2), get (f, 0), get (f, 6));
}

#define assert_time(f, expected)          \
  G_STMT_START                            \
  {                                       \
    g_autofree char *text = get_time (f); \
                                          \
    g_assert_cmpstr (text, ==, expected); \
  }                                       \
  G_STMT_END

/* {{{ The calendar */

static guint8
encode (guint number, gboolean is_binary)
{
  return is_binary ? number : number / 10 * 16 + number % 10;
}

/* What the sheet's table of data modes says about a date */
static char *
describe (GDateTime *date, gboolean is_binary, gboolean is_24h)
{
  guint hour = g_date_time_get_hour (date);
  guint8 hours = encode (is_24h ? hour : hour % 12 == 0 ? 12 : hour % 12, is_binary);

  if (!is_24h && hour >= 12)
    hours |= 0x80;
  return g_strdup_printf ("%02x%02x-%02x-%02x %02x:%02x:%02x %x",
                          encode (g_date_time_get_year (date) / 100, is_binary),
                          encode (g_date_time_get_year (date) % 100, is_binary),
                          encode (g_date_time_get_month (date), is_binary),
                          encode (g_date_time_get_day_of_month (date), is_binary), hours,
                          encode (g_date_time_get_minute (date), is_binary),
                          encode (g_date_time_get_second (date), is_binary),
                          g_date_time_get_day_of_week (date) % 7 + 1);
}

static void
write_time (Fixture *f, GDateTime *date, guint8 b)
{
  gboolean is_binary = (b & BINARY) != 0;
  guint hour = g_date_time_get_hour (date);

  set (f, B, b | SET);
  set (f, 0, encode (g_date_time_get_second (date), is_binary));
  set (f, 2, encode (g_date_time_get_minute (date), is_binary));
  if ((b & H24) != 0)
    set (f, 4, encode (hour, is_binary));
  else
    set (f, 4, encode ((hour + 11) % 12 + 1, is_binary) | (hour > 11 ? 0x80 : 0));
  set (f, 6, g_date_time_get_day_of_week (date) % 7 + 1);
  set (f, 7, encode (g_date_time_get_day_of_month (date), is_binary));
  set (f, 8, encode (g_date_time_get_month (date), is_binary));
  set (f, 9, encode (g_date_time_get_year (date) % 100, is_binary));
  set (f, CENTURY, encode (g_date_time_get_year (date) / 100, is_binary));
  set (f, B, b);
}

static void
check_date (Fixture *f, gint64 unix_time, guint64 seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (unix_time);
  g_autoptr (GDateTime) later = g_date_time_add_seconds (date, seconds);
  guint8 b = g_test_rand_int_range (0, 4) << 1;
  g_autofree char *expected = describe (later, (b & BINARY) != 0, (b & H24) != 0);

  write_time (f, date, b);
  advance_to (f, strata_clock_get_time (f->pc.clock) + seconds * SECOND);
  assert_time (f, expected);
}

static void
test_calendar (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint year = 1895; year < 2110; year++)
    for (guint month = 1; month <= 12; month++)
      {
        g_autoptr (GDateTime) first = g_date_time_new_utc (year, month, 1, 0, 0, 0);

        check_date (f, g_date_time_to_unix (first) - 1, 1);
      }
  for (guint i = 0; i < 3000; i++)
    check_date (f, g_test_rand_int_range (-2000000000, 2000000000),
                i % 2 ? g_test_rand_int_range (0, 100000) : g_test_rand_int_range (0, 1000000));
}

static void
test_start (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  assert_time (f, "2024-02-28 23:59:59 4");
  advance_to (f, SECOND - 1);
  assert_time (f, "2024-02-28 23:59:59 4");
  advance_to (f, SECOND);
  assert_time (f, "2024-02-29 00:00:00 5");
  advance_to (f, 86400 * SECOND);
  assert_time (f, "2024-02-29 23:59:59 5");
  advance_to (f, 86401 * SECOND);
  assert_time (f, "2024-03-01 00:00:00 6");
  strata_device_reset (f->rtc);
  assert_time (f, "2024-03-01 00:00:00 6");
}

/* Without a date of its own it starts at the board's, which may be told late. */
static void
test_epoch (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  strata_clock_set_epoch (f->pc.clock, 1700000000);
  assert_time (f, "2023-11-14 22:13:20 3");
}

static void
test_bad_settings (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const settings[][2] = {
    { "start", "" },         { "start", "tomorrow" }, { "start", "2024-02-30T00:00:00Z" },
    { "cmos", "0x14" },      { "cmos", "0x14:" },     { "cmos", "0x80:0x00" },
    { "cmos", "0x0d:0x00" }, { "cmos", "20:256" },    { "cmos", "0x14:0x07;" },
    { "cmos", "-1:0" },      { "cmos", "0x14:-1" },   { "cmos", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;
      StrataDevice *rtc = strata_device_new (strata_models_lookup ("mc146818"), "rtc", f->pc.system,
                                             f->pc.clock);

      g_object_set (rtc, settings[i][0], settings[i][1], NULL);
      g_assert_false (strata_device_realize (rtc, &error));
      g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
      g_object_run_dispose (G_OBJECT (rtc));
      g_object_unref (rtc);
    }
}

/* }}} */
/* {{{ Updates */

/* SET freezes the time; the divider goes on, and with it the moment of the next update. */
static void
test_set (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  advance_to (f, SECOND / 4);
  set (f, B, H24 | SET | UIE);
  g_assert_cmphex (get (f, B), ==, H24 | SET);
  advance_to (f, SECOND * 5 + SECOND / 2);
  assert_time (f, "2024-02-28 23:59:59 4");
  g_assert_cmphex (get (f, C), ==, PF);
  set (f, 0, 0x07);
  set (f, B, H24);
  advance_to (f, SECOND * 6 - 1);
  g_assert_cmphex (get (f, 0), ==, 0x07);
  advance_to (f, SECOND * 6);
  g_assert_cmphex (get (f, 0), ==, 0x08);
}

/* UIP is up for the 244 us before an update, and not while updates are inhibited. */
static void
test_uip (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmphex (get (f, A), ==, 0x26);
  advance_to (f, SECOND - 245000);
  g_assert_cmphex (get (f, A), ==, 0x26);
  advance_to (f, SECOND - 244000);
  g_assert_cmphex (get (f, A), ==, 0xa6);
  set (f, A, 0xa6);
  g_assert_cmphex (get (f, A), ==, 0xa6);
  set (f, B, H24 | SET);
  g_assert_cmphex (get (f, A), ==, 0x26);
  set (f, B, H24);
  advance_to (f, SECOND - 1);
  g_assert_cmphex (get (f, A), ==, 0xa6);
  advance_to (f, SECOND);
  g_assert_cmphex (get (f, A), ==, 0x26);
  set (f, A, 0x76);
  advance_to (f, 2 * SECOND - 1);
  g_assert_cmphex (get (f, A), ==, 0x76);
}

/* A divider in reset stands still; the first update comes half a second after its release. */
static void
test_divider (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint64 release = 7 * SECOND + 123456789;

  advance_to (f, SECOND / 3);
  set (f, A, 0x66);
  advance_to (f, 5 * SECOND);
  g_assert_cmphex (get (f, 0), ==, 0x59);
  g_assert_cmphex (get (f, C), ==, PF);
  set (f, A, 0x76);
  advance_to (f, release);
  g_assert_cmphex (get (f, C), ==, 0);
  set (f, A, 0x26);
  set (f, B, H24 | UIE);
  advance_to (f, release + SECOND / 2 - 244000);
  g_assert_cmphex (get (f, A), ==, 0xa6);
  advance_to (f, release + SECOND / 2 - 1);
  g_assert_cmphex (get (f, 0), ==, 0x59);
  g_assert_false (is_raised (f));
  advance_to (f, release + SECOND / 2);
  g_assert_true (is_raised (f));
  g_assert_cmphex (get (f, 0), ==, 0x00);
  g_assert_cmphex (get (f, C), ==, IRQF | PF | AF | UF);
  advance_to (f, release + SECOND / 2 + SECOND - 1);
  g_assert_false (is_raised (f));
  advance_to (f, release + SECOND / 2 + SECOND);
  g_assert_true (is_raised (f));
}

/* Values that are no time turn over with the next update; nothing hangs. */
static void
test_illegal (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint number = 0; number < 10; number++)
    set (f, number, 0xff);
  set (f, CENTURY, 0xff);
  g_assert_cmphex (get (f, 0), ==, 0xff);
  advance_to (f, SECOND);
  assert_time (f, "0000-01-01 00:00:00 1");
}

/* }}} */
/* {{{ Interrupts */

/* Flags are set whether enabled or not, IRQF only by enabled ones; reading C clears all, peeking
 * none. Enabling what has happened already interrupts at once. */
static void
test_flags (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmphex (get (f, C), ==, 0);
  advance_to (f, SECOND);
  g_assert_false (is_raised (f));
  g_assert_cmphex (pc_testing_peek (&f->pc, 0x71), ==,
                   PF | UF | AF); /* midnight, as the alarm says */
  g_assert_cmphex (get (f, C), ==, PF | UF | AF);
  g_assert_cmphex (get (f, C), ==, 0);
  advance_to (f, SECOND * 2);
  set (f, B, H24 | UIE);
  g_assert_true (is_raised (f));
  pc_testing_outb (&f->pc, 0x70, C);
  g_assert_cmphex (pc_testing_peek (&f->pc, 0x71), ==, IRQF | PF | UF);
  g_assert_cmphex (pc_testing_peek_register (f->rtc, "REGISTER C"), ==, IRQF | PF | UF);
  g_assert_true (is_raised (f));
  g_assert_cmphex (get (f, C), ==, IRQF | PF | UF);
  g_assert_false (is_raised (f));
  /* Nobody has read C: the line stays up, and nothing more is waited for. */
  advance_to (f, SECOND * 3);
  g_assert_true (is_raised (f));
  g_assert_false (strata_clock_get_deadline (f->pc.clock, NULL));
  advance_to (f, SECOND * 9);
  g_assert_cmpuint (strata_line_get_n_edges (f->irq), ==, 2);
  set (f, B, H24);
  g_assert_false (is_raised (f));
  set (f, B, H24 | UIE);
  g_assert_true (is_raised (f));
  strata_device_reset (f->rtc);
  g_assert_false (is_raised (f));
  g_assert_cmphex (get (f, B), ==, H24);
  g_assert_cmphex (get (f, C), ==, 0);
  /* C and D cannot be written. */
  set (f, C, 0xff);
  set (f, D, 0x00);
  g_assert_cmphex (get (f, C), ==, 0);
  g_assert_cmphex (get (f, D), ==, 0x80);
}

/* The table of periodic rates, for a time base of 32.768 kHz, in Hz times 2 */
static void
test_periodic (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint rates[] = { 0,   512, 256, 16384, 8192, 4096, 2048, 1024,
                                 512, 256, 128, 64,    32,   16,   8,    4 };
  guint64 now = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      guint64 edges = strata_line_get_n_edges (f->irq);

      set (f, A, 0x20 | i);
      get (f, C);
      set (f, B, H24 | PIE);
      if (rates[i] == 0)
        {
          g_assert_false (strata_clock_get_deadline (f->pc.clock, NULL));
          continue;
        }
      for (guint n = 1; n <= rates[i] / 2; n++)
        {
          guint64 deadline;

          g_assert_true (strata_clock_get_deadline (f->pc.clock, &deadline));
          g_assert_cmpuint (deadline, ==, now + (n * 2 * SECOND + rates[i] - 1) / rates[i]);
          advance_to (f, deadline);
          g_assert_cmpuint (strata_line_get_n_edges (f->irq), ==, edges + n);
          g_assert_cmphex (get (f, C) & ~(UF | AF), ==, IRQF | PF);
        }
      now += SECOND;
      set (f, B, H24);
    }
}

/* The alarm goes off with the update that makes the time match, in each byte but 11xxxxxx. */
static void
test_alarm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 400; i++)
    {
      guint now = g_test_rand_int_range (0, 86400);
      gboolean is_binary = g_test_rand_bit (), is_24h = g_test_rand_bit ();
      guint fields[] = { g_test_rand_int_range (0, 60), g_test_rand_int_range (0, 60),
                         g_test_rand_int_range (0, 24) };
      guint any = g_test_rand_int_range (0, 8);
      g_autoptr (GDateTime) midnight = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
      g_autoptr (GDateTime) date = g_date_time_add_seconds (midnight, now);
      guint64 base, deadline;
      guint n = 1;

      g_test_message ("at %u, alarm %02u:%02u:%02u, any %x", now, fields[2], fields[1], fields[0],
                      any);
      base = strata_clock_get_time (f->pc.clock) / SECOND * SECOND;
      write_time (f, date, (is_binary ? BINARY : 0) | (is_24h ? H24 : 0));
      for (guint j = 0; j < 3; j++)
        {
          guint8 byte = encode (fields[j], is_binary);

          if (j == 2 && !is_24h)
            byte = encode ((fields[j] + 11) % 12 + 1, is_binary) | (fields[j] > 11 ? 0x80 : 0);
          set (f, 1 + 2 * j, (any >> j & 1) ? 0xc0 | g_test_rand_int_range (0, 64) : byte);
        }
      get (f, C);
      set (f, B, get (f, B) | AIE);
      for (;; n++)
        {
          guint time = (now + n) % 86400;

          if ((any & 1 || time % 60 == fields[0]) && (any & 2 || time / 60 % 60 == fields[1]) &&
              (any & 4 || time / 3600 == fields[2]))
            break;
        }
      g_assert_true (strata_clock_get_deadline (f->pc.clock, &deadline));
      g_assert_cmpuint (deadline, ==, base + n * SECOND);
      advance_to (f, deadline - 1);
      g_assert_false (is_raised (f));
      advance_to (f, deadline);
      g_assert_true (is_raised (f));
      g_assert_cmphex (get (f, C), ==, IRQF | AF | UF | PF);
      advance_to (f, deadline + g_test_rand_int_range (0, 900000000));
    }
}

/* An alarm that no time matches never comes; with the time stopped neither. */
static void
test_no_alarm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint8 alarms[][3] = {
    { 0x60, 0xff, 0xff },
    { 0xff, 0x7f, 0xff },
    { 0xff, 0xff, 0x24 },
    { 0x0a, 0xff, 0xff },
  };

  set (f, B, H24 | AIE);
  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    {
      for (guint j = 0; j < 3; j++)
        set (f, 1 + 2 * j, alarms[i][j]);
      g_assert_false (strata_clock_get_deadline (f->pc.clock, NULL));
    }
  set (f, 5, 0xff);
  set (f, 1, 0xff);
  g_assert_true (strata_clock_get_deadline (f->pc.clock, NULL));
  set (f, B, H24 | AIE | SET);
  g_assert_false (strata_clock_get_deadline (f->pc.clock, NULL));
}

/* }}} */

/* RAM, and its contents at first; the index has 7 bits and cannot be read. */
static void
test_ram (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *rtc = pc_testing_add (&f->pc, "mc146818", "cmos", "0x14:0x07, 0x7f:255  15:1",
                                      NULL);

  for (guint i = 0x0e; i < 0x80; i++)
    if (i != CENTURY)
      {
        g_assert_cmphex (get (f, i), ==, 0);
        set (f, i, i ^ 0x5a);
      }
  strata_device_reset (f->rtc);
  for (guint i = 0x0e; i < 0x80; i++)
    if (i != CENTURY)
      g_assert_cmphex (get (f, 0x80 | i), ==, i ^ 0x5a);
  pc_testing_assert_in (&f->pc, 0x70, 0xff);
  g_assert_cmphex (pc_testing_peek (&f->pc, 0x70), ==, 0xff);

  pc_testing_place (&f->pc, rtc, "ports", 0x72);
  pc_testing_out (&f->pc, 0x72, 2, 0x5514);
  pc_testing_assert_in (&f->pc, 0x73, 0x55);
  pc_testing_outb (&f->pc, 0x72, 0x7f);
  pc_testing_assert_in (&f->pc, 0x73, 0xff);
  pc_testing_outb (&f->pc, 0x72, 0x0f);
  pc_testing_assert_in (&f->pc, 0x73, 0x01);
}

static void
test_storm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint ports[] = { 0x70, 0x71, 0x71 };

  for (guint i = 0; i < 3000; i++)
    {
      pc_testing_outb (&f->pc, 0x70, g_test_rand_int_range (0, 0x0e));
      pc_testing_storm (&f->pc, 8, ports, G_N_ELEMENTS (ports));
    }
  advance_to (f, G_MAXUINT64);
  pc_testing_storm (&f->pc, 1000, ports, G_N_ELEMENTS (ports));
}

#define ADD(name, func) ADD_AT (name, "2024-02-28T23:59:59Z", func)
#define ADD_AT(name, date, func) \
  g_test_add ("/strata/devices/mc146818/" name, Fixture, date, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("calendar", test_calendar);
  ADD ("start", test_start);
  ADD_AT ("epoch", NULL, test_epoch);
  ADD ("bad-settings", test_bad_settings);
  ADD ("set", test_set);
  ADD ("uip", test_uip);
  ADD ("divider", test_divider);
  ADD ("illegal", test_illegal);
  ADD ("flags", test_flags);
  ADD_AT ("periodic", NULL, test_periodic);
  ADD ("alarm", test_alarm);
  ADD ("no-alarm", test_no_alarm);
  ADD ("ram", test_ram);
  ADD ("storm", test_storm);

  return g_test_run ();
}
