/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-contents-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory/strata-i18n-private.h"
#include "strata-board.h"

#define LOAD_CHUNK ((gsize) 1 << 20)

static gboolean
load_bytes (int fd, StrataRegion *region, guint64 length, GCancellable *cancellable,
            GError **error)
{
  guint8 *bytes = strata_region_get_ram_ptr (region);
  guint64 done = 0;

  while (done < length)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = read (fd, bytes + done, MIN (length - done, LOAD_CHUNK));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE, "%s",
                       n < 0 ? g_strerror (errno) : _ ("it became shorter while it was read"));
          return FALSE;
        }
      done += n;
    }
  return TRUE;
}

/* Fills the memory of a region from a regular file that is not larger; what the file does not fill
 * stays. An error is of %STRATA_BOARD_ERROR and gives the reason only, or %G_IO_ERROR_CANCELLED. */
gboolean
strata_contents_load (StrataRegion *region, const char *path, GCancellable *cancellable,
                      GError **error)
{
  guint64 size = strata_region_get_size (region);
  struct stat info;
  gboolean loaded = FALSE;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0)
    {
      g_set_error_literal (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE, g_strerror (errno));
      return FALSE;
    }
  if (fstat (fd, &info) != 0)
    g_set_error_literal (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE, g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    g_set_error_literal (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                         _ ("it is not a regular file"));
  else if ((guint64) info.st_size > size)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                 _ ("it has 0x%" PRIx64 " bytes, the region only 0x%" PRIx64),
                 (guint64) info.st_size, size);
  else
    loaded = load_bytes (fd, region, info.st_size, cancellable, error);
  close (fd);
  return loaded;
}
