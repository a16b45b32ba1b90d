/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-menu-label.h"
#include "strata-samples.h"
#include "strata-settings.h"
#include "strata-welcome.h"
#include "strata-window-private.h"
#include "strata-wrap-box.h"

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
  PROP_SHOW_DISPLAY,
  PROP_SHOW_HEAT,
  PROP_PAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataWindow, strata_window, ADW_TYPE_APPLICATION_WINDOW)

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

static void
close_now (StrataWindow *self,
           gpointer      user_data)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (StrataWindow *self)
{
  if (!self->may_close && self->document != NULL && strata_document_get_modified (self->document))
    {
      _strata_window_if_saved (self, close_now, NULL, NULL);
      return GDK_EVENT_STOP;
    }

  _strata_window_save_state (self);

  return GDK_EVENT_PROPAGATE;
}

static void
fill_builtin_menu (StrataWindow *self)
{
  g_auto (GStrv) names = strata_samples_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *label = strata_menu_label_escape (strata_samples_get_title (names[i]));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.open-builtin", "s", names[i]);
      g_menu_append_item (self->builtin_menu, item);
    }
}

/* Before it pops up for the first time: the window is seen sooner without it. */
static void
make_menu_cb (GtkMenuButton *button,
              gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/* What nobody enables as long as there is no board. */
static void
disable_board_actions (StrataWindow *self)
{
  static const char *const actions[] = {
    "win.apply-edit", "win.discard-edit", "win.timeline-back", "win.timeline-forward",
    "win.timeline-now", "win.back", "win.forward",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], FALSE);
}

static void
strata_window_dispose (GObject *object)
{
  StrataWindow *self = STRATA_WINDOW (object);

  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  g_clear_handle_id (&self->place_idle, g_source_remove);
  g_clear_handle_id (&self->wanted_idle, g_source_remove);
  g_clear_pointer (&self->wanted, strata_region_unref);
  if (self->loader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->loader, self);
      strata_loader_cancel (self->loader);
    }
  g_clear_object (&self->loader);
  if (self->exporting != NULL)
    g_cancellable_cancel (self->exporting);
  g_clear_object (&self->exporting);
  if (self->follower != NULL)
    strata_follower_follow (self->follower, NULL);
  g_clear_object (&self->follower);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->timeline, strata_timeline_unref);
  g_clear_object (&self->navigator);
  g_clear_object (&self->selection);
  if (self->display != NULL)
    strata_display_panel_set_display (self->display, NULL);
  if (self->watch_window != NULL)
    {
      strata_watch_window_set_board (self->watch_window, NULL, NULL, NULL, NULL);
      gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->watch_window)));
    }
  if (self->script != NULL)
    strata_script_panel_set_board (self->script, NULL);
  if (self->heat != NULL)
    strata_heat_monitor_stop (self->heat);
  g_clear_object (&self->heat);
  _strata_window_take_document (self, NULL);
  g_clear_object (&self->recovering);
  g_clear_object (&self->board);
  g_clear_object (&self->loading_file);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (strata_window_parent_class)->dispose (object);
}

static void
strata_window_finalize (GObject *object)
{
  StrataWindow *self = STRATA_WINDOW (object);

  _strata_window_drop_board_page (self);
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
    case PROP_SHOW_DISPLAY:
      g_value_set_boolean (value, self->show_display);
      break;
    case PROP_SHOW_HEAT:
      g_value_set_boolean (value, self->show_heat);
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
      if (self->map != NULL)
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
    case PROP_SHOW_DISPLAY:
      self->show_display = g_value_get_boolean (value);
      break;
    case PROP_SHOW_HEAT:
      self->show_heat = g_value_get_boolean (value);
      _strata_window_update_heat (self);
      break;
    case PROP_PAGE:
      g_free (self->page);
      self->page = g_value_dup_string (value);
      if (self->lower != NULL)
        strata_lower_pane_set_page (self->lower, self->page);
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
  properties[PROP_SHOW_DISPLAY] = g_param_spec_boolean ("show-display", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_HEAT] = g_param_spec_boolean ("show-heat", NULL, NULL, FALSE, flags);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "map", flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  _strata_window_class_init_regions (klass);
  _strata_window_class_init_timeline (klass);
  _strata_window_class_init_trial (klass);
  _strata_window_class_init_menu (klass);
  _strata_window_class_init_editing (klass);
  _strata_window_class_init_saving (klass);
  _strata_window_class_init_export (klass);
  _strata_window_class_init_loading (klass);
  _strata_window_class_init_finding (klass);
  _strata_window_class_init_actions (klass);

  g_type_ensure (STRATA_TYPE_COMPAT_BREAKPOINT_BIN);
  g_type_ensure (STRATA_TYPE_WELCOME);
  g_type_ensure (STRATA_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stratabench/Strata/strata-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, drop_sign);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, builtin_menu);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, history_menu);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, header);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, open_narrow_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, loading_progress);
  gtk_widget_class_bind_template_child (widget_class, StrataWindow, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, _strata_window_update_panes);
}

static void
strata_window_init (StrataWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->show_hierarchy = TRUE;
  self->show_explanation = TRUE;
  self->show_table = TRUE;
  self->show_display = TRUE;
  self->page = g_strdup ("map");
  self->settings = strata_settings_new ();
  self->loader = strata_loader_new ();
  self->selection = strata_selection_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  if (APP_IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  g_signal_connect_swapped (self->loader, "notify::progress",
                            G_CALLBACK (_strata_window_notify_progress_cb), self);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (drop, "enter", G_CALLBACK (drag_enter_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (drag_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  fill_builtin_menu (self);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self->primary_menu, NULL);
  disable_board_actions (self);
  _strata_window_show_document (self);
  _strata_window_load_state (self);
  _strata_window_show_rest (self);
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
