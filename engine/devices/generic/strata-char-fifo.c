/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-char-fifo-private.h"

void
strata_char_fifo_clear (StrataCharFifo *self)
{
  *self = (StrataCharFifo){ 0 };
}

/* FALSE if it is full. */
gboolean
strata_char_fifo_push (StrataCharFifo *self, guint16 entry)
{
  if (self->count == STRATA_CHAR_FIFO_DEPTH)
    return FALSE;
  self->entries[(self->first + self->count++) % STRATA_CHAR_FIFO_DEPTH] = entry;
  return TRUE;
}

/* It must not be empty. */
guint16
strata_char_fifo_pop (StrataCharFifo *self)
{
  guint16 entry = self->entries[self->first];

  g_assert (self->count > 0);
  self->first = (self->first + 1) % STRATA_CHAR_FIFO_DEPTH;
  self->count--;
  return entry;
}

/* The next entry has index 0. */
guint16
strata_char_fifo_get (const StrataCharFifo *self, guint index)
{
  g_assert (index < self->count);
  return self->entries[(self->first + index) % STRATA_CHAR_FIFO_DEPTH];
}

void
strata_char_fifo_set (StrataCharFifo *self, guint index, guint16 entry)
{
  g_assert (index < self->count);
  self->entries[(self->first + index) % STRATA_CHAR_FIFO_DEPTH] = entry;
}
