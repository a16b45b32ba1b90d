/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-timeline-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "strata-text-row.h"
#include "strata-words.h"
#include "strata-wrap-box.h"

#define INTERVAL 100 /* milliseconds between two looks at the timeline */

/* So many events of a commit are listed; more are counted. */
#define MAX_EVENTS 5000

/**
 * StrataTimelinePanel:
 *
 * The last commits of a board, what they told listeners, and the way to the map as it was.
 *
 * # Actions
 *
 * - `timeline.back`, `timeline.forward`: show the map one commit earlier or later
 * - `timeline.now`: show the map as it is
 */
struct _StrataTimelinePanel
{
  GtkWidget parent_instance;

  GtkLabel *status;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *commits_view;
  GtkLabel *events_title;
  GtkColumnView *events_view;

  GListStore *commits; /* the last one first */
  GtkSingleSelection *selection;
  GListStore *events;
  StrataTimeline *timeline;
  guint64 first; /* what is remembered */
  guint64 end;
  gboolean is_past;
  guint64 shown; /* the number of the commit after which the map is shown, if it is the past */
  guint timeout;
};

enum
{
  SHOW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataTimelinePanel, strata_timeline_panel, GTK_TYPE_WIDGET)

static const StrataTextColumn commit_columns[] = {
  { N_("Number"), STRATA_CELL_NUMBER, FALSE },
  { N_("Time"), STRATA_CELL_NUMBER, FALSE },
  { N_("Board Time"), STRATA_CELL_NUMBER, FALSE },
  { N_("Change"), STRATA_CELL_TEXT, TRUE },
  { N_("Events"), STRATA_CELL_NUMBER, FALSE },
};

static const StrataTextColumn event_columns[] = {
  { N_("Event"), STRATA_CELL_TEXT, FALSE },
  { N_("Space"), STRATA_CELL_TEXT, FALSE },
  { N_("Addresses"), STRATA_CELL_ADDRESSES, FALSE },
  { N_("Region"), STRATA_CELL_TEXT, TRUE },
};

/* {{{ Commits */

static char *
describe_change (StrataPastCommit *commit)
{
  const char *name = strata_past_commit_get_name (commit);
  const char *region = strata_past_commit_get_region (commit);
  const char *owner = strata_past_commit_get_owner (commit);

  if (name != NULL)
    return g_strdup (name);
  if (region == NULL)
    return g_strdup (_("By nobody known"));
  if (owner == NULL)
    return g_strdup_printf (_("By “%s”"), region);

  /* Translators: a device and one of its regions */
  return g_strdup_printf (_("By %s, through “%s”"), owner, region);
}

static StrataTextRow *
new_commit_row (StrataPastCommit *commit)
{
  char **texts = g_new0 (char *, G_N_ELEMENTS (commit_columns) + 1);
  gint64 real_time = strata_past_commit_get_real_time (commit);
  guint64 time = strata_past_commit_get_time (commit);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (real_time / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (date, "%H:%M:%S");

  texts[0] = g_strdup_printf ("%" G_GUINT64_FORMAT, strata_past_commit_get_number (commit));
  texts[1] = g_strdup_printf ("%s.%03d", seconds, (int) (real_time % G_USEC_PER_SEC / 1000));
  texts[2] = g_strdup_printf ("%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, time / 1000000000,
                              time % 1000000000 / 1000);
  texts[3] = describe_change (commit);
  texts[4] = g_strdup_printf ("%u", strata_past_commit_get_n_events (commit));

  return strata_text_row_new (strata_past_commit_get_number (commit), texts);
}

static void
show_status (StrataTimelinePanel *self)
{
  guint n_commits = (guint) (self->end - self->first);
  g_autofree char *text = NULL;

  if (self->is_past)
    text = strata_words_past (self->shown, self->end - 1);
  else
    text = g_strdup_printf (ngettext ("%u commit", "%u commits", n_commits), n_commits);
  gtk_label_set_label (self->status, text);
  gtk_stack_set_visible_child_name (self->stack, n_commits > 0 ? "list" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.back",
                                 n_commits > 0 && (!self->is_past || self->shown >= self->first));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.forward", self->is_past);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.now", self->is_past);
}

/* Takes away the oldest rows, and puts the new ones on top. */
static gboolean
update_cb (gpointer user_data)
{
  StrataTimelinePanel *self = user_data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint64 first = 1;
  guint64 end = 1;
  guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (self->commits));
  guint n_kept;

  if (self->timeline != NULL)
    strata_timeline_get_span (self->timeline, &first, &end);
  if (first == self->first && end == self->end)
    return G_SOURCE_CONTINUE;

  n_kept = first < self->end ? (guint) (self->end - first) : 0;
  if (n_kept < n_listed)
    g_list_store_splice (self->commits, n_kept, n_listed - n_kept, NULL, 0);
  for (guint64 number = end - 1; number >= MAX (first, self->end); number--)
    {
      g_autoptr (StrataPastCommit) commit = strata_timeline_ref_commit (self->timeline, number);

      if (commit != NULL)
        g_ptr_array_add (rows, new_commit_row (commit));
    }
  g_list_store_splice (self->commits, 0, 0, rows->pdata, rows->len);
  self->first = first;
  self->end = end;
  show_status (self);

  return G_SOURCE_CONTINUE;
}

static StrataTextRow *
new_event_row (guint              index,
               const StrataEvent *event)
{
  char **texts = g_new0 (char *, G_N_ELEMENTS (event_columns) + 1);

  texts[0] = g_strdup (strata_words_event (event->kind));
  texts[1] = g_strdup (strata_address_space_get_name (event->space));
  texts[2] = strata_words_range (event->part.first, event->part.last);
  texts[3] = g_strdup (strata_region_get_name (event->range.region));

  return strata_text_row_new (index, texts);
}

static void
show_events (StrataTimelinePanel *self)
{
  StrataTextRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (StrataPastCommit) commit = NULL;
  g_autofree char *title = NULL;
  guint n_events = 0;

  if (row != NULL && self->timeline != NULL)
    commit = strata_timeline_ref_commit (self->timeline, strata_text_row_get_number (row));
  if (commit != NULL)
    n_events = strata_past_commit_get_n_events (commit);
  for (guint i = 0; i < MIN (n_events, MAX_EVENTS); i++)
    g_ptr_array_add (rows, new_event_row (i, strata_past_commit_get_event (commit, i)));
  g_list_store_splice (self->events, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)),
                       rows->pdata, rows->len);

  if (commit == NULL)
    title = g_strdup (_("Select a commit to see its events"));
  else if (n_events == 0)
    title = g_strdup (_("No events: all that changed is hidden"));
  else if (n_events > MAX_EVENTS)
    title = g_strdup_printf (_("The first %u of %u events"), MAX_EVENTS, n_events);
  else
    title = g_strdup_printf (ngettext ("%u event", "%u events", n_events), n_events);
  gtk_label_set_label (self->events_title, title);
}

static void
activate_cb (StrataTimelinePanel *self,
             guint                position)
{
  g_autoptr (StrataTextRow) row = g_list_model_get_item (G_LIST_MODEL (self->commits), position);

  if (row != NULL)
    g_signal_emit (self, signals[SHOW], 0, TRUE, strata_text_row_get_number (row));
}

/* }}} */
/* {{{ Actions */

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataTimelinePanel *self = STRATA_TIMELINE_PANEL (widget);

  update_cb (self);
  if (self->end > self->first)
    g_signal_emit (self, signals[SHOW], 0, TRUE,
                   MAX (self->is_past ? self->shown : self->end - 1, self->first) - 1);
}

static void
forward_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  StrataTimelinePanel *self = STRATA_TIMELINE_PANEL (widget);

  update_cb (self);
  if (self->is_past)
    g_signal_emit (self, signals[SHOW], 0, self->shown + 2 < self->end, self->shown + 1);
}

static void
now_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[SHOW], 0, FALSE, (guint64) 0);
}

/* }}} */

static void
strata_timeline_panel_map (GtkWidget *widget)
{
  StrataTimelinePanel *self = STRATA_TIMELINE_PANEL (widget);

  GTK_WIDGET_CLASS (strata_timeline_panel_parent_class)->map (widget);
  update_cb (self);
  self->timeout = g_timeout_add (INTERVAL, update_cb, self);
}

static void
strata_timeline_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_TIMELINE_PANEL (widget)->timeout, g_source_remove);

  GTK_WIDGET_CLASS (strata_timeline_panel_parent_class)->unmap (widget);
}

static void
strata_timeline_panel_dispose (GObject *object)
{
  StrataTimelinePanel *self = STRATA_TIMELINE_PANEL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->commits);
  g_clear_object (&self->events);
  g_clear_pointer (&self->timeline, strata_timeline_unref);

  G_OBJECT_CLASS (strata_timeline_panel_parent_class)->dispose (object);
}

static void
strata_timeline_panel_class_init (StrataTimelinePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_timeline_panel_dispose;
  widget_class->map = strata_timeline_panel_map;
  widget_class->unmap = strata_timeline_panel_unmap;

  /**
   * StrataTimelinePanel::show-moment:
   * @self: the panel
   * @is_past: whether the map is to be shown as it was, and not as it is
   * @number: the commit after which it was like that
   *
   * The user wants to see the map of another moment.
   */
  signals[SHOW] = g_signal_new ("show-moment", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_UINT64);

  g_type_ensure (STRATA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-timeline-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataTimelinePanel, status);
  gtk_widget_class_bind_template_child (widget_class, StrataTimelinePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataTimelinePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataTimelinePanel, commits_view);
  gtk_widget_class_bind_template_child (widget_class, StrataTimelinePanel, events_title);
  gtk_widget_class_bind_template_child (widget_class, StrataTimelinePanel, events_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "timeline.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "timeline.forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "timeline.now", NULL, now_action);
  gtk_widget_class_set_css_name (widget_class, "timelinepanel");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "timeline.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "timeline.forward", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, GDK_ALT_MASK, "timeline.now",
                                       NULL);
}

static void
strata_timeline_panel_init (StrataTimelinePanel *self)
{
  g_autoptr (GtkNoSelection) events = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->first = self->end = 1;
  self->commits = g_list_store_new (STRATA_TYPE_TEXT_ROW);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->commits)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->commits_view, GTK_SELECTION_MODEL (self->selection));
  strata_text_row_add_columns (self->commits_view, commit_columns,
                               G_N_ELEMENTS (commit_columns));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_events),
                           self, G_CONNECT_SWAPPED);

  self->events = g_list_store_new (STRATA_TYPE_TEXT_ROW);
  events = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->events)));
  gtk_column_view_set_model (self->events_view, GTK_SELECTION_MODEL (events));
  strata_text_row_add_columns (self->events_view, event_columns, G_N_ELEMENTS (event_columns));
  show_status (self);
  show_events (self);
}

/**
 * strata_timeline_panel_new:
 *
 * Creates a panel without a timeline.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_timeline_panel_new (void)
{
  return g_object_new (STRATA_TYPE_TIMELINE_PANEL, NULL);
}

/**
 * strata_timeline_panel_set_timeline:
 * @self: a panel
 * @timeline: (nullable): a timeline
 *
 * Lists the commits of another timeline.
 */
void
strata_timeline_panel_set_timeline (StrataTimelinePanel *self,
                                    StrataTimeline      *timeline)
{
  g_return_if_fail (STRATA_IS_TIMELINE_PANEL (self));

  if (self->timeline == timeline)
    return;

  g_clear_pointer (&self->timeline, strata_timeline_unref);
  g_list_store_remove_all (self->commits);
  self->first = self->end = 1;
  if (timeline != NULL)
    self->timeline = strata_timeline_ref (timeline);
  strata_timeline_panel_set_shown (self, FALSE, 0);
  update_cb (self);
}

/**
 * strata_timeline_panel_set_shown:
 * @self: a panel
 * @is_past: whether the map is shown as it was
 * @number: the commit after which it was like that
 *
 * Tells which moment is shown, and selects its commit.
 */
void
strata_timeline_panel_set_shown (StrataTimelinePanel *self,
                                 gboolean             is_past,
                                 guint64              number)
{
  g_return_if_fail (STRATA_IS_TIMELINE_PANEL (self));

  self->is_past = is_past;
  self->shown = number;
  update_cb (self);
  show_status (self);
  gtk_single_selection_set_selected (self->selection,
                                     is_past && number >= self->first && number < self->end
                                       ? (guint) (self->end - 1 - number)
                                       : GTK_INVALID_LIST_POSITION);
}
