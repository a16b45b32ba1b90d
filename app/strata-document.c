/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-document.h"

#include <glib/gi18n.h>
#include <string.h>

#include "strata-recovery.h"
#include "strata-tie.h"

/* How long after an edit the copy is written that outlives a crash, in milliseconds */
#define RECOVERY_DELAY 300

#define SUFFIX ".strata"

/*
 * A board that is edited: its history, its file, and the copy of what is not saved yet.
 */
struct _StrataDocument
{
  GObject parent_instance;

  StrataBoard *board;
  StrataHistory *history;
  GFile *file; /* NULL: it was never saved, or it is built in */
  char *name;
  char *etag; /* of the file as it was read or written last */
  GFileMonitor *monitor;
  StrataRecovery *recovery;
  guint recovery_timeout;
  gboolean is_closed;
};

enum
{
  CHANGED,
  FILE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataDocument, strata_document, G_TYPE_OBJECT)

/* {{{ The copy */

static gboolean
recovery_cb (gpointer user_data)
{
  StrataDocument *self = user_data;
  g_autofree char *text = strata_board_to_text (self->board);
  g_autoptr (GError) error = NULL;

  self->recovery_timeout = 0;
  if (!strata_recovery_write (self->recovery, self->file, self->name, text, &error))
    g_message ("%s", error->message);

  return G_SOURCE_REMOVE;
}

static void
update_recovery (StrataDocument *self)
{
  if (self->is_closed || !strata_history_get_modified (self->history))
    {
      g_clear_handle_id (&self->recovery_timeout, g_source_remove);
      strata_recovery_remove (self->recovery);
    }
  else if (self->recovery_timeout == 0)
    {
      self->recovery_timeout = g_timeout_add (RECOVERY_DELAY, recovery_cb, self);
    }
}

/* }}} */
/* {{{ The file */

static char *
dup_etag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static void
monitor_cb (StrataDocument *self)
{
  g_autofree char *etag = dup_etag (self->file);

  /* One that is gone may be about to be replaced. */
  if (etag == NULL || g_strcmp0 (etag, self->etag) == 0)
    return;

  g_free (self->etag);
  self->etag = g_steal_pointer (&etag);
  g_signal_emit (self, signals[FILE_CHANGED], 0);
}

static void
watch_file (StrataDocument *self)
{
  strata_tie_set (&self->monitor, NULL, self);
  g_clear_pointer (&self->etag, g_free);
  if (self->file == NULL)
    return;

  self->etag = dup_etag (self->file);
  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (monitor_cb), self);
}

/* }}} */

static void
history_changed_cb (StrataDocument *self)
{
  update_recovery (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
strata_document_dispose (GObject *object)
{
  StrataDocument *self = STRATA_DOCUMENT (object);

  strata_document_close (self);
  g_clear_object (&self->recovery);
  g_clear_object (&self->history);
  g_clear_object (&self->board);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (strata_document_parent_class)->dispose (object);
}

static void
strata_document_finalize (GObject *object)
{
  StrataDocument *self = STRATA_DOCUMENT (object);

  g_free (self->name);
  g_free (self->etag);

  G_OBJECT_CLASS (strata_document_parent_class)->finalize (object);
}

static void
strata_document_class_init (StrataDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_document_dispose;
  object_class->finalize = strata_document_finalize;

  /* The board was edited or saved. */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /* Somebody else has written the file. */
  signals[FILE_CHANGED] = g_signal_new ("file-changed", STRATA_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_document_init (StrataDocument *self)
{
  self->recovery = strata_recovery_new ();
}

/**
 * strata_document_new:
 * @board: a board
 * @file: (nullable): the file that it was read from; %NULL for none
 * @name: what people call that
 *
 * Makes a document of a board that was just read.
 *
 * Returns: (transfer full): the document
 */
StrataDocument *
strata_document_new (StrataBoard *board,
                     GFile       *file,
                     const char  *name)
{
  StrataDocument *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);
  g_return_val_if_fail (file == NULL || G_IS_FILE (file), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (STRATA_TYPE_DOCUMENT, NULL);
  self->board = g_object_ref (board);
  self->history = strata_history_new (board);
  g_set_object (&self->file, file);
  self->name = g_strdup (name);
  watch_file (self);
  g_signal_connect_swapped (self->history, "changed", G_CALLBACK (history_changed_cb), self);

  return self;
}

/**
 * strata_document_get_board:
 * @self: a document
 *
 * Gets the board.
 *
 * Returns: (transfer none): the board
 */
StrataBoard *
strata_document_get_board (StrataDocument *self)
{
  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), NULL);

  return self->board;
}

/**
 * strata_document_get_history:
 * @self: a document
 *
 * Gets what can be undone; edits of the board go through it.
 *
 * Returns: (transfer none): the history
 */
StrataHistory *
strata_document_get_history (StrataDocument *self)
{
  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), NULL);

  return self->history;
}

/**
 * strata_document_get_file:
 * @self: a document
 *
 * Gets where it was read from or saved.
 *
 * Returns: (transfer none) (nullable): the file; %NULL for none
 */
GFile *
strata_document_get_file (StrataDocument *self)
{
  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), NULL);

  return self->file;
}

/**
 * strata_document_get_name:
 * @self: a document
 *
 * Gets what people call the file.
 *
 * Returns: (transfer none): the name
 */
const char *
strata_document_get_name (StrataDocument *self)
{
  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), NULL);

  return self->name;
}

/**
 * strata_document_dup_title:
 * @self: a document
 *
 * Gets what to call it on the screen.
 *
 * Returns: (transfer full): the board's title, else the name
 */
char *
strata_document_dup_title (StrataDocument *self)
{
  const char *title;

  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), NULL);

  title = strata_board_get_title (self->board);

  return g_strdup (title != NULL && *title != '\0' ? title : self->name);
}

/**
 * strata_document_dup_file_name:
 * @self: a document
 *
 * Gets a name under which it could be saved.
 *
 * Returns: (transfer full): a name of a board file
 */
char *
strata_document_dup_file_name (StrataDocument *self)
{
  g_autofree char *stem = NULL;
  char *dot;

  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), NULL);

  stem = g_strdup (self->name);
  dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';

  return g_strconcat (stem, SUFFIX, NULL);
}

/**
 * strata_document_get_modified:
 * @self: a document
 *
 * Gets whether something is not saved.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_document_get_modified (StrataDocument *self)
{
  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), FALSE);

  return strata_history_get_modified (self->history);
}

/**
 * strata_document_can_save:
 * @self: a document
 *
 * Gets whether it can be saved where it is from: not what is built in or imported.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_document_can_save (StrataDocument *self)
{
  const char *path;

  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), FALSE);

  path = self->file != NULL ? g_file_peek_path (self->file) : NULL;

  return path != NULL && g_str_has_suffix (path, SUFFIX);
}

/**
 * strata_document_save:
 * @self: a document
 * @file: (nullable): where to, from now on; %NULL for where it is from
 * @error: return location for an error
 *
 * Saves the board.
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
strata_document_save (StrataDocument  *self,
                      GFile           *file,
                      GError         **error)
{
  g_return_val_if_fail (STRATA_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (file != NULL || strata_document_can_save (self), FALSE);

  if (file == NULL)
    file = self->file;
  if (g_file_peek_path (file) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("Boards can be saved on this computer only"));
      return FALSE;
    }
  if (!strata_board_save (self->board, g_file_peek_path (file), error))
    return FALSE;

  g_set_object (&self->file, file);
  g_free (self->name);
  self->name = g_file_get_basename (file);
  watch_file (self);
  strata_history_set_saved (self->history);

  return TRUE;
}

/**
 * strata_document_close:
 * @self: a document
 *
 * Ends it: what is not saved is discarded.
 */
void
strata_document_close (StrataDocument *self)
{
  g_return_if_fail (STRATA_IS_DOCUMENT (self));

  if (self->is_closed)
    return;

  self->is_closed = TRUE;
  strata_tie_set (&self->monitor, NULL, self);
  g_clear_handle_id (&self->recovery_timeout, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->history, self);
  strata_recovery_remove (self->recovery);
}
