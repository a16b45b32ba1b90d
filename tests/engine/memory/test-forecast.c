/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-memory-testing.h"

#include <string.h>

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataAddressSpace *space;
  StrataInitiator *initiator;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->initiator = strata_initiator_new (self->space, "hex editor");
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  strata_initiator_unref (self->initiator);
  strata_address_space_unref (self->space);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

static void
check (Fixture *self, guint64 address, guint size, StrataForecast expected, const char *words)
{
  g_autofree char *found = NULL;

  g_assert_cmpint (strata_initiator_forecast_store (self->initiator, address, size, &found), ==,
                   expected);
  g_assert_cmpstr (found, ==, words);
}

static void
test_memory (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  StrataRegion *ram
    = strata_region_new_ram (self->system, NULL, "ram", 0x1000, NULL);
  StrataRegion *rom
    = strata_region_new_rom (self->system, NULL, "rom", 0x1000, NULL);
  guint64 value;

  testing_add (self->root, 0, ram, 0);
  testing_add (self->root, 0x1000, rom, 0);
  check (self, 0x10, 4, STRATA_FORECAST_MEMORY, "4 bytes of ram");
  check (self, 0x10, 1, STRATA_FORECAST_MEMORY, "1 byte of ram");
  check (self, 0x1010, 4, STRATA_FORECAST_IGNORED, "read-only, ignored");
  check (self, 0x2000, 2, STRATA_FORECAST_UNMAPPED, "decode error: nobody is there");
  check (self, 0xffe, 4, STRATA_FORECAST_SPLIT,
         "+0x0: 2 bytes of ram; +0x2: read-only, ignored");
  check (self, 0x1ffd, 8, STRATA_FORECAST_SPLIT,
         "+0x0: read-only, ignored; +0x3: decode error: nobody is there");
  check (self, G_MAXUINT64, 1, STRATA_FORECAST_UNMAPPED, "decode error: nobody is there");
  check (self, G_MAXUINT64, 2, STRATA_FORECAST_UNMAPPED,
         "decode error: it lies past the last address");

  /* It was only foretold. */
  g_assert_cmpuint (strata_initiator_load (self->initiator, 0x10, 4, STRATA_LITTLE_ENDIAN, &value),
                    ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0);
}

static gboolean
accept_low (gpointer user_data G_GNUC_UNUSED, guint64 offset, guint size G_GNUC_UNUSED,
            gboolean is_write G_GNUC_UNUSED, const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return offset < 0x10;
}

static void
test_device (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const StrataRegionOps split_ops = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_LITTLE_ENDIAN,
    .valid = { .max = 8, .accepts = accept_low },
  };
  const StrataRegionOps strict_ops = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_LITTLE_ENDIAN,
    .valid = { .min = 4 },
  };
  g_auto (TestingDevice) device = { 0 };
  StrataRegion *split = strata_region_new_mmio (self->system, NULL, "split", 64,
                                                           &split_ops, &device, NULL);
  StrataRegion *strict = strata_region_new_mmio (self->system, NULL, "strict", 64,
                                                            &strict_ops, &device, NULL);

  testing_device_init (&device, STRATA_LITTLE_ENDIAN);
  testing_add (self->root, 0, split, 0);
  testing_add (self->root, 0x100, strict, 0);
  check (self, 0, 8, STRATA_FORECAST_DEVICE, "8-byte write becomes 2 x 4 LE at +0x0 and +0x4");
  check (self, 0x10, 4, STRATA_FORECAST_REFUSED, "refused: the device does not accept it");
  check (self, 0x100, 1, STRATA_FORECAST_REFUSED, "refused: valid.min is 4");
  check (self, 0x102, 4, STRATA_FORECAST_REFUSED, "refused: not naturally aligned");
  check (self, 0x104, 4, STRATA_FORECAST_DEVICE, "4-byte write becomes 1 x 4 LE at +0x4");

  g_assert_true (strata_region_add_coalescing (strict, 8, 8, NULL));
  check (self, 0x108, 4, STRATA_FORECAST_QUEUED, "coalesced: queued");
  check (self, 0x108, 2, STRATA_FORECAST_REFUSED, "refused: valid.min is 4");
  testing_assert_log (&device, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/forecast/memory", Fixture, NULL, set_up, test_memory, tear_down);
  g_test_add ("/strata/forecast/device", Fixture, NULL, set_up, test_device, tear_down);
  return g_test_run ();
}
