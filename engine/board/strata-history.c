/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-history.h"

#include "memory/strata-i18n-private.h"
#include "strata-board-edit.h"
#include "strata-edit-private.h"

#define DEFAULT_MERGE_TIME 1000 /* milliseconds */
#define DEFAULT_BUDGET ((guint64) 256 << 20) /* bytes */

/* Something that can be taken back, or made again. */
typedef struct
{
  char *name;
  StrataEdit *edit; /* that takes it back or makes it again */
  guint64 cost;     /* in bytes */
  guint64 before;   /* the number of the state that it was made in */
} Step;

struct _StrataHistory
{
  GObject parent_instance;

  StrataBoard *board;
  GQueue undo; /* of Step; the one to take back next is the last */
  GQueue redo; /* of Step; the one to make again next is the last */
  guint64 cost;
  guint64 budget;

  guint64 state; /* the number of the present state of the board */
  guint64 last_state;
  guint64 saved; /* the number of the state that the file has; 0 if that is none of them */

  guint merge_time; /* in milliseconds */
  StrataEditKind last_kind;
  char *last_id; /* of the last edit, if another could be one with it */
  gint64 last_time;
};

G_DEFINE_FINAL_TYPE (StrataHistory, strata_history, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
step_free (Step *step)
{
  strata_edit_unref (step->edit);
  g_free (step->name);
  g_free (step);
}

static void
strata_history_finalize (GObject *object)
{
  StrataHistory *self = STRATA_HISTORY (object);

  g_queue_clear_full (&self->undo, (GDestroyNotify) step_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  g_free (self->last_id);
  g_object_unref (self->board);

  G_OBJECT_CLASS (strata_history_parent_class)->finalize (object);
}

static void
strata_history_class_init (StrataHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_history_finalize;

  /**
   * StrataHistory::changed:
   * @self: the history
   *
   * The board was edited, an edit was taken back or made again, or the board is saved.
   */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_history_init (StrataHistory *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  self->budget = DEFAULT_BUDGET;
  self->merge_time = DEFAULT_MERGE_TIME;
  self->state = self->last_state = self->saved = 1;
}

/**
 * strata_history_new:
 * @board: a board
 *
 * Makes a history of a board's edits. The board counts as saved now.
 *
 * Returns: (transfer full): the history, with nothing to undo
 */
StrataHistory *
strata_history_new (StrataBoard *board)
{
  StrataHistory *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);

  self = g_object_new (STRATA_TYPE_HISTORY, NULL);
  self->board = g_object_ref (board);
  return self;
}

/**
 * strata_history_get_board:
 * @self: a history
 *
 * Gets the board.
 *
 * Returns: (transfer none): the board whose edits it remembers
 */
StrataBoard *
strata_history_get_board (StrataHistory *self)
{
  g_return_val_if_fail (STRATA_IS_HISTORY (self), NULL);

  return self->board;
}

static void
drop (StrataHistory *self, Step *step)
{
  self->cost -= step->cost;
  step_free (step);
}

static void
push (StrataHistory *self, GQueue *queue, char *name, StrataEdit *edit, guint64 before)
{
  Step *step = g_new0 (Step, 1);

  step->name = name;
  step->edit = edit;
  step->cost = sizeof *step + strata_edit_get_cost (edit);
  step->before = before;
  self->cost += step->cost;
  g_queue_push_tail (queue, step);
}

/* Forgets the oldest steps, but never the last one. */
static void
keep_budget (StrataHistory *self)
{
  while (self->cost > self->budget && self->undo.length + self->redo.length > 1)
    drop (self, g_queue_pop_head (self->undo.length > 1 || self->redo.length == 0 ? &self->undo
                                                                                  : &self->redo));
}

static gboolean
is_mergeable (StrataEditKind kind)
{
  return kind != STRATA_EDIT_GROUP && kind != STRATA_EDIT_ADD && kind != STRATA_EDIT_REMOVE;
}

/* Whether an edit comes so soon after one of the same property that both are one step. */
static gboolean
continues_last (StrataHistory *self, StrataEdit *edit)
{
  return self->undo.length > 0 && self->redo.length == 0 && self->state != self->saved
         && is_mergeable (strata_edit_get_kind (edit))
         && strata_edit_get_kind (edit) == self->last_kind
         && self->last_time > 0 && g_strcmp0 (self->last_id, strata_edit_get_id (edit)) == 0
         && g_get_monotonic_time () - self->last_time < (gint64) self->merge_time * 1000;
}

static void
remember_last (StrataHistory *self, StrataEdit *edit)
{
  g_free (self->last_id);
  self->last_kind = strata_edit_get_kind (edit);
  self->last_id = g_strdup (strata_edit_get_id (edit));
  self->last_time = g_get_monotonic_time ();
}

/**
 * strata_history_edit:
 * @self: a history
 * @edit: an edit
 * @name: (nullable): what to call it, as a command; %NULL for what strata_edit_describe() says
 * @error: where to put an error
 *
 * Makes an edit of the board, which can be undone then; what was undone cannot be made again any
 * more. An edit of the same property of the same region shortly after becomes one step with it.
 *
 * Returns: %TRUE, or %FALSE with the error of strata_board_edit()
 */
gboolean
strata_history_edit (StrataHistory *self, StrataEdit *edit, const char *name, GError **error)
{
  StrataEdit *inverse;
  gboolean merges;

  g_return_val_if_fail (STRATA_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  inverse = strata_board_edit (self->board, edit, error);
  if (inverse == NULL)
    return FALSE;
  merges = continues_last (self, edit);
  while (self->redo.length > 0)
    drop (self, g_queue_pop_tail (&self->redo));
  if (merges) /* what takes back the first one takes back both */
    strata_edit_unref (inverse);
  else
    push (self, &self->undo, name != NULL ? g_strdup (name) : strata_edit_describe (edit), inverse,
          self->state);
  self->state = ++self->last_state;
  remember_last (self, edit);
  keep_budget (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

/* Makes the last step of a queue, and puts its inverse into the other. */
static gboolean
go (StrataHistory *self, GQueue *from, GQueue *to, GError **error)
{
  Step *step = g_queue_peek_tail (from);
  StrataEdit *inverse;
  guint64 before = self->state;

  if (step == NULL)
    {
      g_set_error_literal (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN,
                           from == &self->undo ? _ ("there is nothing to undo")
                                               : _ ("there is nothing to redo"));
      return FALSE;
    }
  inverse = strata_board_edit (self->board, step->edit, error);
  if (inverse == NULL)
    return FALSE;
  g_queue_pop_tail (from);
  self->state = step->before;
  push (self, to, g_steal_pointer (&step->name), inverse, before);
  drop (self, step);
  self->last_time = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

/**
 * strata_history_undo:
 * @self: a history
 * @error: where to put an error
 *
 * Takes the last step back.
 *
 * Returns: %TRUE, or %FALSE if there is none, or if the board has changed otherwise meanwhile so
 *   that it is not possible; then everything stays as it is
 */
gboolean
strata_history_undo (StrataHistory *self, GError **error)
{
  g_return_val_if_fail (STRATA_IS_HISTORY (self), FALSE);

  return go (self, &self->undo, &self->redo, error);
}

/**
 * strata_history_redo:
 * @self: a history
 * @error: where to put an error
 *
 * Makes again the step that was taken back last.
 *
 * Returns: %TRUE, or %FALSE as strata_history_undo()
 */
gboolean
strata_history_redo (StrataHistory *self, GError **error)
{
  g_return_val_if_fail (STRATA_IS_HISTORY (self), FALSE);

  return go (self, &self->redo, &self->undo, error);
}

/**
 * strata_history_get_undo_name:
 * @self: a history
 *
 * Names the step that undo would take.
 *
 * Returns: (nullable): what strata_history_undo() would take back; %NULL for nothing
 */
const char *
strata_history_get_undo_name (StrataHistory *self)
{
  Step *step;

  g_return_val_if_fail (STRATA_IS_HISTORY (self), NULL);

  step = g_queue_peek_tail (&self->undo);
  return step != NULL ? step->name : NULL;
}

/**
 * strata_history_get_redo_name:
 * @self: a history
 *
 * Names the step that redo would take.
 *
 * Returns: (nullable): what strata_history_redo() would make again; %NULL for nothing
 */
const char *
strata_history_get_redo_name (StrataHistory *self)
{
  Step *step;

  g_return_val_if_fail (STRATA_IS_HISTORY (self), NULL);

  step = g_queue_peek_tail (&self->redo);
  return step != NULL ? step->name : NULL;
}

/**
 * strata_history_set_saved:
 * @self: a history
 *
 * Says that the file is now as the board is.
 */
void
strata_history_set_saved (StrataHistory *self)
{
  g_return_if_fail (STRATA_IS_HISTORY (self));

  self->saved = self->state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * strata_history_set_unsaved:
 * @self: a history
 *
 * Says that there is no file that is as the board is, or ever was.
 */
void
strata_history_set_unsaved (StrataHistory *self)
{
  g_return_if_fail (STRATA_IS_HISTORY (self));

  self->saved = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * strata_history_get_modified:
 * @self: a history
 *
 * Tells whether there is something to save.
 *
 * Returns: whether the board is another than the file; not if all edits since are undone
 */
gboolean
strata_history_get_modified (StrataHistory *self)
{
  g_return_val_if_fail (STRATA_IS_HISTORY (self), FALSE);

  return self->state != self->saved;
}

/**
 * strata_history_set_merge_time:
 * @self: a history
 * @milliseconds: how soon after another of the same property an edit is one step with it; 0 for
 *   never; 1000 at first
 *
 * Changes how quick repeats are taken together.
 */
void
strata_history_set_merge_time (StrataHistory *self, guint milliseconds)
{
  g_return_if_fail (STRATA_IS_HISTORY (self));

  self->merge_time = milliseconds;
}

/**
 * strata_history_set_budget:
 * @self: a history
 * @bytes: about how many bytes the steps may take, with the memory of regions that were removed;
 *   256 MiB at first
 *
 * Changes how much is remembered. The last step always is.
 */
void
strata_history_set_budget (StrataHistory *self, guint64 bytes)
{
  g_return_if_fail (STRATA_IS_HISTORY (self));

  self->budget = bytes;
  keep_budget (self);
  g_signal_emit (self, signals[CHANGED], 0);
}
