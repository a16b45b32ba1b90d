/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <strata.h>

/* The harness: times work as CPU time of this thread, in rounds, and takes the median. What is
 * compared is timed in turns within each round, so that a change of the machine's speed meets all
 * of it alike. */

typedef struct _StrataBench StrataBench;

/* Does something @repeats times. */
typedef void (*StrataBenchWork) (gpointer data, guint repeats);

typedef struct
{
  StrataBenchWork work;
  gpointer data;
  guint repeats;
  double time; /* out: nanoseconds of one repeat, the median */
} StrataBenchTask;

/* One line of the table. */
typedef struct
{
  const char *name;
  double value;
  const char *unit;
  const char *beside; /* what it is compared with; or NULL */
  double beside_value; /* in the same unit */
  double limit;        /* the most that is hoped for, in the same unit; 0 if there is none */
  const char *target;  /* the limit in words; or NULL */
} StrataBenchRow;

StrataBench *strata_bench_new (gboolean quick, gboolean json, guint n_rounds);
/* Ends the output; returns how many targets were missed. */
guint strata_bench_free (StrataBench *self);

/* The number of something: as it is, or a small one in the short form. */
guint strata_bench_scale (StrataBench *self, guint full, guint quick);
gboolean strata_bench_is_quick (StrataBench *self);

void strata_bench_run (StrataBench *self, StrataBenchTask *tasks, guint n_tasks);
/* One task alone. */
double strata_bench_time (StrataBench *self, StrataBenchWork work, gpointer data, guint repeats);
/* The clock, for what cannot be repeated: nanoseconds of CPU time of this thread. */
double strata_bench_now (void);
double strata_bench_median (double *times, guint n_times);

void strata_bench_begin_room (StrataBench *self, const char *room);
void strata_bench_report (StrataBench *self, const StrataBenchRow *row);
/* Reports with a name made as printf() does; the name in the row is not looked at. */
void strata_bench_report_as (StrataBench *self, const StrataBenchRow *row, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* Keeps compilers from leaving out what only makes this value. */
void strata_bench_consume (guint64 value);

/* The rooms. */
void strata_bench_edits (StrataBench *bench);
void strata_bench_growth (StrataBench *bench);
void strata_bench_batches (StrataBench *bench);
void strata_bench_accesses (StrataBench *bench);
void strata_bench_dirty_log (StrataBench *bench);
void strata_bench_questions (StrataBench *bench);
void strata_bench_memory (StrataBench *bench);
void strata_bench_import (StrataBench *bench);
void strata_bench_parallel (StrataBench *bench);
void strata_bench_display (StrataBench *bench);
void strata_bench_painting (StrataBench *bench);
void strata_bench_unicorn (StrataBench *bench);
