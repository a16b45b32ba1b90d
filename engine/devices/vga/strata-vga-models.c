/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The VGA adapter. */

#include "strata-vga-models-private.h"

#include "strata-vga-isa-private.h"
#include "strata-vga-pci-private.h"

void
strata_vga_models_ensure (void)
{
  g_type_ensure (STRATA_TYPE_VGA_ISA);
  g_type_ensure (STRATA_TYPE_VGA_PCI);
}
