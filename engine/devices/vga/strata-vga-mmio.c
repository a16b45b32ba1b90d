/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The layout is that of the standard VGA of QEMU's PCs; its documentation lists it under "standard
 * vga". */

#include "strata-vga-mmio-private.h"

#include "strata-vga-edid-private.h"
#include "strata-vga-ports-private.h"
#include "strata-vga-vbe-private.h"

#define MMIO_SIZE 0x1000
#define EDID_AREA 0x180
#define PORTS_OFFSET 0x400
#define PORTS_SIZE 0x20
#define FIRST_PORT 0x3c0
#define VBE_OFFSET 0x500
#define VBE_SIZE 0x16
#define EXTENDED_OFFSET 0x600
#define EXTENDED_SIZE 0x08

/* The extended registers: how many bytes they have, and the byte order of pixels */
#define EXTENDED_LENGTH 0
#define EXTENDED_BYTE_ORDER 4
#define BYTE_ORDER_LITTLE 0x1e1e1e1e
#define BYTE_ORDER_BIG 0xbebebebe

/* {{{ Between the parts: reads give all ones */

static guint64
gap_read_cb (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
             guint size G_GNUC_UNUSED)
{
  return G_MAXUINT64;
}

static void
gap_write_cb (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
              guint64 value G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
}

static gboolean
gap_peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = gap_read_cb (user_data, offset, size);
  return TRUE;
}

static const StrataRegionOps gap_ops = {
  .read = gap_read_cb,
  .write = gap_write_cb,
  .peek = gap_peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
};

/* }}} */
/* {{{ EDID */

static guint64
edid_read_cb (gpointer user_data G_GNUC_UNUSED, guint64 offset, guint size G_GNUC_UNUSED)
{
  return offset < STRATA_VGA_EDID_SIZE ? strata_vga_edid[offset] : 0;
}

static gboolean
edid_peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = edid_read_cb (user_data, offset, size);
  return TRUE;
}

static const StrataRegionOps edid_ops = {
  .read = edid_read_cb,
  .write = gap_write_cb,
  .peek = edid_peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 1, .max = 4 },
  .impl = { .min = 1, .max = 1 },
};

/* }}} */
/* {{{ Ports: two bytes at most, the low one first */

static guint64
ports_read_cb (gpointer user_data, guint64 offset, guint size)
{
  StrataVgaMmio *self = user_data;
  guint64 time = strata_clock_get_time (self->clock);
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) strata_vga_ports_read (self->state, FIRST_PORT + offset + i, time) << 8 * i;
  return value;
}

static void
ports_write_cb (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataVgaMmio *self = user_data;

  for (guint i = 0; i < size; i++)
    strata_vga_ports_write (self->state, FIRST_PORT + offset + i, value >> 8 * i & 0xff);
  strata_vga_windows_update (self->windows);
}

static gboolean
ports_peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  StrataVgaMmio *self = user_data;
  guint64 time = strata_clock_get_time (self->clock);

  *value = 0;
  for (guint i = 0; i < size; i++)
    *value |= (guint64) strata_vga_ports_peek (self->state, FIRST_PORT + offset + i, time)
              << 8 * i;
  return TRUE;
}

static const StrataRegionOps ports_ops = {
  .read = ports_read_cb,
  .write = ports_write_cb,
  .peek = ports_peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 1, .max = 4 },
  .impl = { .min = 1, .max = 2 },
};

/* }}} */
/* {{{ VBE: index and data in one. A byte stands for its whole register, as in QEMU. */

static guint64
vbe_read_cb (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  StrataVgaMmio *self = user_data;

  self->state->vbe_index = offset / 2;
  return strata_vga_vbe_read (self->state, offset / 2);
}

static void
vbe_write_cb (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataVgaMmio *self = user_data;

  self->state->vbe_index = offset / 2;
  strata_vga_vbe_write (self->state, offset / 2, value);
  strata_vga_windows_update (self->windows);
}

static gboolean
vbe_peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  StrataVgaMmio *self = user_data;

  *value = strata_vga_vbe_read (self->state, offset / 2);
  return TRUE;
}

static const StrataRegionOps vbe_ops = {
  .read = vbe_read_cb,
  .write = vbe_write_cb,
  .peek = vbe_peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 1, .max = 4 },
  .impl = { .min = 1, .max = 2 },
};

/* }}} */
/* {{{ Extended registers */

static guint64
extended_read_cb (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  StrataVgaMmio *self = user_data;

  if (offset == EXTENDED_LENGTH)
    return EXTENDED_SIZE;
  return self->state->is_big_endian ? BYTE_ORDER_BIG : BYTE_ORDER_LITTLE;
}

static void
extended_write_cb (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataVgaMmio *self = user_data;
  gboolean is_big = value == BYTE_ORDER_BIG;

  if (offset != EXTENDED_BYTE_ORDER || (!is_big && value != BYTE_ORDER_LITTLE))
    return;
  self->state->is_big_endian = is_big;
}

static gboolean
extended_peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = extended_read_cb (user_data, offset, size);
  return TRUE;
}

static const StrataRegionOps extended_ops = {
  .read = extended_read_cb,
  .write = extended_write_cb,
  .peek = extended_peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 4, .max = 4 },
  .impl = { .min = 4, .max = 4 },
};

/* }}} */

static const struct
{
  const char *name;
  guint64 offset;
  guint64 size;
  const StrataRegionOps *ops;
} parts[] = {
  { "edid", 0, EDID_AREA, &edid_ops },
  { "vga ioports remapped", PORTS_OFFSET, PORTS_SIZE, &ports_ops },
  { "bochs dispi interface", VBE_OFFSET, VBE_SIZE, &vbe_ops },
  { "qemu extended regs", EXTENDED_OFFSET, EXTENDED_SIZE, &extended_ops },
};

gboolean
strata_vga_mmio_init (StrataVgaMmio *self, StrataVgaState *state, StrataVgaWindows *windows,
                      StrataDevice *device, GError **error)
{
  StrataSystem *system = strata_device_get_system (device);
  StrataOwner *owner = strata_device_get_owner (device);

  self->state = state;
  self->windows = windows;
  self->clock = strata_device_get_clock (device);
  self->region
    = strata_region_new_mmio (system, owner, "vga.mmio", MMIO_SIZE, &gap_ops, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      self->parts[i] = strata_region_new_mmio (system, owner, parts[i].name, parts[i].size,
                                               parts[i].ops, self, NULL);
      if (!strata_region_add_subregion (self->region, parts[i].offset, self->parts[i], error))
        return FALSE;
    }
  return TRUE;
}

void
strata_vga_mmio_clear (StrataVgaMmio *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->parts); i++)
    g_clear_pointer (&self->parts[i], strata_region_unref);
  g_clear_pointer (&self->region, strata_region_unref);
}
