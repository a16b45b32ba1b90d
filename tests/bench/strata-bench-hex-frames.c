/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * What a frame of the hex view costs the main thread while it is scrolled, in a window of
 * 1280 × 790. Needs a display; to be run with the renderer that is to be measured, as in
 * GSK_RENDERER=cairo tests/gui-session strata-bench-hex-frames.
 */

#include <adwaita.h>

#include "memory/strata-region.h"
#include "memory/strata-system.h"
#include "strata-bench-frame-timer.h"
#include "strata-hex-view.h"

#define WIDTH 1280
#define HEIGHT 790
#define SIZE (16 << 20)
#define N_DEVICES 256
#define DEVICES_BASE 0x2000000
#define STRIDE 24 /* bytes: each row has the end of one device and the begin of another */

typedef struct
{
  StrataHexView *view;
  StrataRegion *ram;
  GtkAdjustment *adjustment;
  guint n_frames;
} Bench;

typedef void (*Step) (Bench *self, guint frame);

/* RAM full of bytes of all kinds, a field of small devices that only a read makes speak, and a hole
 * up to 2^64 */
static StrataAddressSpace *
build_space (Bench        *self,
             StrataSystem *system)
{
  static const StrataRegionOps ops = { 0 };
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "system",
                                                               STRATA_SIZE_MAX);
  guint8 *bytes;

  self->ram = strata_region_new_ram (system, NULL, "ram", SIZE, NULL);
  bytes = strata_region_get_ram_ptr (self->ram);
  for (guint i = 0; i < SIZE; i++)
    bytes[i] = (guint8) ((i * 2654435761u) >> 13);
  strata_system_begin (system);
  strata_region_add_subregion (root, 0, self->ram, NULL);
  for (guint i = 0; i < N_DEVICES; i++)
    {
      g_autofree char *name = g_strdup_printf ("device %u", i);
      g_autoptr (StrataRegion) device = strata_region_new_mmio (system, NULL, name, STRIDE, &ops,
                                                                NULL, NULL);

      strata_region_add_subregion (root, DEVICES_BASE + (guint64) i * STRIDE, device, NULL);
    }
  strata_system_commit (system);

  return strata_address_space_new (system, "memory", root);
}

/* {{{ What happens between two frames */

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
page_down (Bench *self,
           guint  frame)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "hex.move", "(sb)", "page-down", FALSE);
}

static void
change_all (Bench *self,
            guint  frame)
{
  guint8 *bytes = strata_region_get_ram_ptr (self->ram);

  for (guint i = 0; i < 0x1000; i++)
    bytes[i] ^= 0xff;
  gtk_adjustment_set_value (self->adjustment, frame % 2);
}

/* }}} */

static void
report (Bench                 *self,
        StrataBenchFrameTimer *timer,
        const char            *name,
        guint64                start,
        Step                   step)
{
  strata_hex_view_go_to (self->view, start, start);
  strata_bench_frame_timer_wait (timer);
  strata_bench_frame_timer_reset (timer);
  for (guint i = 0; i < self->n_frames; i++)
    {
      step (self, i);
      /* What did not move needs a frame all the same, so that there is one to wait for. */
      gtk_widget_queue_draw (GTK_WIDGET (self->view));
      timer->is_wanted = TRUE;
      strata_bench_frame_timer_wait (timer);
    }
  strata_bench_frame_timer_print (timer->cpu_times, "%s", name);
  strata_bench_frame_timer_print (timer->times, "%s, by the clock", name);
}

int
main (int    argc,
      char **argv)
{
  gboolean quick = argc > 1 && g_str_equal (argv[1], "--quick");
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataHexSource) source = NULL;
  GtkWidget *scroller;
  GtkWidget *window;
  StrataBenchFrameTimer timer;
  Bench self = { .n_frames = quick ? 6 : 120 };

  adw_init ();
  space = build_space (&self, system);
  source = strata_hex_source_new (space);
  self.view = STRATA_HEX_VIEW (strata_hex_view_new ());
  strata_hex_view_set_source (self.view, source);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self.view));
  self.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self.view));
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  strata_bench_frame_timer_init (&timer, window);
  strata_bench_frame_timer_wait (&timer);

  g_print ("frames of %u × %u, the main thread, from before-paint to after-paint\n", WIDTH, HEIGHT);
  report (&self, &timer, "hex view, scroll", 0, scroll);
  report (&self, &timer, "hex view, page by page", 0, page_down);
  report (&self, &timer, "hex view, drag the scroll bar", 0, drag_scroll_bar);
  report (&self, &timer, "hex view, scroll over small devices", DEVICES_BASE, scroll);
  report (&self, &timer, "hex view, every byte changes", 0, change_all);

  strata_bench_frame_timer_clear (&timer);
  gtk_window_destroy (GTK_WINDOW (window));
  strata_region_unref (self.ram);

  return 0;
}
