/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-finder.h"

#include "strata-hex-search.h"

#define MAX_LENGTH 4096 /* of what is searched for */
#define WHOLE 10000     /* parts of the progress */

/**
 * StrataHexFinder:
 *
 * Searches in a thread of its own, from a cursor on and then, past the end, in the rest. It looks
 * with an initiator of its own, as one is for one thread only.
 */
struct _StrataHexFinder
{
  GObject parent_instance;

  GTask *task; /* NULL if it does not run */
};

/* What a search wants; only @progress is shared with the thread that waits. */
typedef struct
{
  StrataAddressSpace *space;
  guint64 base;
  guint8 *pattern;
  gsize length;
  gboolean backward;
  StrataRange legs[2];
  guint n_legs;
  GCancellable *cancellable;
  guint64 n_bytes;
  guint64 n_done;
  int progress; /* of WHOLE; atomic */

  gboolean is_found;
  gboolean has_wrapped;
  guint64 found;
} Job;

enum
{
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataHexFinder, strata_hex_finder, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  strata_address_space_unref (job->space);
  g_object_unref (job->cancellable);
  g_free (job->pattern);
  g_free (job);
}

static void
strata_hex_finder_dispose (GObject *object)
{
  strata_hex_finder_stop (STRATA_HEX_FINDER (object));

  G_OBJECT_CLASS (strata_hex_finder_parent_class)->dispose (object);
}

static void
strata_hex_finder_class_init (StrataHexFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = strata_hex_finder_dispose;

  /**
   * StrataHexFinder::finished:
   * @self: the finder
   * @is_found: whether there is such a place
   * @address: the place
   * @has_wrapped: whether the search went past the end to get there
   *
   * A search has come to its end. One that was stopped does not.
   */
  signals[FINISHED] = g_signal_new ("finished", STRATA_TYPE_HEX_FINDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 3, G_TYPE_BOOLEAN, G_TYPE_UINT64,
                                    G_TYPE_BOOLEAN);
}

static void
strata_hex_finder_init (StrataHexFinder *self)
{
}

/* {{{ In the thread */

static gboolean
progress_cb (guint64  n_done,
             gpointer user_data)
{
  Job *job = user_data;
  double part;

  job->n_done += n_done;
  part = (double) job->n_done / (double) MAX (job->n_bytes, 1);
  g_atomic_int_set (&job->progress, (int) (MIN (part, 1) * WHOLE));

  return !g_cancellable_is_cancelled (job->cancellable);
}

static void
count (Job *job)
{
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (job->space);

  for (guint i = 0; i < job->n_legs; i++)
    {
      guint64 n = strata_hex_search_count (view, &job->legs[i]);

      job->n_bytes = n > G_MAXUINT64 - job->n_bytes ? G_MAXUINT64 : job->n_bytes + n;
    }
}

static void
search_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (job->space, "search");

  count (job);
  for (guint i = 0; i < job->n_legs && !job->is_found; i++)
    {
      job->has_wrapped = i + 2 > job->n_legs; /* the last leg of two, or the only one */
      job->is_found = strata_hex_search (initiator, &job->legs[i], job->pattern, job->length,
                                         job->backward, progress_cb, job, &job->found);
    }
  g_task_return_boolean (task, TRUE);
}

/* }}} */

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  StrataHexFinder *self = STRATA_HEX_FINDER (object);
  Job *job = g_task_get_task_data (G_TASK (result));

  if (self->task != G_TASK (result))
    return;
  g_clear_object (&self->task);
  g_signal_emit (self, signals[FINISHED], 0, job->is_found,
                 job->is_found ? job->found - job->base : 0, job->has_wrapped);
}

/**
 * strata_hex_finder_new:
 *
 * Returns: (transfer full): a finder that does nothing yet
 */
StrataHexFinder *
strata_hex_finder_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_FINDER, NULL);
}

static guint64
reach (guint64 address,
       guint64 more,
       guint64 last)
{
  return more > last - address ? last : address + more;
}

/* First what begins behind the cursor, then what begins up to it; or the other way round. A place
 * that begins there may end where the other leg looks, too. */
static void
plan_legs (Job     *job,
           guint64  cursor,
           guint64  last)
{
  guint64 rest = job->length - 1;

  if (job->backward)
    {
      if (cursor > 0)
        job->legs[job->n_legs++] = (StrataRange) { 0, reach (cursor - 1, rest, last) };
      job->legs[job->n_legs++] = (StrataRange) { cursor, last };
    }
  else
    {
      if (cursor < last)
        job->legs[job->n_legs++] = (StrataRange) { cursor + 1, last };
      job->legs[job->n_legs++] = (StrataRange) { 0, reach (cursor, rest, last) };
    }
  for (guint i = 0; i < job->n_legs; i++)
    {
      job->legs[i].first += job->base;
      job->legs[i].last += job->base;
    }
}

/**
 * strata_hex_finder_start:
 * @self: a finder
 * @source: where to search
 * @cursor: where to begin; this place comes last
 * @backward: whether to go towards lower addresses
 * @pattern: (array length=length): what to find
 * @length: how many bytes, 1 to 4096
 *
 * Begins a search, in place of one that runs. [signal@HexFinder::finished] tells what came of it.
 */
void
strata_hex_finder_start (StrataHexFinder *self,
                         StrataHexSource *source,
                         guint64          cursor,
                         gboolean         backward,
                         const guint8    *pattern,
                         gsize            length)
{
  Job *job;

  g_return_if_fail (STRATA_IS_HEX_FINDER (self));
  g_return_if_fail (STRATA_IS_HEX_SOURCE (source));
  g_return_if_fail (length >= 1 && length <= MAX_LENGTH);

  strata_hex_finder_stop (self);
  job = g_new0 (Job, 1);
  job->space = strata_address_space_ref (strata_hex_source_get_space (source));
  job->base = strata_hex_source_get_base (source);
  job->pattern = g_memdup2 (pattern, length);
  job->length = length;
  job->backward = backward;
  job->cancellable = g_cancellable_new ();
  plan_legs (job, cursor, strata_hex_source_get_last (source));

  self->task = g_task_new (self, job->cancellable, done_cb, NULL);
  g_task_set_task_data (self->task, job, job_free);
  g_task_run_in_thread (self->task, search_thread);
}

/**
 * strata_hex_finder_stop:
 * @self: a finder
 *
 * Ends a search, if one runs, without a result.
 */
void
strata_hex_finder_stop (StrataHexFinder *self)
{
  g_return_if_fail (STRATA_IS_HEX_FINDER (self));

  if (self->task == NULL)
    return;
  g_cancellable_cancel (g_task_get_cancellable (self->task));
  g_clear_object (&self->task);
}

/**
 * strata_hex_finder_is_running:
 * @self: a finder
 *
 * Returns: whether it searches
 */
gboolean
strata_hex_finder_is_running (StrataHexFinder *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_FINDER (self), FALSE);

  return self->task != NULL;
}

/**
 * strata_hex_finder_get_progress:
 * @self: a finder
 *
 * Returns: how much it has looked at, 0 to 1; 0 if it does not search
 */
double
strata_hex_finder_get_progress (StrataHexFinder *self)
{
  Job *job;

  g_return_val_if_fail (STRATA_IS_HEX_FINDER (self), 0);

  if (self->task == NULL)
    return 0;
  job = g_task_get_task_data (self->task);

  return (double) g_atomic_int_get (&job->progress) / WHOLE;
}
