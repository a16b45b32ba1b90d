/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-window-private.h"

#define DEFAULT_EXPLANATION_WIDTH 270
#define DEFAULT_TABLE_HEIGHT 210
#define DEFAULT_DISPLAY_WIDTH 430
#define DEFAULT_DISPLAY_HEIGHT 330

#define DEFAULT_HIERARCHY_WIDTH 390

/* So wide is a map with a few strata beneath, and so wide what can be read beside it. */
#define MIN_CENTER_WIDTH 460
#define MIN_RIGHT_WIDTH 240

/* So wide are all columns of the hierarchy. */
#define MIN_HIERARCHY_WIDTH 350

/*
 * Which panes are seen, and how large. In a narrow window one is shown at a time.
 */

static int
get_setting (StrataWindow *self,
             const char   *key,
             int           fallback)
{
  return self->settings != NULL ? g_settings_get_int (self->settings, key) : fallback;
}

static gboolean
shows_display (StrataWindow *self)
{
  return self->show_display && strata_display_panel_get_display (self->display) != NULL;
}

/* A display wants more room than text; each remembers its own. In a small window the map and the
 * table below it come first, in a very small one they lose no more than two fifths of @width. */
static int
get_right_width (StrataWindow *self,
                 int           width)
{
  int wanted = shows_display (self)
    ? get_setting (self, "display-width", DEFAULT_DISPLAY_WIDTH)
    : get_setting (self, "explanation-width", DEFAULT_EXPLANATION_WIDTH);

  return MIN (wanted, MAX (width - MIN_CENTER_WIDTH, MIN (MIN_RIGHT_WIDTH, width * 2 / 5)));
}

/* The panes at the right and at the bottom keep their size, so their handles can be placed only
 * when it is known how much room there is. */
static gboolean
place_idle_cb (gpointer user_data)
{
  StrataWindow *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self->side_paned));
  int height = gtk_widget_get_height (GTK_WIDGET (self->lower_paned));
  int hierarchy = 0;

  self->place_idle = 0;
  if (width <= 0 || height <= 0)
    return G_SOURCE_REMOVE;

  self->placed = TRUE;
  if (self->show_hierarchy)
    {
      hierarchy = MIN (get_setting (self, "hierarchy-width", DEFAULT_HIERARCHY_WIDTH), width / 3);
      gtk_paned_set_position (self->hierarchy_paned, hierarchy);
    }
  gtk_paned_set_position (self->side_paned,
                          width - get_right_width (self, width - hierarchy));
  if (shows_display (self))
    gtk_paned_set_position (self->right_paned,
                            get_setting (self, "display-height", DEFAULT_DISPLAY_HEIGHT));
  else
    gtk_paned_set_position (self->right_paned, 0); /* as high as the script needs it to be */
  gtk_paned_set_position (self->lower_paned,
                          height - get_setting (self, "table-height", DEFAULT_TABLE_HEIGHT));

  /* Only the panes would be allocated. When the map then needs a scroll bar, GTK 4.8 marks all
   * above them, and forgets them if the window is allocated in the same pass, as it is when a
   * tooltip comes up: they would be drawn without an allocation. */
  gtk_widget_queue_resize (GTK_WIDGET (self->side_paned));

  return G_SOURCE_REMOVE;
}

/* What runs on the board: devices, and perhaps a display. The panes get the room that was last
 * given to such ones. */
void
_strata_window_set_guest (StrataWindow  *self,
                          gboolean       has_guest,
                          StrataDisplay *display)
{
  strata_display_panel_set_display (self->display, display);
  self->has_guest = has_guest;
  self->placed = FALSE;
  if (!has_guest && g_str_equal (self->page, "display"))
    g_object_set (self, "page", "map", NULL);
  _strata_window_update_panes (self);
  _strata_window_max_position_cb (self);
}

void
_strata_window_max_position_cb (StrataWindow *self)
{
  if (self->placed || self->place_idle != 0 || strata_compat_breakpoint_bin_get_narrow (self->bin))
    return;

  self->place_idle = g_idle_add_full (G_PRIORITY_HIGH, place_idle_cb, self, NULL);
}

void
_strata_window_save_state (StrataWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (self->settings, "show-hierarchy", self->show_hierarchy);
  g_settings_set_boolean (self->settings, "show-explanation", self->show_explanation);
  g_settings_set_boolean (self->settings, "show-table", self->show_table);
  g_settings_set_boolean (self->settings, "show-display", self->show_display);
  g_settings_set_boolean (self->settings, "show-heat", self->show_heat);
  if (self->lower != NULL)
    g_settings_set_string (self->settings, "lower-page", strata_lower_pane_get_page (self->lower));

  if (!self->placed || self->board == NULL || strata_compat_breakpoint_bin_get_narrow (self->bin))
    return;

  if (self->show_hierarchy)
    g_settings_set_int (self->settings, "hierarchy-width",
                        gtk_paned_get_position (self->hierarchy_paned));
  if (shows_display (self) || self->show_explanation)
    g_settings_set_int (self->settings,
                        shows_display (self) ? "display-width" : "explanation-width",
                        gtk_widget_get_width (GTK_WIDGET (self->side_paned)) -
                        gtk_paned_get_position (self->side_paned));
  if (shows_display (self) && self->show_explanation)
    g_settings_set_int (self->settings, "display-height",
                        gtk_paned_get_position (self->right_paned));
  if (self->show_table)
    g_settings_set_int (self->settings, "table-height",
                        gtk_widget_get_height (GTK_WIDGET (self->lower_paned)) -
                        gtk_paned_get_position (self->lower_paned));
}

void
_strata_window_load_state (StrataWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 294));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->show_hierarchy = g_settings_get_boolean (self->settings, "show-hierarchy");
  self->show_explanation = g_settings_get_boolean (self->settings, "show-explanation");
  self->show_table = g_settings_get_boolean (self->settings, "show-table");
  self->show_display = g_settings_get_boolean (self->settings, "show-display");
  self->show_heat = g_settings_get_boolean (self->settings, "show-heat");
  g_object_set (self, "true-scale", g_settings_get_boolean (self->settings, "true-scale"), NULL);
}

/* What is remembered of panes that were not there before */
void
_strata_window_load_panes (StrataWindow *self)
{
  g_autofree char *scaling = NULL;
  g_autofree char *page = NULL;

  strata_map_view_set_true_scale (self->map, self->true_scale);
  if (self->settings == NULL)
    return;

  page = g_settings_get_string (self->settings, "lower-page");
  strata_lower_pane_set_page (self->lower, page);
  gtk_paned_set_position (self->hierarchy_paned,
                          g_settings_get_int (self->settings, "hierarchy-width"));
  scaling = g_settings_get_string (self->settings, "display-scaling");
  gtk_widget_activate_action (GTK_WIDGET (self->display), "view.scaling", "s", scaling);
}

static void
update_board_page (StrataWindow *self,
                   gboolean      narrow)
{
  gboolean has_board = self->board != NULL;
  gboolean at_hierarchy = g_str_equal (self->page, "hierarchy");
  gboolean at_map = g_str_equal (self->page, "map");
  gboolean at_lower = strata_lower_pane_has_page (self->lower, self->page);
  gboolean at_explanation = g_str_equal (self->page, "explanation");
  gboolean at_display = g_str_equal (self->page, "display");
  gboolean has_display = strata_display_panel_get_display (self->display) != NULL;
  gboolean shows_guest = narrow ? at_display : self->has_guest && self->show_display;

  gtk_widget_set_visible (self->hierarchy_pane, narrow ? at_hierarchy : self->show_hierarchy);
  gtk_widget_set_visible (GTK_WIDGET (self->lower_paned),
                          !narrow || at_hierarchy || at_map || at_lower);
  gtk_widget_set_visible (GTK_WIDGET (self->hierarchy_paned), !narrow || at_hierarchy || at_map);
  gtk_widget_set_visible (self->map_pane, !narrow || at_map);
  gtk_widget_set_visible (GTK_WIDGET (self->lower), narrow ? at_lower : self->show_table);
  gtk_widget_set_visible (GTK_WIDGET (self->right_paned),
                          (narrow ? at_explanation : self->show_explanation) || shows_guest);
  gtk_widget_set_visible (self->aside, narrow ? at_explanation : self->show_explanation);
  gtk_widget_set_visible (self->guest_pane, shows_guest);
  gtk_widget_set_visible (GTK_WIDGET (self->display), has_display);
  gtk_widget_set_visible (self->display_page_button, self->has_guest);

  strata_space_switcher_set_narrow (self->switcher, narrow);
  gtk_widget_set_visible (self->page_bar, narrow && has_board);
  gtk_widget_set_visible (self->hierarchy_button, !narrow && has_board);
  gtk_widget_set_visible (self->step_buttons, !narrow && has_board);
  gtk_widget_set_visible (GTK_WIDGET (self->go_button), has_board);
  gtk_widget_set_visible (self->explanation_button, !narrow && has_board);
}

void
_strata_window_update_panes (StrataWindow *self)
{
  gboolean narrow = strata_compat_breakpoint_bin_get_narrow (self->bin);

  adw_header_bar_set_decoration_layout (self->header, narrow ? ":close" : NULL);
  gtk_widget_set_visible (self->open_button, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->open_narrow_button), narrow);
  if (narrow && adw_split_button_get_menu_model (self->open_narrow_button) == NULL)
    adw_split_button_set_menu_model (self->open_narrow_button, G_MENU_MODEL (self->builtin_menu));
  if (self->board_page != NULL)
    update_board_page (self, narrow);
  _strata_window_update_actions (self);
}
