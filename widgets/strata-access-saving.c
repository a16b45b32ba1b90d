/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-access-saving.h"

#include "guest/strata-access-text.h"

/* So many accesses are written at once, and then it is told how many there are. */
#define CHUNK 8192

/*
 * Accesses are written down in a thread: a million of them takes seconds.
 */

typedef struct
{
  StrataAccessLog *log;
  GArray *numbers; /* of guint64: what to write */
  GFile *file;
  StrataAccessFormat format;
  GFileProgressCallback progress;
  gpointer progress_data;
} Saving;

/* How far it is, on its way to the thread of the task's owner. */
typedef struct
{
  GTask *task;
  guint n_done;
} Progress;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  strata_access_log_unref (saving->log);
  g_array_unref (saving->numbers);
  g_object_unref (saving->file);
  g_free (saving);
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

static gboolean
progress_cb (gpointer user_data)
{
  Progress *progress = user_data;
  Saving *saving = g_task_get_task_data (progress->task);

  if (!g_task_get_completed (progress->task))
    saving->progress (progress->n_done, saving->numbers->len, saving->progress_data);

  return G_SOURCE_REMOVE;
}

static void
tell_progress (GTask *task,
               guint  n_done)
{
  Progress *progress = g_new (Progress, 1);

  progress->task = g_object_ref (task);
  progress->n_done = n_done;
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, progress_cb, progress,
                              progress_free);
}

/* What the log has forgotten in the meantime is left out. */
static void
add_access (const Saving *saving,
            guint         index,
            GString      *text)
{
  guint64 number = g_array_index (saving->numbers, guint64, index);
  StrataAccess access;

  if (strata_access_log_read (saving->log, number, &access, 1) == 0 || access.sequence != number)
    return;

  if (saving->format == STRATA_ACCESS_CSV)
    strata_access_text_add_csv (text, &access);
  else
    strata_access_text_add_qtest (text, &access);
}

static gboolean
write_all (GTask          *task,
           const Saving   *saving,
           GOutputStream  *stream,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (saving->format == STRATA_ACCESS_CSV)
    strata_access_text_begin_csv (text);
  for (guint i = 0; i < saving->numbers->len; i++)
    {
      add_access (saving, i, text);
      if (i % CHUNK != CHUNK - 1)
        continue;
      if (!g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error))
        return FALSE;
      g_string_truncate (text, 0);
      tell_progress (task, i + 1);
    }

  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error) &&
         g_output_stream_close (stream, cancellable, error);
}

/* What was there before stays, and what was begun goes. */
static void
give_up (GOutputStream *stream,
         GFile         *file,
         gboolean       is_new)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
  if (is_new)
    g_file_delete (file, NULL, NULL);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Saving *saving = task_data;
  gboolean is_new = !g_file_query_exists (saving->file, NULL);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_file_replace (saving->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (write_all (task, saving, G_OUTPUT_STREAM (stream), cancellable, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  give_up (G_OUTPUT_STREAM (stream), saving->file, is_new);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * strata_access_saving_start:
 * @task: what returns whether that was done
 * @list: accesses
 * @file: where to save them
 * @format: what as
 * @progress: (scope call): told how many accesses of how many are written, before the task returns
 * @progress_data: for @progress
 *
 * Saves the accesses that are listed now.
 */
void
strata_access_saving_start (GTask                 *task,
                            StrataAccessList      *list,
                            GFile                 *file,
                            StrataAccessFormat     format,
                            GFileProgressCallback  progress,
                            gpointer               progress_data)
{
  Saving *saving;

  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (STRATA_IS_ACCESS_LIST (list));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (progress != NULL);

  saving = g_new (Saving, 1);
  saving->log = strata_access_list_ref_log (list);
  saving->numbers = strata_access_list_dup_numbers (list);
  saving->file = g_object_ref (file);
  saving->format = format;
  saving->progress = progress;
  saving->progress_data = progress_data;
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_in_thread);
}
