/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * What a frame of a live display costs the main thread: a picture of 1024 × 768 in 32 bits, all of
 * which changes each time. Needs a display; to be run with the renderer that is to be measured, as
 * in GSK_RENDERER=cairo tests/gui-session strata-bench-frames.
 */

#include <adwaita.h>

#include "devices/strata-framebuffer.h"
#include "memory/strata-initiator.h"
#include "memory/strata-system.h"
#include "strata-bench-frame-timer.h"
#include "strata-display-view.h"

#define WIDTH 1024
#define HEIGHT 768

typedef struct
{
  GtkWidget *view;
  StrataBenchFrameTimer timer;
  GArray *conversions; /* of gint64, in microseconds */
} Bench;

static void
frame_cb (Bench *bench)
{
  gint64 time = strata_display_view_get_frame (STRATA_DISPLAY_VIEW (bench->view))->microseconds;

  bench->timer.is_wanted = TRUE;
  g_array_append_val (bench->conversions, time);
}

int
main (int argc, char **argv)
{
  gboolean quick = argc > 1 && g_str_equal (argv[1], "--quick");
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) memory = strata_region_new_ram (system, NULL, "memory", 4 << 20, NULL);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", memory);
  g_autoptr (StrataInitiator) guest = strata_initiator_new (space, "guest");
  g_autoptr (StrataFramebuffer) display = NULL;
  g_autofree guint8 *bytes = g_malloc0 (4 << 20);
  guint n_frames = quick ? 10 : 300;
  Bench bench = { 0 };
  GtkWidget *window;
  guint64 n_made;

  adw_init ();
  display = strata_framebuffer_new (memory, STRATA_PIXEL_FORMAT_XRGB8888, WIDTH, HEIGHT, WIDTH * 4,
                                    0, NULL);
  bench.conversions = g_array_new (FALSE, FALSE, sizeof (gint64));
  window = gtk_window_new ();
  bench.view = strata_display_view_new ();
  strata_display_view_set_display (STRATA_DISPLAY_VIEW (bench.view), STRATA_DISPLAY (display));
  gtk_window_set_child (GTK_WINDOW (window), bench.view);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (bench.view, "frame", G_CALLBACK (frame_cb), &bench);
  strata_bench_frame_timer_init (&bench.timer, window);

  /* What the guest drew goes into its memory through the bus, so that it is logged. */
  for (guint i = 0; i < n_frames; i++)
    {
      memset (bytes, (int) i * 7 + 1, (gsize) WIDTH * HEIGHT * 4);
      strata_initiator_write (guest, 0, bytes, (gsize) WIDTH * HEIGHT * 4);
      strata_initiator_park (guest);
      strata_bench_frame_timer_wait (&bench.timer);
    }
  if (bench.conversions->len == 0 || bench.timer.times->len == 0)
    {
      g_printerr ("nothing was drawn\n");
      return 1;
    }
  g_print ("%u × %u, 32 bits, all of it new in each frame\n", WIDTH, HEIGHT);
  strata_bench_frame_timer_print (bench.conversions, "conversion");
  strata_bench_frame_timer_print (bench.timer.times,
                                  "the main thread, from before-paint to after-paint");

  /* While nothing changes nothing is made. */
  n_made = strata_display_view_get_n_textures (STRATA_DISPLAY_VIEW (bench.view));
  for (gint64 end = g_get_monotonic_time () + (quick ? 100000 : 1000000);
       g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_print ("idle: %u textures made\n",
           (guint) (strata_display_view_get_n_textures (STRATA_DISPLAY_VIEW (bench.view))
                    - n_made));

  strata_bench_frame_timer_clear (&bench.timer);
  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (bench.conversions);
  return 0;
}
