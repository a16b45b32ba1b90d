/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"
#include "strata-pci-config-private.h"

G_BEGIN_DECLS

/* What a base address register asks for; PCI Local Bus Specification 2.1, 6.2.5 */
typedef enum
{
  STRATA_PCI_BAR_MEMORY,
  STRATA_PCI_BAR_PREFETCHABLE,
  STRATA_PCI_BAR_MEMORY_64, /* takes two registers */
  STRATA_PCI_BAR_PREFETCHABLE_64,
  STRATA_PCI_BAR_IO,
  STRATA_PCI_BAR_ROM,
} StrataPciBarKind;

/* One of them, and the region that appears at its address */
typedef struct
{
  StrataPciBarKind kind;
  guint offset; /* in the configuration space */
  StrataRegion *region;
} StrataPciBar;

gboolean strata_pci_bar_is_64 (const StrataPciBar *self);
void strata_pci_bar_describe (const StrataPciBar *self, StrataPciConfig *config);
gboolean strata_pci_bar_get_address (const StrataPciBar *self, const StrataPciConfig *config,
                                     guint64 *address);
gboolean strata_pci_bar_place (const StrataPciBar *self, const StrataPciConfig *config,
                               StrataRegion *memory, StrataRegion *io, GError **error);

G_END_DECLS
