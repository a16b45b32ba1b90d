/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices of Arm boards. */

#include "strata-arm-models-private.h"

#include "strata-pl011-private.h"
#include "strata-pl031-private.h"
#include "strata-pl061-private.h"
#include "strata-sp804-private.h"
#include "strata-virtio-mmio-private.h"

void
strata_arm_models_ensure (void)
{
  g_type_ensure (STRATA_TYPE_PL011);
  g_type_ensure (STRATA_TYPE_PL031);
  g_type_ensure (STRATA_TYPE_PL061);
  g_type_ensure (STRATA_TYPE_SP804);
  g_type_ensure (STRATA_TYPE_VIRTIO_MMIO);
}
