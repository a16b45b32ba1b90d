/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"

G_BEGIN_DECLS

/**
 * StrataVgaManner:
 * @STRATA_VGA_QEMU: answers and draws what QEMU 7.2 does
 * @STRATA_VGA_HARDWARE: answers and draws what an IBM VGA does
 *
 * Whom a VGA takes after where the two differ.
 */
typedef enum
{
  STRATA_VGA_QEMU,
  STRATA_VGA_HARDWARE,
} StrataVgaManner;

/* The registers of the Bochs VBE interface (DISPI), by index */
typedef enum
{
  STRATA_VBE_ID,
  STRATA_VBE_XRES,
  STRATA_VBE_YRES,
  STRATA_VBE_BPP,
  STRATA_VBE_ENABLE,
  STRATA_VBE_BANK,
  STRATA_VBE_VIRT_WIDTH,
  STRATA_VBE_VIRT_HEIGHT,
  STRATA_VBE_X_OFFSET,
  STRATA_VBE_Y_OFFSET,
  STRATA_VBE_N_REGISTERS,
  STRATA_VBE_VIDEO_MEMORY_64K = STRATA_VBE_N_REGISTERS, /* read only, not stored */
} StrataVbeIndex;

/* Bits of STRATA_VBE_ENABLE */
#define STRATA_VBE_ENABLED 0x01
#define STRATA_VBE_GET_CAPS 0x02
#define STRATA_VBE_8BIT_DAC 0x20
#define STRATA_VBE_LFB 0x40
#define STRATA_VBE_NO_CLEAR 0x80

/* Registers that more than one part of the VGA looks at */
#define STRATA_VGA_SEQ_CLOCKING 1
#define STRATA_VGA_SEQ_MAP_MASK 2
#define STRATA_VGA_SEQ_FONT 3
#define STRATA_VGA_SEQ_MEMORY_MODE 4
#define STRATA_VGA_GFX_SET_RESET 0
#define STRATA_VGA_GFX_ENABLE_SET_RESET 1
#define STRATA_VGA_GFX_COLOR_COMPARE 2
#define STRATA_VGA_GFX_ROTATE 3
#define STRATA_VGA_GFX_READ_MAP 4
#define STRATA_VGA_GFX_MODE 5
#define STRATA_VGA_GFX_MISC 6
#define STRATA_VGA_GFX_DONT_CARE 7
#define STRATA_VGA_GFX_BIT_MASK 8

#define STRATA_VGA_N_SEQ 8
#define STRATA_VGA_N_GFX 16
#define STRATA_VGA_N_CRTC 256
#define STRATA_VGA_N_ATTR 21

/**
 * StrataVgaState:
 *
 * All that the registers of a VGA hold. The ports and the memory windows write it; who draws only
 * reads it, with the system locked, and takes the bytes from @vram.
 *
 * Video memory is packed in 4-byte units, one byte for each plane: the byte of plane P at offset N
 * is vram[N * 4 + P]; odd/even puts address A at vram[((A & ~1) << 1) | plane]; chain-4 puts it at
 * vram[A]. The CRTC's start address counts 4-byte units.
 *
 * What changes in video memory is known from the VGA dirty log of @vram.
 */
typedef struct
{
  StrataVgaManner manner;

  /* Video memory: also behind the PCI device's BAR 0. The size is a power of 2, at least 1 MiB. */
  StrataRegion *vram;
  guint8 *bytes;
  guint64 vram_size;

  /* Sequencer. VBE has a set of its own, which is in effect while VBE is enabled. */
  guint8 seq_index;
  guint8 seq[STRATA_VGA_N_SEQ];
  guint8 seq_vbe[STRATA_VGA_N_SEQ];

  guint8 gfx_index;
  guint8 gfx[STRATA_VGA_N_GFX];
  guint8 latch[4]; /* one byte of each plane, as last read */

  guint8 crtc_index;
  guint8 crtc[STRATA_VGA_N_CRTC];

  /* Attribute controller: bit 5 of the index is "palette address source"; when it is 0 the screen
   * is blank. The flip-flop says that the next write of 0x3c0 is data. */
  guint8 attr_index;
  guint8 attr[STRATA_VGA_N_ATTR];
  gboolean attr_expects_data;

  guint8 misc_output;
  guint8 feature_control;
  guint8 input_status; /* 0x3da as last read; the manner `qemu` toggles it */

  /* The DAC: 256 times red, green, blue. Entries have 6 bits, or 8 if dac_is_8bit. */
  guint8 dac[256 * 3];
  gboolean dac_is_8bit;
  guint8 pel_mask; /* 0x3c6; the manner `qemu` does not apply it */
  guint8 dac_state; /* 0x3c7 reads 3 after a read index was set, else 0 */
  guint8 dac_read_index;
  guint8 dac_write_index;
  guint8 dac_component; /* which of the 3 comes next */
  guint8 dac_cache[3];  /* components that wait for the third */

  /* Bochs VBE. The registers are within their limits whenever VBE is enabled. */
  guint16 vbe_index;
  guint16 vbe[STRATA_VBE_N_REGISTERS];
  guint32 vbe_start;       /* first unit of the picture, in 4 bytes */
  guint32 vbe_line_length; /* in bytes */
  guint32 bank_offset;     /* the bank in effect at 0xa0000, in bytes */

  /* PCI `qemu extended regs`: 16 and more bits per pixel lie most significant byte first */
  gboolean is_big_endian;
} StrataVgaState;

#define STRATA_TYPE_VGA_MANNER (strata_vga_manner_get_type ())

GType strata_vga_manner_get_type (void);
void strata_vga_state_reset (StrataVgaState *self);

static inline gboolean
strata_vga_state_is_vbe (const StrataVgaState *self)
{
  return (self->vbe[STRATA_VBE_ENABLE] & STRATA_VBE_ENABLED) != 0;
}

/* The sequencer registers that are in effect */
static inline const guint8 *
strata_vga_state_get_seq (const StrataVgaState *self)
{
  return strata_vga_state_is_vbe (self) ? self->seq_vbe : self->seq;
}

G_END_DECLS
