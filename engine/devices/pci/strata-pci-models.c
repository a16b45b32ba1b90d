/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The PCI bus and its bridges. */

#include "strata-pci-models-private.h"

void
strata_pci_models_ensure (void)
{
}
