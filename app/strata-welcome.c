/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-welcome.h"

#include "formats/strata-formats.h"

#define MAX_RECENT 5

/* The first page: the way to a board. */
struct _StrataWelcome
{
  AdwBin parent_instance;

  AdwPreferencesGroup *recent;
  AdwPreferencesGroup *samples;
  GPtrArray *recent_rows;
};

G_DEFINE_FINAL_TYPE (StrataWelcome, strata_welcome, ADW_TYPE_BIN)

static GtkWidget *
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle,
         const char          *action,
         const char          *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", "go-next-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_preferences_group_add (group, row);

  return row;
}

static void
list_samples (StrataWelcome *self)
{
  g_auto (GStrv) names = strata_formats_list_builtin ();

  for (guint i = 0; names[i] != NULL; i++)
    add_row (self->samples, names[i], strata_formats_get_builtin_summary (names[i]),
             "win.open-builtin", names[i]);
}

static gint
compare_recent (gconstpointer a,
                gconstpointer b)
{
  GDateTime *left = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *right = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (right, left);
}

static void
list_recent (StrataWelcome *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);

  items = g_list_sort (items, compare_recent);
  for (GList *item = items; item != NULL && self->recent_rows->len < MAX_RECENT; item = item->next)
    {
      g_autofree char *place = NULL;

      if (!gtk_recent_info_has_application (item->data, g_get_application_name ()) ||
          !gtk_recent_info_exists (item->data))
        continue;
      place = gtk_recent_info_get_uri_display (item->data);
      g_ptr_array_add (self->recent_rows,
                       add_row (self->recent, gtk_recent_info_get_display_name (item->data), place,
                                "win.open-uri", gtk_recent_info_get_uri (item->data)));
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);

  gtk_widget_set_visible (GTK_WIDGET (self->recent), self->recent_rows->len > 0);
}

static void
strata_welcome_finalize (GObject *object)
{
  StrataWelcome *self = STRATA_WELCOME (object);

  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (strata_welcome_parent_class)->finalize (object);
}

static void
strata_welcome_class_init (StrataWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = strata_welcome_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stratabench/Strata/strata-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, StrataWelcome, samples);
}

static void
strata_welcome_init (StrataWelcome *self)
{
  self->recent_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  list_samples (self);
  list_recent (self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (list_recent),
                           self, G_CONNECT_SWAPPED);
}

/**
 * strata_welcome_new:
 *
 * Creates the page.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_welcome_new (void)
{
  return g_object_new (STRATA_TYPE_WELCOME, NULL);
}
