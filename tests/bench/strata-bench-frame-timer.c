/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "strata-bench-frame-timer.h"

#include <time.h>

/* What the thread has worked, in microseconds: the machine may be busy with other things. */
static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
before_paint_cb (StrataBenchFrameTimer *self)
{
  self->start = g_get_monotonic_time ();
  self->cpu_start = get_cpu_time ();
}

static void
after_paint_cb (StrataBenchFrameTimer *self)
{
  gint64 time = g_get_monotonic_time () - self->start;
  gint64 cpu_time = get_cpu_time () - self->cpu_start;

  if (self->is_wanted)
    {
      g_array_append_val (self->times, time);
      g_array_append_val (self->cpu_times, cpu_time);
    }
  self->is_wanted = FALSE;
  self->n_frames++;
}

void
strata_bench_frame_timer_init (StrataBenchFrameTimer *self, GtkWidget *window)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cpu_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->n_frames = 0;
  self->is_wanted = FALSE;
  g_signal_connect_swapped (self->clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

void
strata_bench_frame_timer_clear (StrataBenchFrameTimer *self)
{
  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->cpu_times, g_array_unref);
}

void
strata_bench_frame_timer_wait (StrataBenchFrameTimer *self)
{
  guint n_frames = self->n_frames;

  while (self->n_frames == n_frames)
    g_main_context_iteration (NULL, TRUE);
}

void
strata_bench_frame_timer_reset (StrataBenchFrameTimer *self)
{
  g_array_set_size (self->times, 0);
  g_array_set_size (self->cpu_times, 0);
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

void
strata_bench_frame_timer_print (GArray *times, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_sort (times, compare_times);
  g_print ("%s: median %.2f ms, 9 of 10 below %.2f ms, all below %.2f ms\n", what,
           g_array_index (times, gint64, times->len / 2) / 1000.0,
           g_array_index (times, gint64, times->len * 9 / 10) / 1000.0,
           g_array_index (times, gint64, times->len - 1) / 1000.0);
}
