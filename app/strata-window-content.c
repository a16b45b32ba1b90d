/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-dialog.h"
#include "strata-notes-window.h"
#include "strata-window-private.h"

/*
 * What a window shows of its board.
 */

void
_strata_window_show_census (StrataWindow *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint n_notes = self->board != NULL ? strata_board_get_n_notes (self->board) : 0;
  g_autofree char *notes = NULL;
  const StrataSpaceCensus *census;
  guint n_ranges;
  GString *text;

  notes = g_strdup_printf (ngettext ("%u note", "%u notes", n_notes), n_notes);
  gtk_button_set_label (self->notes_button, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_button), n_notes > 0);
  if (model == NULL)
    {
      gtk_label_set_label (self->census, "");
      return;
    }

  census = strata_space_model_get_census (model);
  n_ranges = strata_flat_view_get_n_ranges (strata_space_model_get_flat_view (model));
  text = g_string_new (NULL);
  g_string_append_printf (text, ngettext ("%u instance", "%u instances", census->n_instances),
                          census->n_instances);
  if (census->n_hidden > 0)
    g_string_append_printf (text, ngettext (" · %u wholly hidden", " · %u wholly hidden",
                                            census->n_hidden), census->n_hidden);
  if (census->n_partly > 0)
    g_string_append_printf (text, ngettext (" · %u partly", " · %u partly", census->n_partly),
                            census->n_partly);
  if (census->n_disabled > 0)
    g_string_append_printf (text, ngettext (" · %u disabled", " · %u disabled",
                                            census->n_disabled), census->n_disabled);
  g_string_append_printf (text, ngettext (" · %u flat range", " · %u flat ranges", n_ranges),
                          n_ranges);
  gtk_label_set_label (self->census, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->census), text->str);
  g_string_free (text, TRUE);
}

void
_strata_window_show_space (StrataWindow     *self,
            StrataSpaceModel *model)
{
  StrataAddressSpace *space = model != NULL ? strata_space_model_get_space (model) : NULL;

  strata_selection_set_model (self->selection, model);
  strata_space_switcher_set_space (self->switcher, space);
  strata_follower_follow (self->follower, space);
}

static StrataDisplay *
find_own_display (StrataBoard *board)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (board);

  for (guint i = 0; i < devices->len; i++)
    if (STRATA_IS_DISPLAY (devices->pdata[i]))
      return devices->pdata[i]; /* the board holds it */

  return NULL;
}

/* Shows memory as a picture, or the board's own display if @framebuffer is NULL. */
void
_strata_window_show_display (StrataWindow  *self,
                             StrataDisplay *framebuffer)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (self->board);

  self->shows_framebuffer = framebuffer != NULL;
  _strata_window_set_guest (self, devices->len > 0 || framebuffer != NULL,
                            framebuffer != NULL ? framebuffer : find_own_display (self->board));
  if (framebuffer != NULL && !self->show_display)
    g_object_set (self, "show-display", TRUE, NULL);
}

/* {{{ Where accesses go */

void
_strata_window_update_heat (StrataWindow *self)
{
  if (self->heat != NULL)
    strata_heat_monitor_set_shown (self->heat, self->show_heat);
}

static void
set_heat (StrataWindow *self)
{
  if (self->heat != NULL)
    strata_heat_monitor_stop (self->heat);
  g_clear_object (&self->heat);
  self->heat = strata_heat_monitor_new (self->board);
  strata_map_view_set_heat (self->map, self->heat);
  strata_lower_pane_set_heat (self->lower, self->heat);
  strata_explain_panel_set_heat (self->explanation, self->heat);
  _strata_window_update_heat (self);
}

/* }}} */

/* The board is another one. If it has devices, it is switched on. */
void
_strata_window_show_board (StrataWindow *self)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (self->board);
  g_autoptr (GFile) power_on = strata_board_get_power_on (self->board);

  _strata_window_set_timeline (self, self->board);
  _strata_window_show_display (self, NULL);
  strata_lower_pane_set_board (self->lower, self->board);
  gtk_widget_set_visible (GTK_WIDGET (self->script), devices->len > 0);
  strata_script_panel_set_board (self->script, devices->len > 0 ? self->board : NULL);
  set_heat (self);
  if (self->watch_window != NULL)
    strata_watch_window_set_board (self->watch_window, self->board,
                                   strata_script_panel_get_runner (self->script), self->heat,
                                   self->timeline);
  if (devices->len > 0 && power_on != NULL)
    strata_script_panel_open (self->script, power_on, TRUE);
}

/* What is there now: a board, or the way to one. */
void
_strata_window_show_rest (StrataWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->board != NULL ? "board" : "welcome");
  gtk_stack_set_visible_child_name (self->title_stack, self->board != NULL ? "switcher" : "plain");
  _strata_window_update_panes (self);
}

void
_strata_window_show_notes (StrataWindow *self)
{
  g_return_if_fail (self->board != NULL);

  strata_dialog_present (strata_notes_window_new (self->board), GTK_WINDOW (self));
}

/**
 * strata_window_describe:
 * @self: a window
 *
 * Says in a line what the window shows, for those who look for the reason of a bug. It is not
 * translated, and names nothing that the user may want to keep private.
 *
 * Returns: (transfer full) (nullable): the line; %NULL if there is no board
 */
char *
strata_window_describe (StrataWindow *self)
{
  g_autoptr (GPtrArray) regions = NULL;
  g_autoptr (GPtrArray) devices = NULL;

  g_return_val_if_fail (STRATA_IS_WINDOW (self), NULL);

  if (self->board == NULL)
    return NULL;

  regions = strata_board_list_regions (self->board);
  devices = strata_board_list_devices (self->board);

  return g_strdup_printf ("%u regions, %u devices, %u address spaces, %u notes", regions->len,
                          devices->len, strata_board_get_n_address_spaces (self->board),
                          strata_board_get_n_notes (self->board));
}

/* To a place in one of the address spaces, where an access went. */
static void
watch_activated_cb (StrataWindow *self,
                    const char   *name,
                    guint64       address)
{
  StrataAddressSpace *space = strata_board_find_address_space (self->board, name);
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  g_autoptr (StrataSpaceModel) other = NULL;

  if (space == NULL)
    return;
  if (model == NULL || strata_space_model_get_space (model) != space)
    {
      other = strata_space_model_new (space);
      _strata_window_show_space (self, other);
    }
  strata_selection_select_address (self->selection, address);
}

void
_strata_window_show_watch (StrataWindow *self)
{
  g_return_if_fail (self->board != NULL);

  if (self->watch_window == NULL)
    {
      self->watch_window = strata_watch_window_new ();
      g_signal_connect_object (self->watch_window, "activated", G_CALLBACK (watch_activated_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->watch_window, "show-moment",
                               G_CALLBACK (_strata_window_set_moment), self, G_CONNECT_SWAPPED);
      strata_watch_window_set_board (self->watch_window, self->board,
                                     strata_script_panel_get_runner (self->script), self->heat,
                                     self->timeline);
      strata_watch_window_set_shown (self->watch_window, self->is_past, self->moment);
    }
  strata_dialog_present (GTK_WIDGET (self->watch_window), GTK_WINDOW (self));
}
