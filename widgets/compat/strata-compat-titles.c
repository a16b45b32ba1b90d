/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-titles.h"

static void
align_labels (GtkWidget *widget,
              GtkAlign   align)
{
  if (GTK_IS_LABEL (widget))
    {
      gboolean turned = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      gtk_widget_set_halign (widget, align == GTK_ALIGN_END && turned ? GTK_ALIGN_START : align);
      gtk_widget_set_hexpand (widget, TRUE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    align_labels (child, align);
}

static void
shrink_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (widget), 1);
      gtk_label_set_xalign (GTK_LABEL (widget), 0);
      gtk_widget_set_hexpand (widget, TRUE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    shrink_labels (child);
}

/* {{{ Where a table begins
 *
 * A column view that is too wide for its place shows the left end first, in languages that begin on
 * the right, too. There what is kept is how far the right end is.
 */

typedef struct
{
  GtkAdjustment *adjustment;
  double distance; /* of the right end, in pixels */
  guint idle;
} Start;

static void
free_start (Start *start)
{
  g_clear_handle_id (&start->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (start->adjustment, start);
  g_object_unref (start->adjustment);
  g_free (start);
}

static double
get_last_value (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

static gboolean
go_cb (gpointer data)
{
  Start *start = data;

  start->idle = 0;
  gtk_adjustment_set_value (start->adjustment,
                            get_last_value (start->adjustment) - start->distance);

  return G_SOURCE_REMOVE;
}

static void
value_changed_cb (Start *start)
{
  if (start->idle == 0)
    start->distance = get_last_value (start->adjustment) -
      gtk_adjustment_get_value (start->adjustment);
}

/* The view is just being allocated. */
static void
changed_cb (Start *start)
{
  if (start->idle == 0)
    start->idle = g_idle_add (go_cb, start);
}

static void
notify_hadjustment_cb (GtkScrollable *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (view);
  Start *start;

  if (adjustment == NULL || gtk_widget_get_direction (GTK_WIDGET (view)) != GTK_TEXT_DIR_RTL)
    return;

  start = g_new0 (Start, 1);
  start->adjustment = g_object_ref (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_changed_cb), start);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (changed_cb), start);
  g_object_set_data_full (G_OBJECT (view), "strata-start", start, (GDestroyNotify) free_start);
}

/* }}} */

/**
 * strata_compat_column_view_align_titles:
 * @view: a column view that has its columns
 * @aligns: an alignment for each column; %GTK_ALIGN_END for numbers
 *
 * Stands in for what no GTK can: lines up the titles of columns with what stands in them. Numbers
 * end on the right in every language, see strata_numbers_get_xalign(). What is too wide for its
 * place begins where the language does.
 */
void
strata_compat_column_view_align_titles (GtkColumnView  *view,
                                        const GtkAlign *aligns)
{
  GtkWidget *header;
  guint column = 0;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  header = gtk_widget_get_first_child (GTK_WIDGET (view));
  for (GtkWidget *title = gtk_widget_get_first_child (header);
       title != NULL && column < g_list_model_get_n_items (gtk_column_view_get_columns (view));
       title = gtk_widget_get_next_sibling (title))
    align_labels (title, aligns[column++]);
  g_signal_connect (view, "notify::hadjustment", G_CALLBACK (notify_hadjustment_cb), NULL);
  notify_hadjustment_cb (GTK_SCROLLABLE (view));
}

/**
 * strata_compat_column_view_shrink_titles:
 * @view: a column view that has its columns
 *
 * Stands in for what no GTK can: the titles of columns take the room that the columns have, and ask
 * for none. It is for titles that somebody else has chosen, such as the names of boards.
 */
void
strata_compat_column_view_shrink_titles (GtkColumnView *view)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  shrink_labels (gtk_widget_get_first_child (GTK_WIDGET (view)));
}
