/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * How long the main thread works on each frame of a window, from before-paint to after-paint.
 */
typedef struct
{
  GdkFrameClock *clock;
  gint64 start;
  gint64 cpu_start;
  guint n_frames;
  gboolean is_wanted; /* whether the next frame is to be noted; cleared by it */
  GArray *times;      /* of gint64, in microseconds by the clock */
  GArray *cpu_times;  /* likewise of the thread's work */
} StrataBenchFrameTimer;

/* Times the frames of a window that is shown. */
void strata_bench_frame_timer_init (StrataBenchFrameTimer *self, GtkWidget *window);
void strata_bench_frame_timer_clear (StrataBenchFrameTimer *self);
/* Forgets what was noted. */
void strata_bench_frame_timer_reset (StrataBenchFrameTimer *self);
/* Runs the main loop until a frame more is drawn. */
void strata_bench_frame_timer_wait (StrataBenchFrameTimer *self);
/* Prints the median and the slowest of some times, which are sorted by that. */
void strata_bench_frame_timer_print (GArray *times, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
