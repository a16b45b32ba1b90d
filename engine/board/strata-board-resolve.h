/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board.h"

G_BEGIN_DECLS

/**
 * StrataPlace:
 * @space: (transfer none) (nullable): the address space
 * @address: the address there
 * @region: (transfer none) (nullable): the region that was named; %NULL for a plain address
 * @offset: the offset of @address in @region, in bytes; undefined without a region
 * @size: the size of the register that was named, in bytes; 0 if it is none
 * @hidden: whether accesses at @address never reach @region
 *
 * Where an expression leads. The board holds what it refers to.
 */
typedef struct
{
  StrataAddressSpace *space;
  guint64 address;
  StrataRegion *region;
  guint64 offset;
  guint size;
  gboolean hidden;
} StrataPlace;

STRATA_PUBLIC
gboolean strata_board_resolve (StrataBoard *self, StrataAddressSpace *space, const char *text,
                               StrataPlace *place, GError **error);
STRATA_PUBLIC
StrataRegion *strata_board_find_region (StrataBoard *self, const char *text, GError **error);
STRATA_PUBLIC
char **strata_board_complete (StrataBoard *self, const char *text, guint max);

G_END_DECLS
