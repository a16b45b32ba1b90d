/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-access-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "strata-access-columns.h"
#include "strata-access-list.h"
#include "strata-end-follower.h"
#include "strata-wrap-box.h"

#define INTERVAL 100 /* milliseconds between two looks at the log */

/**
 * StrataAccessPanel:
 *
 * The last accesses on a board, while they are recorded: who, where, what, and how it ended.
 */
struct _StrataAccessPanel
{
  GtkWidget parent_instance;

  GtkToggleButton *record_button;
  GtkEditable *initiator;
  GtkEditable *region;
  GtkDropDown *kinds;
  GtkDropDown *ends;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkLabel *status;

  GtkSingleSelection *rows;
  StrataBoard *board;
  guint length; /* of the log */
  StrataAccessLog *log; /* NULL until something is recorded */
  StrataAccessList *list;
  guint timeout;
  StrataEndFollower *follower;
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataAccessPanel, strata_access_panel, GTK_TYPE_WIDGET)

/* {{{ What is recorded */

static guint64
get_time (gpointer start)
{
  return (guint64) (g_get_monotonic_time () - *(gint64 *) start) * 1000;
}

static guint64
get_board_time (gpointer clock)
{
  return strata_clock_get_time (clock);
}

static void
show_status (StrataAccessPanel *self)
{
  guint n_listed = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  gboolean records = gtk_toggle_button_get_active (self->record_button);
  g_autofree char *text = NULL;
  guint64 first = 0, end = 0;

  if (self->log != NULL)
    strata_access_log_get_span (self->log, &first, &end);
  text = g_strdup_printf (_("%u shown of the last %" PRIu64 ", %" PRIu64 " in all"), n_listed,
                          end - first, end);
  gtk_label_set_label (self->status, text);
  gtk_stack_set_visible_child_name (self->stack, n_listed > 0 ? "list" : "empty");
  adw_status_page_set_description (self->empty_page,
                                   end > first ? _("None passes the filter.")
                                   : records   ? _("They appear here as they are made.")
                                               : _("Nothing is recorded."));
}

static gboolean
update_cb (gpointer user_data)
{
  StrataAccessPanel *self = user_data;

  if (self->list != NULL)
    strata_access_list_update (self->list);
  show_status (self);

  return G_SOURCE_CONTINUE;
}

static void
filter_cb (StrataAccessPanel *self)
{
  if (self->list == NULL)
    return;

  strata_access_list_set_filter (self->list, gtk_editable_get_text (self->initiator),
                                 gtk_editable_get_text (self->region),
                                 gtk_drop_down_get_selected (self->kinds),
                                 gtk_drop_down_get_selected (self->ends));
  show_status (self);
}

static void
make_log (StrataAccessPanel *self)
{
  gint64 *start = g_new (gint64, 1);

  *start = g_get_monotonic_time ();
  self->log = strata_access_log_new (self->length, get_time, start, g_free);
  strata_access_log_set_board_time (self->log, get_board_time,
                                    g_object_ref (strata_board_get_clock (self->board)),
                                    g_object_unref);
  self->list = strata_access_list_new (self->log);
  g_signal_connect_object (self->list, "items-changed",
                           G_CALLBACK (strata_end_follower_update), self->follower,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->rows, G_LIST_MODEL (self->list));
  filter_cb (self);
}

static void
stop (StrataAccessPanel *self)
{
  if (self->board != NULL)
    strata_system_set_access_log (strata_board_get_system (self->board), NULL, NULL);
}

static void
record_cb (StrataAccessPanel *self)
{
  if (self->board == NULL)
    return;

  if (gtk_toggle_button_get_active (self->record_button))
    {
      if (self->log == NULL)
        make_log (self);
      strata_system_set_access_log (strata_board_get_system (self->board), self->log, NULL);
    }
  else
    {
      stop (self);
    }
  update_cb (self);
}

static void
activate_cb (StrataAccessPanel *self,
             guint              position)
{
  g_autoptr (StrataAccessItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const StrataAccess *access = item != NULL ? strata_access_item_get_access (item) : NULL;

  if (access != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, access->space, access->address);
}

/* }}} */

static void
strata_access_panel_map (GtkWidget *widget)
{
  StrataAccessPanel *self = STRATA_ACCESS_PANEL (widget);

  GTK_WIDGET_CLASS (strata_access_panel_parent_class)->map (widget);
  update_cb (self);
  self->timeout = g_timeout_add (INTERVAL, update_cb, self);
}

static void
strata_access_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_ACCESS_PANEL (widget)->timeout, g_source_remove);

  GTK_WIDGET_CLASS (strata_access_panel_parent_class)->unmap (widget);
}

static void
strata_access_panel_dispose (GObject *object)
{
  StrataAccessPanel *self = STRATA_ACCESS_PANEL (object);
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->follower);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_pointer (&self->log, strata_access_log_unref);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (strata_access_panel_parent_class)->dispose (object);
}

static void
strata_access_panel_class_init (StrataAccessPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_access_panel_dispose;
  widget_class->map = strata_access_panel_map;
  widget_class->unmap = strata_access_panel_unmap;

  /**
   * StrataAccessPanel::activated:
   * @self: the panel
   * @space: the name of an address space
   * @address: an address in it
   *
   * The user wants to see the place of an access.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_UINT64);

  g_type_ensure (STRATA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-access-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, record_button);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, initiator);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, region);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, kinds);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, ends);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, empty_page);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataAccessPanel, status);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_css_name (widget_class, "accesspanel");
}

static void
strata_access_panel_init (StrataAccessPanel *self)
{
  self->length = STRATA_ACCESS_LOG_MAX_LENGTH;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  strata_access_columns_add (self->view);
  self->follower = strata_end_follower_new (self->scroller);
  show_status (self);
}

/**
 * strata_access_panel_new:
 *
 * Creates a panel without a board.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_access_panel_new (void)
{
  return g_object_new (STRATA_TYPE_ACCESS_PANEL, NULL);
}

/**
 * strata_access_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board
 *
 * Shows another board's accesses. Nothing of it is recorded yet.
 */
void
strata_access_panel_set_board (StrataAccessPanel *self,
                               StrataBoard       *board)
{
  g_return_if_fail (STRATA_IS_ACCESS_PANEL (self));
  g_return_if_fail (board == NULL || STRATA_IS_BOARD (board));

  if (self->board == board)
    return;

  strata_access_panel_set_record (self, FALSE);
  gtk_single_selection_set_model (self->rows, NULL);
  g_clear_object (&self->list);
  g_clear_pointer (&self->log, strata_access_log_unref);
  g_set_object (&self->board, board);
  show_status (self);
}

/**
 * strata_access_panel_get_record:
 * @self: a panel
 *
 * Returns: whether accesses are recorded
 */
gboolean
strata_access_panel_get_record (StrataAccessPanel *self)
{
  g_return_val_if_fail (STRATA_IS_ACCESS_PANEL (self), FALSE);

  return gtk_toggle_button_get_active (self->record_button);
}

/**
 * strata_access_panel_set_record:
 * @self: a panel
 * @record: whether to record
 *
 * Records accesses, or records no more. What is there stays.
 */
void
strata_access_panel_set_record (StrataAccessPanel *self,
                                gboolean           record)
{
  g_return_if_fail (STRATA_IS_ACCESS_PANEL (self));

  gtk_toggle_button_set_active (self->record_button, record);
}

/**
 * strata_access_panel_set_length:
 * @self: a panel
 * @length: how many accesses to remember, 1 to %STRATA_ACCESS_LOG_MAX_LENGTH
 *
 * Remembers more accesses, or only the last ones.
 */
void
strata_access_panel_set_length (StrataAccessPanel *self,
                                guint              length)
{
  g_return_if_fail (STRATA_IS_ACCESS_PANEL (self));
  g_return_if_fail (length > 0 && length <= STRATA_ACCESS_LOG_MAX_LENGTH);

  self->length = length;
  if (self->log == NULL)
    return;
  strata_access_log_set_length (self->log, length);
  update_cb (self);
}

/**
 * strata_access_panel_clear:
 * @self: a panel
 *
 * Forgets what was recorded.
 */
void
strata_access_panel_clear (StrataAccessPanel *self)
{
  g_return_if_fail (STRATA_IS_ACCESS_PANEL (self));

  if (self->log != NULL)
    strata_access_log_clear (self->log);
  update_cb (self);
}

static StrataAccessList *
new_empty_list (void)
{
  g_autoptr (StrataAccessLog) log = strata_access_log_new (1, NULL, NULL, NULL);

  return strata_access_list_new (log);
}

/**
 * strata_access_panel_save_async:
 * @self: a panel
 * @file: where to save
 * @format: what as
 * @progress: told how many accesses of how many are written, before @callback is called
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Saves the accesses that are shown.
 */
void
strata_access_panel_save_async (StrataAccessPanel     *self,
                                GFile                 *file,
                                StrataAccessFormat     format,
                                GFileProgressCallback  progress,
                                gpointer               progress_data,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_autoptr (StrataAccessList) list = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STRATA_IS_ACCESS_PANEL (self));

  list = self->list != NULL ? g_object_ref (self->list) : new_empty_list ();
  task = g_task_new (self, cancellable, callback, user_data);
  strata_access_saving_start (task, list, file, format, progress, progress_data);
}

/**
 * strata_access_panel_save_finish:
 * @self: a panel
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether the accesses are saved
 */
gboolean
strata_access_panel_save_finish (StrataAccessPanel  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
