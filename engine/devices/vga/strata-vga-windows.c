/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-windows-private.h"

#include "memory/strata-coalesced.h"
#include "memory/strata-i18n-private.h"
#include "strata-vga-memory-private.h"

static guint64
read_cb (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  return strata_vga_memory_read (user_data, offset);
}

static void
write_cb (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  strata_vga_memory_write (user_data, offset, value & 0xff);
}

static gboolean
peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  *value = strata_vga_memory_peek (user_data, offset);
  return TRUE;
}

static const StrataRegionOps ops = {
  .read = read_cb,
  .write = write_cb,
  .peek = peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

/* Makes the window. Its writes are coalesced: many come in a row, and who shows the picture or
 * reads video memory has them delivered before. */
gboolean
strata_vga_windows_init (StrataVgaWindows *self, StrataVgaState *state, StrataDevice *device,
                         GError **error)
{
  StrataSystem *system = strata_device_get_system (device);
  StrataOwner *owner = strata_device_get_owner (device);

  self->state = state;
  self->device = device;
  self->region = strata_region_new_mmio (system, owner, "vga-lowmem", STRATA_VGA_WINDOW_SIZE, &ops,
                                         state, NULL);
  self->alias = strata_region_new_alias (system, owner, "vga.chain4", state->vram, 0,
                                         STRATA_VGA_WINDOW_SIZE);
  strata_region_set_flush_coalesced (state->vram);
  return strata_region_set_coalescing (self->region, error);
}

void
strata_vga_windows_clear (StrataVgaWindows *self)
{
  g_clear_pointer (&self->alias, strata_region_unref);
  g_clear_pointer (&self->region, strata_region_unref);
}

static gboolean
is_alias_placed (StrataVgaWindows *self)
{
  return strata_region_get_container (self->alias) != NULL;
}

static void
place_alias (StrataVgaWindows *self, guint32 address, guint32 size, guint32 bank)
{
  g_autoptr (GError) error = NULL;

  if (!strata_region_set_size (self->alias, size, &error)
      || !strata_region_set_alias_offset (self->alias, bank, &error)
      || !strata_region_add_subregion (self->region, address, self->alias, &error))
    strata_device_log (self->device, _ ("the window stays without its alias: %s"), error->message);
}

/* Has the map show what the registers mean now. To be called after any of them has changed; it
 * edits only what is not so yet. Without the alias the MMIO behind it does the same, if slower. */
void
strata_vga_windows_update (StrataVgaWindows *self)
{
  gboolean is_plain = strata_vga_memory_is_plain (self->state);
  guint32 address, size, bank;
  StrataSystem *system;

  strata_vga_memory_get_map (self->state, &address, &size);
  bank = size == 0x10000 ? self->state->bank_offset : 0;
  if (is_alias_placed (self) == is_plain
      && (!is_plain
          || (strata_region_get_address (self->alias) == address
              && strata_region_get_size (self->alias) == size
              && strata_region_get_alias_offset (self->alias) == bank)))
    return;

  system = strata_region_get_system (self->region);
  strata_system_begin (system);
  if (is_alias_placed (self))
    strata_region_del_subregion (self->region, self->alias, NULL);
  if (is_plain)
    place_alias (self, address, size, bank);
  strata_system_commit (system);
}
