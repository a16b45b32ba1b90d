/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "../strata-wait.h"
#include "strata-application.h"
#include "strata-hex-view.h"
#include "strata-map-view.h"
#include "strata-shortcut-row.h"
#include "strata-shortcuts.h"
#include "strata-window.h"

/*
 * What can be reached with the keyboard: everything that takes a click, every action that help
 * promises a key for.
 */

static void
wait_for_title (GtkWidget  *window,
                const char *title)
{
  strata_wait_for (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) == 0);
}

static void
settle (void)
{
  gint64 deadline = g_get_monotonic_time () + G_USEC_PER_SEC / 4;

  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
}

/* {{{ The order of focus */

static gboolean
takes_focus (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;

  if (GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget) || GTK_IS_LIST_BOX_ROW (widget))
    return gtk_widget_get_focusable (widget);

  return STRATA_IS_MAP_VIEW (widget) || STRATA_IS_HEX_VIEW (widget) ||
         GTK_IS_COLUMN_VIEW (widget);
}

static void
collect (GtkWidget  *widget,
         GHashTable *wanted)
{
  if (GTK_IS_POPOVER (widget) || !gtk_widget_get_can_focus (widget))
    return;

  if (takes_focus (widget))
    g_hash_table_add (wanted, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, wanted);
}

/* What is focused on the way from one end of the window to the other, with all it lies in */
static void
walk (GtkWidget        *window,
      GtkDirectionType  direction,
      GHashTable       *reached)
{
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < 500 && gtk_widget_child_focus (window, direction); i++)
    for (GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (window));
         widget != NULL;
         widget = gtk_widget_get_parent (widget))
      g_hash_table_add (reached, widget);
}

static void
check_focus (GtkWidget *window)
{
  const GtkDirectionType directions[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer widget;
  gboolean misses = FALSE;

  collect (window, wanted);
  g_assert_cmpuint (g_hash_table_size (wanted), >, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);

      walk (window, directions[i], reached);
      g_hash_table_iter_init (&iter, wanted);
      while (g_hash_table_iter_next (&iter, &widget, NULL))
        if (!g_hash_table_contains (reached, widget))
          {
            g_autofree char *tip = gtk_widget_get_tooltip_text (widget)
                                     ? g_strdup (gtk_widget_get_tooltip_text (widget)) : NULL;

            g_test_message ("not reached in direction %d: %s %s “%s” in %s", directions[i],
                            G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget),
                            tip != NULL ? tip : "",
                            G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
            misses = TRUE;
          }
    }
  g_assert_false (misses);
}

static void
test_focus (void)
{
  static const char *const pages[] = { "table", "memory", "registers", "journal" };
  GtkWidget *window = g_object_new (STRATA_TYPE_WINDOW, NULL);

  gtk_window_present (GTK_WINDOW (window));
  settle ();
  check_focus (window); /* of the first page */

  strata_window_open_builtin (STRATA_WINDOW (window), "doc-registers");
  wait_for_title (window, "Registers of a small DMA engine");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gtk_widget_activate_action (window, "win.focus", "s", pages[i]);
      settle ();
      check_focus (window);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* }}} */
/* {{{ Accelerators */

static gboolean
has_class_action (GtkWidget  *widget,
                  const char *name)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (widget);
  const GVariantType *parameter;
  const char *action, *property;
  GType owner;

  for (guint i = 0;
       gtk_widget_class_query_action (klass, i, &owner, &action, &parameter, &property);
       i++)
    if (g_str_equal (action, name))
      return TRUE;

  return FALSE;
}

/* A key that leads to nothing is worse than none. */
static void
test_accelerators (gconstpointer data)
{
  StrataApplication *application = (gpointer) data;
  g_auto (GStrv) actions = NULL;
  GtkWidget *window;

  window = GTK_WIDGET (strata_window_new (ADW_APPLICATION (application)));
  actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  g_assert_cmpuint (g_strv_length (actions), >, 20);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;

      g_action_parse_detailed_name (actions[i], &name, &target, &error);
      g_assert_no_error (error);
      if (g_str_has_prefix (name, "app."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application),
                                                  name + strlen ("app.")));
      else if (!has_class_action (window, name))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window),
                                                  name + strlen ("win.")));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* }}} */
/* {{{ The window of shortcuts */

typedef struct
{
  guint n_rows;
  guint n_visible;
  guint n_without_keys;
} Rows;

static void
count_rows (GtkWidget *widget,
            Rows      *rows)
{
  if (STRATA_IS_SHORTCUT_ROW (widget))
    {
      const char *keys = strata_shortcut_row_get_keys (STRATA_SHORTCUT_ROW (widget));

      rows->n_rows++;
      rows->n_visible += gtk_widget_get_mapped (widget);
      if (keys == NULL)
        {
          g_test_message ("“%s” has no key",
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
          rows->n_without_keys++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_rows (child, rows);
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);

  return found;
}

/* It takes keys from the accelerators: an action without one shows none. */
static void
test_shortcuts (void)
{
  GtkWidget *window = strata_shortcuts_new ();
  int width;
  Rows rows = { 0 };

  gtk_window_present (GTK_WINDOW (window));
  settle ();
  count_rows (window, &rows);
  g_assert_cmpuint (rows.n_rows, >, 50);
  g_assert_cmpuint (rows.n_visible, ==, rows.n_rows);
  g_assert_cmpuint (rows.n_without_keys, ==, 0);

  /* It is as narrow as a phone. */
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_shortcuts_search (void)
{
  static const struct
  {
    const char *text;
    guint n_rows; /* 0: some, but not all */
  } cases[] = {
    { "PRINT the", 1 }, { "ctrl+p", 1 }, { "board", 0 }, { "F10", 0 }, { "no such thing", 0 },
  };
  GtkWidget *window = strata_shortcuts_new ();
  GtkWidget *search = find_child (window, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *page = find_child (window, ADW_TYPE_PREFERENCES_PAGE);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (window, "shortcuts.search", NULL);
  settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), search));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean nothing = g_str_equal (cases[i].text, "no such thing");
      Rows rows = { 0 };

      gtk_editable_set_text (GTK_EDITABLE (search), cases[i].text);
      g_signal_emit_by_name (search, "search-changed");
      settle ();
      g_assert_true (gtk_widget_get_mapped (page) == !nothing);
      count_rows (window, &rows);
      g_assert_cmpuint (rows.n_visible, <, rows.n_rows);
      g_assert_true ((rows.n_visible == 0) == nothing);
      if (cases[i].n_rows > 0)
        g_assert_cmpuint (rows.n_visible, ==, cases[i].n_rows);
    }

  /* From the entry to what was found */
  gtk_editable_set_text (GTK_EDITABLE (search), "quit");
  g_signal_emit_by_name (search, "search-changed");
  settle ();
  g_signal_emit_by_name (search, "activate");
  g_assert_true (STRATA_IS_SHORTCUT_ROW (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* }}} */

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

  g_test_add_func ("/strata/keyboard/focus", test_focus);
  g_test_add_data_func ("/strata/keyboard/accelerators", application, test_accelerators);
  g_test_add_func ("/strata/keyboard/shortcuts", test_shortcuts);
  g_test_add_func ("/strata/keyboard/shortcuts-search", test_shortcuts_search);

  return g_test_run ();
}
