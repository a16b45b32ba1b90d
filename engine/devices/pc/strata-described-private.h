/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"

G_BEGIN_DECLS

/* A region of a device that has its place in the map, but is not modelled: a device error */
StrataRegion *strata_described_new (StrataSystem *system, StrataOwner *owner, const char *name,
                                    guint64 size);

G_END_DECLS
