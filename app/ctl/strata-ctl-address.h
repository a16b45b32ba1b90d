/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-ctl-board.h"

G_BEGIN_DECLS

/**
 * StrataCtlAddress:
 * @address: the address; not known yet as long as there is a @name
 * @size: of the accesses, in bytes
 * @name: (nullable): the name of a register that has to be looked up
 * @space: (nullable): the address space that the register was found in
 *
 * An address that the command line gives: a number, or the name of a register.
 */
typedef struct
{
  guint64 address;
  guint size;
  const char *name;
  StrataAddressSpace *space;
} StrataCtlAddress;

gboolean strata_ctl_address_parse (StrataCtlAddress *self, const StrataCtlOptions *options,
                                   guint argument, GError **error);
gboolean strata_ctl_address_find (StrataCtlAddress *self, StrataBoard *board,
                                  const StrataCtlOptions *options, GError **error);

G_END_DECLS
