/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-io-private.h"

#include "strata-vga-ports-private.h"
#include "strata-vga-vbe-private.h"

/* VBE's ports: the index, then the data, which has two addresses: an unaligned one and, behind it,
 * an aligned one. */
#define VBE_SIZE 4
#define VBE_INDEX 0
#define VBE_DATA 1

static const struct
{
  const char *part;
  guint first;
  guint size;
} ranges[STRATA_VGA_N_PORT_RANGES] = {
  { "ports-3b4", 0x3b4, 2 }, { "ports-3ba", 0x3ba, 1 }, { "ports-3c0", 0x3c0, 16 },
  { "ports-3d4", 0x3d4, 2 }, { "ports-3da", 0x3da, 1 },
};

/* {{{ The VGA's ports have a byte each. An access of two bytes is two of one, the low one first;
 * nobody answers larger ones. */

static guint64
read_cb (gpointer user_data, guint64 offset, guint size)
{
  StrataVgaPortRange *range = user_data;
  StrataVgaIo *self = range->io;
  guint64 time = strata_clock_get_time (self->clock);
  guint64 value = 0;

  if (size > 2)
    return G_MAXUINT64;
  for (guint i = 0; i < size; i++)
    value |= (guint64) strata_vga_ports_read (self->state, range->first + offset + i, time)
             << 8 * i;
  return value;
}

static void
write_cb (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataVgaPortRange *range = user_data;
  StrataVgaIo *self = range->io;

  if (size > 2)
    return;
  for (guint i = 0; i < size; i++)
    strata_vga_ports_write (self->state, range->first + offset + i, value >> 8 * i & 0xff);
  strata_vga_windows_update (self->windows);
}

static gboolean
peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  StrataVgaPortRange *range = user_data;
  StrataVgaIo *self = range->io;
  guint64 time = strata_clock_get_time (self->clock);

  *value = 0;
  for (guint i = 0; i < size; i++)
    *value |= (guint64) strata_vga_ports_peek (self->state, range->first + offset + i, time)
              << 8 * i;
  return TRUE;
}

static const StrataRegionOps ports_ops = {
  .read = read_cb,
  .write = write_cb,
  .peek = peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .unaligned = TRUE },
  .impl = { .unaligned = TRUE },
};

/* }}} */
/* {{{ VBE's ports have two bytes each. Of smaller accesses only those are answered that an access
 * of two bytes to the unaligned one may come as: its halves. */

static gboolean
vbe_peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  StrataVgaIo *self = user_data;
  guint16 data = strata_vga_vbe_read (self->state, self->state->vbe_index);

  if (size == 2)
    *value = offset == VBE_INDEX ? self->state->vbe_index : data;
  else if (size == 1 && offset == VBE_DATA)
    *value = data & 0xff;
  else if (size == 1 && offset == VBE_DATA + 1)
    *value = data >> 8;
  else
    *value = G_MAXUINT64;
  return TRUE;
}

static guint64
vbe_read_cb (gpointer user_data, guint64 offset, guint size)
{
  guint64 value;

  vbe_peek_cb (user_data, offset, &value, size);
  return value;
}

static void
write_data (StrataVgaIo *self, guint16 value)
{
  strata_vga_vbe_write (self->state, self->state->vbe_index, value);
  strata_vga_windows_update (self->windows);
}

static void
vbe_write_cb (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataVgaIo *self = user_data;
  gboolean has_low = self->has_vbe_low;

  self->has_vbe_low = FALSE;
  if (size == 1 && offset == VBE_DATA)
    {
      self->vbe_low = value;
      self->has_vbe_low = TRUE;
    }
  else if (size == 1 && offset == VBE_DATA + 1 && has_low)
    write_data (self, value << 8 | self->vbe_low);
  else if (size == 2 && offset == VBE_INDEX)
    self->state->vbe_index = value;
  else if (size == 2)
    write_data (self, value);
}

static const StrataRegionOps vbe_ops = {
  .read = vbe_read_cb,
  .write = vbe_write_cb,
  .peek = vbe_peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .unaligned = TRUE },
  .impl = { .unaligned = TRUE },
};

/* }}} */

/* Makes the regions and offers them. */
void
strata_vga_io_init (StrataVgaIo *self, StrataVgaState *state, StrataVgaWindows *windows,
                    StrataDevice *device)
{
  StrataSystem *system = strata_device_get_system (device);
  StrataOwner *owner = strata_device_get_owner (device);

  self->state = state;
  self->windows = windows;
  self->clock = strata_device_get_clock (device);
  for (guint i = 0; i < STRATA_VGA_N_PORT_RANGES; i++)
    {
      StrataVgaPortRange *range = &self->ranges[i];

      range->io = self;
      range->first = ranges[i].first;
      range->region
        = strata_region_new_mmio (system, owner, "vga", ranges[i].size, &ports_ops, range, NULL);
      strata_device_add_region (device, ranges[i].part, range->region);
    }
  self->vbe = strata_region_new_mmio (system, owner, "vbe", VBE_SIZE, &vbe_ops, self, NULL);
  strata_device_add_region (device, "ports-vbe", self->vbe);
}

void
strata_vga_io_clear (StrataVgaIo *self)
{
  for (guint i = 0; i < STRATA_VGA_N_PORT_RANGES; i++)
    g_clear_pointer (&self->ranges[i].region, strata_region_unref);
  g_clear_pointer (&self->vbe, strata_region_unref);
}
