/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-shortcuts.h"

#include "strata-shortcut-row.h"

/* All keys of the app, in groups, as narrow as a phone. What they are stands in the template. */
struct _StrataShortcuts
{
  AdwWindow parent_instance;

  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkWidget *page;
  GtkWidget *nothing;

  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (StrataShortcuts, strata_shortcuts, ADW_TYPE_WINDOW)

static void
collect_rows (StrataShortcuts *self,
              GtkWidget       *widget)
{
  if (STRATA_IS_SHORTCUT_ROW (widget))
    {
      g_ptr_array_add (self->rows, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (self, child);
}

/* A group goes with the last of its rows. */
static void
search_changed_cb (StrataShortcuts *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkWidget *last = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
      gboolean matches = strata_shortcut_row_matches (STRATA_SHORTCUT_ROW (row), text);

      gtk_widget_set_visible (row, matches);
      if (matches || group != last)
        gtk_widget_set_visible (group, matches);
      any = any || matches;
      last = group;
    }
  gtk_stack_set_visible_child (self->stack, any ? self->page : self->nothing);
}

/* From what is typed to what is found */
static void
activate_cb (StrataShortcuts *self)
{
  gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataShortcuts *self = STRATA_SHORTCUTS (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
strata_shortcuts_finalize (GObject *object)
{
  g_ptr_array_unref (STRATA_SHORTCUTS (object)->rows);

  G_OBJECT_CLASS (strata_shortcuts_parent_class)->finalize (object);
}

static void
strata_shortcuts_class_init (StrataShortcutsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = strata_shortcuts_finalize;

  g_type_ensure (STRATA_TYPE_SHORTCUT_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-shortcuts.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataShortcuts, search_bar);
  gtk_widget_class_bind_template_child (widget_class, StrataShortcuts, search);
  gtk_widget_class_bind_template_child (widget_class, StrataShortcuts, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataShortcuts, page);
  gtk_widget_class_bind_template_child (widget_class, StrataShortcuts, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "shortcuts.search", NULL, search_action);
}

static void
strata_shortcuts_init (StrataShortcuts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  collect_rows (self, self->page);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), g_ptr_array_index (self->rows, 0));
}

/**
 * strata_shortcuts_new:
 *
 * Creates the window that lists the keys of the app, with a search.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
strata_shortcuts_new (void)
{
  return g_object_new (STRATA_TYPE_SHORTCUTS, NULL);
}
