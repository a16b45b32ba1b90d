/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"

G_BEGIN_DECLS

/* How a bus reaches the configuration space of a function: 1, 2 or 4 bytes inside the 256 */
typedef struct
{
  guint32 (*read) (gpointer function, guint offset, guint size);
  void (*write) (gpointer function, guint offset, guint size, guint32 value);
} StrataPciFunctionOps;

typedef struct _StrataPciBus StrataPciBus;

/* A PCI bus: up to 256 functions, and the containers in which their regions appear */
StrataPciBus *strata_pci_bus_new (StrataRegion *memory, StrataRegion *io);
void strata_pci_bus_free (StrataPciBus *self);
StrataRegion *strata_pci_bus_get_memory (StrataPciBus *self);
StrataRegion *strata_pci_bus_get_io (StrataPciBus *self);
gboolean strata_pci_bus_plug (StrataPciBus *self, guint address, const StrataPciFunctionOps *ops,
                              gpointer function);
void strata_pci_bus_unplug (StrataPciBus *self, guint address, gpointer function);
guint32 strata_pci_bus_read (StrataPciBus *self, guint address, guint offset, guint size);
void strata_pci_bus_write (StrataPciBus *self, guint address, guint offset, guint size,
                           guint32 value);

/* Addresses as people write them: `02.0` is device 2, function 0, and the number 0x10 */
gboolean strata_pci_bus_parse_address (const char *text, guint *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataPciBus, strata_pci_bus_free)

G_END_DECLS
