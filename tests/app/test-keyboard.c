/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-application.h"
#include "strata-hex-view.h"
#include "strata-map-view.h"
#include "strata-window.h"

/*
 * What can be reached with the keyboard: everything that takes a click, every action that help
 * promises a key for.
 */

static void
wait_for_title (GtkWidget  *window,
                const char *title)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) != 0
         && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, title);
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

/* The window of shortcuts takes keys from the accelerators: an action without one shows none. */
static void
test_help (gconstpointer data)
{
  StrataApplication *application = (gpointer) data;
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GSList) objects = NULL;
  guint n_actions = 0;

  builder = gtk_builder_new_from_resource ("/io/github/stratabench/Strata/strata-shortcuts.ui");
  objects = gtk_builder_get_objects (builder);
  for (GSList *object = objects; object != NULL; object = object->next)
    {
      g_autofree char *action = NULL;
      g_autofree char *keys = NULL;
      g_auto (GStrv) accels = NULL;

      if (!GTK_IS_SHORTCUTS_SHORTCUT (object->data))
        continue;
      g_object_get (object->data, "action-name", &action, "accelerator", &keys, NULL);
      if (action == NULL)
        {
          g_assert_cmpstr (keys, !=, NULL);
          continue;
        }
      n_actions++;
      accels = gtk_application_get_accels_for_action (GTK_APPLICATION (application), action);
      if (accels[0] == NULL)
        g_test_message ("%s has no key", action);
      g_assert_nonnull (accels[0]);
    }
  g_assert_cmpuint (n_actions, >, 10);
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
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
  g_test_add_data_func ("/strata/keyboard/help", application, test_help);

  return g_test_run ();
}
