/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A write buffer of 2^10 bytes in each chip */
#define STRATA_CFI_BUFFER_BITS 10

/* The query bytes of one chip */
typedef struct
{
  guint64 chip_size;   /* in bytes */
  guint64 sector_size; /* in bytes */
  guint width;         /* of its data bus, in bytes: 1, 2 or 4 */
} StrataCfiChip;

guint8 strata_cfi_query (const StrataCfiChip *chip, guint64 index);

G_END_DECLS
