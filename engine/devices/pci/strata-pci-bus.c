/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pci-bus-private.h"

#define N_FUNCTIONS 256
#define CONFIG_SIZE 256

typedef struct
{
  const StrataPciFunctionOps *ops; /* NULL where nothing is plugged in */
  gpointer function;
} Slot;

struct _StrataPciBus
{
  StrataRegion *memory;
  StrataRegion *io;
  Slot slots[N_FUNCTIONS];
};

StrataPciBus *
strata_pci_bus_new (StrataRegion *memory, StrataRegion *io)
{
  StrataPciBus *self = g_new0 (StrataPciBus, 1);

  self->memory = strata_region_ref (memory);
  self->io = strata_region_ref (io);
  return self;
}

void
strata_pci_bus_free (StrataPciBus *self)
{
  strata_region_unref (self->memory);
  strata_region_unref (self->io);
  g_free (self);
}

/* (transfer none) */
StrataRegion *
strata_pci_bus_get_memory (StrataPciBus *self)
{
  return self->memory;
}

/* (transfer none) */
StrataRegion *
strata_pci_bus_get_io (StrataPciBus *self)
{
  return self->io;
}

/* FALSE if another function has that address. */
gboolean
strata_pci_bus_plug (StrataPciBus *self, guint address, const StrataPciFunctionOps *ops,
                     gpointer function)
{
  g_assert (address < N_FUNCTIONS);

  if (self->slots[address].ops != NULL)
    return FALSE;
  self->slots[address] = (Slot) { ops, function };
  return TRUE;
}

/* Does nothing if it is not that function that has the address. */
void
strata_pci_bus_unplug (StrataPciBus *self, guint address, gpointer function)
{
  g_assert (address < N_FUNCTIONS);

  if (self->slots[address].function == function)
    self->slots[address] = (Slot) { NULL, NULL };
}

/* How much of an access lies in the configuration space. */
static guint
clip (guint offset, guint size)
{
  return MIN (size, CONFIG_SIZE - offset);
}

/* Where nobody answers all bits are 1: the host bridge ends the cycle (master abort). */
guint32
strata_pci_bus_read (StrataPciBus *self, guint address, guint offset, guint size)
{
  const Slot *slot = &self->slots[address];

  g_assert (address < N_FUNCTIONS && offset < CONFIG_SIZE && size >= 1 && size <= 4);

  if (slot->ops == NULL)
    return G_MAXUINT32 >> (32 - 8 * size);
  return slot->ops->read (slot->function, offset, clip (offset, size));
}

void
strata_pci_bus_write (StrataPciBus *self, guint address, guint offset, guint size, guint32 value)
{
  const Slot *slot = &self->slots[address];

  g_assert (address < N_FUNCTIONS && offset < CONFIG_SIZE && size >= 1 && size <= 4);

  if (slot->ops != NULL)
    slot->ops->write (slot->function, offset, clip (offset, size), value);
}

/* Two or less hexadecimal digits for the device, 0 to 1f, and one digit for the function, 0 to 7;
 * without a function it is function 0. */
gboolean
strata_pci_bus_parse_address (const char *text, guint *address)
{
  guint device = 0;
  guint function = 0;
  guint n_digits = 0;

  for (; g_ascii_isxdigit (*text) && n_digits < 2; text++, n_digits++)
    device = device * 16 + g_ascii_xdigit_value (*text);
  if (n_digits == 0 || device > 0x1f)
    return FALSE;
  if (*text == '.')
    {
      if (text[1] < '0' || text[1] > '7')
        return FALSE;
      function = text[1] - '0';
      text += 2;
    }
  if (*text != '\0')
    return FALSE;
  *address = device << 3 | function;
  return TRUE;
}
