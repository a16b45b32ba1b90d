/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-ram-private.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "strata-i18n-private.h"

static StrataRam *
ram_alloc (guint64 size)
{
  StrataRam *self = g_new0 (StrataRam, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->size = size;
  self->fd = -1;
  return self;
}

static StrataRam *
ram_alloc_mapped (guint64 size, gpointer mapping, gsize mapped, gsize skipped)
{
  StrataRam *self = ram_alloc (size);

  self->mapping = mapping;
  self->mapped = mapped;
  self->bytes = (guint8 *) mapping + skipped;
  return self;
}

static gboolean
check_size (guint64 size, GError **error)
{
  if (size <= G_MAXSSIZE - STRATA_PAGE_SIZE)
    return TRUE;
  g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
               _ ("No computer has memory for 0x%" PRIx64 " bytes"), size);
  return FALSE;
}

/* Zeroed memory that costs nothing until it is touched. */
StrataRam *
strata_ram_new (guint64 size, GError **error)
{
  StrataRam *self;
  gpointer mapping;

  if (!check_size (size, error))
    return NULL;
  if (size == 0)
    return ram_alloc (0);

  mapping = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                  -1, 0);
  if (mapping == MAP_FAILED)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
                   _ ("No memory for 0x%" PRIx64 " bytes: %s"), size, g_strerror (errno));
      return NULL;
    }
  self = ram_alloc_mapped (size, mapping, size, 0);
  self->is_own = TRUE;
  return self;
}

/* The caller's memory; @destroy is called with @user_data when nothing shows it any more. */
StrataRam *
strata_ram_new_from_pointer (guint64 size, gpointer bytes, gpointer user_data,
                             GDestroyNotify destroy)
{
  StrataRam *self = ram_alloc (size);

  self->bytes = bytes;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

static gboolean
check_file (int fd, guint64 size, guint64 file_offset, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
                   _ ("The file cannot be examined: %s"), g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (info.st_mode))
    {
      g_set_error_literal (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
                           _ ("It is a folder, not a file"));
      return FALSE;
    }
  if (S_ISREG (info.st_mode)
      && (file_offset > (guint64) info.st_size || size > (guint64) info.st_size - file_offset))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
                   _ ("The file has 0x%" PRIx64 " bytes; 0x%" PRIx64 " from offset 0x%" PRIx64
                      " are wanted"),
                   (guint64) info.st_size, size, file_offset);
      return FALSE;
    }
  return TRUE;
}

/* The bytes of a file. Writes go to the file if @shared, else they stay here. The descriptor can be
 * closed afterwards; one of our own is kept. */
StrataRam *
strata_ram_new_from_fd (guint64 size, int fd, guint64 file_offset, gboolean shared, GError **error)
{
  gsize skipped = file_offset % sysconf (_SC_PAGESIZE);
  StrataRam *self;
  gpointer mapping;
  int kept;

  if (!check_size (size, error) || !check_file (fd, size, file_offset, error))
    return NULL;

  kept = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  if (kept < 0)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
                   _ ("The file cannot be kept open: %s"), g_strerror (errno));
      return NULL;
    }
  if (size == 0)
    {
      self = ram_alloc (0);
      self->fd = kept;
      return self;
    }

  mapping = mmap (NULL, size + skipped, PROT_READ | PROT_WRITE,
                  (shared ? MAP_SHARED : MAP_PRIVATE) | MAP_NORESERVE, fd,
                  (off_t) (file_offset - skipped));
  if (mapping == MAP_FAILED)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING,
                   _ ("The file cannot be mapped: %s"), g_strerror (errno));
      close (kept);
      return NULL;
    }
  self = ram_alloc_mapped (size, mapping, size + skipped, skipped);
  self->fd = kept;
  return self;
}

StrataRam *
strata_ram_new_from_file (guint64 size, const char *path, guint64 file_offset, gboolean shared,
                          GError **error)
{
  StrataRam *self;
  int fd;

  /* Not blocking: opening a pipe must not wait for somebody to write to it. */
  fd = open (path, (shared ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING, "%s: %s", shown,
                   g_strerror (errno));
      return NULL;
    }
  self = strata_ram_new_from_fd (size, fd, file_offset, shared, error);
  close (fd);
  if (self == NULL && error != NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_prefix_error (error, "%s: ", shown);
    }
  return self;
}

StrataRam *
strata_ram_ref (StrataRam *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_ram_unref (StrataRam *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  strata_ram_budget_remove (self);
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    if (self->dirty[i] != NULL)
      strata_dirty_bitmap_free (self->dirty[i]);
  if (self->mapping != NULL)
    munmap (self->mapping, self->mapped);
  if (self->fd >= 0)
    close (self->fd);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

guint8 *
strata_ram_get_bytes (StrataRam *self)
{
  return self->bytes;
}

guint64
strata_ram_get_size (StrataRam *self)
{
  return self->size;
}

/* {{{ Dirty log */

StrataDirtyBitmap *
strata_ram_get_dirty_bitmap (StrataRam *self, guint client_index)
{
  StrataDirtyBitmap *bitmap = g_atomic_pointer_get (&self->dirty[client_index]);

  if (bitmap != NULL)
    return bitmap;

  bitmap = strata_dirty_bitmap_new (self->size / STRATA_PAGE_SIZE
                                    + (self->size % STRATA_PAGE_SIZE != 0));
  if (!g_atomic_pointer_compare_and_exchange (&self->dirty[client_index], NULL, bitmap))
    {
      strata_dirty_bitmap_free (bitmap);
      return g_atomic_pointer_get (&self->dirty[client_index]);
    }
  if (strata_dirty_bitmap_may_test ())
    g_atomic_pointer_set (&self->words[client_index], bitmap->words);
  return bitmap;
}

void
strata_ram_mark_dirty (StrataRam *self, guint64 offset, guint64 length, guint clients)
{
  if (offset >= self->size || length == 0)
    return;
  length = MIN (length, self->size - offset);

  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  for (; clients != 0; clients &= clients - 1)
    strata_dirty_bitmap_mark (strata_ram_get_dirty_bitmap (self, __builtin_ctz (clients)),
                              offset >> STRATA_PAGE_BITS,
                              (offset + length - 1) >> STRATA_PAGE_BITS);
}

void
strata_ram_set_all_dirty (StrataRam *self, guint clients)
{
  for (; clients != 0; clients &= clients - 1)
    strata_dirty_bitmap_mark_all (strata_ram_get_dirty_bitmap (self, __builtin_ctz (clients)));
}

/* }}} */
