/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-watch-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/strata-compat-file-dialog.h"
#include "strata-access-panel.h"
#include "strata-coalesced-panel.h"
#include "strata-counts-panel.h"
#include "strata-dirty-panel.h"
#include "strata-file-filters.h"
#include "strata-progress-strip.h"
#include "strata-settings.h"
#include "strata-timeline-panel.h"
#include "strata-toasts.h"
#include "strata-watch-panel.h"

/**
 * StrataWatchWindow:
 *
 * A board at work: who accesses what and how often, what to wait for, which pages are written,
 * which writes wait, and how the map came to be what it is.
 *
 * # Actions
 *
 * - `watch.cancel-save`: lets go of the saving of accesses
 * - `watch.clear`: forgets what was recorded
 * - `watch.page`: shows a page by its name; its state is the page that is shown
 * - `watch.save-csv`, `watch.save-qtest`: write down the accesses that are shown
 */
struct _StrataWatchWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  StrataProgressStrip *saving_strip;
  AdwViewStack *stack;
  GtkMenuButton *page_button;
  StrataAccessPanel *accesses;
  StrataWatchPanel *watches;
  StrataDirtyPanel *dirty;
  StrataCountsPanel *counts;
  StrataCoalescedPanel *coalesced;
  StrataTimelinePanel *timeline;

  StrataHeatMonitor *heat;
  GSettings *settings;
  GCancellable *saving; /* NULL while nothing is saved */
};

enum
{
  PROP_0,
  PROP_PAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  ACTIVATED,
  SHOW_MOMENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataWatchWindow, strata_watch_window, ADW_TYPE_WINDOW)

static void
tell (StrataWatchWindow *self,
      const char        *text)
{
  strata_toasts_show (self->toasts, text, NULL, NULL);
}

static void
activated_cb (StrataWatchWindow *self,
              const char        *space,
              guint64            address)
{
  g_signal_emit (self, signals[ACTIVATED], 0, space, address);
}

static void
show_moment_cb (StrataWatchWindow *self,
                gboolean           is_past,
                guint64            number)
{
  g_signal_emit (self, signals[SHOW_MOMENT], 0, is_past, number);
}

static void
hit_cb (StrataWatchWindow *self,
        const char        *text)
{
  tell (self, text);
}

/* {{{ Actions */

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  strata_access_panel_clear (STRATA_WATCH_WINDOW (widget)->accesses);
}

static void
update_saving (StrataWatchWindow *self)
{
  gboolean is_saving = self->saving != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "watch.save-csv", !is_saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "watch.save-qtest", !is_saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "watch.cancel-save", is_saving);
}

static void
cancel_save_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_cancellable_cancel (STRATA_WATCH_WINDOW (widget)->saving);
}

static void
progress_cb (goffset  n_done,
             goffset  n_accesses,
             gpointer user_data)
{
  StrataWatchWindow *self = user_data;

  strata_progress_strip_set_fraction (self->saving_strip, (double) n_done / (double) n_accesses);
}

static void
saved_cb (GObject      *accesses,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (StrataWatchWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->saving);
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)) && self->saving_strip != NULL)
    {
      strata_progress_strip_end (self->saving_strip);
      update_saving (self);
    }
  if (strata_access_panel_save_finish (STRATA_ACCESS_PANEL (accesses), result, &error))
    tell (self, _("Saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
save (StrataWatchWindow  *self,
      GAsyncResult       *result,
      StrataAccessFormat  format)
{
  g_autoptr (GFile) file = strata_compat_file_dialog_save_finish (result, NULL);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (file == NULL || self->saving != NULL)
    return;

  name = g_file_get_basename (file);
  title = g_strdup_printf (_("Exporting “%s”"), name);
  strata_progress_strip_begin (self->saving_strip, title);
  self->saving = g_cancellable_new ();
  update_saving (self);
  strata_access_panel_save_async (self->accesses, file, format, progress_cb, self, self->saving,
                                  saved_cb, g_object_ref (self));
}

static void
csv_chosen_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  save (STRATA_WATCH_WINDOW (object), result, STRATA_ACCESS_CSV);
}

static void
qtest_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  save (STRATA_WATCH_WINDOW (object), result, STRATA_ACCESS_QTEST);
}

/* Asks where to save, for files of one ending. */
static void
ask_place (StrataWatchWindow   *self,
           const char          *title,
           const char          *name,
           const char          *files,
           GAsyncReadyCallback  callback)
{
  g_autoptr (GListStore) filters = strata_file_filters_new ();

  strata_file_filters_add (filters, files, strrchr (name, '.') + 1);
  strata_compat_file_dialog_save (GTK_WINDOW (self), title, name, G_LIST_MODEL (filters), NULL,
                                  callback, NULL);
}

static void
save_csv_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ask_place (STRATA_WATCH_WINDOW (widget), _("Save as Table"), "accesses.csv", _("CSV Tables"),
             csv_chosen_cb);
}

static void
save_qtest_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ask_place (STRATA_WATCH_WINDOW (widget), _("Save as Script"), "accesses.qtest",
             _("qtest Scripts"), qtest_chosen_cb);
}

/* }}} */

/* Where there is no room for all names there is a menu that bears the name of the page. */
static void
page_changed_cb (StrataWatchWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->stack);
  const char *title;

  if (page == NULL)
    return;

  title = adw_view_stack_page_get_title (adw_view_stack_get_page (self->stack, page));
  gtk_menu_button_set_label (self->page_button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
strata_watch_window_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  StrataWatchWindow *self = STRATA_WATCH_WINDOW (object);

  /* An action asks for its state even when there are no pages any more. */
  g_value_set_string (value, self->stack != NULL
                               ? adw_view_stack_get_visible_child_name (self->stack)
                               : "accesses");
}

static void
strata_watch_window_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  StrataWatchWindow *self = STRATA_WATCH_WINDOW (object);

  adw_view_stack_set_visible_child_name (self->stack, g_value_get_string (value));
}

static void
strata_watch_window_show (GtkWidget *widget)
{
  strata_coalesced_panel_set_record (STRATA_WATCH_WINDOW (widget)->coalesced, TRUE);

  GTK_WIDGET_CLASS (strata_watch_window_parent_class)->show (widget);
}

/* Nobody sees what is recorded: it would only cost. Watches stay. */
static void
strata_watch_window_hide (GtkWidget *widget)
{
  StrataWatchWindow *self = STRATA_WATCH_WINDOW (widget);

  strata_access_panel_set_record (self->accesses, FALSE);
  strata_coalesced_panel_set_record (self->coalesced, FALSE);
  if (self->heat != NULL)
    strata_heat_monitor_set_counting (self->heat, FALSE);

  GTK_WIDGET_CLASS (strata_watch_window_parent_class)->hide (widget);
}

/* A window that is gone saves nothing any more. */
static void
strata_watch_window_dispose (GObject *object)
{
  g_cancellable_cancel (STRATA_WATCH_WINDOW (object)->saving);

  G_OBJECT_CLASS (strata_watch_window_parent_class)->dispose (object);
}

static void
strata_watch_window_finalize (GObject *object)
{
  StrataWatchWindow *self = STRATA_WATCH_WINDOW (object);

  g_clear_object (&self->heat);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (strata_watch_window_parent_class)->finalize (object);
}

static void
strata_watch_window_class_init (StrataWatchWindowClass *klass)
{
  static const char *const pages[] = { "accesses", "counts",    "watches",
                                        "dirty",    "coalesced", "timeline" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_watch_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = strata_watch_window_finalize;
  G_OBJECT_CLASS (klass)->get_property = strata_watch_window_get_property;
  G_OBJECT_CLASS (klass)->set_property = strata_watch_window_set_property;
  widget_class->show = strata_watch_window_show;
  widget_class->hide = strata_watch_window_hide;

  /**
   * StrataWatchWindow:page:
   *
   * The name of the page that is shown.
   */
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "accesses",
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                               G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  /**
   * StrataWatchWindow::activated:
   * @self: the window
   * @space: the name of an address space
   * @address: an address in it
   *
   * The user wants to see a place on the map.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_UINT64);

  /**
   * StrataWatchWindow::show-moment:
   * @self: the window
   * @is_past: whether the map is to be shown as it was, and not as it is
   * @number: the commit after which it was like that
   *
   * The user wants to see the map of another moment.
   */
  signals[SHOW_MOMENT] = g_signal_new ("show-moment", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN,
                                       G_TYPE_UINT64);

  g_type_ensure (STRATA_TYPE_ACCESS_PANEL);
  g_type_ensure (STRATA_TYPE_COALESCED_PANEL);
  g_type_ensure (STRATA_TYPE_COUNTS_PANEL);
  g_type_ensure (STRATA_TYPE_DIRTY_PANEL);
  g_type_ensure (STRATA_TYPE_PROGRESS_STRIP);
  g_type_ensure (STRATA_TYPE_TIMELINE_PANEL);
  g_type_ensure (STRATA_TYPE_WATCH_PANEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-watch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, saving_strip);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, page_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, accesses);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, watches);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, dirty);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, counts);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, coalesced);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchWindow, timeline);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_moment_cb);
  gtk_widget_class_install_action (widget_class, "watch.cancel-save", NULL, cancel_save_action);
  gtk_widget_class_install_action (widget_class, "watch.clear", NULL, clear_action);
  gtk_widget_class_install_property_action (widget_class, "watch.page", "page");
  gtk_widget_class_install_action (widget_class, "watch.save-csv", NULL, save_csv_action);
  gtk_widget_class_install_action (widget_class, "watch.save-qtest", NULL, save_qtest_action);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "watch.page",
                                         "s", pages[i]);
}

static void
length_changed_cb (StrataWatchWindow *self)
{
  strata_access_panel_set_length (self->accesses,
                                  (guint) g_settings_get_int (self->settings,
                                                              "access-log-length"));
}

static void
strata_watch_window_init (StrataWatchWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  page_changed_cb (self);
  update_saving (self);
  self->settings = strata_settings_new ();
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::access-log-length",
                           G_CALLBACK (length_changed_cb), self, G_CONNECT_SWAPPED);
  length_changed_cb (self);
}

/**
 * strata_watch_window_new:
 *
 * Creates a window without a board. Closing it hides it.
 *
 * Returns: (transfer none): the window
 */
StrataWatchWindow *
strata_watch_window_new (void)
{
  return g_object_new (STRATA_TYPE_WATCH_WINDOW, NULL);
}

/**
 * strata_watch_window_set_board:
 * @self: a window
 * @board: (nullable): a board
 * @runner: (nullable): what plays scripts on it
 * @heat: (nullable): what counts the accesses of @board
 * @timeline: (nullable): what remembers its commits
 *
 * Shows another board at work. What was recorded and watched of the one before is gone.
 */
void
strata_watch_window_set_board (StrataWatchWindow *self,
                               StrataBoard       *board,
                               StrataRunner      *runner,
                               StrataHeatMonitor *heat,
                               StrataTimeline    *timeline)
{
  g_return_if_fail (STRATA_IS_WATCH_WINDOW (self));

  strata_access_panel_set_board (self->accesses, board);
  strata_watch_panel_set_board (self->watches, board, runner);
  strata_dirty_panel_set_board (self->dirty, board);
  strata_counts_panel_set_monitor (self->counts, heat);
  g_set_object (&self->heat, heat);
  strata_coalesced_panel_set_board (self->coalesced, board);
  strata_timeline_panel_set_timeline (self->timeline, timeline);
}

/**
 * strata_watch_window_set_shown:
 * @self: a window
 * @is_past: whether the map is shown as it was
 * @number: the commit after which it was like that
 *
 * Tells which moment of the board is shown.
 */
void
strata_watch_window_set_shown (StrataWatchWindow *self,
                               gboolean           is_past,
                               guint64            number)
{
  g_return_if_fail (STRATA_IS_WATCH_WINDOW (self));

  strata_timeline_panel_set_shown (self->timeline, is_past, number);
}
