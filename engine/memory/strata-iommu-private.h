/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-initiator-private.h"
#include "strata-iommu.h"

/* What only an IOMMU region has. */
typedef struct _StrataIommu StrataIommu;

void strata_iommu_free (StrataIommu *self);

/* Where a stretch of an access leads: the initiator to go on with and the address there; NULL if
 * its page does not allow the access. @length is cut to what the page takes. */
StrataInitiator *strata_iommu_follow (StrataInitiator *self, const StrataFlatRange *range,
                                      guint64 address, StrataIommuAccess access, guint64 *length,
                                      guint64 *translated);
