/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who still uses what has been removed. */

#include "strata-initiator-private.h"
#include "strata-i18n-private.h"
#include "strata-system-private.h"

/* A run that was on an old view, and the generation that it must come to. */
typedef struct
{
  guint64 run;
  guint generation;
} Laggard;

static inline gboolean
is_before (guint a, guint b)
{
  return (gint) (a - b) < 0;
}

static inline guint
get_generation (const StrataInitiator *self)
{
  return (guint) g_atomic_int_get (&self->slot->generation);
}

/* A running initiator of this thread that is on an old view; under initiators_lock. */
static StrataInitiator *
find_own_laggard (StrataSystem *self)
{
  for (GList *l = self->initiators.head; l != NULL; l = l->next)
    {
      StrataInitiator *initiator = l->data;

      if (initiator->thread == g_thread_self ()
          && initiator->published_generation != get_generation (initiator))
        return initiator;
    }
  return NULL;
}

static gboolean
is_in_own_access (StrataSystem *self)
{
  for (GList *l = self->initiators.head; l != NULL; l = l->next)
    {
      StrataInitiator *initiator = l->data;

      if (initiator->thread == g_thread_self () && initiator->depth > 0)
        return TRUE;
    }
  return FALSE;
}

static GArray *
list_laggards (StrataSystem *self)
{
  GArray *laggards = g_array_new (FALSE, FALSE, sizeof (Laggard));

  for (GList *l = self->initiators.head; l != NULL; l = l->next)
    {
      StrataInitiator *initiator = l->data;
      Laggard laggard = { initiator->run, get_generation (initiator) };

      if (is_before (initiator->published_generation, laggard.generation))
        g_array_append_val (laggards, laggard);
    }
  return laggards;
}

static gboolean
is_any_lagging (StrataSystem *self, const GArray *laggards)
{
  for (GList *l = self->initiators.head; l != NULL; l = l->next)
    {
      StrataInitiator *initiator = l->data;

      for (guint i = 0; i < laggards->len; i++)
        {
          const Laggard *laggard = &g_array_index (laggards, Laggard, i);

          if (laggard->run == initiator->run
              && is_before (initiator->published_generation, laggard->generation))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
set_busy (GError **error)
{
  g_set_error_literal (
      error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
      _ ("Cannot wait for others from inside a callback or with the system locked"));
  return FALSE;
}

/**
 * strata_system_synchronize:
 * @self: a system
 * @error: return location for an error
 *
 * Waits until every running initiator has moved on to the flat views that are published now. After
 * it nobody calls into what was removed before the call. An initiator moves on with its next
 * access, or by parking: one that is idle and not parked keeps this waiting. Those of the calling
 * thread are moved on here.
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR_BUSY if called from inside a device callback or a
 *   listener, or with the system locked
 */
gboolean
strata_system_synchronize (StrataSystem *self, GError **error)
{
  StrataInitiator *own;
  GArray *laggards;

  g_return_val_if_fail (self != NULL, FALSE);

  if (strata_system_is_locked_by_me (self))
    return set_busy (error);

  g_mutex_lock (&self->initiators_lock);
  if (is_in_own_access (self))
    {
      g_mutex_unlock (&self->initiators_lock);
      return set_busy (error);
    }
  while ((own = find_own_laggard (self)) != NULL)
    {
      /* An old view may take regions with it, whose destroy functions may do anything. */
      g_mutex_unlock (&self->initiators_lock);
      strata_initiator_take_view (own);
      g_mutex_lock (&self->initiators_lock);
    }

  laggards = list_laggards (self);
  self->n_synchronizing++;
  while (is_any_lagging (self, laggards))
    g_cond_wait (&self->initiators_cond, &self->initiators_lock);
  self->n_synchronizing--;
  g_mutex_unlock (&self->initiators_lock);
  g_array_unref (laggards);
  return TRUE;
}

gboolean
strata_system_has_moved_on (StrataSystem *self, guint commit)
{
  gboolean moved = TRUE;

  if (is_before ((guint) g_atomic_int_get (&self->n_commits), commit))
    return FALSE;

  g_mutex_lock (&self->initiators_lock);
  for (GList *l = self->initiators.head; l != NULL && moved; l = l->next)
    {
      StrataInitiator *initiator = l->data;

      /* One of this thread takes the new view with its next access, unless one is going on. */
      moved = !is_before (initiator->published_commit, commit)
              || initiator->published_generation == get_generation (initiator)
              || (initiator->thread == g_thread_self () && initiator->depth == 0);
    }
  g_mutex_unlock (&self->initiators_lock);
  return moved;
}
