/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "../strata-wait.h"
#include "formats/strata-formats.h"
#include "strata-framebuffer-window.h"
#include "strata-help-window.h"
#include "strata-notes-window.h"
#include "strata-preferences.h"
#include "strata-settings.h"
#include "strata-shortcuts.h"
#include "strata-welcome.h"
#include "strata-window.h"

static void
assert_finalized (GtkWindow *window)
{
  gpointer pointer = window;

  g_object_add_weak_pointer (G_OBJECT (window), &pointer);
  gtk_window_destroy (window);
  strata_wait_for (pointer == NULL);
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
wait_for_title (GtkWidget *window, const char *title)
{
  strata_wait_for (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) == 0);
}

static void
test_framebuffer_window (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-pc", NULL, NULL, NULL, NULL);
  GtkWidget *window = strata_framebuffer_window_new (board);

  gtk_window_present (GTK_WINDOW (window));
  assert_finalized (GTK_WINDOW (window));
}

static void
test_window_with_board (void)
{
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);

  gtk_window_present (GTK_WINDOW (window));
  strata_window_open_builtin (STRATA_WINDOW (window), "doc-overlap");
  wait_for_title (window, "Overlapping regions A to E");
  assert_finalized (GTK_WINDOW (window));
}

/* Drops a file on a window. */
static void
drop (GtkWidget *window, const char *path)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, G_N_ELEMENTS (files)));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_assert_true (taken);
}

static void
test_window_drop (void)
{
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "data", "mtree", "avr-uno.treeD.txt", NULL);

  gtk_window_present (GTK_WINDOW (window));
  drop (window, path);
  wait_for_title (window, "avr-uno.treeD.txt");
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
test_preferences (void)
{
  g_autoptr (GSettings) settings = strata_settings_new ();
  GtkWidget *window = strata_preferences_new (settings);

  gtk_window_present (GTK_WINDOW (window));
  assert_finalized (GTK_WINDOW (window));
}

/* One window after another: each takes its board and everything that shows it along. */
static void
test_ten_boards (void)
{
  static const char *const boards[] = { "pc", "doc-overlap", "arm-virt-lite", "doc-registers",
                                        "x86_64-pc+std-boot10s" };

  for (guint i = 0; i < 10; i++)
    {
      GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);
      g_autofree char *welcome = g_strdup (gtk_window_get_title (GTK_WINDOW (window)));

      gtk_window_present (GTK_WINDOW (window));
      strata_window_open_builtin (STRATA_WINDOW (window), boards[i % G_N_ELEMENTS (boards)]);
      strata_wait_for (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), welcome) != 0);
      assert_finalized (GTK_WINDOW (window));
    }
}

/* Each page has its widgets; one that does not exist changes nothing. */
static void
test_help_window (void)
{
  static const char *const pages[] = { "open", "map", "memory", "scripts", "none", "index" };
  GtkWidget *window = strata_help_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    strata_help_window_show (STRATA_HELP_WINDOW (window), pages[i]);
  gtk_widget_activate_action (window, "help.back", NULL);
  assert_finalized (GTK_WINDOW (window));
}

static void
test_shortcuts (void)
{
  GtkWidget *window = strata_shortcuts_new ();

  gtk_window_present (GTK_WINDOW (window));
  assert_finalized (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/templates/framebuffer-window", test_framebuffer_window);
  g_test_add_func ("/strata/templates/window", test_window);
  g_test_add_func ("/strata/templates/window-while-loading", test_window_while_loading);
  g_test_add_func ("/strata/templates/window-with-board", test_window_with_board);
  g_test_add_func ("/strata/templates/window-drop", test_window_drop);
  g_test_add_func ("/strata/templates/notes-window", test_notes_window);
  g_test_add_func ("/strata/templates/welcome", test_welcome);
  g_test_add_func ("/strata/templates/preferences", test_preferences);
  g_test_add_func ("/strata/templates/ten-boards", test_ten_boards);
  g_test_add_func ("/strata/templates/help-window", test_help_window);
  g_test_add_func ("/strata/templates/shortcuts", test_shortcuts);

  return g_test_run ();
}
