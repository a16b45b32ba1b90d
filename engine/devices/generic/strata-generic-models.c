/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices that are at home on any board. */

#include "strata-generic-models-private.h"

void
strata_generic_models_ensure (void)
{
}
