/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board-resolve.h"
#include "strata-ctl-board.h"

G_BEGIN_DECLS

/**
 * StrataCtlAddress:
 * @space: the address space
 * @address: the address there
 * @size: of the accesses, in bytes
 * @hidden: whether it was given by a name, and another region answers there
 *
 * An address that the command line gives.
 */
typedef struct
{
  StrataAddressSpace *space;
  guint64 address;
  guint size;
  gboolean hidden;
} StrataCtlAddress;

gboolean strata_ctl_address_find (StrataCtlAddress *self, StrataBoard *board,
                                  const StrataCtlOptions *options, guint argument, GError **error);
gboolean strata_ctl_address_find_open (StrataCtlAddress *self, StrataBoard *board,
                                       const StrataCtlOptions *options, guint argument,
                                       GError **error);

G_END_DECLS
