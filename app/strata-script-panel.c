/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-script-panel.h"

#include <glib/gi18n.h>

#include "guest/strata-qtest-samples.h"
#include "strata-console-view.h"
#include "strata-menu-label.h"
#include "strata-script-files.h"
#include "strata-settings.h"
#include "strata-visitor.h"

/**
 * StrataScriptPanel:
 *
 * What drives a board: scripts, which it plays and records, and programs that come in over a
 * socket. Below stands what they and the devices say.
 *
 * # Actions
 *
 * - `script.open`, `script.open-sample`: choose a script, and play it
 * - `script.play`, `script.step`, `script.rewind`: play or pause it, play one command, go back
 * - `script.reset`: resets the board
 * - `script.record`, `script.listen`: record what comes, listen on a socket
 * - `script.clear`: empties the log
 */
struct _StrataScriptPanel
{
  GtkWidget parent_instance;

  GtkWidget *controls;
  GtkButton *play_button;
  GtkProgressBar *progress;
  GtkLabel *title;
  GtkLabel *sign;
  GtkToggleButton *log_button;
  StrataConsoleView *log;
  GMenu *samples_menu;

  StrataBoard *board;
  StrataConsole *console;
  StrataRunner *runner;
  StrataVisitor *visitor; /* NULL while nobody can come in */
  GPtrArray *devices; /* whose messages are shown */
  gboolean records;
  gboolean listens;
};

enum
{
  PROP_0,
  PROP_RECORD,
  PROP_LISTEN,
  N_PROPS,
};

enum
{
  MESSAGE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataScriptPanel, strata_script_panel, GTK_TYPE_WIDGET)

/* {{{ What is shown */

static void
tell (StrataScriptPanel *self,
      const char        *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

static void
show_state (StrataScriptPanel *self)
{
  static const char *const with_board[] = { "script.open", "script.open-sample", "script.reset",
                                            "script.record", "script.listen" };
  StrataQtestScript *script = self->runner ? strata_runner_get_script (self->runner) : NULL;
  StrataRunnerState state = self->runner ? strata_runner_get_state (self->runner)
                                         : STRATA_RUNNER_STATE_EMPTY;
  gboolean plays = state == STRATA_RUNNER_STATE_PLAYING;
  gboolean failed = state == STRATA_RUNNER_STATE_STOPPED;
  g_autofree char *title = self->runner ? strata_runner_dup_title (self->runner)
                                        : g_strdup (_("No script"));
  double fraction = 0;

  if (script != NULL && strata_qtest_script_get_n_lines (script) > 0)
    fraction = (double) strata_runner_get_line (self->runner) /
               strata_qtest_script_get_n_lines (script);
  gtk_progress_bar_set_fraction (self->progress,
                                 state == STRATA_RUNNER_STATE_ENDED ? 1 : MIN (fraction, 1));
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "error");

  gtk_button_set_icon_name (self->play_button, plays ? "media-playback-pause-symbolic"
                                                     : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), plays ? _("Pause") : _("Play"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, plays ? _("Pause") : _("Play"),
                                  -1);

  for (gsize i = 0; i < G_N_ELEMENTS (with_board); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), with_board[i], self->runner != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "script.play", script != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "script.step", script != NULL && !plays);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "script.rewind", script != NULL);
}

static void
show_sign (StrataScriptPanel *self)
{
  const char *text = NULL;

  if (self->records)
    text = _("Recording");
  else if (self->visitor != NULL)
    text = _("Listening");
  gtk_widget_set_visible (GTK_WIDGET (self->sign), text != NULL);
  gtk_label_set_label (self->sign, text != NULL ? text : "");
}

/* From any thread. */
static void
device_message_cb (StrataDevice *device,
                   const char   *text,
                   gpointer      user_data)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", strata_device_get_id (device), text);

  strata_console_push (user_data, STRATA_CONSOLE_KIND_MESSAGE, line, NULL);
}

/* }}} */
/* {{{ Scripts */

static void
set_script (StrataScriptPanel *self,
            StrataQtestScript *script,
            gboolean           play)
{
  strata_runner_set_script (self->runner, script);
  if (play)
    strata_runner_play (self->runner);
  show_state (self);
}

static void
open_sample_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autoptr (GFile) file = strata_qtest_samples_lookup (g_variant_get_string (parameter, NULL));

  if (file != NULL)
    strata_script_panel_open (STRATA_SCRIPT_PANEL (widget), file, TRUE);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StrataScriptPanel) self = user_data;
  g_autoptr (GFile) file = strata_script_files_open_finish (result);

  if (file != NULL && self->runner != NULL)
    strata_script_panel_open (self, file, TRUE);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  strata_script_files_open (GTK_WINDOW (gtk_widget_get_root (widget)), opened_cb,
                            g_object_ref (widget));
}

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataScriptPanel *self = STRATA_SCRIPT_PANEL (widget);

  if (strata_runner_get_state (self->runner) == STRATA_RUNNER_STATE_PLAYING)
    strata_runner_pause (self->runner);
  else
    strata_runner_play (self->runner);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  strata_runner_step (STRATA_SCRIPT_PANEL (widget)->runner);
}

static void
rewind_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  strata_runner_rewind (STRATA_SCRIPT_PANEL (widget)->runner);
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataScriptPanel *self = STRATA_SCRIPT_PANEL (widget);

  strata_board_reset (self->board);
  strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE, _("The board was reset"), NULL);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  strata_console_clear (STRATA_SCRIPT_PANEL (widget)->console);
}

/* }}} */
/* {{{ Recording and listening */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (StrataScriptPanel) self = user_data;
  g_autofree char *message = strata_script_files_save_finish (result);

  if (message != NULL)
    tell (self, message);
}

static void
set_record (StrataScriptPanel *self,
            gboolean           records)
{
  g_autofree char *text = NULL;

  if (self->records == records || self->runner == NULL)
    return;

  self->records = records;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
  show_sign (self);
  if (records)
    {
      strata_console_start_recording (self->console);
      return;
    }

  text = strata_console_stop_recording (self->console);
  if (text == NULL)
    {
      tell (self, _("Nothing was recorded"));
      return;
    }
  strata_script_files_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), text, saved_cb,
                            g_object_ref (self));
}

static void
set_listen (StrataScriptPanel *self,
            gboolean           listens)
{
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (self->listens == listens || self->runner == NULL)
    return;

  if (listens)
    {
      self->visitor = strata_visitor_new (self->board, self->console, &error);
      if (self->visitor == NULL)
        message = g_strdup_printf (_("Cannot listen: %s"), error->message);
      else
        message = g_strdup_printf (_("Listening on %s"), strata_visitor_get_path (self->visitor));
      strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE, message, NULL);
      gtk_toggle_button_set_active (self->log_button, TRUE);
      tell (self, message);
    }
  else
    {
      g_clear_object (&self->visitor);
      strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE,
                           _("No longer listening"), NULL);
    }
  self->listens = self->visitor != NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTEN]);
  show_sign (self);
}

/* }}} */

static void
fill_samples_menu (StrataScriptPanel *self)
{
  g_auto (GStrv) names = strata_qtest_samples_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *label = strata_menu_label_escape (names[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "script.open-sample", "s", names[i]);
      g_menu_append_item (self->samples_menu, item);
    }
}

static void
strata_script_panel_dispose (GObject *object)
{
  StrataScriptPanel *self = STRATA_SCRIPT_PANEL (object);
  GtkWidget *child;

  strata_script_panel_set_board (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->console);

  G_OBJECT_CLASS (strata_script_panel_parent_class)->dispose (object);
}

static void
strata_script_panel_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  StrataScriptPanel *self = STRATA_SCRIPT_PANEL (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      g_value_set_boolean (value, self->records);
      break;
    case PROP_LISTEN:
      g_value_set_boolean (value, self->listens);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_script_panel_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  StrataScriptPanel *self = STRATA_SCRIPT_PANEL (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      set_record (self, g_value_get_boolean (value));
      break;
    case PROP_LISTEN:
      set_listen (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_script_panel_class_init (StrataScriptPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_script_panel_dispose;
  object_class->get_property = strata_script_panel_get_property;
  object_class->set_property = strata_script_panel_set_property;

  properties[PROP_RECORD] = g_param_spec_boolean ("record", NULL, NULL, FALSE, flags);
  properties[PROP_LISTEN] = g_param_spec_boolean ("listen", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataScriptPanel::message:
   * @self: the panel
   * @text: what happened
   *
   * What an action came to, for a person to read.
   */
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "script.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "script.open-sample", "s", open_sample_action);
  gtk_widget_class_install_action (widget_class, "script.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "script.step", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "script.rewind", NULL, rewind_action);
  gtk_widget_class_install_action (widget_class, "script.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "script.clear", NULL, clear_action);
  gtk_widget_class_install_property_action (widget_class, "script.record", "record");
  gtk_widget_class_install_property_action (widget_class, "script.listen", "listen");

  g_type_ensure (STRATA_TYPE_CONSOLE_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-script-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, controls);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, play_button);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, title);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, sign);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, log_button);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, log);
  gtk_widget_class_bind_template_child (widget_class, StrataScriptPanel, samples_menu);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* What plays runs to the right in every language, as on a tape. */
static void
keep_direction (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_direction (child);
}

static void
strata_script_panel_init (StrataScriptPanel *self)
{
  g_autoptr (GSettings) settings = strata_settings_new ();

  self->console = strata_console_new ();
  if (settings != NULL)
    strata_console_set_max_lines (self->console,
                                  (guint) g_settings_get_int (settings, "log-lines"));
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_init_template (GTK_WIDGET (self));
  keep_direction (self->controls);

  strata_console_view_set_console (self->log, self->console);
  fill_samples_menu (self);
  show_state (self);
  show_sign (self);
}

static void
leave_board (StrataScriptPanel *self)
{
  g_clear_object (&self->visitor);
  self->listens = FALSE;
  if (self->runner != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->runner, self);
      strata_runner_stop (self->runner);
      gtk_widget_insert_action_group (GTK_WIDGET (self), "runner", NULL);
    }
  g_clear_object (&self->runner);
  for (guint i = 0; i < self->devices->len; i++)
    g_signal_handlers_disconnect_by_data (self->devices->pdata[i], self->console);
  g_ptr_array_set_size (self->devices, 0);
  g_free (strata_console_stop_recording (self->console));
  self->records = FALSE;
  strata_console_clear (self->console);
  g_clear_object (&self->board);
}

/* Listens to the devices of a board, and switches it on. */
static void
enter_board (StrataScriptPanel *self,
             StrataBoard       *board)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (board);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) speed = NULL;

  self->board = g_object_ref (board);
  for (guint i = 0; i < devices->len; i++)
    {
      g_ptr_array_add (self->devices, g_object_ref (devices->pdata[i]));
      g_signal_connect (devices->pdata[i], "message", G_CALLBACK (device_message_cb),
                        self->console);
    }
  self->runner = strata_runner_new (board, self->console);
  g_signal_connect_swapped (self->runner, "changed", G_CALLBACK (show_state), self);
  speed = g_property_action_new ("speed", self->runner, "speed");
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (speed));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "runner", G_ACTION_GROUP (group));
}

/**
 * strata_script_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board with devices
 *
 * Switches off the board that there was, and this one on.
 */
void
strata_script_panel_set_board (StrataScriptPanel *self,
                               StrataBoard       *board)
{
  g_return_if_fail (STRATA_IS_SCRIPT_PANEL (self));
  g_return_if_fail (board == NULL || STRATA_IS_BOARD (board));

  if (self->board == board)
    return;

  leave_board (self);
  if (board != NULL)
    enter_board (self, board);
  if (self->title != NULL)
    {
      show_state (self);
      show_sign (self);
    }
}

/**
 * strata_script_panel_get_board:
 * @self: a panel
 *
 * Returns: (transfer none) (nullable): the board that is switched on
 */
StrataBoard *
strata_script_panel_get_board (StrataScriptPanel *self)
{
  g_return_val_if_fail (STRATA_IS_SCRIPT_PANEL (self), NULL);

  return self->board;
}

/**
 * strata_script_panel_get_runner:
 * @self: a panel
 *
 * Returns: (transfer none) (nullable): what plays scripts on the board; %NULL if there is no board
 */
StrataRunner *
strata_script_panel_get_runner (StrataScriptPanel *self)
{
  g_return_val_if_fail (STRATA_IS_SCRIPT_PANEL (self), NULL);

  return self->runner;
}

/**
 * strata_script_panel_open:
 * @self: a panel with a board
 * @file: a script
 * @play: whether to play it at once
 *
 * Loads a script.
 */
void
strata_script_panel_open (StrataScriptPanel *self,
                          GFile             *file,
                          gboolean           play)
{
  g_autoptr (StrataQtestScript) script = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (STRATA_IS_SCRIPT_PANEL (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->runner != NULL);

  script = strata_qtest_script_load (file, NULL, &error);
  if (script != NULL)
    set_script (self, script, play);
  else
    tell (self, error->message);
}
