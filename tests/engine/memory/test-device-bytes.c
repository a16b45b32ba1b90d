/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* No bit is lost: whatever a device implements, memory that it makes of bytes behaves like bytes */

#include <string.h>

#include "strata.h"

#define N_BYTES 64

typedef struct
{
  guint8 bytes[N_BYTES];
  gboolean big;
} Device;

/* Where lane @i of an access of @size bytes lies in its value. */
static guint
shift_of (gboolean big, guint i, guint size)
{
  return 8 * (big ? size - 1 - i : i);
}

static guint64
read_cb (gpointer user_data, guint64 offset, guint size)
{
  Device *device = user_data;
  guint64 value = G_MAXUINT64; /* what is above the size must not matter */

  g_assert_cmpuint (offset + size, <=, N_BYTES);
  for (guint i = 0; i < size; i++)
    {
      value &= ~(G_GUINT64_CONSTANT (0xff) << shift_of (device->big, i, size));
      value |= (guint64) device->bytes[offset + i] << shift_of (device->big, i, size);
    }
  return value;
}

static StrataResult
write_lanes_cb (gpointer user_data, guint64 offset, guint64 value, guint size, guint lanes,
                const StrataAttrs *attrs G_GNUC_UNUSED)
{
  Device *device = user_data;

  g_assert_cmpuint (offset + size, <=, N_BYTES);
  for (guint i = 0; i < size; i++)
    if (lanes >> i & 1)
      device->bytes[offset + i] = (guint8) (value >> shift_of (device->big, i, size));
  return STRATA_OK;
}

static void
write_cb (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  if (size < 8)
    g_assert_cmpuint (value >> (8 * size), ==, 0);
  write_lanes_cb (user_data, offset, value, size, 0xff, NULL);
}

static gboolean
peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = read_cb (user_data, offset, size);
  return TRUE;
}

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *region;
  StrataRegion *memory;
  StrataAddressSpace *space;
  StrataInitiator *initiator;
  StrataRegionOps ops;
  Device device;
  guint8 model[2 * N_BYTES];
} Fixture;

/* A device with random abilities, and RAM right behind it. */
static void
fixture_init (Fixture *self)
{
  static const guint sizes[] = { 0, 1, 2, 4, 8 };

  memset (self, 0, sizeof *self);
  self->ops.read = read_cb;
  self->ops.write = write_cb;
  self->ops.peek = peek_cb;
  self->ops.endianness = (StrataByteOrder) g_test_rand_int_range (0, 3);
  self->ops.valid.unaligned = g_test_rand_bit ();
  self->ops.valid.max = sizes[g_test_rand_int_range (0, 5)];
  self->ops.impl.min = sizes[g_test_rand_int_range (0, 5)];
  self->ops.impl.max = sizes[g_test_rand_int_range (0, 5)];
  self->ops.impl.unaligned = g_test_rand_bit ();
  if (g_test_rand_bit ())
    self->ops.write_lanes = write_lanes_cb;
  else
    self->ops.impl.merge = TRUE;

  self->system
    = strata_system_new (g_test_rand_bit () ? STRATA_BIG_ENDIAN : STRATA_LITTLE_ENDIAN);
  self->device.big = self->ops.endianness == STRATA_BIG_ENDIAN
                     || (self->ops.endianness == STRATA_NATIVE_ENDIAN
                         && strata_system_get_byte_order (self->system) == STRATA_BIG_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", 0x1000);
  self->region = strata_region_new_mmio (self->system, NULL, "device", N_BYTES, &self->ops,
                                         &self->device, NULL);
  self->memory = strata_region_new_ram (self->system, NULL, "ram", N_BYTES, NULL);
  g_assert_true (strata_region_set_lock_free (self->region, g_test_rand_bit (), NULL));
  g_assert_true (strata_region_add_subregion (self->root, 0, self->region, NULL));
  g_assert_true (strata_region_add_subregion (self->root, N_BYTES, self->memory, NULL));
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->initiator = strata_initiator_new (self->space, "test");
}

static void
fixture_clear (Fixture *self)
{
  strata_initiator_unref (self->initiator);
  strata_address_space_unref (self->space);
  strata_region_unref (self->memory);
  strata_region_unref (self->region);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

static void
compare (Fixture *self)
{
  g_assert_cmpmem (self->device.bytes, N_BYTES, self->model, N_BYTES);
  g_assert_cmpmem (strata_region_get_ram_ptr (self->memory), N_BYTES, self->model + N_BYTES,
                   N_BYTES);
}

/* One load or store; what is refused changes nothing. */
static void
dispatch (Fixture *self)
{
  guint size = (guint) g_test_rand_int_range (1, 9);
  guint64 address = (guint64) g_test_rand_int_range (0, (gint) (2 * N_BYTES - size + 1));
  StrataByteOrder order = (StrataByteOrder) g_test_rand_int_range (0, 3);
  gboolean big = order == STRATA_BIG_ENDIAN
                 || (order == STRATA_NATIVE_ENDIAN
                     && strata_system_get_byte_order (self->system) == STRATA_BIG_ENDIAN);
  guint64 value = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  guint64 seen, expected = 0;
  StrataResult result;

  if (g_test_rand_bit ())
    {
      result = strata_initiator_store (self->initiator, address, size, order, value);
      if (result == STRATA_OK)
        for (guint i = 0; i < size; i++)
          self->model[address + i] = (guint8) (value >> shift_of (big, i, size));
      else
        g_assert_cmpint (result, ==, STRATA_ACCESS_ERROR);
      compare (self);
      return;
    }
  result = strata_initiator_load (self->initiator, address, size, order, &seen);
  for (guint i = 0; i < size; i++)
    expected |= (guint64) self->model[address + i] << shift_of (big, i, size);
  if (result != STRATA_OK)
    g_assert_cmpint (result, ==, STRATA_ACCESS_ERROR);
  g_assert_cmphex (seen, ==, result == STRATA_OK ? expected : 0);
}

/* A buffer; nothing is refused, as `valid.min` is not set. */
static void
transfer (Fixture *self)
{
  guint length = (guint) g_test_rand_int_range (0, 2 * N_BYTES + 1);
  guint64 address = (guint64) g_test_rand_int_range (0, (gint) (2 * N_BYTES - length + 1));
  guint8 bytes[2 * N_BYTES];
  StrataPeekState states[2 * N_BYTES];

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      for (guint i = 0; i < length; i++)
        bytes[i] = (guint8) g_test_rand_int ();
      memcpy (self->model + address, bytes, length);
      g_assert_cmpint (strata_initiator_write (self->initiator, address, bytes, length), ==,
                       STRATA_OK);
      compare (self);
      break;
    case 1:
      memset (self->model + address, 0x5a, length);
      g_assert_cmpint (strata_initiator_memset (self->initiator, address, 0x5a, length), ==,
                       STRATA_OK);
      compare (self);
      break;
    case 2:
      g_assert_cmpint (strata_initiator_read (self->initiator, address, bytes, length), ==,
                       STRATA_OK);
      g_assert_cmpmem (bytes, length, self->model + address, length);
      break;
    default:
      strata_initiator_peek (self->initiator, address, bytes, states, length);
      for (guint i = 0; i < length; i++)
        g_assert_cmpint (states[i], ==, STRATA_PEEK_OK);
      g_assert_cmpmem (bytes, length, self->model + address, length);
    }
}

static void
test_dispatch (void)
{
  for (guint i = 0; i < 300; i++)
    {
      Fixture fixture;

      fixture_init (&fixture);
      for (guint j = 0; j < 100; j++)
        dispatch (&fixture);
      fixture_clear (&fixture);
    }
}

static void
test_transfer (void)
{
  for (guint i = 0; i < 300; i++)
    {
      Fixture fixture;

      fixture_init (&fixture);
      for (guint j = 0; j < 50; j++)
        transfer (&fixture);
      fixture_clear (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/device-bytes/dispatch", test_dispatch);
  g_test_add_func ("/strata/device-bytes/transfer", test_transfer);

  return g_test_run ();
}
