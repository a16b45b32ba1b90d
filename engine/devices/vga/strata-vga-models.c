/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The VGA adapter. */

#include "strata-vga-models-private.h"

void
strata_vga_models_ensure (void)
{
}
