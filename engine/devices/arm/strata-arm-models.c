/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices of Arm boards. */

#include "strata-arm-models-private.h"

void
strata_arm_models_ensure (void)
{
}
