/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * How long the hierarchy keeps the main thread from anything else while someone types into its
 * filter, or sorts it, in 10,000 and in 100,000 rows. Needs a display; to be run with the renderer
 * that is to be measured, as in GSK_RENDERER=cairo tests/gui-session strata-bench-hierarchy-frames.
 */

#include <time.h>

#include <adwaita.h>

#include "memory/strata-region.h"
#include "memory/strata-system.h"
#include "strata-bench-frame-timer.h"
#include "strata-hierarchy-view.h"

#define WIDTH 480
#define HEIGHT 790

typedef struct
{
  GtkWidget *view;
  GtkEditable *filter;
  GtkColumnView *table;
  gint64 quiet; /* how long nothing may happen until something has come to its end */
} Bench;

static StrataAddressSpace *
build_space (StrataSystem *system,
             guint         n)
{
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "system", G_MAXUINT64);

  strata_system_begin (system);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("device %u", i * 7919 % n);
      g_autoptr (StrataRegion) device = strata_region_new_reserved (system, NULL, name, 0x1000);

      strata_region_add_subregion (root, (guint64) i * 0x1000, device, NULL);
    }
  strata_system_commit (system);

  return strata_address_space_new (system, "memory", root);
}

static GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

/* What this thread has worked, in microseconds: others on the machine do not count. */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Each turn of the main loop, until there has been nothing to do for a while */
static void
settle (Bench  *self,
        GArray *turns)
{
  gint64 last = g_get_monotonic_time ();

  while (g_get_monotonic_time () - last < self->quiet)
    {
      gint64 start = get_work ();
      gint64 time;

      if (!g_main_context_iteration (NULL, FALSE))
        {
          g_usleep (200);
          continue;
        }
      time = get_work () - start;
      last = g_get_monotonic_time ();
      g_array_append_val (turns, time);
    }
}

static void
type (Bench      *self,
      guint       n,
      const char *text)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start = get_work ();
  gint64 time;

  gtk_editable_set_text (self->filter, text);
  /* The entry waits for more letters before it tells, and then tells again; here there is no need
   * to. An empty one does not wait. */
  if (*text != '\0')
    g_signal_emit_by_name (self->filter, "search-changed");
  time = get_work () - start;
  g_array_append_val (turns, time);
  settle (self, turns);
  strata_bench_frame_timer_print (turns, "%u rows, a turn of the main loop, “%s”", n, text);
}

static void
sort (Bench      *self,
      guint       n,
      guint       index,
      const char *what)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (
    gtk_column_view_get_columns (self->table), index);
  gint64 start = get_work ();
  gint64 time;

  gtk_column_view_sort_by_column (self->table, column, GTK_SORT_ASCENDING);
  time = get_work () - start;
  g_array_append_val (turns, time);
  settle (self, turns);
  strata_bench_frame_timer_print (turns, "%u rows, a turn of the main loop, sort by %s", n, what);
  gtk_column_view_sort_by_column (self->table, NULL, GTK_SORT_ASCENDING);
  settle (self, turns);
}

static void
run (guint    n,
     gboolean quick)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataAddressSpace) space = build_space (system, n);
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *window = gtk_window_new ();
  Bench bench = { .quiet = quick ? 20000 : 300000 };

  bench.view = strata_hierarchy_view_new ();
  bench.filter = GTK_EDITABLE (find_widget (bench.view, GTK_TYPE_SEARCH_ENTRY));
  bench.table = GTK_COLUMN_VIEW (find_widget (bench.view, GTK_TYPE_COLUMN_VIEW));
  gtk_window_set_child (GTK_WINDOW (window), bench.view);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  strata_selection_set_model (selection, model);
  strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (bench.view), selection);
  settle (&bench, turns);

  sort (&bench, n, 0, "name");
  sort (&bench, n, 1, "address");
  type (&bench, n, "d");
  type (&bench, n, "device 9");
  type (&bench, n, "device 99");
  type (&bench, n, "nothing");
  type (&bench, n, "");
  gtk_window_destroy (GTK_WINDOW (window));
  settle (&bench, turns);
}

int
main (int    argc,
      char **argv)
{
  gboolean quick = argc > 1 && g_str_equal (argv[1], "--quick");

  adw_init ();
  run (quick ? 100 : 10000, quick);
  if (!quick)
    run (100000, FALSE);

  return 0;
}
