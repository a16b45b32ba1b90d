/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-reads.h"

#define PAGE_BITS 8
#define PAGE_SIZE (1 << PAGE_BITS)
#define MAX_PAGES 4096 /* of more, all are forgotten */

typedef struct
{
  guint64 number; /* of the page; the key */
  struct
  {
    gconstpointer region; /* to see that it is still the same: not held, never looked into */
    guint64 offset;
    gint64 time; /* 0 if it was not read */
    guint8 byte;
    guint8 state;
  } bytes[PAGE_SIZE];
} ReadPage;

struct _StrataHexReads
{
  GHashTable *pages; /* of ReadPage */
};

/**
 * strata_hex_reads_new:
 *
 * Returns: (transfer full): reads of nothing
 */
StrataHexReads *
strata_hex_reads_new (void)
{
  StrataHexReads *self = g_new (StrataHexReads, 1);

  self->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  return self;
}

/**
 * strata_hex_reads_free:
 * @self: (transfer full): reads
 *
 * Forgets them all.
 */
void
strata_hex_reads_free (StrataHexReads *self)
{
  g_hash_table_unref (self->pages);
  g_free (self);
}

/**
 * strata_hex_reads_put:
 * @self: reads
 * @address: the address that was read
 * @region: the region that answered
 * @offset: the offset in that
 * @cell: what came of it, and when
 *
 * Keeps what a read has told of a byte.
 */
void
strata_hex_reads_put (StrataHexReads      *self,
                      guint64              address,
                      gconstpointer        region,
                      guint64              offset,
                      const StrataHexCell *cell)
{
  guint64 number = address >> PAGE_BITS;
  guint index = address & (PAGE_SIZE - 1);
  ReadPage *page = g_hash_table_lookup (self->pages, &number);

  if (page == NULL)
    {
      if (g_hash_table_size (self->pages) >= MAX_PAGES)
        g_hash_table_remove_all (self->pages);
      page = g_new0 (ReadPage, 1);
      page->number = number;
      g_hash_table_add (self->pages, page);
    }
  page->bytes[index].region = region;
  page->bytes[index].offset = offset;
  page->bytes[index].time = cell->time;
  page->bytes[index].byte = cell->byte;
  page->bytes[index].state = cell->state;
}

/**
 * strata_hex_reads_get:
 * @self: reads
 * @address: an address
 * @region: the region that answers there now
 * @offset: the offset in that
 * @cell: (inout): filled in, if the byte was read
 *
 * Says what the last read has told of a byte.
 */
void
strata_hex_reads_get (StrataHexReads *self,
                      guint64         address,
                      gconstpointer   region,
                      guint64         offset,
                      StrataHexCell  *cell)
{
  guint64 number = address >> PAGE_BITS;
  guint index = address & (PAGE_SIZE - 1);
  const ReadPage *page = g_hash_table_lookup (self->pages, &number);

  if (page == NULL || page->bytes[index].time == 0 || page->bytes[index].region != region ||
      page->bytes[index].offset != offset)
    return;

  cell->state = page->bytes[index].state;
  cell->time = page->bytes[index].time;
  if (cell->state == STRATA_HEX_READ)
    cell->byte = page->bytes[index].byte;
}
