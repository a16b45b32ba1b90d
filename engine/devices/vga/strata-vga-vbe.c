/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The interface is described in "VBE_DISPI interface" of the Bochs sources' documentation; which
 * values are taken and which registers are forced, QEMU 7.2 has told when asked. */

#include "strata-vga-vbe-private.h"

#include <string.h>

#include "memory/strata-dirty-log.h"

#define VBE_ID0 0xb0c0
#define VBE_ID5 0xb0c5
#define MAX_XRES 16000
#define MAX_YRES 12000
#define MAX_BPP 32
#define BANK_SIZE 0x10000

static gboolean
is_depth (guint bpp)
{
  return bpp == 4 || bpp == 8 || bpp == 15 || bpp == 16 || bpp == 24 || bpp == 32;
}

/* Brings all registers within limits, and the picture into the memory there is. */
static void
fix_registers (StrataVgaState *state)
{
  guint16 *vbe = state->vbe;
  guint32 bits, line, max_lines, x_bytes;

  if (!is_depth (vbe[STRATA_VBE_BPP]))
    vbe[STRATA_VBE_BPP] = 8;
  bits = vbe[STRATA_VBE_BPP] == 15 ? 16 : vbe[STRATA_VBE_BPP];

  vbe[STRATA_VBE_XRES] = CLAMP (vbe[STRATA_VBE_XRES] & ~7, 8, MAX_XRES);
  vbe[STRATA_VBE_VIRT_WIDTH]
    = CLAMP (vbe[STRATA_VBE_VIRT_WIDTH] & ~7, vbe[STRATA_VBE_XRES], MAX_XRES);
  line = vbe[STRATA_VBE_VIRT_WIDTH] * bits / 8;
  max_lines = state->vram_size / line;

  vbe[STRATA_VBE_YRES] = CLAMP (vbe[STRATA_VBE_YRES], 1, MIN (max_lines, MAX_YRES));
  vbe[STRATA_VBE_X_OFFSET] = MIN (vbe[STRATA_VBE_X_OFFSET], MAX_XRES);
  vbe[STRATA_VBE_Y_OFFSET] = MIN (vbe[STRATA_VBE_Y_OFFSET], MAX_YRES);

  x_bytes = vbe[STRATA_VBE_X_OFFSET] * bits / 8;
  if (x_bytes + (guint64) line * (vbe[STRATA_VBE_Y_OFFSET] + vbe[STRATA_VBE_YRES])
      > state->vram_size)
    vbe[STRATA_VBE_Y_OFFSET] = 0;
  if (x_bytes + (guint64) line * (vbe[STRATA_VBE_Y_OFFSET] + vbe[STRATA_VBE_YRES])
      > state->vram_size)
    {
      vbe[STRATA_VBE_X_OFFSET] = 0;
      x_bytes = 0;
    }

  vbe[STRATA_VBE_VIRT_HEIGHT] = max_lines & 0xffff; /* as QEMU cuts it */
  state->vbe_line_length = line;
  state->vbe_start = (x_bytes + line * vbe[STRATA_VBE_Y_OFFSET]) / 4;
}

/* Has the VGA's registers describe the VBE mode, after either have changed: nothing of CGA, no
 * doubled lines, 64 KiB at 0xa0000, the picture's size. */
void
strata_vga_vbe_force_registers (StrataVgaState *state)
{
  guint8 *crtc = state->crtc, *gfx = state->gfx, *seq = state->seq_vbe;
  guint height = state->vbe[STRATA_VBE_YRES] - 1;
  gboolean is_planar = state->vbe[STRATA_VBE_BPP] == 4;

  if (!strata_vga_state_is_vbe (state))
    return;

  gfx[STRATA_VGA_GFX_MISC] = (gfx[STRATA_VGA_GFX_MISC] & ~0x0c) | 0x05;
  gfx[STRATA_VGA_GFX_MODE] = (gfx[STRATA_VGA_GFX_MODE] & ~0x60) | (is_planar ? 0 : 0x40);

  crtc[0x01] = (state->vbe[STRATA_VBE_XRES] >> 3) - 1;
  crtc[0x07] = (crtc[0x07] & ~0x42) | 0x10 | (height >> 7 & 0x02) | (height >> 3 & 0x40);
  crtc[0x09] = (crtc[0x09] & ~0x9f) | 0x40;
  crtc[0x12] = height;
  crtc[0x13] = state->vbe_line_length >> 3;
  crtc[0x17] |= 0x03;
  crtc[0x18] = 0xff;

  if (is_planar)
    seq[STRATA_VGA_SEQ_CLOCKING] &= ~0x08;
  else
    {
      seq[STRATA_VGA_SEQ_MEMORY_MODE] |= 0x08;
      seq[STRATA_VGA_SEQ_MAP_MASK] |= 0x0f;
    }
}

static void
clear_screen (StrataVgaState *state)
{
  guint64 length = (guint64) state->vbe[STRATA_VBE_YRES] * state->vbe_line_length;

  memset (state->bytes, 0, length);
  strata_region_set_dirty (state->vram, 0, length);
}

static void
write_enable (StrataVgaState *state, guint16 value)
{
  if ((value & STRATA_VBE_ENABLED) && !strata_vga_state_is_vbe (state))
    {
      state->vbe[STRATA_VBE_VIRT_WIDTH] = 0;
      state->vbe[STRATA_VBE_X_OFFSET] = 0;
      state->vbe[STRATA_VBE_Y_OFFSET] = 0;
      state->vbe[STRATA_VBE_ENABLE] |= STRATA_VBE_ENABLED;
      fix_registers (state);
      strata_vga_vbe_force_registers (state);
      if (!(value & STRATA_VBE_NO_CLEAR))
        clear_screen (state);
    }
  else
    state->bank_offset = 0;

  state->dac_is_8bit = (value & STRATA_VBE_8BIT_DAC) != 0;
  state->vbe[STRATA_VBE_ENABLE] = value;
}

/* Writes a register. Any index is taken; those that do not exist ignore it. */
void
strata_vga_vbe_write (StrataVgaState *state, guint index, guint16 value)
{
  switch (index)
    {
    case STRATA_VBE_ID:
      if (value >= VBE_ID0 && value <= VBE_ID5)
        state->vbe[STRATA_VBE_ID] = value;
      break;
    case STRATA_VBE_XRES:
    case STRATA_VBE_YRES:
    case STRATA_VBE_BPP:
    case STRATA_VBE_VIRT_WIDTH:
    case STRATA_VBE_X_OFFSET:
    case STRATA_VBE_Y_OFFSET:
      state->vbe[index] = value;
      if (strata_vga_state_is_vbe (state))
        {
          fix_registers (state);
          strata_vga_vbe_force_registers (state);
        }
      break;
    case STRATA_VBE_BANK:
      state->vbe[STRATA_VBE_BANK] = value & (state->vram_size / BANK_SIZE - 1);
      state->bank_offset = state->vbe[STRATA_VBE_BANK] * BANK_SIZE;
      break;
    case STRATA_VBE_ENABLE:
      write_enable (state, value);
      break;
    default: /* read only, or nothing there */
      break;
    }
}

/* Tells a register; those that do not exist are 0. While GET_CAPS is on, three of them tell the
 * largest possible values instead. */
guint16
strata_vga_vbe_read (const StrataVgaState *state, guint index)
{
  gboolean caps = (state->vbe[STRATA_VBE_ENABLE] & STRATA_VBE_GET_CAPS) != 0;

  if (index == STRATA_VBE_VIDEO_MEMORY_64K)
    return state->vram_size / 0x10000;
  if (index >= STRATA_VBE_N_REGISTERS)
    return 0;
  if (caps && index == STRATA_VBE_XRES)
    return MAX_XRES;
  if (caps && index == STRATA_VBE_YRES)
    return MAX_YRES;
  if (caps && index == STRATA_VBE_BPP)
    return MAX_BPP;
  return state->vbe[index];
}
