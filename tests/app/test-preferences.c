/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "../strata-wait.h"
#include "guest/strata-poke-journal.h"
#include "memory/strata-system-private.h"
#include "memory/strata-timeline.h"
#include "strata-application.h"
#include "strata-console.h"
#include "strata-display-view.h"
#include "strata-hex-view.h"
#include "strata-map-view.h"
#include "strata-preferences.h"
#include "strata-settings.h"
#include "strata-window.h"

/* What each row of the preferences does, chosen there as a person does. */

typedef struct
{
  GSettings *settings;
  GtkWidget *preferences;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data G_GNUC_UNUSED)
{
  fixture->settings = strata_settings_new ();
  g_assert_nonnull (fixture->settings);
  fixture->preferences = strata_preferences_new (fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->preferences));
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data G_GNUC_UNUSED)
{
  gtk_window_destroy (GTK_WINDOW (fixture->preferences));
  g_clear_object (&fixture->settings);
}

/* The first of a type, and of a title if that is a row */
static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (title == NULL ||
       g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
choose (Fixture    *fixture,
        const char *title,
        guint       choice)
{
  GtkWidget *row = find (fixture->preferences, ADW_TYPE_COMBO_ROW, title);

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice);
}

static gboolean
shows_board (gpointer window)
{
  return g_strcmp0 (gtk_window_get_title (window), "Strata") != 0;
}

static GtkWidget *
open_board (const char *name)
{
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);

  gtk_window_present (GTK_WINDOW (window));
  strata_window_open_builtin (STRATA_WINDOW (window), name);
  strata_wait_for (shows_board (window));

  return window;
}

static void
test_style (Fixture       *fixture,
            gconstpointer  data G_GNUC_UNUSED)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  choose (fixture, "_Style", 2);
  g_assert_true (adw_style_manager_get_dark (manager));
  choose (fixture, "_Style", 1);
  g_assert_false (adw_style_manager_get_dark (manager));
  choose (fixture, "_Style", 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_true_scale (Fixture       *fixture,
                 gconstpointer  data G_GNUC_UNUSED)
{
  GtkWidget *row = find (fixture->preferences, ADW_TYPE_ACTION_ROW, "_True Scale");

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *window;
      gboolean true_scale;

      gtk_switch_set_active (GTK_SWITCH (find (row, GTK_TYPE_SWITCH, NULL)), i == 0);
      window = g_object_new (STRATA_TYPE_WINDOW, NULL);
      g_object_get (window, "true-scale", &true_scale, NULL);
      g_assert_cmpint (true_scale, ==, i == 0);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_display_size (Fixture       *fixture,
                   gconstpointer  data G_GNUC_UNUSED)
{
  const int scalings[] = { STRATA_DISPLAY_SCALING_SHARP, STRATA_DISPLAY_SCALING_FIT,
                           STRATA_DISPLAY_SCALING_ORIGINAL };

  for (guint i = 0; i < G_N_ELEMENTS (scalings); i++)
    {
      GtkWidget *window;
      int scaling;

      choose (fixture, "_Display Size", i);
      window = open_board ("doc-overlap");
      g_object_get (find (window, STRATA_TYPE_DISPLAY_VIEW, NULL), "scaling", &scaling, NULL);
      g_assert_cmpint (scaling, ==, scalings[i]);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  choose (fixture, "_Display Size", 0);
}

static gboolean
is_locked (const char *board)
{
  GtkWidget *window = open_board (board);
  g_autoptr (StrataPokeJournal) journal = NULL;
  gboolean locked;

  g_object_get (find (window, STRATA_TYPE_HEX_VIEW, NULL), "journal", &journal, NULL);
  locked = strata_poke_journal_get_locked (journal);
  gtk_window_destroy (GTK_WINDOW (window));

  return locked;
}

static void
test_lock (Fixture       *fixture,
           gconstpointer  data G_GNUC_UNUSED)
{
  /* doc-registers has a device, doc-overlap has none */
  g_assert_true (is_locked ("doc-overlap"));
  g_assert_false (is_locked ("doc-registers"));
  choose (fixture, "_Lock Memory", 1);
  g_assert_true (is_locked ("doc-registers"));
  choose (fixture, "_Lock Memory", 2);
  g_assert_false (is_locked ("doc-overlap"));
  choose (fixture, "_Lock Memory", 0);
}

static GListModel *
get_console (GtkWidget *window)
{
  GtkWidget *view = find (window, g_type_from_name ("StrataConsoleView"), NULL);
  GtkWidget *list = find (view, GTK_TYPE_LIST_VIEW, NULL);
  GtkSelectionModel *lines = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  return gtk_multi_selection_get_model (GTK_MULTI_SELECTION (lines));
}

typedef struct
{
  GListModel *console;
  char *text;
} LastLine;

static gboolean
has_last_line (gpointer data)
{
  LastLine *wanted = data;
  guint n_lines = g_list_model_get_n_items (wanted->console);
  g_autoptr (StrataConsoleLine) line = NULL;
  g_autofree char *text = NULL;

  if (n_lines == 0)
    return FALSE;
  line = g_list_model_get_item (wanted->console, n_lines - 1);
  g_object_get (line, "text", &text, NULL);

  return g_str_equal (text, wanted->text);
}

static void
test_lines_to_keep (Fixture       *fixture,
                    gconstpointer  data G_GNUC_UNUSED)
{
  GtkWidget *row = find (fixture->preferences, ADW_TYPE_ACTION_ROW, "Lines to _Keep");
  GtkWidget *window;
  GListModel *console;

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (row, GTK_TYPE_SPIN_BUTTON, NULL)), 2000);
  window = open_board ("doc-overlap");
  console = get_console (window);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("last of %u", i);
      LastLine last = { console, text };

      for (guint k = 0; k < 399; k++)
        strata_console_push (STRATA_CONSOLE (console), STRATA_CONSOLE_KIND_NOTICE, "line", NULL);
      strata_console_push (STRATA_CONSOLE (console), STRATA_CONSOLE_KIND_NOTICE, text, NULL);
      strata_wait_for (has_last_line (&last));
      g_assert_cmpuint (g_list_model_get_n_items (console), ==, MIN ((i + 1) * 400, 2000));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* All of the map goes, and comes back. */
static void
change_map (StrataRegion *region,
            guint         n_times)
{
  for (guint i = 0; i < n_times; i++)
    g_assert_true (strata_region_set_enabled (region, !strata_region_get_enabled (region), NULL));
}

static void
assert_remembered (StrataSystem *system,
                   guint64       n_commits)
{
  guint64 first, end;

  strata_timeline_get_span (system->timeline, &first, &end);
  g_assert_cmpuint (end - first, ==, n_commits);
}

/* It holds for boards that are open, and for those that are opened later. */
static void
test_changes_to_remember (Fixture       *fixture,
                          gconstpointer  data G_GNUC_UNUSED)
{
  GtkWidget *row = find (fixture->preferences, ADW_TYPE_ACTION_ROW,
                         "_Changes of the Map to Remember");
  GtkSpinButton *spin = GTK_SPIN_BUTTON (find (row, GTK_TYPE_SPIN_BUTTON, NULL));

  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 1000);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *window = open_board ("doc-overlap");
      g_autoptr (StrataSelection) selection = NULL;
      StrataAddressSpace *space;
      StrataRegion *region;
      StrataSystem *system;

      g_object_get (find (window, STRATA_TYPE_MAP_VIEW, NULL), "selection", &selection, NULL);
      space = strata_space_model_get_space (strata_selection_get_model (selection));
      region = strata_address_space_get_root (space);
      system = strata_region_get_system (region);
      change_map (region, 20);
      assert_remembered (system, i == 0 ? 20 : 12);
      gtk_spin_button_set_value (spin, 12);
      assert_remembered (system, 12);
      change_map (region, 3);
      assert_remembered (system, 12);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_settings_reset (fixture->settings, "timeline-length");
}

static gboolean
is_cut (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_cut (child))
      return TRUE;

  return FALSE;
}

static gboolean
is_narrow (gpointer window)
{
  int width = gtk_widget_get_width (window);

  return width > 0 && width <= 380;
}

/* In a window as narrow as a phone one reads what is chosen. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data G_GNUC_UNUSED)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->preferences), 360, 640);
  strata_wait_for (is_narrow (fixture->preferences));
  g_assert_false (is_cut (find (fixture->preferences, ADW_TYPE_COMBO_ROW, "_Lock Memory")));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (StrataApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = strata_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define add(path, function) \
  g_test_add ("/strata/preferences/" path, Fixture, NULL, setup, function, teardown)
  add ("style", test_style);
  add ("true-scale", test_true_scale);
  add ("display-size", test_display_size);
  add ("lock", test_lock);
  add ("lines-to-keep", test_lines_to_keep);
  add ("changes-to-remember", test_changes_to_remember);
  add ("narrow", test_narrow);
#undef add

  return g_test_run ();
}
