/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices of a PC. */

#include "strata-pc-models-private.h"

void
strata_pc_models_ensure (void)
{
}
