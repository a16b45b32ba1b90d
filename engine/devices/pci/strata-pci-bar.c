/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pci-bar-private.h"

#define IO_SPACE 0x1
#define TYPE_64 0x4
#define PREFETCHABLE 0x8
#define ROM_ENABLE 0x1

/* Base address registers show above what else lies in the bus's memory or ports. */
#define PRIORITY 1

/* Whether it takes two registers. */
gboolean
strata_pci_bar_is_64 (const StrataPciBar *self)
{
  return self->kind == STRATA_PCI_BAR_MEMORY_64 || self->kind == STRATA_PCI_BAR_PREFETCHABLE_64;
}

/* The address bits above the size can be written, those below read 0: so it is sized. */
void
strata_pci_bar_describe (const StrataPciBar *self, StrataPciConfig *config)
{
  guint64 mask = ~(strata_region_get_size (self->region) - 1);
  guint32 kind_bits = 0;

  switch (self->kind)
    {
    case STRATA_PCI_BAR_MEMORY:
      break;
    case STRATA_PCI_BAR_PREFETCHABLE:
      kind_bits = PREFETCHABLE;
      break;
    case STRATA_PCI_BAR_MEMORY_64:
      kind_bits = TYPE_64;
      break;
    case STRATA_PCI_BAR_PREFETCHABLE_64:
      kind_bits = TYPE_64 | PREFETCHABLE;
      break;
    case STRATA_PCI_BAR_IO:
      kind_bits = IO_SPACE;
      break;
    case STRATA_PCI_BAR_ROM:
      mask |= ROM_ENABLE;
      break;
    }
  strata_pci_config_describe (config, self->offset, 4, kind_bits, (guint32) mask, 0);
  if (strata_pci_bar_is_64 (self))
    strata_pci_config_describe (config, self->offset + 4, 4, 0, mask >> 32, 0);
}

/*
 * Where the region is to appear; FALSE for nowhere: its decoder is off, or the address is one that
 * firmware does not mean. Like QEMU 7.2 on a PC this takes 0 for “not programmed yet”, and leaves
 * out what would reach or pass the end of its 32 or 64 bits, which is how a register looks while it
 * is sized.
 */
gboolean
strata_pci_bar_get_address (const StrataPciBar *self, const StrataPciConfig *config,
                            guint64 *address)
{
  guint64 size = strata_region_get_size (self->region);
  guint64 limit = strata_pci_bar_is_64 (self) ? G_MAXUINT64 : G_MAXUINT32;
  guint32 enable = self->kind == STRATA_PCI_BAR_IO ? STRATA_PCI_COMMAND_IO
                                                   : STRATA_PCI_COMMAND_MEMORY;
  guint64 first;

  if ((strata_pci_config_get (config, STRATA_PCI_COMMAND, 2) & enable) == 0)
    return FALSE;
  first = strata_pci_config_get (config, self->offset, 4);
  if (self->kind == STRATA_PCI_BAR_ROM && (first & ROM_ENABLE) == 0)
    return FALSE;
  if (strata_pci_bar_is_64 (self))
    first |= (guint64) strata_pci_config_get (config, self->offset + 4, 4) << 32;
  first &= ~(size - 1);
  if (first == 0 || first > limit - size)
    return FALSE;
  *address = first;
  return TRUE;
}

/* Puts the region where the configuration space says, or takes it away. */
gboolean
strata_pci_bar_place (const StrataPciBar *self, const StrataPciConfig *config,
                      StrataRegion *memory, StrataRegion *io, GError **error)
{
  StrataRegion *container = strata_region_get_container (self->region);
  guint64 address;

  if (!strata_pci_bar_get_address (self, config, &address))
    return container == NULL || strata_region_del_subregion (container, self->region, error);
  if (container != NULL)
    return strata_region_get_address (self->region) == address
           || strata_region_set_address (self->region, address, error);
  return strata_region_add_subregion_overlap (self->kind == STRATA_PCI_BAR_IO ? io : memory,
                                              address, self->region, PRIORITY, error);
}
