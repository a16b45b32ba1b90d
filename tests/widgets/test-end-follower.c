/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-end-follower.h"
#include "widget-fixture.h"

typedef struct
{
  GtkWidget *scroller;
  GtkAdjustment *adjustment;
  GtkStringList *rows;
  StrataEndFollower *follower;
  guint n_to_come;
} Fixture;

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, gtk_label_new ("row"));
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  self->rows = gtk_string_list_new (NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 gtk_list_view_new (selection, factory));
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  self->follower = strata_end_follower_new (GTK_SCROLLED_WINDOW (self->scroller));
  widget_fixture_show (self->scroller, 200, 200);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->scroller);
  /* what it has followed may go before it */
  strata_end_follower_update (self->follower);
  g_assert_finalize_object (self->follower);
  g_object_unref (self->rows);
}

static void
add_rows (Fixture *self,
          guint    n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    gtk_string_list_append (self->rows, "row");
  strata_end_follower_update (self->follower);
}

static gboolean
is_at_end (Fixture *self)
{
  return gtk_adjustment_get_upper (self->adjustment) > 1000 &&
         gtk_adjustment_get_value (self->adjustment) +
         gtk_adjustment_get_page_size (self->adjustment) >=
         gtk_adjustment_get_upper (self->adjustment) - 1;
}

static void
test_end (Fixture       *self,
          gconstpointer  unused)
{
  for (guint i = 0; i < 3; i++)
    {
      add_rows (self, 300);
      strata_wait_for (gtk_adjustment_get_upper (self->adjustment) > 300 * (i + 1) * 5 &&
                       is_at_end (self));
    }
}

static gboolean
add_row_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  Fixture *self = user_data;

  add_rows (self, 20);

  return --self->n_to_come > 0;
}

/* Rows that come with each frame do not keep the end away. */
static void
test_stream (Fixture       *self,
             gconstpointer  unused)
{
  self->n_to_come = 100;
  gtk_widget_add_tick_callback (self->scroller, add_row_cb, self, NULL);
  strata_wait_for (self->n_to_come < 50);
  g_assert_cmpuint (self->n_to_come, >, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (self->adjustment), >, 1000);
  strata_wait_for (self->n_to_come == 0 && is_at_end (self));
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/end-follower/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("end", test_end);
  ADD ("stream", test_stream);

  return g_test_run ();
}
