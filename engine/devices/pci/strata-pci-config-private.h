/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STRATA_PCI_CONFIG_SIZE 256

/* Offsets and bits of the header that every function has; PCI Local Bus Specification 2.1, 6.1 */
#define STRATA_PCI_VENDOR_ID 0x00
#define STRATA_PCI_DEVICE_ID 0x02
#define STRATA_PCI_COMMAND 0x04
#define STRATA_PCI_COMMAND_IO 0x0001
#define STRATA_PCI_COMMAND_MEMORY 0x0002
#define STRATA_PCI_COMMAND_MASTER 0x0004
#define STRATA_PCI_COMMAND_SERR 0x0100
#define STRATA_PCI_COMMAND_NO_INTERRUPT 0x0400 /* since 2.3 */
#define STRATA_PCI_STATUS 0x06
#define STRATA_PCI_STATUS_INTERRUPT 0x0008 /* since 2.3 */
#define STRATA_PCI_REVISION_ID 0x08
#define STRATA_PCI_CLASS_CODE 0x09
#define STRATA_PCI_CACHE_LINE_SIZE 0x0c
#define STRATA_PCI_LATENCY_TIMER 0x0d
#define STRATA_PCI_HEADER_TYPE 0x0e
#define STRATA_PCI_HEADER_TYPE_MULTIFUNCTION 0x80
#define STRATA_PCI_BIST 0x0f
#define STRATA_PCI_BASE_ADDRESS 0x10
#define STRATA_PCI_SUBSYSTEM_VENDOR_ID 0x2c
#define STRATA_PCI_SUBSYSTEM_ID 0x2e
#define STRATA_PCI_ROM_ADDRESS 0x30
#define STRATA_PCI_INTERRUPT_LINE 0x3c
#define STRATA_PCI_INTERRUPT_PIN 0x3d
#define STRATA_PCI_MIN_GNT 0x3e
#define STRATA_PCI_MAX_LAT 0x3f
#define STRATA_PCI_HEADER_SIZE 0x40

/*
 * The configuration space of one function: what stands in it, what after power-on, and what a write
 * can change. Little-endian; values have 1 to 4 bytes and may lie anywhere inside the space.
 */
typedef struct
{
  guint8 bytes[STRATA_PCI_CONFIG_SIZE];
  guint8 reset[STRATA_PCI_CONFIG_SIZE];
  guint8 writable[STRATA_PCI_CONFIG_SIZE];
  guint8 cleared[STRATA_PCI_CONFIG_SIZE]; /* bits that are cleared by writing 1 */
} StrataPciConfig;

void strata_pci_config_describe (StrataPciConfig *self, guint offset, guint size, guint32 reset,
                                 guint32 writable, guint32 cleared);
void strata_pci_config_reset (StrataPciConfig *self);
guint32 strata_pci_config_get (const StrataPciConfig *self, guint offset, guint size);
void strata_pci_config_set (StrataPciConfig *self, guint offset, guint size, guint32 value);
void strata_pci_config_write (StrataPciConfig *self, guint offset, guint size, guint32 value);

G_END_DECLS
