/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "strata-progress-strip.h"
#include "widget-fixture.h"

static void
iterate_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static gboolean
is_shown (StrataProgressStrip *strip)
{
  GtkWidget *revealer = gtk_widget_get_first_child (GTK_WIDGET (strip));

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

/* What is done soon is not mentioned, what takes its time is, until it is done. */
static void
test_delay (void)
{
  StrataProgressStrip *strip = g_object_ref_sink (g_object_new (STRATA_TYPE_PROGRESS_STRIP, NULL));

  strata_progress_strip_begin (strip, "Exporting");
  g_assert_false (is_shown (strip));
  strata_progress_strip_end (strip);
  iterate_for (500);
  g_assert_false (is_shown (strip));

  strata_progress_strip_begin (strip, "Exporting");
  strata_wait_for (is_shown (strip));
  strata_progress_strip_set_fraction (strip, 0.5);
  strata_progress_strip_end (strip);
  g_assert_false (is_shown (strip));
  g_assert_finalize_object (strip);
}

/* One that goes while it works leaves nothing that runs on. */
static void
test_goes_while_it_works (void)
{
  StrataProgressStrip *strip = g_object_ref_sink (g_object_new (STRATA_TYPE_PROGRESS_STRIP,
                                                                "action-name", "win.cancel",
                                                                NULL));
  g_autofree char *action = NULL;

  g_object_get (strip, "action-name", &action, NULL);
  g_assert_cmpstr (action, ==, "win.cancel");
  strata_progress_strip_begin (strip, "Exporting");
  g_assert_finalize_object (strip);
  iterate_for (400);
}

/* In a window as narrow as a phone one reads what is done, and beside it there is the button. */
static void
test_narrow (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *strip = g_object_new (STRATA_TYPE_PROGRESS_STRIP, "valign", GTK_ALIGN_START, NULL);
  GtkLabel *title;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 200);
  gtk_window_set_child (GTK_WINDOW (window), strip);
  gtk_window_present (GTK_WINDOW (window));
  strata_progress_strip_begin (STRATA_PROGRESS_STRIP (strip),
                               "“x86_64-pc+std-boot10s.mtree” wird geladen");
  title = GTK_LABEL (gtk_widget_get_template_child (strip, STRATA_TYPE_PROGRESS_STRIP, "title"));
  strata_wait_for (gtk_widget_get_mapped (GTK_WIDGET (title)) &&
                   gtk_widget_get_width (GTK_WIDGET (title)) > 100);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (title)));
  g_assert_cmpint (gtk_widget_get_width (strip), <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/progress-strip/delay", test_delay);
  g_test_add_func ("/strata/progress-strip/goes-while-it-works", test_goes_while_it_works);
  g_test_add_func ("/strata/progress-strip/narrow", test_narrow);

  return g_test_run ();
}
