/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The board's virtual time: the order of timers, and where it stops */

#include "strata.h"

typedef struct
{
  StrataSystem *system;
  StrataClock *clock;
  GString *log; /* `NAME@TIME ` for each timer that fired */
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *name;
  StrataTimer *timer;
  StrataTimer *victim; /* cancelled when this one fires */
  guint64 again;       /* set anew this much later; 0: no */
  guint n_again;
} Alarm;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->clock = strata_clock_new (self->system);
  self->log = g_string_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_object_add_weak_pointer (G_OBJECT (self->clock), (gpointer *) &self->clock);
  g_object_unref (self->clock);
  g_assert_null (self->clock);
  strata_system_unref (self->system);
  g_string_free (self->log, TRUE);
}

static void
fired_cb (gpointer user_data)
{
  Alarm *alarm = user_data;
  guint64 now = strata_clock_get_time (alarm->fixture->clock);

  g_string_append_printf (alarm->fixture->log, "%s@%" G_GUINT64_FORMAT " ", alarm->name, now);
  g_assert_false (strata_timer_is_set (alarm->timer, NULL));
  if (alarm->victim != NULL)
    strata_timer_cancel (alarm->victim);
  if (alarm->n_again > 0)
    {
      alarm->n_again--;
      strata_timer_set (alarm->timer, now + alarm->again);
    }
}

static void
alarm_init (Alarm *self, Fixture *fixture, const char *name)
{
  *self = (Alarm){ .fixture = fixture, .name = name };
  self->timer = strata_timer_new (fixture->clock, fired_cb, self);
}

static void
assert_log (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->log->str, ==, expected);
  g_string_truncate (self->log, 0);
}

static void
test_order (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Alarm a, b, c, d;
  guint64 time;

  alarm_init (&a, self, "a");
  alarm_init (&b, self, "b");
  alarm_init (&c, self, "c");
  alarm_init (&d, self, "d");
  g_assert_cmpuint (strata_clock_get_time (self->clock), ==, 0);
  g_assert_false (strata_clock_get_deadline (self->clock, &time));
  strata_timer_set (a.timer, 30);
  strata_timer_set (b.timer, 10);
  strata_timer_set (c.timer, 30); /* those of one time in the order of setting */
  strata_timer_set (d.timer, 20);
  g_assert_true (strata_clock_get_deadline (self->clock, &time));
  g_assert_cmpuint (time, ==, 10);
  g_assert_true (strata_clock_advance (self->clock, 9, 100));
  assert_log (self, "");
  g_assert_true (strata_clock_advance (self->clock, 29, 100));
  assert_log (self, "b@10 d@20 ");
  g_assert_cmpuint (strata_clock_get_time (self->clock), ==, 29);
  strata_timer_set (a.timer, 30); /* in place of what it was set to: now behind c */
  g_assert_true (strata_clock_advance (self->clock, 100, 100));
  assert_log (self, "c@30 a@30 ");
  g_assert_cmpuint (strata_clock_get_time (self->clock), ==, 100);
  /* never back */
  g_assert_true (strata_clock_advance (self->clock, 50, 100));
  g_assert_cmpuint (strata_clock_get_time (self->clock), ==, 100);
  /* a time that has passed fires with the next step, and shows the present */
  strata_timer_set (a.timer, 5);
  g_assert_true (strata_clock_advance (self->clock, 100, 100));
  assert_log (self, "a@100 ");
  strata_timer_free (a.timer);
  strata_timer_free (b.timer);
  strata_timer_free (c.timer);
  strata_timer_free (d.timer);
}

static void
test_cancel (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Alarm a, b;
  guint64 time;

  alarm_init (&a, self, "a");
  alarm_init (&b, self, "b");
  strata_timer_cancel (a.timer);
  strata_timer_set (a.timer, 10);
  strata_timer_set (b.timer, 10);
  a.victim = b.timer; /* while both are due */
  g_assert_true (strata_timer_is_set (b.timer, &time));
  g_assert_cmpuint (time, ==, 10);
  strata_clock_advance (self->clock, 20, 100);
  assert_log (self, "a@10 ");
  g_assert_false (strata_timer_is_set (b.timer, NULL));
  strata_timer_set (b.timer, 30);
  strata_timer_free (b.timer); /* a set one */
  g_assert_false (strata_clock_get_deadline (self->clock, NULL));
  strata_timer_free (a.timer);
}

static void
test_again (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Alarm a, b;

  alarm_init (&a, self, "a");
  alarm_init (&b, self, "b");
  a.again = 10;
  a.n_again = 3;
  strata_timer_set (a.timer, 10);
  strata_timer_set (b.timer, 25);
  strata_clock_advance (self->clock, 100, 100);
  assert_log (self, "a@10 a@20 b@25 a@30 a@40 ");
  strata_timer_free (a.timer);
  strata_timer_free (b.timer);
}

/* A guest that sets a timer to now again and again */
static void
test_limit (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Alarm a;

  alarm_init (&a, self, "a");
  a.n_again = G_MAXUINT;
  strata_timer_set (a.timer, 10);
  g_assert_false (strata_clock_advance (self->clock, 100, 3));
  assert_log (self, "a@10 a@10 a@10 ");
  g_assert_cmpuint (strata_clock_get_time (self->clock), ==, 10);
  g_assert_false (strata_clock_advance (self->clock, 100, 0));
  assert_log (self, "");
  a.n_again = 0;
  g_assert_true (strata_clock_advance (self->clock, 100, 1));
  assert_log (self, "a@10 ");
  g_assert_cmpuint (strata_clock_get_time (self->clock), ==, 100);
  strata_timer_free (a.timer);
}

static void
test_end (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Alarm a;

  alarm_init (&a, self, "a");
  strata_timer_set (a.timer, G_MAXUINT64);
  g_assert_true (strata_clock_advance (self->clock, G_MAXUINT64 - 1, 100));
  assert_log (self, "");
  g_assert_true (strata_clock_advance (self->clock, G_MAXUINT64, 100));
  assert_log (self, "a@18446744073709551615 ");
  strata_timer_free (a.timer);
}

static void
test_epoch (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (strata_clock_get_epoch (self->clock), ==, 946684800);
  strata_clock_set_epoch (self->clock, -1);
  g_assert_cmpint (strata_clock_get_epoch (self->clock), ==, -1);
}

/* Many timers at random, against a list that is searched */
static void
test_random (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  enum
  {
    N = 20
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (804);
  g_autoptr (GString) expected = g_string_new (NULL);
  char names[N][2];
  Alarm alarms[N];
  guint64 times[N], ranks[N], rank = 0, now = 0;
  gboolean set[N] = { FALSE };

  for (guint i = 0; i < N; i++)
    {
      names[i][0] = 'a' + i;
      names[i][1] = '\0';
      alarm_init (&alarms[i], self, names[i]);
    }
  for (guint round = 0; round < 2000; round++)
    {
      guint i = g_rand_int_range (rand, 0, N);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          strata_timer_cancel (alarms[i].timer);
          set[i] = FALSE;
          break;
        case 1:
          now += g_rand_int_range (rand, 0, 30);
          for (;;)
            {
              gint next = -1;

              for (guint j = 0; j < N; j++)
                if (set[j] && times[j] <= now &&
                    (next < 0 || times[j] < times[next] ||
                     (times[j] == times[next] && ranks[j] < ranks[next])))
                  next = j;
              if (next < 0)
                break;
              g_string_append_printf (expected, "%s@%" G_GUINT64_FORMAT " ", names[next],
                                      times[next]);
              set[next] = FALSE;
            }
          g_assert_true (strata_clock_advance (self->clock, now, N));
          assert_log (self, expected->str);
          g_string_truncate (expected, 0);
          break;
        default:
          times[i] = now + g_rand_int_range (rand, 1, 60);
          ranks[i] = ++rank;
          set[i] = TRUE;
          strata_timer_set (alarms[i].timer, times[i]);
        }
    }
  for (guint i = 0; i < N; i++)
    strata_timer_free (alarms[i].timer);
}

#define ADD(name, func) g_test_add ("/strata/clock/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("cancel", test_cancel);
  ADD ("again", test_again);
  ADD ("limit", test_limit);
  ADD ("end", test_end);
  ADD ("epoch", test_epoch);
  ADD ("random", test_random);
  return g_test_run ();
}
