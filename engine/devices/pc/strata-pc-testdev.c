/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* QEMU's pc-testdev, as far as tests of byte order and of interrupts use it: four bytes that two
 * sets of ports show, one of any access size and one whose accesses come as single bytes; 24
 * ports that set lines; and a little memory that is MMIO. */

#include "strata-pc-testdev-private.h"

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"

#define N_BYTES 4
#define N_LINES 24
#define N_MEMORY 0x10000

/* Which of the bytes has the port that may be shared */
#define SHARED 1

struct _StrataPcTestdev
{
  StrataDevice parent_instance;

  StrataRegion *ports;
  StrataRegion *byte_ports;
  StrataRegion *line_ports;
  StrataRegion *memory_region;
  StrataLine *lines[N_LINES];
  guint8 bytes[N_BYTES];
  gboolean is_used;
  guint8 *memory;
};

G_DEFINE_FINAL_TYPE (StrataPcTestdev, strata_pc_testdev, STRATA_TYPE_DEVICE)

static const StrataRegister registers[] = {
  { "STATE", 0, 4, STRATA_REGISTER_RW, 0, N_ ("four bytes"), NULL, 0 },
};

static guint64
get_bytes (const guint8 *bytes, guint size)
{
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) bytes[i] << 8 * i;
  return value;
}

static void
set_bytes (guint8 *bytes, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    bytes[i] = value >> 8 * i;
}

/* {{{ The four bytes */

static gboolean
ports_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = get_bytes (STRATA_PC_TESTDEV (user_data)->bytes + offset, size);
  return TRUE;
}

static guint64
ports_read (gpointer user_data, guint64 offset, guint size)
{
  guint64 value;

  ports_peek (user_data, offset, &value, size);
  return value;
}

static void
ports_write (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataPcTestdev *self = user_data;

  set_bytes (self->bytes + offset, value, size);
  self->is_used = TRUE;
}

static const StrataRegionOps ports_ops = {
  .read = ports_read,
  .write = ports_write,
  .peek = ports_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static const StrataRegionOps byte_ports_ops = {
  .read = ports_read,
  .write = ports_write,
  .peek = ports_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 1, .max = 4 },
  .impl = { .min = 1, .max = 1 },
};

/**
 * strata_pc_testdev_set_shared: (skip)
 * @self: a test device
 * @byte: what was written
 *
 * Writes its second byte. That alone does not mean that a program uses the device.
 */
void
strata_pc_testdev_set_shared (StrataPcTestdev *self, guint8 byte)
{
  g_return_if_fail (STRATA_IS_PC_TESTDEV (self));

  self->bytes[SHARED] = byte;
}

/**
 * strata_pc_testdev_get_shared: (skip)
 * @self: a test device
 * @byte: (out): its second byte
 *
 * Returns: whether a program has used the device since the last reset
 */
gboolean
strata_pc_testdev_get_shared (StrataPcTestdev *self, guint8 *byte)
{
  g_return_val_if_fail (STRATA_IS_PC_TESTDEV (self), FALSE);

  *byte = self->bytes[SHARED];
  return self->is_used;
}

/* }}} */
/* {{{ Lines and memory */

static gboolean
lines_peek (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
            guint size G_GNUC_UNUSED)
{
  *value = 0;
  return TRUE;
}

static guint64
lines_read (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
            guint size G_GNUC_UNUSED)
{
  return 0;
}

static void
lines_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  strata_line_set_level (STRATA_PC_TESTDEV (user_data)->lines[offset], value != 0);
}

static const StrataRegionOps lines_ops = {
  .read = lines_read,
  .write = lines_write,
  .peek = lines_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 1, .max = 1 },
};

static gboolean
memory_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = get_bytes (STRATA_PC_TESTDEV (user_data)->memory + offset, size);
  return TRUE;
}

static guint64
memory_read (gpointer user_data, guint64 offset, guint size)
{
  return get_bytes (STRATA_PC_TESTDEV (user_data)->memory + offset, size);
}

static void
memory_write (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  set_bytes (STRATA_PC_TESTDEV (user_data)->memory + offset, value, size);
}

static const StrataRegionOps memory_ops = {
  .read = memory_read,
  .write = memory_write,
  .peek = memory_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
};

/* }}} */

static void
strata_pc_testdev_reset (StrataDevice *device)
{
  StrataPcTestdev *self = STRATA_PC_TESTDEV (device);

  set_bytes (self->bytes, 0, N_BYTES);
  self->is_used = FALSE;
  for (guint i = 0; i < N_MEMORY; i++)
    self->memory[i] = 0;
  for (guint i = 0; i < N_LINES; i++)
    strata_line_set_level (self->lines[i], FALSE);
}

static gboolean
strata_pc_testdev_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataPcTestdev *self = STRATA_PC_TESTDEV (device);

  self->ports = strata_device_offer_mmio (device, "ports", "pc-testdev-ioport", N_BYTES,
                                          &ports_ops);
  strata_device_add_bank (device, "ports", self->ports, registers, G_N_ELEMENTS (registers));
  self->byte_ports = strata_device_offer_mmio (device, "byte-ports", "pc-testdev-ioport-byte",
                                               N_BYTES, &byte_ports_ops);
  self->line_ports = strata_device_offer_mmio (device, "line-ports", "pc-testdev-irq-line", N_LINES,
                                               &lines_ops);
  self->memory_region = strata_device_offer_mmio (device, "memory", "pc-testdev-iomem", N_MEMORY,
                                                  &memory_ops);
  for (guint i = 0; i < N_LINES; i++)
    self->lines[i] = strata_device_add_output (device, "irq", i);
  return TRUE;
}

static void
strata_pc_testdev_dispose (GObject *object)
{
  StrataPcTestdev *self = STRATA_PC_TESTDEV (object);

  g_clear_pointer (&self->ports, strata_region_unref);
  g_clear_pointer (&self->byte_ports, strata_region_unref);
  g_clear_pointer (&self->line_ports, strata_region_unref);
  g_clear_pointer (&self->memory_region, strata_region_unref);

  G_OBJECT_CLASS (strata_pc_testdev_parent_class)->dispose (object);
}

static void
strata_pc_testdev_finalize (GObject *object)
{
  g_free (STRATA_PC_TESTDEV (object)->memory);

  G_OBJECT_CLASS (strata_pc_testdev_parent_class)->finalize (object);
}

static void
strata_pc_testdev_class_init (StrataPcTestdevClass *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_pc_testdev_dispose;
  G_OBJECT_CLASS (klass)->finalize = strata_pc_testdev_finalize;
  device_class->model = "pc-testdev";
  device_class->summary = N_ ("ports, lines and memory for tests of accesses");
  device_class->realize = strata_pc_testdev_realize;
  device_class->reset = strata_pc_testdev_reset;
}

static void
strata_pc_testdev_init (StrataPcTestdev *self)
{
  self->memory = g_malloc0 (N_MEMORY);
}
