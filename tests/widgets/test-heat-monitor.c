/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "strata-heat-monitor.h"
#include "strata-hex-heat.h"
#include "strata-map-view.h"
#include "widget-fixture.h"

#define N_CELLS 64

/* RAM at 0x1000 that is seen again at 0x3000 */
static StrataBoard *
create_board (void)
{
  static const char text[] = "[strata]\nversion=1\n"
                             "[region top]\nkind=container\nsize=64KiB\n"
                             "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"
                             "[region again]\nkind=alias\nparent=top\naddress=0x3000\nsize=4KiB\n"
                             "target=ram\n"
                             "[address-space memory]\nroot=top\n";
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return board;
}

static void
store (StrataBoard *board,
       guint64      address,
       guint        size)
{
  g_autoptr (StrataInitiator) cpu
    = strata_initiator_new (strata_board_get_default_address_space (board), "cpu");

  strata_initiator_store (cpu, address, size, STRATA_LITTLE_ENDIAN, 1);
}

static guint64
count_writes (StrataHeatMonitor *monitor)
{
  StrataBoard *board = strata_heat_monitor_get_board (monitor);
  StrataAccessCounts counts;

  strata_heat_get_region_counts (strata_heat_monitor_get_heat (monitor),
                                 strata_board_get_region (board, "ram"), &counts);

  return counts.writes;
}

static void
count_cb (guint *n)
{
  ++*n;
}

static gboolean
set_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;

  return G_SOURCE_REMOVE;
}

/* What happens by itself in this time, in milliseconds */
static void
run_for (guint time)
{
  gboolean is_over = FALSE;

  g_timeout_add (time, set_cb, &is_over);
  strata_wait_for (is_over);
}

static void
test_reasons (void)
{
  g_autoptr (StrataBoard) board = create_board ();
  g_autoptr (StrataHeatMonitor) monitor = strata_heat_monitor_new (board);

  store (board, 0x1000, 4);
  g_assert_cmpuint (count_writes (monitor), ==, 0);
  strata_heat_monitor_set_counting (monitor, TRUE);
  store (board, 0x1000, 4);
  strata_heat_monitor_set_shown (monitor, TRUE);
  store (board, 0x3000, 4);
  g_assert_cmpuint (count_writes (monitor), ==, 2);
  strata_heat_monitor_set_counting (monitor, FALSE);
  store (board, 0x1000, 4);
  strata_heat_monitor_set_shown (monitor, FALSE);
  store (board, 0x1000, 4);
  g_assert_cmpuint (count_writes (monitor), ==, 3);
  strata_heat_monitor_set_shown (monitor, TRUE);
  strata_heat_monitor_stop (monitor);
  store (board, 0x1000, 4);
  g_assert_cmpuint (count_writes (monitor), ==, 3);
}

/* Nobody is told anything while nothing happens, and soon after something has. */
static void
test_idle (void)
{
  g_autoptr (StrataBoard) board = create_board ();
  g_autoptr (StrataHeatMonitor) monitor = strata_heat_monitor_new (board);
  guint n = 0;

  strata_heat_monitor_set_shown (monitor, TRUE);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (count_cb), &n);
  run_for (300);
  g_assert_cmpuint (n, ==, 0);

  store (board, 0x1000, 4);
  strata_wait_for (n > 2);
  strata_wait_for (strata_heat_is_cold (strata_heat_monitor_get_heat (monitor),
                                        g_get_monotonic_time ()));
  run_for (250);
  n = 0;
  run_for (300);
  g_assert_cmpuint (n, ==, 0);
}

/* The same for frames of a window with a map in it. */
static void
test_frames (void)
{
  g_autoptr (StrataBoard) board = create_board ();
  g_autoptr (StrataHeatMonitor) monitor = strata_heat_monitor_new (board);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (StrataSpaceModel) model
    = strata_space_model_new (strata_board_get_default_address_space (board));
  GtkWidget *map = strata_map_view_new ();
  GdkFrameClock *clock;
  guint n = 0;

  strata_selection_set_model (selection, model);
  strata_map_view_set_selection (STRATA_MAP_VIEW (map), selection);
  strata_map_view_set_heat (STRATA_MAP_VIEW (map), monitor);
  widget_fixture_show (map, 500, 400);
  strata_heat_monitor_set_shown (monitor, TRUE);
  run_for (400);
  clock = gtk_widget_get_frame_clock (map);
  g_signal_connect_swapped (clock, "paint", G_CALLBACK (count_cb), &n);
  run_for (400);
  g_assert_cmpuint (n, ==, 0);
  store (board, 0x1000, 4);
  strata_wait_for (n > 2);
  g_signal_handlers_disconnect_by_data (clock, &n);
  widget_fixture_assert_finalized (map);
}

/* Bytes of the space and of the region, each against where it was stored. */
static void
test_bytes (void)
{
  g_autoptr (StrataBoard) board = create_board ();
  g_autoptr (StrataHeatMonitor) monitor = strata_heat_monitor_new (board);
  StrataRegion *ram = strata_board_get_region (board, "ram");
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autoptr (StrataHexSource) of_space = strata_hex_source_new (space);
  g_autoptr (StrataHexSource) of_region = strata_hex_source_new_for_region (ram);
  StrataHexCell cells[N_CELLS] = { { 0 } };
  gint64 now;

  strata_heat_monitor_set_counting (monitor, TRUE);
  store (board, 0x3010, 4);
  store (board, 0x3020, 1);
  now = g_get_monotonic_time ();
  strata_hex_heat_mark (monitor, of_space, 0x3000, cells, N_CELLS, now);
  for (guint i = 0; i < N_CELLS; i++)
    g_assert_cmpuint (cells[i].write_level, ==, 0);

  strata_heat_monitor_set_shown (monitor, TRUE);
  for (guint round_ = 0; round_ < 3; round_++)
    {
      /* The address that was used, another of the same byte, and the region */
      static const guint64 firsts[] = { 0x3008, 0x1008, 8 };

      memset (cells, 0, sizeof cells);
      strata_hex_heat_mark (monitor, round_ == 2 ? of_region : of_space, firsts[round_], cells,
                            N_CELLS, now);
      for (guint i = 0; i < N_CELLS; i++)
        {
          guint offset = 8 + i;
          gboolean is_hot = (offset >= 0x10 && offset < 0x14) || offset == 0x20;

          g_assert_cmpint (cells[i].write_level > 0, ==, is_hot && round_ != 1);
          g_assert_cmpuint (cells[i].read_level, ==, 0);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/heat-monitor/reasons", test_reasons);
  g_test_add_func ("/strata/heat-monitor/idle", test_idle);
  g_test_add_func ("/strata/heat-monitor/frames", test_frames);
  g_test_add_func ("/strata/heat-monitor/bytes", test_bytes);

  return g_test_run ();
}
