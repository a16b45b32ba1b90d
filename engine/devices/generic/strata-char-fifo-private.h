/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STRATA_CHAR_FIFO_DEPTH 16

/* Characters that a UART has received or is to send, each with flags of the UART's own above the
 * lowest 8 bits. Empty when all zero. */
typedef struct
{
  guint16 entries[STRATA_CHAR_FIFO_DEPTH];
  guint8 first;
  guint8 count;
} StrataCharFifo;

void strata_char_fifo_clear (StrataCharFifo *self);
gboolean strata_char_fifo_push (StrataCharFifo *self, guint16 entry);
guint16 strata_char_fifo_pop (StrataCharFifo *self);
guint16 strata_char_fifo_get (const StrataCharFifo *self, guint index);
void strata_char_fifo_set (StrataCharFifo *self, guint index, guint16 entry);

G_END_DECLS
