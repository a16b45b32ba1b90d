/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

#include "devices/pci/strata-pci-device-private.h"

G_BEGIN_DECLS

#define PCI_TESTING_RAM_SIZE 0x200000

/* A host bridge i440FX with 2 MiB of RAM, the memory and ports of its bus, and who accesses them */
typedef struct
{
  StrataSystem *system;
  StrataClock *clock;
  StrataRegion *memory; /* what the CPU sees */
  StrataRegion *ram;
  StrataRegion *pci;
  StrataRegion *io;
  StrataAddressSpace *memory_space;
  StrataAddressSpace *io_space;
  StrataInitiator *cpu;
  StrataInitiator *ports;
  StrataDevice *bridge;
  GPtrArray *devices; /* all of them; disposed in the end */
  GString *messages;  /* what they said, a line each */
} PciTesting;

void pci_testing_init (PciTesting *self);
void pci_testing_clear (PciTesting *self);
StrataDevice *pci_testing_new_device (PciTesting *self, GType type, const char *address);
StrataDevice *pci_testing_add_device (PciTesting *self, GType type, const char *address);

/* Ports: as a processor accesses them, in naturally aligned pieces */
guint32 pci_testing_in (PciTesting *self, guint16 port, guint size);
void pci_testing_out (PciTesting *self, guint16 port, guint size, guint32 value);

/* Configuration space, through the ports. A function is what stands in bits 8 to 15: 0x10 is 02.0
 * */
guint32 pci_testing_get (PciTesting *self, guint function, guint offset, guint size);
void pci_testing_set (PciTesting *self, guint function, guint offset, guint size, guint32 value);

/* What shows at an address: the region's name and the offset in it, `-` for nothing */
char *pci_testing_find (StrataInitiator *initiator, guint64 address);

#define pci_testing_assert_shows(initiator, address, expected)                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown_ = pci_testing_find (initiator, address);                               \
    g_assert_cmpstr (shown_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PciTesting, pci_testing_clear)

G_END_DECLS
