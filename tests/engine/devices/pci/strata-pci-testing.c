/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pci-testing.h"

#include "devices/pc/strata-i440fx-private.h"

static void
message_cb (StrataDevice *device, const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", strata_device_get_id (device), text);
}

static StrataDevice *
make (PciTesting *self, GType type, const char *id)
{
  StrataDevice *device = strata_device_new (type, id, self->system, self->clock);

  g_ptr_array_add (self->devices, device);
  g_signal_connect (device, "message", G_CALLBACK (message_cb), self->messages);
  return device;
}

static void
realize (StrataDevice *device)
{
  g_autoptr (GError) error = NULL;
  gboolean realized = strata_device_realize (device, &error);

  g_assert_no_error (error);
  g_assert_true (realized);
}

static void
add (StrataRegion *container, guint64 address, StrataRegion *region, gint priority)
{
  g_autoptr (GError) error = NULL;

  strata_region_add_subregion_overlap (container, address, region, priority, &error);
  g_assert_no_error (error);
}

void
pci_testing_init (PciTesting *self)
{
  g_autoptr (GError) error = NULL;

  *self = (PciTesting) { .system = strata_system_new (STRATA_LITTLE_ENDIAN) };
  self->clock = strata_clock_new (self->system);
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
  self->messages = g_string_new (NULL);
  self->memory = strata_region_new_container (self->system, NULL, "system", STRATA_SIZE_MAX);
  self->pci = strata_region_new_container (self->system, NULL, "pci", STRATA_SIZE_MAX);
  self->io = strata_region_new_container (self->system, NULL, "io", 0x10000);
  self->ram = strata_region_new_ram (self->system, NULL, "pc.ram", PCI_TESTING_RAM_SIZE, &error);
  g_assert_no_error (error);
  add (self->memory, 0, self->ram, 0);
  add (self->memory, 0, self->pci, -1);

  self->bridge = make (self, STRATA_TYPE_I440FX, "bridge");
  g_object_set (self->bridge, "ram", self->ram, "system", self->memory, "pci", self->pci, "io",
                self->io, NULL);
  realize (self->bridge);
  add (self->io, 0xcf8, strata_device_find_region (self->bridge, "index"), 0);
  add (self->io, 0xcfc, strata_device_find_region (self->bridge, "data"), 0);

  self->memory_space = strata_address_space_new (self->system, "memory", self->memory);
  self->io_space = strata_address_space_new (self->system, "I/O", self->io);
  self->cpu = strata_initiator_new (self->memory_space, "cpu");
  self->ports = strata_initiator_new (self->io_space, "cpu");
}

void
pci_testing_clear (PciTesting *self)
{
  strata_initiator_unref (self->cpu);
  strata_initiator_unref (self->ports);
  strata_address_space_close (self->memory_space);
  strata_address_space_close (self->io_space);
  strata_address_space_unref (self->memory_space);
  strata_address_space_unref (self->io_space);
  for (guint i = 0; i < self->devices->len; i++)
    g_object_run_dispose (g_ptr_array_index (self->devices, i));
  g_ptr_array_unref (self->devices);
  strata_region_unref (self->memory);
  strata_region_unref (self->pci);
  strata_region_unref (self->io);
  strata_region_unref (self->ram);
  g_object_unref (self->clock);
  strata_system_unref (self->system);
  g_string_free (self->messages, TRUE);
}

/* Makes a function of the bus; its id is its address. */
StrataDevice *
pci_testing_new_device (PciTesting *self, GType type, const char *address)
{
  StrataDevice *device = make (self, type, address);

  g_object_set (device, "bus", self->bridge, "address", address, NULL);
  return device;
}

StrataDevice *
pci_testing_add_device (PciTesting *self, GType type, const char *address)
{
  StrataDevice *device = pci_testing_new_device (self, type, address);

  realize (device);
  return device;
}

guint32
pci_testing_in (PciTesting *self, guint16 port, guint size)
{
  guint64 value;

  g_assert_cmpuint (strata_initiator_load (self->ports, port, size, STRATA_LITTLE_ENDIAN, &value),
                    ==, STRATA_OK);
  return value;
}

void
pci_testing_out (PciTesting *self, guint16 port, guint size, guint32 value)
{
  g_assert_cmpuint (strata_initiator_store (self->ports, port, size, STRATA_LITTLE_ENDIAN, value),
                    ==, STRATA_OK);
}

static void
select_register (PciTesting *self, guint function, guint offset)
{
  pci_testing_out (self, 0xcf8, 4, 0x80000000u | function << 8 | (offset & 0xfc));
}

/* What lies across its alignment is read in bytes. */
guint32
pci_testing_get (PciTesting *self, guint function, guint offset, guint size)
{
  if (offset % size != 0)
    {
      guint32 value = 0;

      for (guint i = 0; i < size; i++)
        value |= pci_testing_get (self, function, offset + i, 1) << (8 * i);
      return value;
    }
  select_register (self, function, offset);
  return pci_testing_in (self, 0xcfc + (offset & 3), size);
}

void
pci_testing_set (PciTesting *self, guint function, guint offset, guint size, guint32 value)
{
  select_register (self, function, offset);
  pci_testing_out (self, 0xcfc + (offset & 3), size, value);
}

char *
pci_testing_find (StrataInitiator *initiator, guint64 address)
{
  StrataFlatRange range;

  if (!strata_initiator_find (initiator, address, &range))
    return g_strdup ("-");
  return g_strdup_printf ("%s+%" G_GINT64_MODIFIER "x%s", strata_region_get_name (range.region),
                          range.offset + (address - range.first),
                          range.flags & STRATA_RANGE_READONLY ? " ro" : "");
}
