/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-view.h"

G_BEGIN_DECLS

#define STRATA_TYPE_ADDRESS_SPACE (strata_address_space_get_type ())

STRATA_PUBLIC
GType strata_address_space_get_type (void);
STRATA_PUBLIC
StrataAddressSpace *strata_address_space_new (StrataSystem *system, const char *name,
                                              StrataRegion *root);
STRATA_PUBLIC
StrataAddressSpace *strata_address_space_ref (StrataAddressSpace *self);
STRATA_PUBLIC
void strata_address_space_unref (StrataAddressSpace *self);
STRATA_PUBLIC
void strata_address_space_close (StrataAddressSpace *self);
STRATA_PUBLIC
StrataSystem *strata_address_space_get_system (StrataAddressSpace *self);
STRATA_PUBLIC
const char *strata_address_space_get_name (StrataAddressSpace *self);
STRATA_PUBLIC
StrataRegion *strata_address_space_get_root (StrataAddressSpace *self);
STRATA_PUBLIC
StrataFlatView *strata_address_space_ref_view (StrataAddressSpace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataAddressSpace, strata_address_space_unref)

G_END_DECLS
