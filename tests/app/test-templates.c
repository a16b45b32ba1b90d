/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "formats/strata-formats.h"
#include "strata-notes-window.h"
#include "strata-welcome.h"
#include "strata-window.h"

static void
assert_finalized (GtkWindow *window)
{
  gpointer pointer = window;
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_object_add_weak_pointer (G_OBJECT (window), &pointer);
  gtk_window_destroy (window);
  while (pointer != NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (pointer);
}

static void
test_window (void)
{
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);

  g_assert_true (strata_window_is_unused (STRATA_WINDOW (window)));
  gtk_window_present (GTK_WINDOW (window));
  assert_finalized (GTK_WINDOW (window));
}

/* A window that goes away while it loads takes nothing with it. */
static void
test_window_while_loading (void)
{
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);

  strata_window_open_builtin (STRATA_WINDOW (window), "x86_64-pc+std-boot10s");
  g_assert_false (strata_window_is_unused (STRATA_WINDOW (window)));
  assert_finalized (GTK_WINDOW (window));
}

static void
test_window_with_board (void)
{
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  gtk_window_present (GTK_WINDOW (window));
  strata_window_open_builtin (STRATA_WINDOW (window), "doc-overlap");
  while (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), "Overlapping regions A to E") != 0
         && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Overlapping regions A to E");
  assert_finalized (GTK_WINDOW (window));
}

static void
test_notes_window (void)
{
  g_autoptr (StrataBoard) board
    = strata_formats_load ("riscv64-virt", NULL, NULL, NULL, NULL, NULL);
  GtkWidget *window = strata_notes_window_new (board);

  gtk_window_present (GTK_WINDOW (window));
  assert_finalized (GTK_WINDOW (window));
}

static void
test_welcome (void)
{
  GtkWidget *welcome = g_object_ref_sink (strata_welcome_new ());

  g_assert_finalize_object (welcome);
}

static void
test_help_overlay (void)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/stratabench/Strata/gtk/help-overlay.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/templates/window", test_window);
  g_test_add_func ("/strata/templates/window-while-loading", test_window_while_loading);
  g_test_add_func ("/strata/templates/window-with-board", test_window_with_board);
  g_test_add_func ("/strata/templates/notes-window", test_notes_window);
  g_test_add_func ("/strata/templates/welcome", test_welcome);
  g_test_add_func ("/strata/templates/help-overlay", test_help_overlay);

  return g_test_run ();
}
