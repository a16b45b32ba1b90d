/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The write buffers of all the chips of a bank, as one: what is to be programmed at once */
typedef struct
{
  guint width;    /* of a word of the bank, in bytes */
  guint size;     /* of the buffer, in bytes */
  guint8 *bytes;  /* the bits that are 0 are to be cleared */
  guint64 sector; /* of the bank: where the sector begins that all is to lie in */
  guint64 end;    /* where it ends */
  guint64 start;  /* where the buffer lies */
  guint n_left;   /* words to come */
} StrataCfiBuffer;

void strata_cfi_buffer_init (StrataCfiBuffer *self, guint width, guint n_chips);
void strata_cfi_buffer_clear (StrataCfiBuffer *self);
void strata_cfi_buffer_start (StrataCfiBuffer *self, guint64 sector, guint64 sector_size);
gboolean strata_cfi_buffer_expect (StrataCfiBuffer *self, guint64 n_words);
guint8 *strata_cfi_buffer_take (StrataCfiBuffer *self, guint64 offset, guint size);
guint64 strata_cfi_buffer_get_length (const StrataCfiBuffer *self);

G_END_DECLS
