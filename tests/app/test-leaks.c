/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <sanitizer/lsan_interface.h>

#include "../strata-wait.h"
#include "strata-window.h"

/*
 * Boards come and go and leave no memory behind. LeakSanitizer looks for memory that nothing points
 * to any more; it is linked to this program alone, and needs nothing from how the rest is compiled.
 * What other libraries keep for good is known here. LSAN_OPTIONS=fast_unwind_on_malloc=0 shows
 * where a leak is from, slowly.
 */

G_MODULE_EXPORT const char *__lsan_default_options (void);
G_MODULE_EXPORT const char *__lsan_default_suppressions (void);

const char *
__lsan_default_options (void)
{
  return "print_suppressions=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig.so\n";
}

#define N_BOARDS 10

/* Memory that only a number that looks like no address leads to */
static guintptr
lose (void)
{
  return ~(guintptr) g_malloc0 (64);
}

/* A look that finds nothing says nothing if it would find nothing anyway. */
static void
test_leak_is_found (void)
{
  guintptr lost[8];

  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    lost[i] = lose ();
  g_assert_cmpint (__lsan_do_recoverable_leak_check (), !=, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    g_free ((gpointer) ~lost[i]);
  g_assert_cmpint (__lsan_do_recoverable_leak_check (), ==, 0);
}

static gboolean
shows_board (gpointer window)
{
  return g_strcmp0 (gtk_window_get_title (window), "Strata") != 0;
}

static void
open_and_close (guint n)
{
  static const char *const builtins[] = { "pc", "doc-overlap", "arm-virt-lite", "doc-registers",
                                          "x86_64-pc+std-boot10s" };
  static const char *const dumps[] = { "avr-uno", "riscv32-opentitan", "arm-mps2-an385",
                                       "x86_64-pc+std-boot10s", "riscv64-virt" };
  static const char *const pages[] = { "memory", "registers", "journal", "table", "hierarchy" };
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);
  gpointer pointer = window;

  g_object_add_weak_pointer (G_OBJECT (window), &pointer);
  gtk_window_present (GTK_WINDOW (window));
  if (n % 2 == 0)
    {
      strata_window_open_builtin (STRATA_WINDOW (window), builtins[n / 2]);
    }
  else
    {
      g_autofree char *name = g_strdup_printf ("%s.treeD.txt", dumps[n / 2]);
      g_autoptr (GFile) file = g_file_new_build_filename (g_test_get_dir (G_TEST_DIST), "data",
                                                          "mtree", name, NULL);

      strata_window_open (STRATA_WINDOW (window), file);
    }
  strata_wait_for (shows_board (window));
  gtk_widget_activate_action (window, "win.focus", "s", pages[n % G_N_ELEMENTS (pages)]);
  gtk_widget_activate_action (window, "win.watch", NULL);
  gtk_widget_activate_action (window, "win.compare", NULL);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);

  /* With the windows that belong to it */
  gtk_window_destroy (GTK_WINDOW (window));
  strata_wait_for (pointer == NULL);
}

static void
test_ten_boards (void)
{
  g_autoptr (GListModel) windows = NULL;

  for (guint i = 0; i < N_BOARDS; i++)
    open_and_close (i);

  windows = g_object_ref (gtk_window_get_toplevels ());
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, 0);
  g_assert_cmpint (__lsan_do_recoverable_leak_check (), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/leaks/leak-is-found", test_leak_is_found);
  g_test_add_func ("/strata/leaks/ten-boards", test_ten_boards);

  return g_test_run ();
}
