/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

/* The bytes behind a region, and its dirty log. Shared by the regions and views that show it. */

typedef struct _StrataRam StrataRam;

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

/* Marks the pages of a stretch dirty for clients; the store itself comes before. */
void strata_ram_mark_dirty (StrataRam *self, guint64 offset, guint64 length, guint clients);
/* Everything is dirty for these clients: a flag, not a fill. */
void strata_ram_set_all_dirty (StrataRam *self, guint clients);
