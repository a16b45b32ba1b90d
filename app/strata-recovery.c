/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define GROUP "recovery"
#define SUFFIX ".strata"

/*
 * A copy of what is not saved yet, in the user's folder for states: the text of the board, and
 * beside it a key file that says what it is of, which is there first. Whoever writes it holds a
 * lock on the key file, so that a copy without one is left from a program that has crashed.
 */
struct _StrataRecovery
{
  GObject parent_instance;

  char *text_path;
  char *key_path;
  int lock; /* -1 as long as there is nothing on the disk */
  char *keys; /* what was written to the key file */
  GFile *file;
  char *name;
};

G_DEFINE_FINAL_TYPE (StrataRecovery, strata_recovery, G_TYPE_OBJECT)

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "strata", "recovery", NULL);
}

static void
strata_recovery_finalize (GObject *object)
{
  StrataRecovery *self = STRATA_RECOVERY (object);

  if (self->lock >= 0)
    close (self->lock);
  g_clear_object (&self->file);
  g_free (self->keys);
  g_free (self->name);
  g_free (self->text_path);
  g_free (self->key_path);

  G_OBJECT_CLASS (strata_recovery_parent_class)->finalize (object);
}

static void
strata_recovery_class_init (StrataRecoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_recovery_finalize;
}

static void
strata_recovery_init (StrataRecovery *self)
{
  self->lock = -1;
}

static StrataRecovery *
new_at (const char *folder,
        const char *id)
{
  StrataRecovery *self = g_object_new (STRATA_TYPE_RECOVERY, NULL);
  g_autofree char *text_name = g_strconcat (id, SUFFIX, NULL);

  self->key_path = g_build_filename (folder, id, NULL);
  self->text_path = g_build_filename (folder, text_name, NULL);

  return self;
}

/**
 * strata_recovery_new:
 *
 * Makes a place for a copy. There is nothing on the disk yet.
 *
 * Returns: (transfer full): the copy
 */
StrataRecovery *
strata_recovery_new (void)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *id = g_uuid_string_random ();

  return new_at (folder, id);
}

/* Takes the lock that whoever writes the copy holds. */
static gboolean
take_lock (StrataRecovery *self,
           int             flags)
{
  self->lock = g_open (self->key_path, flags | O_RDWR | O_CLOEXEC, 0600);
  if (self->lock < 0)
    return FALSE;
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  close (self->lock);
  self->lock = -1;

  return FALSE;
}

/* Reads what a copy that was left is of. */
static gboolean
read_keys (StrataRecovery *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *uri = NULL;

  if (!g_key_file_load_from_file (keys, self->key_path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  self->name = g_key_file_get_string (keys, GROUP, "name", NULL);
  uri = g_key_file_get_string (keys, GROUP, "uri", NULL);
  if (uri != NULL)
    self->file = g_file_new_for_uri (uri);

  return self->name != NULL && g_file_test (self->text_path, G_FILE_TEST_IS_REGULAR);
}

/**
 * strata_recovery_list_left:
 *
 * Finds the copies that are left from programs that have crashed.
 *
 * Returns: (transfer full) (element-type StrataRecovery): the copies, which nobody else finds from
 *   now on
 */
GPtrArray *
strata_recovery_list_left (void)
{
  GPtrArray *left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (StrataRecovery) self = NULL;

      if (!g_uuid_string_is_valid (name))
        continue;
      self = new_at (folder, name);
      if (!take_lock (self, 0))
        continue;
      if (read_keys (self))
        g_ptr_array_add (left, g_steal_pointer (&self));
      else
        strata_recovery_remove (self);
    }

  return left;
}

/* In place: the lock is on the file. */
static gboolean
write_keys (StrataRecovery *self,
            const char     *data,
            gsize           length)
{
  if (g_strcmp0 (data, self->keys) == 0)
    return TRUE;
  if (pwrite (self->lock, data, length, 0) != (gssize) length ||
      ftruncate (self->lock, (off_t) length) != 0)
    return FALSE;

  g_free (self->keys);
  self->keys = g_strdup (data);

  return TRUE;
}

/**
 * strata_recovery_write:
 * @self: a copy
 * @file: (nullable): what it is a copy of; %NULL if that was never saved
 * @name: what people call it
 * @text: the text of the board
 * @error: return location for an error
 *
 * Writes the copy.
 *
 * Returns: %TRUE, or %FALSE if that was not possible
 */
gboolean
strata_recovery_write (StrataRecovery  *self,
                       GFile           *file,
                       const char      *name,
                       const char      *text,
                       GError         **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *folder = NULL;
  g_autofree char *data = NULL;
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  gsize length;

  g_return_val_if_fail (STRATA_IS_RECOVERY (self), FALSE);
  g_return_val_if_fail (name != NULL && text != NULL, FALSE);

  folder = g_path_get_dirname (self->key_path);
  g_mkdir_with_parents (folder, 0700);

  /* Without its keys a text is lost in a crash. */
  g_key_file_set_string (keys, GROUP, "name", name);
  if (uri != NULL)
    g_key_file_set_string (keys, GROUP, "uri", uri);
  data = g_key_file_to_data (keys, &length, NULL);
  if ((self->lock < 0 && !take_lock (self, O_CREAT)) || !write_keys (self, data, length))
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->key_path,
                   g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (self->text_path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

/**
 * strata_recovery_remove:
 * @self: a copy
 *
 * Removes the copy, which is not needed any more.
 */
void
strata_recovery_remove (StrataRecovery *self)
{
  g_return_if_fail (STRATA_IS_RECOVERY (self));

  if (self->lock < 0)
    return;

  g_unlink (self->text_path);
  g_unlink (self->key_path);
  g_clear_pointer (&self->keys, g_free);
  close (self->lock);
  self->lock = -1;
}

/**
 * strata_recovery_get_file:
 * @self: a copy that was left
 *
 * Gets what it is a copy of.
 *
 * Returns: (transfer none) (nullable): the file; %NULL if there was none
 */
GFile *
strata_recovery_get_file (StrataRecovery *self)
{
  g_return_val_if_fail (STRATA_IS_RECOVERY (self), NULL);

  return self->file;
}

/**
 * strata_recovery_get_name:
 * @self: a copy that was left
 *
 * Gets what people called it.
 *
 * Returns: (transfer none): the name
 */
const char *
strata_recovery_get_name (StrataRecovery *self)
{
  g_return_val_if_fail (STRATA_IS_RECOVERY (self), NULL);

  return self->name;
}

/**
 * strata_recovery_read:
 * @self: a copy that was left
 * @error: return location for an error
 *
 * Reads the copy.
 *
 * Returns: (transfer full): the text of the board, or %NULL
 */
char *
strata_recovery_read (StrataRecovery  *self,
                      GError         **error)
{
  char *text;

  g_return_val_if_fail (STRATA_IS_RECOVERY (self), NULL);

  return g_file_get_contents (self->text_path, &text, NULL, error) ? text : NULL;
}
