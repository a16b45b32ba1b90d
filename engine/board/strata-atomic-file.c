/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-atomic-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory/strata-i18n-private.h"

#define MAX_LINKS 40

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s: cannot be written: %s"),
               path, g_strerror (code));
  return FALSE;
}

/* Where a path leads when its last part is a symbolic link, to a file that need not exist. */
static char *
follow_links (const char *path)
{
  char *followed = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (followed, NULL);
      g_autofree char *directory = NULL;

      if (link == NULL)
        break;
      directory = g_path_get_dirname (followed);
      g_free (followed);
      followed = g_path_is_absolute (link) ? g_steal_pointer (&link)
                                           : g_build_filename (directory, link, NULL);
    }
  return followed;
}

static gboolean
write_all (int fd, const char *contents, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, contents, MIN (length, (gsize) 1 << 30));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      contents += n;
      length -= n;
    }
  return TRUE;
}

/* Pipes and devices can only be written to. */
static gboolean
write_into (const char *path, const char *contents, gsize length, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0)
    return fail (path, errno, error);
  if (!write_all (fd, contents, length))
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || fail (path, code, error);
}

static void
sync_directory (const char *directory)
{
  int fd = g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* Writes a file as a whole or not at all: what was there before stays until the new one is safely
 * on the disk. A symbolic link stays one; a file keeps its permissions. */
gboolean
strata_atomic_file_write (const char *path, const char *contents, gsize length, GError **error)
{
  g_autofree char *place = follow_links (path);
  g_autofree char *directory = g_path_get_dirname (place);
  g_autofree char *name = g_path_get_basename (place);
  g_autofree char *hidden = g_strdup_printf (".%s.XXXXXX", name);
  g_autofree char *temporary = g_build_filename (directory, hidden, NULL);
  struct stat old;
  gboolean replaces = stat (path, &old) == 0;
  int code = 0;
  int fd;

  if (replaces && S_ISDIR (old.st_mode))
    return fail (path, EISDIR, error);
  if (replaces && !S_ISREG (old.st_mode))
    return write_into (path, contents, length, error);

  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail (path, errno, error);
  if (!write_all (fd, contents, length)
      || (replaces && fchmod (fd, old.st_mode & 07777) != 0)
      || fsync (fd) != 0)
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0 && g_rename (temporary, place) != 0)
    code = errno;
  if (code != 0)
    {
      g_unlink (temporary);
      return fail (path, code, error);
    }
  sync_directory (directory);
  return TRUE;
}
