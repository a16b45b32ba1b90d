/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "formats/strata-formats.h"
#include "strata-notes-window.h"
#include "strata-settings.h"
#include "strata-welcome.h"
#include "strata-window-private.h"

/* What is faster than this needs no progress, in milliseconds. */
#define LOADING_DELAY 300
#define DEFAULT_EXPLANATION_WIDTH 270
#define DEFAULT_TABLE_HEIGHT 210

/*
 * A window shows one board. What is loaded comes from the loader, what is selected goes through the
 * selection to all panes. In a narrow window one pane is shown at a time.
 */

enum
{
  PROP_0,
  PROP_TRUE_SCALE,
  PROP_SHOW_HIERARCHY,
  PROP_SHOW_EXPLANATION,
  PROP_SHOW_TABLE,
  PROP_PAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataWindow, strata_window, ADW_TYPE_APPLICATION_WINDOW)

static int
get_setting (StrataWindow *self,
             const char   *key,
             int           fallback)
{
  return self->settings != NULL ? g_settings_get_int (self->settings, key) : fallback;
}

/* The panes at the right and at the bottom keep their size, so their handles can be placed only
 * when it is known how much room there is. */
static gboolean
place_idle_cb (gpointer user_data)
{
  StrataWindow *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self->inner_paned));
  int height = gtk_widget_get_height (GTK_WIDGET (self->center_paned));

  self->place_idle = 0;
  if (width <= 0 || height <= 0)
    return G_SOURCE_REMOVE;

  self->placed = TRUE;
  gtk_paned_set_position (self->inner_paned,
                          width - get_setting (self, "explanation-width",
                                               DEFAULT_EXPLANATION_WIDTH));
  gtk_paned_set_position (self->center_paned,
                          height - get_setting (self, "table-height", DEFAULT_TABLE_HEIGHT));

  return G_SOURCE_REMOVE;
}

static void
max_position_cb (StrataWindow *self)
{
  if (self->placed || self->place_idle != 0 || strata_compat_breakpoint_bin_get_narrow (self->bin))
    return;

  self->place_idle = g_idle_add_full (G_PRIORITY_HIGH, place_idle_cb, self, NULL);
}

static void
save_state (StrataWindow *self)
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

  if (!self->placed || self->board == NULL || strata_compat_breakpoint_bin_get_narrow (self->bin))
    return;

  if (self->show_hierarchy)
    g_settings_set_int (self->settings, "hierarchy-width",
                        gtk_paned_get_position (self->outer_paned));
  if (self->show_explanation)
    g_settings_set_int (self->settings, "explanation-width",
                        gtk_widget_get_width (GTK_WIDGET (self->inner_paned)) -
                        gtk_paned_get_position (self->inner_paned));
  if (self->show_table)
    g_settings_set_int (self->settings, "table-height",
                        gtk_widget_get_height (GTK_WIDGET (self->center_paned)) -
                        gtk_paned_get_position (self->center_paned));
}

static void
load_state (StrataWindow *self)
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
  gtk_paned_set_position (self->outer_paned,
                          g_settings_get_int (self->settings, "hierarchy-width"));
}

void
_strata_window_update_panes (StrataWindow *self)
{
  gboolean narrow = strata_compat_breakpoint_bin_get_narrow (self->bin);
  gboolean has_board = self->board != NULL;
  gboolean at_hierarchy = g_str_equal (self->page, "hierarchy");
  gboolean at_map = g_str_equal (self->page, "map");
  gboolean at_table = g_str_equal (self->page, "table");
  gboolean at_explanation = g_str_equal (self->page, "explanation");

  gtk_widget_set_visible (self->hierarchy_pane, narrow ? at_hierarchy : self->show_hierarchy);
  gtk_widget_set_visible (GTK_WIDGET (self->inner_paned), !narrow || !at_hierarchy);
  gtk_widget_set_visible (GTK_WIDGET (self->center_paned), !narrow || at_map || at_table);
  gtk_widget_set_visible (self->map_pane, !narrow || at_map);
  gtk_widget_set_visible (GTK_WIDGET (self->table), narrow ? at_table : self->show_table);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation),
                          narrow ? at_explanation : self->show_explanation);

  adw_header_bar_set_decoration_layout (self->header, narrow ? ":close" : NULL);
  gtk_widget_set_visible (self->page_bar, narrow && has_board);
  gtk_widget_set_visible (self->open_button, !narrow);
  gtk_widget_set_visible (self->open_narrow_button, narrow);
  gtk_widget_set_visible (self->hierarchy_button, !narrow && has_board);
  gtk_widget_set_visible (self->explanation_button, !narrow && has_board);
  _strata_window_update_actions (self);
}

static void
show_census (StrataWindow *self)
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

static void
show_space (StrataWindow     *self,
            StrataSpaceModel *model)
{
  StrataAddressSpace *space = model != NULL ? strata_space_model_get_space (model) : NULL;

  strata_selection_set_model (self->selection, model);
  strata_space_switcher_set_space (self->switcher, space);
  strata_follower_follow (self->follower, space);
}

/* What is there now: a board, or the way to one. */
static void
show_rest (StrataWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->board != NULL ? "board" : "welcome");
  gtk_stack_set_visible_child_name (self->title_stack, self->board != NULL ? "switcher" : "plain");
  _strata_window_update_panes (self);
}

static void
show_failure (StrataWindow *self,
              const GError *error)
{
  g_autofree char *title = g_strdup_printf (_("Could Not Open “%s”"), self->loading_name);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  g_autofree char *line = NULL;

  if (self->board != NULL)
    {
      line = g_strdup_printf (_("Could not open “%s”: %s"), self->loading_name, error->message);
      strata_compat_banner_set_title (self->banner, line);
      strata_compat_banner_set_revealed (self->banner, TRUE);
      show_rest (self);
      return;
    }

  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static gboolean
loading_timeout_cb (gpointer user_data)
{
  StrataWindow *self = user_data;
  g_autofree char *title = g_strdup_printf (_("Loading “%s”"), self->loading_name);

  self->loading_timeout = 0;
  if (self->board != NULL)
    {
      gtk_label_set_label (self->strip_label, title);
      gtk_revealer_set_reveal_child (self->strip, TRUE);
    }
  else
    {
      adw_status_page_set_title (self->loading_page, title);
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }

  return G_SOURCE_REMOVE;
}

static void
begin_loading (StrataWindow *self,
               GFile        *file,
               const char   *name)
{
  g_set_object (&self->loading_file, file);
  g_free (self->loading_name);
  self->loading_name = g_strdup (name);
  strata_compat_banner_set_revealed (self->banner, FALSE);
  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  self->loading_timeout = g_timeout_add (LOADING_DELAY, loading_timeout_cb, self);
  _strata_window_update_actions (self);
}

/* Nothing more is loaded, unless another load has taken the place of this one. */
static gboolean
end_loading (StrataWindow *self)
{
  if (self->loader == NULL || strata_loader_get_busy (self->loader))
    return FALSE;

  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  gtk_revealer_set_reveal_child (self->strip, FALSE);

  return TRUE;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StrataWindow) self = user_data;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_loader_load_finish (STRATA_LOADER (object), result, &model,
                                                             &error);
  const char *title;

  if (!end_loading (self))
    return;

  if (board == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_rest (self);
      else
        show_failure (self, error);
      _strata_window_update_actions (self);
      return;
    }

  if (self->loading_file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (self->loading_file);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
    }
  g_set_object (&self->board, board);
  title = strata_board_get_title (board);
  if (title == NULL || *title == '\0')
    title = self->loading_name;
  gtk_window_set_title (GTK_WINDOW (self), title);
  strata_space_switcher_set_board (self->switcher, board, title);
  show_space (self, model);
  show_rest (self);
}

static void
space_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (StrataWindow) self = user_data;
  g_autoptr (StrataSpaceModel) model = strata_loader_read_space_finish (STRATA_LOADER (object),
                                                                        result, NULL);

  if (!end_loading (self))
    return;

  if (model != NULL)
    show_space (self, model);
  show_rest (self);
}

static void
space_chosen_cb (StrataWindow *self,
                 guint         index)
{
  StrataAddressSpace *space = strata_board_get_address_space (self->board, index);

  if (space == strata_space_switcher_get_space (self->switcher) &&
      !strata_loader_get_busy (self->loader))
    return;

  strata_loader_read_space (self->loader, space, space_read_cb, g_object_ref (self));
  begin_loading (self, NULL, strata_address_space_get_name (space));
}

static void
notify_progress_cb (StrataWindow *self)
{
  double progress = strata_loader_get_progress (self->loader);

  gtk_progress_bar_set_fraction (self->loading_progress, progress);
  gtk_progress_bar_set_fraction (self->strip_progress, progress);
}

static gboolean
drop_cb (StrataWindow *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (files == NULL)
    return FALSE;

  strata_window_open (self, files->data);
  for (GSList *rest = files->next; rest != NULL; rest = rest->next)
    {
      StrataWindow *window = strata_window_new (ADW_APPLICATION (application));

      strata_window_open (window, rest->data);
      gtk_window_present (GTK_WINDOW (window));
    }

  return TRUE;
}

static GdkDragAction
drag_enter_cb (StrataWindow *self)
{
  gtk_widget_set_visible (self->drop_sign, TRUE);

  return GDK_ACTION_COPY;
}

static void
drag_leave_cb (StrataWindow *self)
{
  gtk_widget_set_visible (self->drop_sign, FALSE);
}

static gboolean
close_request_cb (StrataWindow *self)
{
  save_state (self);

  return GDK_EVENT_PROPAGATE;
}

void
_strata_window_show_notes (StrataWindow *self)
{
  GtkWidget *window;

  g_return_if_fail (self->board != NULL);

  window = strata_notes_window_new (self->board);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
fill_builtin_menu (StrataWindow *self)
{
  g_auto (GStrv) names = strata_formats_list_builtin ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (names[i], NULL);

      g_menu_item_set_action_and_target (item, "win.open-builtin", "s", names[i]);
      g_menu_append_item (self->builtin_menu, item);
    }
}

static void
strata_window_dispose (GObject *object)
{
  StrataWindow *self = STRATA_WINDOW (object);

  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  g_clear_handle_id (&self->place_idle, g_source_remove);
  if (self->loader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->loader, self);
      strata_loader_cancel (self->loader);
    }
  g_clear_object (&self->loader);
  if (self->follower != NULL)
    strata_follower_follow (self->follower, NULL);
  g_clear_object (&self->follower);
  g_clear_object (&self->selection);
  g_clear_object (&self->board);
  g_clear_object (&self->loading_file);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (strata_window_parent_class)->dispose (object);
}

static void
strata_window_finalize (GObject *object)
{
  StrataWindow *self = STRATA_WINDOW (object);

  g_free (self->loading_name);
  g_free (self->page);

  G_OBJECT_CLASS (strata_window_parent_class)->finalize (object);
}

static void
strata_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  StrataWindow *self = STRATA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_TRUE_SCALE:
      g_value_set_boolean (value, self->true_scale);
      break;
    case PROP_SHOW_HIERARCHY:
      g_value_set_boolean (value, self->show_hierarchy);
      break;
    case PROP_SHOW_EXPLANATION:
      g_value_set_boolean (value, self->show_explanation);
      break;
    case PROP_SHOW_TABLE:
      g_value_set_boolean (value, self->show_table);
      break;
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  StrataWindow *self = STRATA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_TRUE_SCALE:
      self->true_scale = g_value_get_boolean (value);
      strata_map_view_set_true_scale (self->map, self->true_scale);
      break;
    case PROP_SHOW_HIERARCHY:
      self->show_hierarchy = g_value_get_boolean (value);
      break;
    case PROP_SHOW_EXPLANATION:
      self->show_explanation = g_value_get_boolean (value);
      break;
    case PROP_SHOW_TABLE:
      self->show_table = g_value_get_boolean (value);
      break;
    case PROP_PAGE:
      g_free (self->page);
      self->page = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  _strata_window_update_panes (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
strata_window_class_init (StrataWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_window_dispose;
  object_class->finalize = strata_window_finalize;
  object_class->get_property = strata_window_get_property;
  object_class->set_property = strata_window_set_property;

  properties[PROP_TRUE_SCALE] = g_param_spec_boolean ("true-scale", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_HIERARCHY] = g_param_spec_boolean ("show-hierarchy", NULL, NULL, TRUE,
                                                          flags);
  properties[PROP_SHOW_EXPLANATION] = g_param_spec_boolean ("show-explanation", NULL, NULL, TRUE,
                                                            flags);
  properties[PROP_SHOW_TABLE] = g_param_spec_boolean ("show-table", NULL, NULL, TRUE, flags);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "map", flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  _strata_window_class_init_actions (klass);

  g_type_ensure (STRATA_TYPE_COMPAT_BANNER);
  g_type_ensure (STRATA_TYPE_COMPAT_BREAKPOINT_BIN);
  g_type_ensure (STRATA_TYPE_EXPLAIN_PANEL);
  g_type_ensure (STRATA_TYPE_FLAT_TABLE);
  g_type_ensure (STRATA_TYPE_HIERARCHY_VIEW);
  g_type_ensure (STRATA_TYPE_MAP_VIEW);
  g_type_ensure (STRATA_TYPE_SPACE_SWITCHER);
  g_type_ensure (STRATA_TYPE_WELCOME);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stratabench/Strata/strata-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, drop_sign);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, builtin_menu);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, header);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, open_narrow_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, hierarchy_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, explanation_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, strip_label);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, strip_progress);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, loading_progress);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, page_bar);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, outer_paned);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, hierarchy_pane);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, hierarchy);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, census);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, notes_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, inner_paned);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, center_paned);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, map_pane);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, map);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, table);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, explanation);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, max_position_cb);
  gtk_widget_class_bind_template_callback (widget_class, space_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, _strata_window_update_panes);
}

static void
strata_window_init (StrataWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->show_hierarchy = TRUE;
  self->show_explanation = TRUE;
  self->show_table = TRUE;
  self->page = g_strdup ("map");
  self->settings = strata_settings_new ();
  self->loader = strata_loader_new ();
  self->selection = strata_selection_new ();
  self->follower = strata_follower_new (self->selection);

  gtk_widget_init_template (GTK_WIDGET (self));

  strata_hierarchy_view_set_selection (self->hierarchy, self->selection);
  strata_map_view_set_selection (self->map, self->selection);
  strata_flat_table_set_selection (self->table, self->selection);
  strata_explain_panel_set_selection (self->explanation, self->selection);
  g_signal_connect_object (self->selection, "notify::model", G_CALLBACK (show_census), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->loader, "notify::progress", G_CALLBACK (notify_progress_cb),
                            self);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (drop, "enter", G_CALLBACK (drag_enter_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (drag_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  fill_builtin_menu (self);
  load_state (self);
  show_rest (self);
}

/**
 * strata_window_new:
 * @application: the app
 *
 * Creates a window that shows the way to a board.
 *
 * Returns: (transfer none): the window
 */
StrataWindow *
strata_window_new (AdwApplication *application)
{
  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);

  return g_object_new (STRATA_TYPE_WINDOW, "application", application, NULL);
}

/**
 * strata_window_is_unused:
 * @self: a window
 *
 * Gets whether the window neither shows nor loads a board.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_window_is_unused (StrataWindow *self)
{
  g_return_val_if_fail (STRATA_IS_WINDOW (self), FALSE);

  return self->board == NULL && !strata_loader_get_busy (self->loader);
}

/**
 * strata_window_open:
 * @self: a window
 * @file: a file
 *
 * Loads a board from a file and shows it in place of what is shown. If that fails the window says
 * why, and what it showed stays.
 */
void
strata_window_open (StrataWindow *self,
                    GFile        *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (STRATA_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  strata_loader_load (self->loader, file, NULL, loaded_cb, g_object_ref (self));
  begin_loading (self, file, name);
}

/**
 * strata_window_open_builtin:
 * @self: a window
 * @name: the name of a built-in board
 *
 * Loads a built-in board, as strata_window_open() does with a file.
 */
void
strata_window_open_builtin (StrataWindow *self,
                            const char   *name)
{
  g_return_if_fail (STRATA_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  strata_loader_load (self->loader, NULL, name, loaded_cb, g_object_ref (self));
  begin_loading (self, NULL, name);
}
