/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * What a frame of the map costs the main thread while it is scrolled and zoomed, in a window of
 * 1280 × 790. Needs a display; to be run with the renderer that is to be measured, as in
 * GSK_RENDERER=cairo tests/gui-session strata-bench-map-frames.
 */

#include <adwaita.h>

#include "memory/strata-region.h"
#include "memory/strata-system.h"
#include "strata-bench-frame-timer.h"
#include "strata-map-view.h"

#define WIDTH 1280
#define HEIGHT 790
#define PAGE 0x1000

typedef struct
{
  GtkWidget *view;
  StrataSelection *selection;
  GtkAdjustment *adjustment;
  guint n_frames;
} Bench;

typedef void (*Step) (Bench *self, guint frame);

/* Devices over every second page of memory, all in a space of 2^64 */
static StrataAddressSpace *
build_space (StrataSystem *system,
             guint         n)
{
  static const StrataRegionOps ops = { 0 };
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "system", G_MAXUINT64);
  g_autoptr (StrataRegion) memory = NULL;

  memory = strata_region_new_ram (system, NULL, "memory", (guint64) (n / 2) * 2 * PAGE, NULL);
  strata_system_begin (system);
  strata_region_add_subregion (root, 0, memory, NULL);
  for (guint i = 0; i < n / 2; i++)
    {
      g_autoptr (StrataRegion) device = strata_region_new_mmio (system, NULL, "device", PAGE, &ops,
                                                                NULL, NULL);

      strata_region_add_subregion_overlap (root, (guint64) i * 2 * PAGE, device, 1, NULL);
    }
  strata_system_commit (system);

  return strata_address_space_new (system, "memory", root);
}

/* {{{ What happens between two frames */

static void
zoom (Bench *self,
      guint  frame)
{
  /* In by half of the frames, out by the others */
  gtk_widget_activate_action (self->view, frame < self->n_frames / 2 ? "map.zoom-in"
                                                                     : "map.zoom-out", NULL);
}

static void
scroll (Bench *self,
        guint  frame)
{
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_value (self->adjustment) + 53);
}

static void
drag_scroll_bar (Bench *self,
                 guint  frame)
{
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment) *
                            (frame + 1) / (self->n_frames + 1));
}

static void
walk (Bench *self,
      guint  frame)
{
  gtk_widget_activate_action (self->view, "map.next", NULL);
}

/* }}} */

static void
report (Bench                 *self,
        StrataBenchFrameTimer *timer,
        guint                  n,
        const char            *name,
        Step                   step,
        const char            *first)
{
  gtk_widget_activate_action (self->view, "map.fit", NULL);
  gtk_widget_activate_action (self->view, first, NULL);
  strata_bench_frame_timer_wait (timer);
  strata_bench_frame_timer_reset (timer);
  for (guint i = 0; i < self->n_frames; i++)
    {
      step (self, i);
      /* What did not move needs a frame all the same, so that there is one to wait for. */
      gtk_widget_queue_draw (self->view);
      timer->is_wanted = TRUE;
      strata_bench_frame_timer_wait (timer);
    }
  strata_bench_frame_timer_print (timer->cpu_times, "%u ranges, %s", n, name);
  strata_bench_frame_timer_print (timer->times, "%u ranges, %s, by the clock", n, name);
}

static void
run (guint    n,
     gboolean quick)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataAddressSpace) space = build_space (system, n);
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  StrataBenchFrameTimer timer;
  Bench self = { strata_map_view_new (), selection, NULL, quick ? 6 : 60 };

  strata_selection_set_model (selection, model);
  strata_map_view_set_selection (STRATA_MAP_VIEW (self.view), selection);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self.view);
  self.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self.view));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  strata_bench_frame_timer_init (&timer, window);
  strata_bench_frame_timer_wait (&timer);
  gtk_widget_activate_action (self.view, "map.first", NULL);
  gtk_widget_activate_action (self.view, "map.beneath", NULL);

  report (&self, &timer, n, "zoom in and out", zoom, "map.fit");
  report (&self, &timer, n, "scroll", scroll, "map.zoom-normal");
  report (&self, &timer, n, "scroll, many ranges in each pixel", scroll, "map.zoom-in");
  report (&self, &timer, n, "drag the scroll bar", drag_scroll_bar, "map.zoom-normal");
  report (&self, &timer, n, "go from range to range", walk, "map.zoom-normal");
  report (&self, &timer, n, "go from range to range, all seen", walk, "map.fit");

  strata_bench_frame_timer_clear (&timer);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gboolean quick = argc > 1 && g_str_equal (argv[1], "--quick");

  adw_init ();
  g_print ("frames of %u × %u, the main thread, from before-paint to after-paint\n", WIDTH, HEIGHT);
  run (100, quick);
  run (quick ? 200 : 10000, quick);
  run (quick ? 300 : 100000, quick);

  return 0;
}
