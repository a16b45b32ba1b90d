/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Sources: IBM PS/2 Hardware Interface Technical Reference, Video Subsystem; FreeVGA, "VGA Chipset
 * Reference". Which bits can be set was asked of QEMU 7.2, which leaves out the reserved ones.
 */

#include "strata-vga-ports-private.h"

#include "strata-vga-dac-private.h"
#include "strata-vga-retrace-private.h"
#include "strata-vga-vbe-private.h"

#define PORT_ATTR 0x3c0 /* index and data in turn */
#define PORT_ATTR_DATA 0x3c1
#define PORT_MISC 0x3c2 /* reads input status 0 */
#define PORT_SEQ_INDEX 0x3c4
#define PORT_SEQ_DATA 0x3c5
#define PORT_PEL_MASK 0x3c6
#define PORT_DAC_READ_INDEX 0x3c7 /* reads the DAC's state */
#define PORT_DAC_WRITE_INDEX 0x3c8
#define PORT_DAC_DATA 0x3c9
#define PORT_FEATURE 0x3ca
#define PORT_MISC_READ 0x3cc
#define PORT_GFX_INDEX 0x3ce
#define PORT_GFX_DATA 0x3cf
#define PORT_CRTC_INDEX 0x3d4
#define PORT_CRTC_DATA 0x3d5
#define PORT_STATUS 0x3da /* written, it is feature control */

#define MISC_COLOR 0x01
#define MISC_WRITABLE 0xef
#define FEATURE_WRITABLE 0x10
#define ATTR_PALETTE_SOURCE 0x20
#define ATTR_INDEX 0x1f
#define CRTC_OVERFLOW 0x07
#define CRTC_OVERFLOW_LINE_COMPARE 0x10
#define CRTC_RETRACE_END 0x11
#define CRTC_PROTECT 0x80
#define SWITCH_SENSE 0x10 /* a monitor is there */

static const guint8 seq_writable[STRATA_VGA_N_SEQ] = { 0x03, 0x3d, 0x0f, 0x3f,
                                                       0x0e, 0x00, 0x00, 0xff };
static const guint8 gfx_writable[STRATA_VGA_N_GFX] = { 0x0f, 0x0f, 0x0f, 0x1f, 0x03,
                                                       0x7b, 0x0f, 0x0f, 0xff };

/* Finds out which port of the colour row is meant, where these are now. */
static gboolean
resolve (const StrataVgaState *state, guint *port)
{
  gboolean is_color = (state->misc_output & MISC_COLOR) != 0;

  switch (*port & ~0x0fu)
    {
    case 0x3b0:
      *port += 0x20;
      return !is_color;
    case 0x3c0:
      return TRUE;
    case 0x3d0:
      return is_color;
    default:
      return FALSE;
    }
}

/* {{{ Reading */

static guint8
get_status (const StrataVgaState *state, guint64 time)
{
  if (state->manner == STRATA_VGA_HARDWARE)
    return strata_vga_retrace_get_status (state, time);
  return state->input_status ^ (STRATA_VGA_STATUS_RETRACE | STRATA_VGA_STATUS_BLANK);
}

static guint8
get_attr_data (const StrataVgaState *state)
{
  guint index = state->attr_index & ATTR_INDEX;

  return index < STRATA_VGA_N_ATTR ? state->attr[index] : 0;
}

static guint8
look (const StrataVgaState *state, guint port, guint64 time)
{
  gboolean is_hardware = state->manner == STRATA_VGA_HARDWARE;

  switch (port)
    {
    case PORT_ATTR:
      return is_hardware || !state->attr_expects_data ? state->attr_index : 0;
    case PORT_ATTR_DATA:
      return get_attr_data (state);
    case PORT_MISC:
      return is_hardware ? SWITCH_SENSE : 0;
    case PORT_SEQ_INDEX:
      return state->seq_index;
    case PORT_SEQ_DATA:
      return state->seq[state->seq_index];
    case PORT_PEL_MASK:
      return is_hardware ? state->pel_mask : 0;
    case PORT_DAC_READ_INDEX:
      return state->dac_state;
    case PORT_DAC_WRITE_INDEX:
      return state->dac_write_index;
    case PORT_DAC_DATA:
      return strata_vga_dac_peek (state);
    case PORT_FEATURE:
      return state->feature_control;
    case PORT_MISC_READ:
      return state->misc_output;
    case PORT_GFX_INDEX:
      return state->gfx_index;
    case PORT_GFX_DATA:
      return state->gfx[state->gfx_index];
    case PORT_CRTC_INDEX:
      return state->crtc_index;
    case PORT_CRTC_DATA:
      return state->crtc[state->crtc_index];
    case PORT_STATUS:
      return get_status (state, time);
    default:
      return 0;
    }
}

/* Tells what a read would answer. */
guint8
strata_vga_ports_peek (const StrataVgaState *state, guint port, guint64 time)
{
  return resolve (state, &port) ? look (state, port, time) : 0xff;
}

guint8
strata_vga_ports_read (StrataVgaState *state, guint port, guint64 time)
{
  guint8 value;

  if (!resolve (state, &port))
    return 0xff;
  value = look (state, port, time);
  if (port == PORT_DAC_DATA)
    strata_vga_dac_advance (state);
  else if (port == PORT_STATUS)
    {
      state->input_status = value;
      state->attr_expects_data = FALSE;
    }
  return value;
}

/* }}} */
/* {{{ Writing */

static void
write_attr_index (StrataVgaState *state, guint8 value)
{
  state->attr_index = value & (ATTR_PALETTE_SOURCE | ATTR_INDEX);
}

static void
write_attr_data (StrataVgaState *state, guint8 value)
{
  static const guint8 writable[] = { [0x10] = 0xef, 0xff, 0x3f, 0x0f, 0x0f };
  guint index = state->attr_index & ATTR_INDEX;

  if (index < 0x10)
    {
      /* The screen has the palette while the address source says so. */
      if (state->manner == STRATA_VGA_HARDWARE && (state->attr_index & ATTR_PALETTE_SOURCE))
        return;
      state->attr[index] = value & 0x3f;
    }
  else if (index < STRATA_VGA_N_ATTR)
    state->attr[index] = value & writable[index];
}

static void
write_attr (StrataVgaState *state, guint8 value)
{
  if (state->attr_expects_data)
    write_attr_data (state, value);
  else
    write_attr_index (state, value);
  state->attr_expects_data = !state->attr_expects_data;
}

static void
write_seq (StrataVgaState *state, guint8 value)
{
  guint index = state->seq_index;

  state->seq[index] = value & seq_writable[index];
}

static void
write_gfx (StrataVgaState *state, guint8 value)
{
  guint index = state->gfx_index;

  state->gfx[index] = value & gfx_writable[index];
  strata_vga_vbe_force_registers (state);
}

static void
write_crtc (StrataVgaState *state, guint8 value)
{
  guint index = state->crtc_index;

  /* Protected, the first eight cannot be written, but for one bit of the line compare. */
  if ((state->crtc[CRTC_RETRACE_END] & CRTC_PROTECT) && index <= CRTC_OVERFLOW)
    {
      if (index != CRTC_OVERFLOW)
        return;
      value = (state->crtc[index] & ~CRTC_OVERFLOW_LINE_COMPARE)
              | (value & CRTC_OVERFLOW_LINE_COMPARE);
    }
  state->crtc[index] = value;
  strata_vga_vbe_force_registers (state);
}

void
strata_vga_ports_write (StrataVgaState *state, guint port, guint8 value)
{
  if (!resolve (state, &port))
    return;
  switch (port)
    {
    case PORT_ATTR:
      write_attr (state, value);
      break;
    case PORT_MISC:
      state->misc_output = value & MISC_WRITABLE;
      break;
    case PORT_SEQ_INDEX:
      state->seq_index = value & (STRATA_VGA_N_SEQ - 1);
      break;
    case PORT_SEQ_DATA:
      write_seq (state, value);
      break;
    case PORT_PEL_MASK:
      state->pel_mask = value;
      break;
    case PORT_DAC_READ_INDEX:
      strata_vga_dac_set_read_index (state, value);
      break;
    case PORT_DAC_WRITE_INDEX:
      strata_vga_dac_set_write_index (state, value);
      break;
    case PORT_DAC_DATA:
      strata_vga_dac_write (state, value);
      break;
    case PORT_GFX_INDEX:
      state->gfx_index = value & (STRATA_VGA_N_GFX - 1);
      break;
    case PORT_GFX_DATA:
      write_gfx (state, value);
      break;
    case PORT_CRTC_INDEX:
      state->crtc_index = value;
      break;
    case PORT_CRTC_DATA:
      write_crtc (state, value);
      break;
    case PORT_STATUS:
      state->feature_control = value & FEATURE_WRITABLE;
      break;
    default: /* read only, or nothing there */
      break;
    }
}

/* }}} */
