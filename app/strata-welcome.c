/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-welcome.h"

#include "strata-samples.h"
#include "strata-welcome-row.h"

#define MAX_RECENT 5
#define LEAST_CHARS 12

/* The first page: the way to a board. */
struct _StrataWelcome
{
  AdwBin parent_instance;

  GtkWidget *open_button;
  AdwStatusPage *page;
  AdwPreferencesGroup *recent;
  AdwPreferencesGroup *samples;
  GPtrArray *recent_rows;
};

G_DEFINE_FINAL_TYPE (StrataWelcome, strata_welcome, ADW_TYPE_BIN)

/* A label that may break anywhere is measured letter by letter for the least width that it can
 * have. That would be most of the work until the page is seen, and nobody makes it so narrow. */
static void
widen_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    gtk_label_set_width_chars (GTK_LABEL (widget), LEAST_CHARS);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    widen_labels (child);
}

static void
list_samples (StrataWelcome *self)
{
  g_auto (GStrv) names = strata_samples_list ();

  for (guint i = 0; names[i] != NULL; i++)
    adw_preferences_group_add (self->samples, strata_welcome_row_new_sample (
                                 strata_samples_get_title (names[i]),
                                 strata_samples_get_subtitle (names[i]), names[i]));
}

static gint
compare_recent (gconstpointer a,
                gconstpointer b)
{
  GDateTime *left = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *right = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (right, left);
}

/* The list may change because a row of it was used: what had the focus is not lost. */
static void
list_recent (StrataWelcome *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n_rows = self->recent_rows->len;
  guint focused = n_rows;

  for (guint i = 0; i < n_rows; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->recent_rows, i);

      if (gtk_widget_get_focus_child (gtk_widget_get_parent (row)) == row)
        focused = i;
    }
  for (guint i = 0; i < n_rows; i++)
    adw_preferences_group_remove (self->recent, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);

  items = g_list_sort (items, compare_recent);
  for (GList *item = items; item != NULL && self->recent_rows->len < MAX_RECENT; item = item->next)
    {
      g_autofree char *place = NULL;
      GtkWidget *row;

      if (!gtk_recent_info_has_application (item->data, g_get_application_name ()) ||
          !gtk_recent_info_exists (item->data))
        continue;
      place = gtk_recent_info_get_uri_display (item->data);
      row = strata_welcome_row_new_recent (gtk_recent_info_get_display_name (item->data), place,
                                           gtk_recent_info_get_uri (item->data));
      widen_labels (row);
      adw_preferences_group_add (self->recent, row);
      g_ptr_array_add (self->recent_rows, row);
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);

  gtk_widget_set_visible (GTK_WIDGET (self->recent), self->recent_rows->len > 0);
  if (focused < n_rows && self->recent_rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->recent_rows,
                                              MIN (focused, self->recent_rows->len - 1)));
  else if (focused < n_rows)
    gtk_widget_grab_focus (self->open_button);
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
  gtk_widget_class_bind_template_child (widget_class, StrataWelcome, open_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWelcome, page);
  gtk_widget_class_bind_template_child (widget_class, StrataWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, StrataWelcome, samples);
}

static void
strata_welcome_init (StrataWelcome *self)
{
  self->recent_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->page, APP_ID);

  list_samples (self);
  list_recent (self);
  widen_labels (GTK_WIDGET (self));
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
