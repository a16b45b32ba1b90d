/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-trial.h"

#include "strata-tie.h"

/* The views are brought up to date at most so often, in milliseconds, however fast somebody types
 * or drags. */
#define MIN_INTERVAL 30

/**
 * StrataTrial:
 *
 * What is shown while an edit is pending: the address space as the edit would make it. The edit is
 * tried on the board, and what comes of it goes to all views through the selection, with the
 * differences from what is. When the edit is dropped they get back what is.
 *
 * What becomes of the board meanwhile goes through the trial, too: the edit is tried again.
 *
 * What was after a commit is shown in the same way.
 */
struct _StrataTrial
{
  GObject parent_instance;

  StrataSelection *selection;
  StrataSpaceModel *base; /* as it is */
  StrataBoard *board;
  StrataEdit *edit; /* NULL if none is pending */
  StrataTimeline *timeline; /* NULL if it is not the past that is shown; then there is no edit */
  guint64 number; /* of the commit after which it was like that */
  guint timeout;
  gint64 last_time;
  gboolean is_reading;
  gboolean is_stale; /* something else is to be tried since the reading began */
};

enum
{
  FAILED,
  PAST_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a thread needs to make a model */
typedef struct
{
  StrataSpaceModel *base;
  StrataFlatView *before; /* of the past; else NULL */
  StrataFlatView *view;
  StrataRendering *rendering;
  GHashTable *names; /* of regions; NULL if they keep theirs */
} Outcome;

G_DEFINE_FINAL_TYPE (StrataTrial, strata_trial, G_TYPE_OBJECT)

static void schedule (StrataTrial *self);

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_object (&outcome->base);
  g_clear_pointer (&outcome->before, strata_flat_view_unref);
  g_clear_pointer (&outcome->view, strata_flat_view_unref);
  g_clear_pointer (&outcome->rendering, strata_rendering_unref);
  g_clear_pointer (&outcome->names, g_hash_table_unref);
  g_free (outcome);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Outcome *outcome = task_data;
  StrataSpaceModel *model;

  if (outcome->before != NULL)
    model = strata_space_model_new_past (outcome->base, outcome->before, outcome->view,
                                         outcome->rendering);
  else
    model = strata_space_model_new_tried (outcome->base, outcome->view, outcome->rendering,
                                          outcome->names);
  g_task_return_pointer (task, model, g_object_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  StrataTrial *self = STRATA_TRIAL (object);
  g_autoptr (StrataSpaceModel) model = g_task_propagate_pointer (G_TASK (result), NULL);
  const Outcome *outcome = g_task_get_task_data (G_TASK (result));

  self->is_reading = FALSE;
  self->last_time = g_get_monotonic_time ();
  if (self->base != NULL &&
      (outcome->before != NULL ? self->timeline != NULL : self->edit != NULL) &&
      strata_space_model_get_space (outcome->base) == strata_space_model_get_space (self->base))
    strata_selection_update_model (self->selection, model);
  if (self->is_stale)
    schedule (self);
}

/* Shows what is. */
static void
show_base (StrataTrial *self)
{
  StrataSpaceModel *shown = strata_selection_get_model (self->selection);

  if (self->base != NULL && shown != NULL && shown != self->base)
    strata_selection_update_model (self->selection, self->base);
}

/* What the edit would bring; NULL if it cannot be made any more */
static Outcome *
try_edit (StrataTrial *self)
{
  StrataAddressSpace *space = strata_space_model_get_space (self->base);
  g_autoptr (StrataDryCommit) commit = NULL;
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (GError) error = NULL;
  Outcome *outcome;

  commit = strata_board_try_space (self->board, self->edit, space, &rendering, &error);
  if (commit == NULL)
    {
      g_clear_pointer (&self->edit, strata_edit_unref);
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return NULL;
    }

  outcome = g_new0 (Outcome, 1);
  outcome->base = g_object_ref (self->base);
  outcome->view = strata_dry_commit_ref_view (commit, space);
  outcome->names = strata_board_list_new_names (self->board, self->edit);
  outcome->rendering = g_steal_pointer (&rendering);

  return outcome;
}

/* What was after the commit; NULL if that is not remembered any more */
static Outcome *
look_back (StrataTrial *self)
{
  StrataAddressSpace *space = strata_space_model_get_space (self->base);
  g_autoptr (StrataFlatView) view = NULL;
  g_autoptr (StrataFlatView) before = NULL;
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (GError) error = NULL;
  Outcome *outcome;

  view = strata_timeline_look_back (self->timeline, self->number, space, &rendering, &error);
  if (view == NULL)
    {
      g_clear_pointer (&self->timeline, strata_timeline_unref);
      g_signal_emit (self, signals[PAST_FAILED], 0, error->message);
      return NULL;
    }
  /* What was before the oldest commit came about in a way that nobody knows. */
  if (self->number > 0)
    before = strata_timeline_look_back (self->timeline, self->number - 1, space, NULL, NULL);

  outcome = g_new0 (Outcome, 1);
  outcome->base = g_object_ref (self->base);
  outcome->before = before != NULL ? g_steal_pointer (&before) : strata_flat_view_ref (view);
  outcome->view = g_steal_pointer (&view);
  outcome->rendering = g_steal_pointer (&rendering);

  return outcome;
}

static gboolean
timeout_cb (gpointer user_data)
{
  StrataTrial *self = user_data;
  g_autoptr (GTask) task = NULL;
  Outcome *outcome;

  self->timeout = 0;
  self->is_stale = FALSE;
  outcome = self->timeline != NULL ? look_back (self) : try_edit (self);
  if (outcome == NULL)
    {
      show_base (self);
      return G_SOURCE_REMOVE;
    }

  self->is_reading = TRUE;
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, outcome, outcome_free);
  g_task_run_in_thread (task, read_thread);

  return G_SOURCE_REMOVE;
}

static void
schedule (StrataTrial *self)
{
  gint64 passed = (g_get_monotonic_time () - self->last_time) / 1000;

  self->is_stale = TRUE;
  if ((self->edit == NULL && self->timeline == NULL) || self->base == NULL || self->is_reading ||
      self->timeout != 0)
    return;

  self->timeout = g_timeout_add (passed >= MIN_INTERVAL ? 0 : (guint) (MIN_INTERVAL - passed),
                                 timeout_cb, self);
}

/* Whether an edit of the board has to do with what is shown */
static gboolean
is_of_board (StrataSpaceModel *model,
             StrataBoard      *board)
{
  return strata_address_space_get_system (strata_space_model_get_space (model)) ==
         strata_board_get_system (board);
}

/* Somebody shows another space, or none. */
static void
notify_model_cb (StrataTrial *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);

  if ((model != NULL && strata_space_model_get_diff (model) != NULL) ||
      !g_set_object (&self->base, model))
    return;

  if (model != NULL && (self->timeline != NULL ||
                        (self->edit != NULL && is_of_board (model, self->board))))
    {
      schedule (self);
      return;
    }
  g_clear_pointer (&self->edit, strata_edit_unref);
  g_clear_handle_id (&self->timeout, g_source_remove);
}

static void
strata_trial_dispose (GObject *object)
{
  StrataTrial *self = STRATA_TRIAL (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  strata_tie_set (&self->selection, NULL, self);
  g_clear_object (&self->base);
  g_clear_object (&self->board);
  g_clear_pointer (&self->edit, strata_edit_unref);
  g_clear_pointer (&self->timeline, strata_timeline_unref);

  G_OBJECT_CLASS (strata_trial_parent_class)->dispose (object);
}

static void
strata_trial_class_init (StrataTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = strata_trial_dispose;

  /**
   * StrataTrial::failed:
   * @self: the trial
   * @message: the reason
   *
   * The board has changed so that the edit cannot be made any more. It is dropped.
   */
  signals[FAILED] = g_signal_new ("failed", STRATA_TYPE_TRIAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * StrataTrial::past-failed:
   * @self: the trial
   * @message: the reason
   *
   * What was is not remembered any more. What is is shown again.
   */
  signals[PAST_FAILED] = g_signal_new ("past-failed", STRATA_TYPE_TRIAL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
strata_trial_init (StrataTrial *self)
{
}

/**
 * strata_trial_new:
 * @selection: what the views show
 *
 * Creates a trial of nothing.
 *
 * Returns: (transfer full): the trial
 */
StrataTrial *
strata_trial_new (StrataSelection *selection)
{
  StrataTrial *self;

  g_return_val_if_fail (STRATA_IS_SELECTION (selection), NULL);

  self = g_object_new (STRATA_TYPE_TRIAL, NULL);
  self->selection = g_object_ref (selection);
  g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (notify_model_cb), self);
  notify_model_cb (self);

  return self;
}

/* Whether the map is still what is known of it: after a commit the new one is on its way. */
static gboolean
is_base_current (StrataTrial *self)
{
  g_autoptr (StrataFlatView) view
    = strata_address_space_ref_view (strata_space_model_get_space (self->base));

  return view == strata_space_model_get_flat_view (self->base);
}

/**
 * strata_trial_set_edit:
 * @self: a trial
 * @board: (nullable): the board; %NULL if there is no edit
 * @edit: (nullable): what is pending; %NULL for nothing
 *
 * Shows soon what an edit would bring, or again what is. An edit that was just made is shown
 * until strata_trial_update_model() tells what came of it.
 */
void
strata_trial_set_edit (StrataTrial *self,
                       StrataBoard *board,
                       StrataEdit  *edit)
{
  g_return_if_fail (STRATA_IS_TRIAL (self));
  g_return_if_fail (edit == NULL || STRATA_IS_BOARD (board));

  if (edit == NULL)
    {
      if (self->edit == NULL)
        return;
      g_clear_pointer (&self->edit, strata_edit_unref);
      g_clear_handle_id (&self->timeout, g_source_remove);
      if (self->base != NULL && is_base_current (self))
        show_base (self);
      return;
    }

  g_set_object (&self->board, board);
  g_clear_pointer (&self->timeline, strata_timeline_unref);
  g_clear_pointer (&self->edit, strata_edit_unref);
  self->edit = strata_edit_ref (edit);
  schedule (self);
}

/**
 * strata_trial_set_past:
 * @self: a trial
 * @timeline: (nullable): what remembers the commits of the board; %NULL to show what is
 * @number: the number of a commit
 *
 * Shows soon what was after a commit, with the differences that it made; or again what is. While
 * that is shown no edit is pending: an edit ends it, and it ends an edit.
 */
void
strata_trial_set_past (StrataTrial    *self,
                       StrataTimeline *timeline,
                       guint64         number)
{
  g_return_if_fail (STRATA_IS_TRIAL (self));

  if (timeline == NULL)
    {
      if (self->timeline == NULL)
        return;
      g_clear_pointer (&self->timeline, strata_timeline_unref);
      g_clear_handle_id (&self->timeout, g_source_remove);
      if (self->base != NULL && is_base_current (self))
        show_base (self);
      return;
    }

  g_clear_pointer (&self->edit, strata_edit_unref);
  strata_timeline_ref (timeline);
  g_clear_pointer (&self->timeline, strata_timeline_unref);
  self->timeline = timeline;
  self->number = number;
  schedule (self);
}

/**
 * strata_trial_update_model:
 * @self: a trial
 * @model: the space that is shown, as it is by now
 *
 * Tells what has become of the space. While an edit is pending it is tried again on that; the past
 * stays as it was.
 */
void
strata_trial_update_model (StrataTrial      *self,
                           StrataSpaceModel *model)
{
  g_return_if_fail (STRATA_IS_TRIAL (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));

  g_set_object (&self->base, model);
  if (self->edit != NULL)
    schedule (self);
  else if (self->timeline == NULL)
    show_base (self);
}
