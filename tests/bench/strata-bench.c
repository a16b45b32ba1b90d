/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-bench.h"

#include <stdio.h>
#include <time.h>

#define MAX_ROUNDS 64

struct _StrataBench
{
  gboolean quick;
  gboolean json;
  guint n_rounds;
  const char *room;
  guint n_rows;
  guint n_missed;
};

StrataBench *
strata_bench_new (gboolean quick, gboolean json, guint n_rounds)
{
  StrataBench *self = g_new0 (StrataBench, 1);

  self->quick = quick;
  self->json = json;
  self->n_rounds = quick ? 1 : CLAMP (n_rounds, 1, MAX_ROUNDS);
  if (json)
    printf ("{\n  \"quick\": %s,\n  \"rounds\": %u,\n  \"rows\": [", quick ? "true" : "false",
            self->n_rounds);
  else
    printf ("CPU time on one core, medians of %u rounds%s\n", self->n_rounds,
            quick ? "; small sizes that only prove that it works" : "");
  return self;
}

guint
strata_bench_free (StrataBench *self)
{
  guint n_missed = self->n_missed;

  if (self->json)
    printf ("\n  ]\n}\n");
  else if (!self->quick)
    printf ("\n%u rows, %u targets missed\n", self->n_rows, n_missed);
  g_free (self);
  return n_missed;
}

guint
strata_bench_scale (StrataBench *self, guint full, guint quick)
{
  return self->quick ? quick : full;
}

gboolean
strata_bench_is_quick (StrataBench *self)
{
  return self->quick;
}

/* {{{ Time */

double
strata_bench_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
strata_bench_median (double *times, guint n_times)
{
  qsort (times, n_times, sizeof *times, compare);
  return n_times % 2 == 1 ? times[n_times / 2]
                          : (times[n_times / 2 - 1] + times[n_times / 2]) / 2;
}

void
strata_bench_run (StrataBench *self, StrataBenchTask *tasks, guint n_tasks)
{
  g_autofree double *times = g_new (double, (gsize) n_tasks * self->n_rounds);

  /* A round that does not count fills the caches. */
  for (guint i = 0; i < n_tasks; i++)
    tasks[i].work (tasks[i].data, MAX (tasks[i].repeats / 4, 1));
  for (guint round = 0; round < self->n_rounds; round++)
    for (guint i = 0; i < n_tasks; i++)
      {
        double start = strata_bench_now ();

        tasks[i].work (tasks[i].data, tasks[i].repeats);
        times[i * self->n_rounds + round] = (strata_bench_now () - start) / tasks[i].repeats;
      }
  for (guint i = 0; i < n_tasks; i++)
    tasks[i].time = strata_bench_median (times + i * self->n_rounds, self->n_rounds);
}

double
strata_bench_time (StrataBench *self, StrataBenchWork work, gpointer data, guint repeats)
{
  StrataBenchTask task = { work, data, repeats, 0 };

  strata_bench_run (self, &task, 1);
  return task.time;
}

void
strata_bench_consume (guint64 value)
{
  __asm__ volatile ("" : : "r" (value) : "memory");
}

/* }}} */
/* {{{ Rows */

void
strata_bench_begin_room (StrataBench *self, const char *room)
{
  self->room = room;
  if (!self->json)
    printf ("\n%s\n", room);
}

static void
print_json (StrataBench *self, const StrataBenchRow *row)
{
  printf ("%s\n    { \"room\": \"%s\", \"name\": \"%s\", \"value\": %.3f, \"unit\": \"%s\"",
          self->n_rows > 0 ? "," : "", self->room, row->name, row->value, row->unit);
  if (row->beside != NULL)
    printf (", \"beside\": \"%s\", \"beside_value\": %.3f, \"ratio\": %.3f", row->beside,
            row->beside_value, row->value / row->beside_value);
  if (row->target != NULL)
    printf (", \"target\": \"%s\", \"limit\": %.3f, \"met\": %s", row->target, row->limit,
            row->value <= row->limit ? "true" : "false");
  printf (" }");
}

static void
print_line (const StrataBenchRow *row)
{
  printf ("  %-52s %10.*f %-3s", row->name, row->value < 10 ? 2 : 1, row->value, row->unit);
  if (row->beside != NULL)
    printf ("  %6.2f x %s %.1f", row->value / row->beside_value, row->beside, row->beside_value);
  if (row->target != NULL)
    printf ("  [%s: %s, %.1f]", row->value <= row->limit ? "met" : "MISSED", row->target,
            row->limit);
  printf ("\n");
}

void
strata_bench_report (StrataBench *self, const StrataBenchRow *row)
{
  if (self->json)
    print_json (self, row);
  else
    print_line (row);
  fflush (stdout);
  self->n_rows++;
  self->n_missed += row->target != NULL && row->value > row->limit;
}

void
strata_bench_report_as (StrataBench *self, const StrataBenchRow *row, const char *format, ...)
{
  StrataBenchRow named = *row;
  g_autofree char *name = NULL;
  va_list args;

  va_start (args, format);
  name = g_strdup_vprintf (format, args);
  va_end (args);
  named.name = name;
  strata_bench_report (self, &named);
}

/* }}} */
