/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-loader.h"

#include <glib/gi18n.h>

#include "formats/strata-formats.h"

/* How often the progress is looked at, in milliseconds */
#define PROGRESS_INTERVAL 50
#define PROGRESS_STEPS 1000

/*
 * Loads boards and reads their address spaces in a thread, one thing at a time: a new one cancels
 * the one before. The thread leaves its progress in a number that the main loop looks at.
 */
struct _StrataLoader
{
  GObject parent_instance;

  GCancellable *cancellable;
  guint source;
  int steps;
  double progress;
};

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_PROGRESS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataLoader, strata_loader, G_TYPE_OBJECT)

typedef struct
{
  GFile *file;
  char *builtin;
  char *text; /* NULL: the file or the built-in board is read */
  char *name; /* of the text */
  StrataBoard *board;
  StrataSpaceModel *model;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->file);
  g_clear_pointer (&load->builtin, g_free);
  g_free (load->text);
  g_free (load->name);
  g_clear_object (&load->model);
  g_clear_object (&load->board);
  g_free (load);
}

static gboolean
look_at_progress_cb (gpointer user_data)
{
  StrataLoader *self = user_data;
  double progress = (double) g_atomic_int_get (&self->steps) / PROGRESS_STEPS;

  if (progress != self->progress)
    {
      self->progress = progress;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
    }

  return G_SOURCE_CONTINUE;
}

static void
end (StrataLoader *self)
{
  if (self->cancellable == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
begin (StrataLoader *self)
{
  strata_loader_cancel (self);
  self->cancellable = g_cancellable_new ();
  self->progress = 0;
  g_atomic_int_set (&self->steps, 0);
  self->source = g_timeout_add (PROGRESS_INTERVAL, look_at_progress_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* A load that was replaced by another must not end that one. */
static void
end_task (StrataLoader *self,
          GAsyncResult *result)
{
  if (g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    end (self);
}

/* Runs in the thread. */
static void
progress_cb (double   fraction,
             gpointer user_data)
{
  GTask *task = user_data;
  StrataLoader *self = g_task_get_source_object (task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_atomic_int_set (&self->steps, (int) (fraction * PROGRESS_STEPS));
}

/* Runs in the thread. Files without a path, on a phone or a server, are read through GIO. */
static StrataBoard *
load_file (GTask         *task,
           GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *name = NULL;
  gsize length;

  if (g_file_peek_path (file) != NULL)
    return strata_formats_load (g_file_peek_path (file), NULL, progress_cb, task, cancellable,
                                error);

  if (!g_file_load_contents (file, cancellable, &contents, &length, NULL, error))
    return NULL;

  name = g_file_get_parse_name (file);

  return strata_formats_load_text (contents, (gssize) length, name, NULL, NULL, 0, NULL,
                                   progress_cb, task, cancellable, error);
}

/* Runs in the thread. What the text names lies where the file does. */
static StrataBoard *
load_text (GTask         *task,
           Load          *load,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFile) folder = load->file != NULL ? g_file_get_parent (load->file) : NULL;

  return strata_formats_load_text (load->text, -1, load->name,
                                   folder != NULL ? g_file_peek_path (folder) : NULL, NULL, 0,
                                   NULL, progress_cb, task, cancellable, error);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Load *load = task_data;
  g_autoptr (GError) error = NULL;
  StrataAddressSpace *space;

  if (load->text != NULL)
    load->board = load_text (task, load, cancellable, &error);
  else if (load->file != NULL)
    load->board = load_file (task, load->file, cancellable, &error);
  else
    load->board = strata_formats_load_builtin (load->builtin, progress_cb, task, cancellable,
                                               &error);
  if (load->board == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  space = strata_board_get_default_address_space (load->board);
  if (space != NULL && !g_cancellable_is_cancelled (cancellable))
    load->model = strata_space_model_new (space);
  g_task_return_boolean (task, TRUE);
}

static void
read_space_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  StrataSpaceModel *model = strata_space_model_new (task_data);

  if (model != NULL)
    g_task_return_pointer (task, model, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                             "The board is not there any more");
}

static void
strata_loader_dispose (GObject *object)
{
  StrataLoader *self = STRATA_LOADER (object);

  strata_loader_cancel (self);

  G_OBJECT_CLASS (strata_loader_parent_class)->dispose (object);
}

static void
strata_loader_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  StrataLoader *self = STRATA_LOADER (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, strata_loader_get_busy (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_loader_class_init (StrataLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_loader_dispose;
  object_class->get_property = strata_loader_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_loader_init (StrataLoader *self)
{
}

/**
 * strata_loader_new:
 *
 * Creates a loader that does nothing yet.
 *
 * Returns: (transfer full): the loader
 */
StrataLoader *
strata_loader_new (void)
{
  return g_object_new (STRATA_TYPE_LOADER, NULL);
}

/**
 * strata_loader_get_busy:
 * @self: a loader
 *
 * Gets whether something is being loaded.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_loader_get_busy (StrataLoader *self)
{
  g_return_val_if_fail (STRATA_IS_LOADER (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * strata_loader_get_progress:
 * @self: a loader
 *
 * Gets how much of it is done.
 *
 * Returns: the fraction, 0 to 1
 */
double
strata_loader_get_progress (StrataLoader *self)
{
  g_return_val_if_fail (STRATA_IS_LOADER (self), 0);

  return self->progress;
}

/**
 * strata_loader_cancel:
 * @self: a loader
 *
 * Stops what is being loaded. It fails with %G_IO_ERROR_CANCELLED.
 */
void
strata_loader_cancel (StrataLoader *self)
{
  g_return_if_fail (STRATA_IS_LOADER (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  end (self);
}

static void
start (StrataLoader        *self,
       Load                *load,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  begin (self);
  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * strata_loader_load_text:
 * @self: a loader
 * @text: the text of a board
 * @name: what to call it
 * @file: (nullable): the file that it is a newer state of
 * @callback: called when it is loaded
 * @user_data: data for @callback
 *
 * Loads a board from a text, as strata_loader_load() does from a file.
 */
void
strata_loader_load_text (StrataLoader        *self,
                         const char          *text,
                         const char          *name,
                         GFile               *file,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Load *load;

  g_return_if_fail (STRATA_IS_LOADER (self));
  g_return_if_fail (text != NULL && name != NULL);

  load = g_new0 (Load, 1);
  g_set_object (&load->file, file);
  load->text = g_strdup (text);
  load->name = g_strdup (name);
  start (self, load, callback, user_data);
}

/**
 * strata_loader_load:
 * @self: a loader
 * @file: (nullable): a file
 * @builtin: (nullable): the name of a built-in board; used if there is no file
 * @callback: called when it is loaded
 * @user_data: data for @callback
 *
 * Loads a board, and reads its default address space.
 */
void
strata_loader_load (StrataLoader        *self,
                    GFile               *file,
                    const char          *builtin,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  Load *load;

  g_return_if_fail (STRATA_IS_LOADER (self));
  g_return_if_fail (G_IS_FILE (file) || builtin != NULL);

  load = g_new0 (Load, 1);
  g_set_object (&load->file, file);
  load->builtin = g_strdup (builtin);
  start (self, load, callback, user_data);
}

/**
 * strata_loader_load_finish:
 * @self: a loader
 * @result: what the callback got
 * @model: (out) (transfer full) (nullable): the default address space; %NULL if the board has none
 * @error: return location for an error
 *
 * Gets what was loaded.
 *
 * Returns: (transfer full): the board, or %NULL
 */
StrataBoard *
strata_loader_load_finish (StrataLoader      *self,
                           GAsyncResult      *result,
                           StrataSpaceModel **model,
                           GError           **error)
{
  Load *load;

  g_return_val_if_fail (STRATA_IS_LOADER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  end_task (self, result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  load = g_task_get_task_data (G_TASK (result));
  *model = g_steal_pointer (&load->model);

  return g_steal_pointer (&load->board);
}

/**
 * strata_loader_read_space:
 * @self: a loader
 * @space: an address space
 * @callback: called when it is read
 * @user_data: data for @callback
 *
 * Reads an address space of a board that is loaded.
 */
void
strata_loader_read_space (StrataLoader        *self,
                          StrataAddressSpace  *space,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STRATA_IS_LOADER (self));
  g_return_if_fail (space != NULL);

  begin (self);
  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_task_data (task, strata_address_space_ref (space),
                        (GDestroyNotify) strata_address_space_unref);
  g_task_run_in_thread (task, read_space_thread);
}

/**
 * strata_loader_read_space_finish:
 * @self: a loader
 * @result: what the callback got
 * @error: return location for an error
 *
 * Gets what was read.
 *
 * Returns: (transfer full): the model, or %NULL
 */
StrataSpaceModel *
strata_loader_read_space_finish (StrataLoader  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (STRATA_IS_LOADER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  end_task (self, result);

  return g_task_propagate_pointer (G_TASK (result), error);
}
