/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The write buffer of NOR flash: where it lies, and what may still come */

#include "strata-cfi-buffer-private.h"

#include <string.h>

#include "strata-cfi-query-private.h"

/* It lies where its first word does. */
#define NOWHERE G_MAXUINT64

void
strata_cfi_buffer_init (StrataCfiBuffer *self, guint width, guint n_chips)
{
  self->width = width;
  self->size = n_chips << STRATA_CFI_BUFFER_BITS;
  self->bytes = g_new (guint8, self->size);
}

void
strata_cfi_buffer_clear (StrataCfiBuffer *self)
{
  g_clear_pointer (&self->bytes, g_free);
}

void
strata_cfi_buffer_start (StrataCfiBuffer *self, guint64 sector, guint64 sector_size)
{
  self->sector = sector;
  self->end = sector + sector_size;
}

/* Empties it for a number of words; FALSE if these are too many. */
gboolean
strata_cfi_buffer_expect (StrataCfiBuffer *self, guint64 n_words)
{
  if (n_words * self->width > self->size)
    return FALSE;
  self->n_left = n_words;
  self->start = NOWHERE;
  memset (self->bytes, 0xff, self->size);
  return TRUE;
}

/* Takes the next word; returns where its bytes are to go, NULL if they would not lie within. */
guint8 *
strata_cfi_buffer_take (StrataCfiBuffer *self, guint64 offset, guint size)
{
  if (self->start == NOWHERE)
    self->start = offset - offset % self->width;
  if (offset < self->start || offset + size - self->start > self->size || offset < self->sector ||
      offset >= self->end)
    return NULL;
  self->n_left--;
  return self->bytes + (offset - self->start);
}

/* Of what is to be programmed, which ends with the sector */
guint64
strata_cfi_buffer_get_length (const StrataCfiBuffer *self)
{
  return MIN (self->size, self->end - self->start);
}
