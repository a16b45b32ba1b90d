/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Configuration mechanism #1: PCI Local Bus Specification 2.1, 3.7.4.1. Details as measured on
 * QEMU 7.2: the address is written as 32 bits or not at all, reads of it give its low bits
 * whatever their offset, its two lowest bits count, and of the bits 24 to 30 none does.
 */

#include "strata-pci-ports-private.h"

#define ENABLE 0x80000000u

struct _StrataPciPorts
{
  StrataPciBus *bus;
  StrataRegion *index_region;
  StrataRegion *data_region;
  guint32 index;
};

/* {{{ The address */

static guint64
read_index (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  StrataPciPorts *self = user_data;

  return self->index;
}

static void
write_index (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataPciPorts *self = user_data;

  if (offset == 0 && size == 4)
    self->index = value;
}

static gboolean
peek_index (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = read_index (user_data, offset, size);
  return TRUE;
}

static const StrataRegionOps index_ops = {
  .read = read_index,
  .write = write_index,
  .peek = peek_index,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .max = 4 },
};

/* }}} */
/* {{{ The data */

/* Whether the data port leads anywhere; then to which function, and where in its 256 bytes. There
 * is one bus: of any other number nothing answers. */
static gboolean
find_target (StrataPciPorts *self, guint64 offset, guint *address, guint *config_offset)
{
  if ((self->index & ENABLE) == 0 || (self->index >> 16 & 0xff) != 0)
    return FALSE;
  *address = self->index >> 8 & 0xff;
  *config_offset = (self->index & 0xff) | offset;
  return TRUE;
}

static guint64
read_data (gpointer user_data, guint64 offset, guint size)
{
  StrataPciPorts *self = user_data;
  guint address, config_offset;

  if (!find_target (self, offset, &address, &config_offset))
    return G_MAXUINT32;
  return strata_pci_bus_read (self->bus, address, config_offset, size);
}

static void
write_data (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataPciPorts *self = user_data;
  guint address, config_offset;

  if (find_target (self, offset, &address, &config_offset))
    strata_pci_bus_write (self->bus, address, config_offset, size, value);
}

/* No function here changes by having its configuration space read. */
static gboolean
peek_data (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = read_data (user_data, offset, size);
  return TRUE;
}

static const StrataRegionOps data_ops = {
  .read = read_data,
  .write = write_data,
  .peek = peek_data,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .max = 4 },
};

/* }}} */

/* The owner must outlive the regions, and what it returns must live as long as the owner. */
StrataPciPorts *
strata_pci_ports_new (StrataSystem *system, StrataOwner *owner, StrataPciBus *bus)
{
  StrataPciPorts *self = g_new0 (StrataPciPorts, 1);

  self->bus = bus;
  self->index_region = strata_region_new_mmio (system, owner, "pci-conf-idx", 4, &index_ops, self,
                                               NULL);
  self->data_region = strata_region_new_mmio (system, owner, "pci-conf-data", 4, &data_ops, self,
                                              NULL);
  return self;
}

void
strata_pci_ports_free (StrataPciPorts *self)
{
  strata_pci_ports_drop_regions (self);
  g_free (self);
}

/* (transfer none) */
StrataRegion *
strata_pci_ports_get_index_region (StrataPciPorts *self)
{
  return self->index_region;
}

/* (transfer none) */
StrataRegion *
strata_pci_ports_get_data_region (StrataPciPorts *self)
{
  return self->data_region;
}

/* Gives the regions back, which hold their owner. */
void
strata_pci_ports_drop_regions (StrataPciPorts *self)
{
  g_clear_pointer (&self->index_region, strata_region_unref);
  g_clear_pointer (&self->data_region, strata_region_unref);
}

void
strata_pci_ports_reset (StrataPciPorts *self)
{
  self->index = 0;
}

/* Says how the two ports lead to what stands at an offset of the function's configuration space. */
void
strata_pci_ports_find_config (StrataPciPorts *self, guint address, guint offset,
                              StrataRegisterPath *path)
{
  *path = (StrataRegisterPath) {
    .index = self->index_region,
    .index_size = 4,
    .index_value = ENABLE | address << 8 | (offset & ~3u),
    .present_index = self->index,
    .data = self->data_region,
    .data_offset = offset & 3,
  };
}
