/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "hex-fixture.h"

#include "formats/strata-formats.h"
#include "widget-fixture.h"

/* A panel of the hex editor that shows a built-in board */
void
hex_fixture_set_up (HexFixture    *self,
                    gconstpointer  board)
{
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (GError) error = NULL;

  self->board = strata_formats_load (board, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  model = strata_space_model_new (strata_board_get_default_address_space (self->board));
  self->selection = strata_selection_new ();
  strata_selection_set_model (self->selection, model);
  self->journal = strata_poke_journal_new ();
  self->panel = STRATA_HEX_PANEL (strata_hex_panel_new ());
  strata_hex_panel_set_selection (self->panel, self->selection);
  strata_hex_panel_set_journal (self->panel, self->journal);
  self->view = strata_hex_panel_get_view (self->panel);
  widget_fixture_show (GTK_WIDGET (self->panel), 900, 300);
  strata_wait_for (gtk_widget_get_width (GTK_WIDGET (self->view)) > 0);
}

void
hex_fixture_tear_down (HexFixture    *self,
                       gconstpointer  board)
{
  widget_fixture_assert_finalized (GTK_WIDGET (self->panel));
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->selection);
  g_assert_finalize_object (self->board);
}

/* A key as the view gets it: a letter that is typed, or a name. */
void
hex_fixture_press (HexFixture      *self,
                   guint            keyval,
                   GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &handled);
    }
}

void
hex_fixture_type (HexFixture *self,
                  const char *text)
{
  for (; *text != 0; text++)
    hex_fixture_press (self, gdk_unicode_to_keyval ((guint32) *text), 0);
}

void
hex_fixture_move (HexFixture *self,
                  const char *way,
                  gboolean    extend)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->view), "hex.move", "(sb)", way,
                                             extend));
}

static const char *
get_status (HexFixture *self)
{
  GtkWidget *label = widget_fixture_find_label (GTK_WIDGET (self->panel), "");

  for (GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (self->panel)); child != NULL;
       child = gtk_widget_get_first_child (child))
    if (GTK_IS_LABEL (child))
      label = child;

  return gtk_label_get_label (GTK_LABEL (label));
}

/* What is said below the bytes has this in it. */
void
hex_fixture_check_status (HexFixture *self,
                          const char *part)
{
  if (strstr (get_status (self), part) == NULL)
    g_error ("“%s” does not say “%s”", get_status (self), part);
}

void
hex_fixture_check_selection (HexFixture *self,
                             guint64     first,
                             guint64     last)
{
  guint64 found_first, found_last;

  strata_hex_view_get_selection (self->view, &found_first, &found_last);
  g_assert_cmphex (found_first, ==, first);
  g_assert_cmphex (found_last, ==, last);
}

void
hex_fixture_act (HexFixture *self,
                 const char *action,
                 GVariant   *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (self->panel), action, parameter));
}
