/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dirty-bitmap-private.h"
#include "strata-ram-budget-private.h"
#include "strata-region.h"

/* The bytes behind a region, and its dirty log. Shared by the regions and views that show it. */

typedef struct _StrataRam StrataRam;

struct _StrataRam
{
  gatomicrefcount ref_count;
  gboolean is_own; /* anonymous memory that comes into being as it is touched */
  guint8 *bytes;
  guint64 size;

  /* What the fast path tests: the words of the bitmap below, or NULL for the long way. Atomic. */
  guint64 *words[STRATA_N_DIRTY_CLIENTS];
  StrataDirtyBitmap *dirty[STRATA_N_DIRTY_CLIENTS]; /* atomic; made when first needed */

  gpointer mapping; /* NULL if the bytes are the caller's */
  gsize mapped;
  int fd;           /* the file that is mapped; -1 if there is none */
  gboolean is_resizable;
  guint64 told_size; /* of a resizable region: the size that was last told */
  StrataRegionResizedFunc resized;
  guint64 host_age; /* in the index of all memory */
  gpointer user_data;
  GDestroyNotify destroy;

  StrataRamBudget *budget; /* held; what bulk writes to it are charged to; under its lock */
  GList budget_link;
};

StrataRam *strata_ram_new (guint64 size, GError **error);
StrataRam *strata_ram_new_from_pointer (guint64 size, gpointer bytes, gpointer user_data,
                                        GDestroyNotify destroy);
StrataRam *strata_ram_new_from_fd (guint64 size, int fd, guint64 file_offset, gboolean shared,
                                   GError **error);
StrataRam *strata_ram_new_from_file (guint64 size, const char *path, guint64 file_offset,
                                     gboolean shared, GError **error);
StrataRam *strata_ram_ref (StrataRam *self);
void strata_ram_unref (StrataRam *self);
guint8 *strata_ram_get_bytes (StrataRam *self);
guint64 strata_ram_get_size (StrataRam *self);

/* The log of one client, made if there is none. */
StrataDirtyBitmap *strata_ram_get_dirty_bitmap (StrataRam *self, guint client_index);
/* Marks the pages of a stretch dirty for clients; the store itself comes before. */
void strata_ram_mark_dirty (StrataRam *self, guint64 offset, guint64 length, guint clients);
/* Everything is dirty for these clients: a flag, not a fill. */
void strata_ram_set_all_dirty (StrataRam *self, guint clients);

/* The words of a client's log, for the test below; NULL if writers must not leave out a mark. */
static inline guint64 *
strata_ram_peek_words (StrataRam *self, guint client_index)
{
  return __atomic_load_n (&self->words[client_index], __ATOMIC_ACQUIRE);
}

/* Whether the page of a store of at most 8 bytes that has been made is marked already. Not if it
 * lies in two. */
static inline gboolean
strata_ram_is_store_marked (guint64 *words, guint64 offset, guint size)
{
  guint64 page = offset >> STRATA_PAGE_BITS;

  /* The store must not sink below the test; see strata-dirty-bitmap-private.h for the processor. */
  __atomic_signal_fence (__ATOMIC_SEQ_CST);
  return (offset + size - 1) >> STRATA_PAGE_BITS == page
         && (__atomic_load_n (&words[page / 64], __ATOMIC_RELAXED) >> (page % 64) & 1) != 0;
}
