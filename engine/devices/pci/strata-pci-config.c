/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pci-config-private.h"

#include <string.h>

static void
put (guint8 *bytes, guint offset, guint size, guint32 value)
{
  g_assert (size >= 1 && size <= 4 && offset + size <= STRATA_PCI_CONFIG_SIZE);

  for (guint i = 0; i < size; i++)
    bytes[offset + i] = value >> (8 * i);
}

/* Says what a register holds after power-on, and what writes can do to it. */
void
strata_pci_config_describe (StrataPciConfig *self, guint offset, guint size, guint32 reset,
                            guint32 writable, guint32 cleared)
{
  put (self->reset, offset, size, reset);
  put (self->bytes, offset, size, reset);
  put (self->writable, offset, size, writable);
  put (self->cleared, offset, size, cleared);
}

void
strata_pci_config_reset (StrataPciConfig *self)
{
  memcpy (self->bytes, self->reset, sizeof self->bytes);
}

guint32
strata_pci_config_get (const StrataPciConfig *self, guint offset, guint size)
{
  guint32 value = 0;

  g_assert (size >= 1 && size <= 4 && offset + size <= STRATA_PCI_CONFIG_SIZE);

  for (guint i = 0; i < size; i++)
    value |= (guint32) self->bytes[offset + i] << (8 * i);
  return value;
}

/* Changes a register as its device does, whatever writes may do to it. */
void
strata_pci_config_set (StrataPciConfig *self, guint offset, guint size, guint32 value)
{
  put (self->bytes, offset, size, value);
}

/* Changes a register as a configuration write does. */
void
strata_pci_config_write (StrataPciConfig *self, guint offset, guint size, guint32 value)
{
  g_assert (size >= 1 && size <= 4 && offset + size <= STRATA_PCI_CONFIG_SIZE);

  for (guint i = 0; i < size; i++)
    {
      guint8 byte = value >> (8 * i);
      guint8 writable = self->writable[offset + i];
      guint8 *target = &self->bytes[offset + i];

      *target = (*target & ~writable) | (byte & writable);
      *target &= ~(byte & self->cleared[offset + i]);
    }
}
