/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-line.h"

#include "memory/strata-macros-private.h"

/* How far one change may lead on, from line to line: boards can wire a circle. */
#define MAX_DEPTH 16

typedef struct
{
  guint id;
  StrataLineFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Watch;

struct _StrataLine
{
  gatomicrefcount ref_count;
  char *name;
  guint number;
  gboolean level;
  guint64 n_edges; /* rising ones */
  guint depth;     /* of changes that are being told at the moment */
  guint last_id;
  GArray *watches; /* of Watch; while changes are told, one that is gone has no func */
};

STRATA_DEFINE_BOXED (StrataLine, strata_line)

/**
 * strata_line_new:
 * @name: (nullable): what to call it
 * @number: its number among those of that name
 *
 * Makes a line with a low level. Those of a device come from strata_device_add_output() and
 * strata_device_add_inputs(). Lines are changed and watched with the system locked.
 *
 * Returns: (transfer full): the line
 */
StrataLine *
strata_line_new (const char *name, guint number)
{
  StrataLine *self = g_new0 (StrataLine, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->number = number;
  self->watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  return self;
}

/**
 * strata_line_ref:
 * @self: a line
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataLine *
strata_line_ref (StrataLine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_line_unref:
 * @self: (transfer full): a line
 *
 * Lets go of a line.
 */
void
strata_line_unref (StrataLine *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = &g_array_index (self->watches, Watch, i);

      if (watch->destroy != NULL)
        watch->destroy (watch->user_data);
    }
  g_array_unref (self->watches);
  g_free (self->name);
  g_free (self);
}

/**
 * strata_line_get_name:
 * @self: a line
 *
 * Gets the name.
 *
 * Returns: (nullable): its name
 */
const char *
strata_line_get_name (StrataLine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_line_get_number:
 * @self: a line
 *
 * Gets the number of a line.
 *
 * Returns: its number among those of its name
 */
guint
strata_line_get_number (StrataLine *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

/**
 * strata_line_get_level:
 * @self: a line
 *
 * Gets the level of a line.
 *
 * Returns: whether its level is high
 */
gboolean
strata_line_get_level (StrataLine *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->level;
}

/**
 * strata_line_get_n_edges:
 * @self: a line
 *
 * Counts the rising edges of a line.
 *
 * Returns: how often its level has risen
 */
guint64
strata_line_get_n_edges (StrataLine *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_edges;
}

static void
drop_gone_watches (StrataLine *self)
{
  for (guint i = self->watches->len; i-- > 0;)
    if (g_array_index (self->watches, Watch, i).func == NULL)
      g_array_remove_index (self->watches, i);
}

/**
 * strata_line_set_level:
 * @self: a line
 * @level: whether it is to be high
 *
 * Changes the level, and tells those who watch. The level that it has already changes nothing. A
 * circle of lines that never comes to rest is left after 16 rounds.
 */
void
strata_line_set_level (StrataLine *self, gboolean level)
{
  guint n_watches;

  g_return_if_fail (self != NULL);

  if (self->level == !!level || self->depth == MAX_DEPTH)
    return;
  strata_line_ref (self);
  self->level = !!level;
  self->n_edges += self->level;
  self->depth++;
  n_watches = self->watches->len;
  for (guint i = 0; i < n_watches; i++)
    {
      Watch watch = g_array_index (self->watches, Watch, i);

      if (watch.func != NULL)
        watch.func (self, !!level, watch.user_data);
    }
  if (--self->depth == 0)
    drop_gone_watches (self);
  strata_line_unref (self);
}

/**
 * strata_line_pulse:
 * @self: a line
 *
 * Lets the level rise and fall again.
 */
void
strata_line_pulse (StrataLine *self)
{
  g_return_if_fail (self != NULL);

  strata_line_set_level (self, TRUE);
  strata_line_set_level (self, FALSE);
}

/**
 * strata_line_add_watch:
 * @self: a line
 * @func: called when the level has changed
 * @user_data: data for @func
 * @destroy: (nullable): called with @user_data when it is not needed any more
 *
 * Watches a line. Those who watch are told in the order in which they came.
 *
 * Returns: a number for strata_line_remove_watch(), not 0
 */
guint
strata_line_add_watch (StrataLine *self, StrataLineFunc func, gpointer user_data,
                       GDestroyNotify destroy)
{
  Watch watch;

  g_return_val_if_fail (self != NULL && func != NULL, 0);

  watch = (Watch) { ++self->last_id, func, user_data, destroy };
  g_array_append_val (self->watches, watch);
  return watch.id;
}

/**
 * strata_line_remove_watch:
 * @self: a line
 * @id: the number that strata_line_add_watch() gave
 *
 * Stops watching.
 */
void
strata_line_remove_watch (StrataLine *self, guint id)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *entry = &g_array_index (self->watches, Watch, i);
      Watch watch = *entry;

      if (watch.id != id || watch.func == NULL)
        continue;
      entry->func = NULL;
      entry->destroy = NULL;
      if (self->depth == 0)
        drop_gone_watches (self);
      if (watch.destroy != NULL)
        watch.destroy (watch.user_data);
      return;
    }
  g_return_if_reached ();
}

static void
pass_on (StrataLine *line G_GNUC_UNUSED, gboolean level, gpointer input)
{
  strata_line_set_level (input, level);
}

/**
 * strata_line_connect:
 * @self: a line: the output
 * @input: another
 *
 * Lets @input follow @self. An input that several lines lead to follows the last change.
 */
void
strata_line_connect (StrataLine *self, StrataLine *input)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (input != NULL && input != self);

  strata_line_add_watch (self, pass_on, strata_line_ref (input),
                         (GDestroyNotify) strata_line_unref);
  if (self->level)
    strata_line_set_level (input, TRUE);
}
