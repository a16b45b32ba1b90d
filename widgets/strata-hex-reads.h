/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-hex-page.h"

G_BEGIN_DECLS

/**
 * StrataHexReads:
 *
 * What reads have told of bytes that cannot be seen without. It holds good only as long as the same
 * byte of the same region answers.
 */
typedef struct _StrataHexReads StrataHexReads;

StrataHexReads *strata_hex_reads_new (void);
void strata_hex_reads_free (StrataHexReads *self);

void strata_hex_reads_put (StrataHexReads *self, guint64 address, gconstpointer region,
                           guint64 offset, const StrataHexCell *cell);
void strata_hex_reads_get (StrataHexReads *self, guint64 address, gconstpointer region,
                           guint64 offset, StrataHexCell *cell);

G_END_DECLS
