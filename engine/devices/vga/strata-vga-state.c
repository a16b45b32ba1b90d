/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-state-private.h"

#include <string.h>

/* The newest version of the VBE interface */
#define VBE_ID5 0xb0c5

GType
strata_vga_manner_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { STRATA_VGA_QEMU, "STRATA_VGA_QEMU", "qemu" },
        { STRATA_VGA_HARDWARE, "STRATA_VGA_HARDWARE", "hardware" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("StrataVgaManner", values));
    }
  return type;
}

/* All registers are 0 after power-on but for the PEL mask, whose 0 would hide everything from who
 * never sets it, and VBE's version. Video memory keeps what it holds. */
void
strata_vga_state_reset (StrataVgaState *self)
{
  StrataVgaState clean = {
    .manner = self->manner,
    .vram = self->vram,
    .bytes = self->bytes,
    .vram_size = self->vram_size,
    .pel_mask = 0xff,
    .vbe = { [STRATA_VBE_ID] = VBE_ID5 },
  };

  *self = clean;
}
