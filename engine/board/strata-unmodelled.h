/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"

G_BEGIN_DECLS

/* Devices that a board describes, but that nobody has modelled */
STRATA_PUBLIC
StrataRegion *strata_unmodelled_new_mmio (StrataSystem *system, StrataOwner *owner,
                                          const char *name, guint64 size);
STRATA_PUBLIC
StrataRegion *strata_unmodelled_new_rom_device (StrataSystem *system, StrataOwner *owner,
                                                const char *name, guint64 size, GError **error);
STRATA_PUBLIC
StrataRegion *strata_unmodelled_new_iommu (StrataSystem *system, StrataOwner *owner,
                                           const char *name, guint64 size);
STRATA_PUBLIC
gboolean strata_region_is_unmodelled (StrataRegion *region);

G_END_DECLS
