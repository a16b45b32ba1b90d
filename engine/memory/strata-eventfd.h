/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

/**
 * StrataEventfd:
 * @offset: the offset in the region of the writes that it takes, in bytes; they begin just there
 * @size: their size, 1 to 8 bytes; 0 for any
 * @match_data: whether only writes of @data are taken
 * @data: a value, as the device would see it; 0 unless @match_data
 * @fd: the caller's number of the descriptor that they signal
 *
 * A doorbell: which writes signal a descriptor in place of reaching the device.
 */
typedef struct
{
  guint64 offset;
  guint size;
  gboolean match_data;
  guint64 data;
  int fd;
} StrataEventfd;

STRATA_PUBLIC
gboolean strata_region_add_eventfd (StrataRegion *self, const StrataEventfd *eventfd,
                                    GError **error);
STRATA_PUBLIC
gboolean strata_region_del_eventfd (StrataRegion *self, const StrataEventfd *eventfd,
                                    GError **error);
STRATA_PUBLIC
GArray *strata_region_list_eventfds (StrataRegion *self);

G_END_DECLS
