/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The way of a byte through sequencer and graphics controller. Sources: IBM PS/2 Hardware Interface
 * Technical Reference, Video Subsystem, "Sequencer Registers" and "Graphics Controller Registers";
 * FreeVGA, "VGA Memory Access". In the manner `qemu` chain-4 and odd/even move plain bytes,
 * whatever the write and read modes, and both follow graphics register 5; in the manner `hardware`
 * they only choose planes, odd/even writes follow sequencer register 4, and the rest applies to
 * them as well.
 *
 * Four planes are handled at once: a word has one byte for each, plane 0 lowest.
 */

#include "strata-vga-memory-private.h"

#include "memory/strata-dirty-log.h"

#define SEQ_CHAIN_4 0x08
#define SEQ_SEQUENTIAL 0x04 /* no odd/even writes */
#define GFX_WRITE_MODE 0x03
#define GFX_READ_MODE_1 0x08
#define GFX_ODD_EVEN 0x10
#define ALL_PLANES 0x0f

typedef enum
{
  PLANAR,   /* an address has all four planes */
  ODD_EVEN, /* even ones have planes 0 and 2, odd ones 1 and 3 */
  CHAIN_4,  /* the lowest two bits tell the plane */
} Addressing;

/* {{{ Addresses */

/* Tells which part of the window the memory map selects. */
void
strata_vga_memory_get_map (const StrataVgaState *state, guint32 *offset, guint32 *size)
{
  static const guint32 offsets[] = { 0, 0, 0x10000, 0x18000 };
  static const guint32 sizes[] = { 0x20000, 0x10000, 0x8000, 0x8000 };
  guint map = state->gfx[STRATA_VGA_GFX_MISC] >> 2 & 3;

  *offset = offsets[map];
  *size = sizes[map];
}

/* The bank of VBE moves the 64 KiB window only. */
static gboolean
find_address (const StrataVgaState *state, guint32 offset, guint32 *address)
{
  guint32 first, size;

  strata_vga_memory_get_map (state, &first, &size);
  if (offset < first || offset - first >= size)
    return FALSE;
  *address = offset - first + (size == 0x10000 ? state->bank_offset : 0);
  return TRUE;
}

static Addressing
get_addressing (const StrataVgaState *state, gboolean is_write)
{
  guint8 memory_mode = strata_vga_state_get_seq (state)[STRATA_VGA_SEQ_MEMORY_MODE];

  if (memory_mode & SEQ_CHAIN_4)
    return CHAIN_4;
  if (state->manner == STRATA_VGA_HARDWARE && is_write)
    return memory_mode & SEQ_SEQUENTIAL ? PLANAR : ODD_EVEN;
  return state->gfx[STRATA_VGA_GFX_MODE] & GFX_ODD_EVEN ? ODD_EVEN : PLANAR;
}

/* Finds where the four bytes of an address start. */
static gboolean
find_unit (const StrataVgaState *state, Addressing addressing, guint32 address, guint32 *start)
{
  switch (addressing)
    {
    case CHAIN_4:
      *start = address & ~3u;
      break;
    case ODD_EVEN:
      *start = (address & ~1u) << 1;
      break;
    case PLANAR:
    default:
      *start = address << 2;
    }
  return *start < state->vram_size;
}

/* Which plane a read of one plane sees. */
static guint
get_read_plane (const StrataVgaState *state, Addressing addressing, guint32 address)
{
  guint selected = state->gfx[STRATA_VGA_GFX_READ_MAP];

  switch (addressing)
    {
    case CHAIN_4:
      return address & 3;
    case ODD_EVEN:
      return (selected & 2) | (address & 1);
    case PLANAR:
    default:
      return selected;
    }
}

/* }}} */
/* {{{ The graphics controller's data path */

/* From one bit for each plane to one byte for each: all ones or all zeros. */
static guint32
spread (guint8 planes)
{
  return ((planes & 1) | (planes & 2) << 7 | (planes & 4) << 14 | (planes & 8) << 21) * 0xffu;
}

static guint32
repeat (guint8 byte)
{
  return byte * 0x01010101u;
}

static guint32
get_word (const guint8 *bytes)
{
  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (guint32) bytes[3] << 24;
}

static void
set_word (guint8 *bytes, guint32 word)
{
  for (guint i = 0; i < 4; i++)
    bytes[i] = word >> 8 * i & 0xff;
}

/* Read mode 1: a bit is 1 where all planes that one cares about hold the compared colour. */
static guint8
compare_color (const StrataVgaState *state, guint32 word)
{
  guint32 differs = (word ^ spread (state->gfx[STRATA_VGA_GFX_COLOR_COMPARE]))
                    & spread (state->gfx[STRATA_VGA_GFX_DONT_CARE]);

  differs |= differs >> 16;
  differs |= differs >> 8;
  return ~differs & 0xff;
}

static guint32
apply_function (const StrataVgaState *state, guint32 word, guint32 latch)
{
  switch (state->gfx[STRATA_VGA_GFX_ROTATE] >> 3 & 3)
    {
    case 1:
      return word & latch;
    case 2:
      return word | latch;
    case 3:
      return word ^ latch;
    default:
      return word;
    }
}

/* What the four planes would get, before the map mask chooses among them. */
static guint32
make_word (const StrataVgaState *state, guint8 value)
{
  const guint8 *gfx = state->gfx;
  guint32 latch = get_word (state->latch);
  guint32 mask = repeat (gfx[STRATA_VGA_GFX_BIT_MASK]);
  guint count = gfx[STRATA_VGA_GFX_ROTATE] & 7;
  guint8 rotated = value >> count | value << (8 - count);
  guint32 enabled = spread (gfx[STRATA_VGA_GFX_ENABLE_SET_RESET]);
  guint32 set = spread (gfx[STRATA_VGA_GFX_SET_RESET]);
  guint32 word;

  switch (gfx[STRATA_VGA_GFX_MODE] & GFX_WRITE_MODE)
    {
    case 0:
      word = (repeat (rotated) & ~enabled) | (set & enabled);
      break;
    case 1:
      return latch;
    case 2:
      word = spread (value & ALL_PLANES);
      break;
    default: /* 3: the rotated byte narrows the mask */
      word = set;
      mask &= repeat (rotated);
    }
  word = apply_function (state, word, latch);
  return (word & mask) | (latch & ~mask);
}

/* }}} */

/* Whether the graphics controller passes a byte on as it is. */
static gboolean
is_neutral (const StrataVgaState *state)
{
  const guint8 *gfx = state->gfx;

  return (gfx[STRATA_VGA_GFX_MODE] & (GFX_WRITE_MODE | GFX_READ_MODE_1)) == 0
         && gfx[STRATA_VGA_GFX_ENABLE_SET_RESET] == 0 && gfx[STRATA_VGA_GFX_ROTATE] == 0
         && gfx[STRATA_VGA_GFX_BIT_MASK] == 0xff;
}

/* Tells whether reading and writing in the window means copying plain bytes: addresses run through
 * all planes, all of which can be written, and nothing is done to the bytes on their way. In a VBE
 * mode of packed pixels the graphics controller has no part. */
gboolean
strata_vga_memory_is_plain (const StrataVgaState *state)
{
  const guint8 *seq = strata_vga_state_get_seq (state);
  gboolean is_packed = strata_vga_state_is_vbe (state) && state->vbe[STRATA_VBE_BPP] != 4;

  return (seq[STRATA_VGA_SEQ_MEMORY_MODE] & SEQ_CHAIN_4)
         && (seq[STRATA_VGA_SEQ_MAP_MASK] & ALL_PLANES) == ALL_PLANES
         && (is_packed || is_neutral (state));
}

/* Whether an access moves a plain byte of one plane, past the data path and the latches. */
static gboolean
is_byte_copy (const StrataVgaState *state, Addressing addressing)
{
  return addressing != PLANAR
         && (state->manner == STRATA_VGA_QEMU || strata_vga_memory_is_plain (state));
}

/* Tells what a read would answer; @start is where its four bytes are, or beyond video memory. */
static guint8
look (const StrataVgaState *state, guint32 offset, guint32 *start, gboolean *latches)
{
  guint32 address;
  Addressing addressing = get_addressing (state, FALSE);
  guint8 plane;

  *latches = FALSE;
  if (!find_address (state, offset, &address)
      || !find_unit (state, addressing, address, start))
    return 0xff;

  *latches = !is_byte_copy (state, addressing);
  plane = state->bytes[*start + get_read_plane (state, addressing, address)];
  if (*latches && (state->gfx[STRATA_VGA_GFX_MODE] & GFX_READ_MODE_1))
    return compare_color (state, get_word (&state->bytes[*start]));
  return plane;
}

/* Tells what a read would answer. */
guint8
strata_vga_memory_peek (const StrataVgaState *state, guint32 offset)
{
  guint32 start;
  gboolean latches;

  return look (state, offset, &start, &latches);
}

/* Reads a byte; the latches then hold all planes of its address. They do not where a plain byte is
 * copied: a RAM alias could not fill them either. */
guint8
strata_vga_memory_read (StrataVgaState *state, guint32 offset)
{
  guint32 start;
  gboolean latches;
  guint8 value = look (state, offset, &start, &latches);

  if (latches)
    for (guint i = 0; i < 4; i++)
      state->latch[i] = state->bytes[start + i];
  return value;
}

/* Writes a byte, and marks what has been written dirty. */
void
strata_vga_memory_write (StrataVgaState *state, guint32 offset, guint8 value)
{
  Addressing addressing = get_addressing (state, TRUE);
  guint planes = strata_vga_state_get_seq (state)[STRATA_VGA_SEQ_MAP_MASK] & ALL_PLANES;
  guint32 address, start, mask;
  guint8 *bytes;

  if (!find_address (state, offset, &address)
      || !find_unit (state, addressing, address, &start))
    return;

  if (addressing == CHAIN_4)
    planes &= 1 << (address & 3);
  else if (addressing == ODD_EVEN && state->manner == STRATA_VGA_QEMU)
    planes &= 1 << get_read_plane (state, addressing, address);
  else if (addressing == ODD_EVEN)
    planes &= address & 1 ? 0x0a : 0x05;
  if (planes == 0)
    return;

  mask = spread (planes);
  bytes = &state->bytes[start];
  set_word (bytes, (get_word (bytes) & ~mask)
                     | ((is_byte_copy (state, addressing) ? repeat (value)
                                                          : make_word (state, value))
                        & mask));
  strata_region_set_dirty (state->vram, start, 4);
}
