/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-words.h"
#include "strata-window-private.h"

/* So many commits of a board are remembered where there are no settings that say how many. What
 * they take is bounded by the engine, too. */
#define LENGTH 1000

/*
 * The commits of the board, and the map as it was after one of them: all panes show it, and a bar
 * says so, until the user goes back to now.
 */

static guint64
get_time (gpointer clock)
{
  return strata_clock_get_time (clock);
}

static void
show_moment (StrataWindow *self)
{
  guint64 first = 1, end = 1;

  if (self->timeline != NULL)
    strata_timeline_get_span (self->timeline, &first, &end);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.timeline-back", self->timeline != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.timeline-forward", self->is_past);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.timeline-now", self->is_past);
  gtk_widget_set_visible (GTK_WIDGET (self->past), self->is_past);
  gtk_revealer_set_reveal_child (self->past, self->is_past);
  if (self->is_past)
    {
      g_autofree char *text = strata_words_past (self->moment, end - 1);

      gtk_label_set_label (self->past_title, text);
    }
  if (self->watch_window != NULL)
    strata_watch_window_set_shown (self->watch_window, self->is_past, self->moment);
}

void
_strata_window_set_moment (StrataWindow *self,
                           gboolean      is_past,
                           guint64       number)
{
  if (self->trial == NULL)
    return;

  if (is_past && strata_inspector_get_pending (self->inspector))
    {
      _strata_window_tell (self, _("Apply or discard your change first"));
      return;
    }
  self->is_past = is_past && self->timeline != NULL;
  self->moment = number;
  strata_trial_set_past (self->trial, self->is_past ? self->timeline : NULL, number);
  show_moment (self);
}

static guint
get_length (StrataWindow *self)
{
  return self->settings != NULL ? (guint) g_settings_get_int (self->settings, "timeline-length")
                                : LENGTH;
}

static void
length_changed_cb (StrataWindow *self)
{
  if (self->timeline != NULL)
    strata_timeline_set_length (self->timeline, get_length (self));
}

/* The board is another one: its commits are remembered from now on. */
void
_strata_window_set_timeline (StrataWindow *self,
                             StrataBoard  *board)
{
  _strata_window_set_moment (self, FALSE, 0);
  g_clear_pointer (&self->timeline, strata_timeline_unref);
  if (board != NULL)
    self->timeline = strata_timeline_new (strata_board_get_system (board), get_length (self),
                                          get_time,
                                          g_object_ref (strata_board_get_clock (board)),
                                          g_object_unref);
  show_moment (self);
}

/* The commits that led there are forgotten, or the board is being changed. */
static void
past_failed_cb (StrataWindow *self,
                const char   *message)
{
  _strata_window_tell (self, message);
  _strata_window_set_moment (self, FALSE, 0);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  guint64 first, end, number;

  strata_timeline_get_span (self->timeline, &first, &end);
  number = self->is_past ? self->moment : end - 1;
  if (number >= first)
    _strata_window_set_moment (self, TRUE, number - 1);
  else if (first == end)
    _strata_window_tell (self, _("The map has not changed yet"));
  else
    _strata_window_tell (self, _("What was before is not remembered"));
}

static void
forward_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  guint64 first, end;

  strata_timeline_get_span (self->timeline, &first, &end);
  _strata_window_set_moment (self, self->moment + 2 < end, self->moment + 1);
}

static void
now_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  _strata_window_set_moment (STRATA_WINDOW (widget), FALSE, 0);
}

void
_strata_window_init_timeline (StrataWindow *self)
{
  g_signal_connect_object (self->trial, "past-failed", G_CALLBACK (past_failed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::timeline-length",
                             G_CALLBACK (length_changed_cb), self, G_CONNECT_SWAPPED);
  show_moment (self);
}

void
_strata_window_class_init_timeline (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.timeline-back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.timeline-forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "win.timeline-now", NULL, now_action);
}
