/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Names after the IBM PS/2 Hardware Interface Technical Reference, Video Subsystem, and FreeVGA. */

#include "strata-vga-registers-private.h"

#include <string.h>

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-vga-ports-private.h"
#include "strata-vga-vbe-private.h"

#define FIELD(name, shift, width) { name, shift, width, STRATA_REGISTER_RW, NULL, 0 }
#define ENUM(name, shift, width, values) \
  { name, shift, width, STRATA_REGISTER_RW, STRATA_ALL (values) }
#define PLAIN(index, name, summary) { name, index, 1, STRATA_REGISTER_RW, 0, summary, NULL, 0 }
#define WITH(index, name, fields, summary) \
  { name, index, 1, STRATA_REGISTER_RW, 0, summary, STRATA_ALL (fields) }

/* {{{ General registers: the offset is the port that reads them */

static const StrataFieldValue clock_values[] = { { 0, "25.175 MHz" }, { 1, "28.322 MHz" } };
static const StrataFieldValue base_values[] = { { 0, "0x3bx" }, { 1, "0x3dx" } };
static const StrataField misc_fields[] = {
  ENUM ("IO-BASE", 0, 1, base_values), FIELD ("ENABLE-RAM", 1, 1),
  ENUM ("CLOCK", 2, 2, clock_values),  FIELD ("PAGE", 5, 1),
  FIELD ("HSYNC-NEGATIVE", 6, 1),      FIELD ("VSYNC-NEGATIVE", 7, 1),
};
static const StrataField status_0_fields[] = { FIELD ("SWITCH-SENSE", 4, 1) };
static const StrataField status_1_fields[] = {
  FIELD ("BLANK", 0, 1),
  FIELD ("VERTICAL-RETRACE", 3, 1),
};
static const StrataField attr_index_fields[] = {
  FIELD ("INDEX", 0, 5),
  FIELD ("PALETTE-SOURCE", 5, 1),
};

#define READ_ONLY(port, name, fields, n_fields, summary) \
  { name, port, 1, STRATA_REGISTER_RO, 0, summary, fields, n_fields }

static const StrataRegister general_registers[] = {
  WITH (0x3c0, "ATTRIBUTE-INDEX", attr_index_fields, N_ ("Attribute register that is next")),
  READ_ONLY (0x3c2, "INPUT-STATUS-0", status_0_fields, G_N_ELEMENTS (status_0_fields), NULL),
  PLAIN (0x3c4, "SEQUENCER-INDEX", N_ ("Sequencer register at 0x3c5")),
  { "PEL-MASK", 0x3c6, 1, STRATA_REGISTER_RW, 0xff, N_ ("And-ed with each pixel's colour"), NULL,
    0 },
  READ_ONLY (0x3c7, "DAC-STATE", NULL, 0, N_ ("3 after a read index, 0 after a write index")),
  PLAIN (0x3c8, "DAC-WRITE-INDEX", N_ ("Colour that is written next")),
  PLAIN (0x3ca, "FEATURE-CONTROL", N_ ("Written at input status 1")),
  WITH (0x3cc, "MISC-OUTPUT", misc_fields, N_ ("Written at 0x3c2")),
  PLAIN (0x3ce, "GRAPHICS-INDEX", N_ ("Graphics register at 0x3cf")),
  PLAIN (0x3d4, "CRTC-INDEX", N_ ("CRTC register that is next; at 0x3b4 in mono")),
  READ_ONLY (0x3da, "INPUT-STATUS-1", status_1_fields, G_N_ELEMENTS (status_1_fields),
             N_ ("Resets the attribute flip-flop; at 0x3ba in mono")),
};

/* }}} */
/* {{{ Sequencer */

static const StrataField seq_reset_fields[] = {
  FIELD ("ASYNCHRONOUS-RUN", 0, 1),
  FIELD ("SYNCHRONOUS-RUN", 1, 1),
};
static const StrataFieldValue dots_values[] = { { 0, "9 dots" }, { 1, "8 dots" } };
static const StrataField clocking_fields[] = {
  ENUM ("CHARACTER", 0, 1, dots_values), FIELD ("SHIFT-LOAD", 2, 1), FIELD ("HALF-DOT-CLOCK", 3, 1),
  FIELD ("SHIFT-FOUR", 4, 1),            FIELD ("SCREEN-OFF", 5, 1),
};
static const StrataField plane_fields[] = { FIELD ("PLANES", 0, 4) };
static const StrataField font_fields[] = {
  FIELD ("MAP-B", 0, 2),
  FIELD ("MAP-A", 2, 2),
  FIELD ("MAP-B-HIGH", 4, 1),
  FIELD ("MAP-A-HIGH", 5, 1),
};
static const StrataField memory_mode_fields[] = {
  FIELD ("EXTENDED-MEMORY", 1, 1),
  FIELD ("SEQUENTIAL", 2, 1),
  FIELD ("CHAIN-4", 3, 1),
};

static const StrataRegister seq_registers[] = {
  WITH (0, "RESET", seq_reset_fields, NULL),
  WITH (1, "CLOCKING-MODE", clocking_fields, NULL),
  WITH (2, "MAP-MASK", plane_fields, N_ ("Planes that writes reach")),
  WITH (3, "CHARACTER-MAP-SELECT", font_fields, N_ ("Fonts in plane 2")),
  WITH (4, "MEMORY-MODE", memory_mode_fields, NULL),
};

/* }}} */
/* {{{ CRT controller */

static const StrataField hblank_end_fields[] = {
  FIELD ("END", 0, 5),
  FIELD ("SKEW", 5, 2),
  FIELD ("ALWAYS-1", 7, 1),
};
static const StrataField hretrace_end_fields[] = {
  FIELD ("END", 0, 5),
  FIELD ("SKEW", 5, 2),
  FIELD ("BLANK-END-5", 7, 1),
};
static const StrataField overflow_fields[] = {
  FIELD ("VERTICAL-TOTAL-8", 0, 1), FIELD ("DISPLAY-END-8", 1, 1), FIELD ("RETRACE-START-8", 2, 1),
  FIELD ("BLANK-START-8", 3, 1),    FIELD ("LINE-COMPARE-8", 4, 1),
  FIELD ("VERTICAL-TOTAL-9", 5, 1), FIELD ("DISPLAY-END-9", 6, 1), FIELD ("RETRACE-START-9", 7, 1),
};
static const StrataField preset_fields[] = { FIELD ("ROW", 0, 5), FIELD ("BYTE-PANNING", 5, 2) };
static const StrataField max_scan_fields[] = {
  FIELD ("MAXIMUM", 0, 5),
  FIELD ("BLANK-START-9", 5, 1),
  FIELD ("LINE-COMPARE-9", 6, 1),
  FIELD ("DOUBLE-SCAN", 7, 1),
};
static const StrataField cursor_start_fields[] = { FIELD ("ROW", 0, 5), FIELD ("OFF", 5, 1) };
static const StrataField cursor_end_fields[] = { FIELD ("ROW", 0, 5), FIELD ("SKEW", 5, 2) };
static const StrataField vretrace_end_fields[] = {
  FIELD ("END", 0, 4),
  FIELD ("CLEAR-INTERRUPT", 4, 1),
  FIELD ("NO-INTERRUPT", 5, 1),
  FIELD ("PROTECT", 7, 1),
};
static const StrataField underline_fields[] = {
  FIELD ("ROW", 0, 5),
  FIELD ("COUNT-BY-4", 5, 1),
  FIELD ("DOUBLEWORD", 6, 1),
};
static const StrataField crtc_mode_fields[] = {
  FIELD ("NO-CGA-BANKS", 0, 1), FIELD ("NO-HERCULES-BANKS", 1, 1), FIELD ("HALF-VERTICAL", 2, 1),
  FIELD ("COUNT-BY-2", 3, 1),   FIELD ("ADDRESS-WRAP", 5, 1),      FIELD ("BYTE-MODE", 6, 1),
  FIELD ("SYNC", 7, 1),
};

static const StrataRegister crtc_registers[] = {
  PLAIN (0x00, "HORIZONTAL-TOTAL", N_ ("Characters of a line, less 5")),
  PLAIN (0x01, "HORIZONTAL-DISPLAY-END", N_ ("Characters shown, less 1")),
  PLAIN (0x02, "HORIZONTAL-BLANK-START", NULL),
  WITH (0x03, "HORIZONTAL-BLANK-END", hblank_end_fields, NULL),
  PLAIN (0x04, "HORIZONTAL-RETRACE-START", NULL),
  WITH (0x05, "HORIZONTAL-RETRACE-END", hretrace_end_fields, NULL),
  PLAIN (0x06, "VERTICAL-TOTAL", N_ ("Lines of a frame, less 2")),
  WITH (0x07, "OVERFLOW", overflow_fields, N_ ("High bits of vertical registers")),
  WITH (0x08, "PRESET-ROW-SCAN", preset_fields, NULL),
  WITH (0x09, "MAXIMUM-SCAN-LINE", max_scan_fields, N_ ("Lines of a character row, less 1")),
  WITH (0x0a, "CURSOR-START", cursor_start_fields, NULL),
  WITH (0x0b, "CURSOR-END", cursor_end_fields, NULL),
  PLAIN (0x0c, "START-ADDRESS-HIGH", NULL),
  PLAIN (0x0d, "START-ADDRESS-LOW", NULL),
  PLAIN (0x0e, "CURSOR-LOCATION-HIGH", NULL),
  PLAIN (0x0f, "CURSOR-LOCATION-LOW", NULL),
  PLAIN (0x10, "VERTICAL-RETRACE-START", NULL),
  WITH (0x11, "VERTICAL-RETRACE-END", vretrace_end_fields, NULL),
  PLAIN (0x12, "VERTICAL-DISPLAY-END", N_ ("Lines shown, less 1")),
  PLAIN (0x13, "OFFSET", N_ ("From line to line, in 8 bytes of packed memory")),
  WITH (0x14, "UNDERLINE-LOCATION", underline_fields, NULL),
  PLAIN (0x15, "VERTICAL-BLANK-START", NULL),
  PLAIN (0x16, "VERTICAL-BLANK-END", NULL),
  WITH (0x17, "MODE-CONTROL", crtc_mode_fields, NULL),
  PLAIN (0x18, "LINE-COMPARE", N_ ("Line at which the picture starts again at address 0")),
};

/* }}} */
/* {{{ Graphics controller */

static const StrataFieldValue function_values[] = {
  { 0, "copy" },
  { 1, "and" },
  { 2, "or" },
  { 3, "xor" },
};
static const StrataField rotate_fields[] = {
  FIELD ("COUNT", 0, 3),
  ENUM ("FUNCTION", 3, 2, function_values),
};
static const StrataField read_map_fields[] = { FIELD ("PLANE", 0, 2) };
static const StrataFieldValue shift_values[] = {
  { 0, "planar" },
  { 1, "CGA, 4 colours" },
  { 2, "256 colours" },
  { 3, "256 colours" },
};
static const StrataField gfx_mode_fields[] = {
  FIELD ("WRITE-MODE", 0, 2),
  FIELD ("READ-MODE", 3, 1),
  FIELD ("ODD-EVEN", 4, 1),
  ENUM ("SHIFT", 5, 2, shift_values),
};
static const StrataFieldValue map_values[] = {
  { 0, "0xa0000, 128 KiB" },
  { 1, "0xa0000, 64 KiB" },
  { 2, "0xb0000, 32 KiB" },
  { 3, "0xb8000, 32 KiB" },
};
static const StrataField gfx_misc_fields[] = {
  FIELD ("GRAPHICS", 0, 1),
  FIELD ("CHAIN-ODD-EVEN", 1, 1),
  ENUM ("MEMORY-MAP", 2, 2, map_values),
};

static const StrataRegister gfx_registers[] = {
  WITH (0, "SET-RESET", plane_fields, N_ ("What set/reset writes to each plane")),
  WITH (1, "ENABLE-SET-RESET", plane_fields, N_ ("Planes that set/reset writes")),
  WITH (2, "COLOR-COMPARE", plane_fields, N_ ("Colour that read mode 1 looks for")),
  WITH (3, "DATA-ROTATE", rotate_fields, NULL),
  WITH (4, "READ-MAP-SELECT", read_map_fields, N_ ("Plane that read mode 0 reads")),
  WITH (5, "GRAPHICS-MODE", gfx_mode_fields, NULL),
  WITH (6, "MISCELLANEOUS", gfx_misc_fields, NULL),
  WITH (7, "COLOR-DONT-CARE", plane_fields, N_ ("Planes that read mode 1 looks at")),
  PLAIN (8, "BIT-MASK", N_ ("Bits that come from the processor, not the latches")),
};

/* }}} */
/* {{{ Attribute controller */

static const StrataField attr_mode_fields[] = {
  FIELD ("GRAPHICS", 0, 1),      FIELD ("MONO", 1, 1),    FIELD ("LINE-GRAPHICS", 2, 1),
  FIELD ("BLINK", 3, 1),         FIELD ("PAN-TOP", 5, 1), FIELD ("256-COLORS", 6, 1),
  FIELD ("COLOR-SELECT-5-4", 7, 1),
};
static const StrataField plane_enable_fields[] = { FIELD ("PLANES", 0, 4), FIELD ("MUX", 4, 2) };
static const StrataField panning_fields[] = { FIELD ("PIXELS", 0, 4) };
static const StrataField color_select_fields[] = {
  FIELD ("COLOR-5-4", 0, 2),
  FIELD ("COLOR-7-6", 2, 2),
};

static const StrataRegister attr_registers[] = {
  PLAIN (0x00, "PALETTE-0", NULL),
  PLAIN (0x01, "PALETTE-1", NULL),
  PLAIN (0x02, "PALETTE-2", NULL),
  PLAIN (0x03, "PALETTE-3", NULL),
  PLAIN (0x04, "PALETTE-4", NULL),
  PLAIN (0x05, "PALETTE-5", NULL),
  PLAIN (0x06, "PALETTE-6", NULL),
  PLAIN (0x07, "PALETTE-7", NULL),
  PLAIN (0x08, "PALETTE-8", NULL),
  PLAIN (0x09, "PALETTE-9", NULL),
  PLAIN (0x0a, "PALETTE-10", NULL),
  PLAIN (0x0b, "PALETTE-11", NULL),
  PLAIN (0x0c, "PALETTE-12", NULL),
  PLAIN (0x0d, "PALETTE-13", NULL),
  PLAIN (0x0e, "PALETTE-14", NULL),
  PLAIN (0x0f, "PALETTE-15", NULL),
  WITH (0x10, "MODE-CONTROL", attr_mode_fields, NULL),
  PLAIN (0x11, "OVERSCAN-COLOR", N_ ("Colour of the border")),
  WITH (0x12, "COLOR-PLANE-ENABLE", plane_enable_fields, NULL),
  WITH (0x13, "HORIZONTAL-PANNING", panning_fields, NULL),
  WITH (0x14, "COLOR-SELECT", color_select_fields, N_ ("High bits of the DAC's index")),
};

/* }}} */
/* {{{ Bochs VBE */

#define VBE(index, name, summary) { name, index, 2, STRATA_REGISTER_RW, 0, summary, NULL, 0 }

static const StrataField enable_fields[] = {
  FIELD ("ENABLED", 0, 1),  FIELD ("GET-CAPABILITIES", 1, 1), FIELD ("8-BIT-DAC", 5, 1),
  FIELD ("LINEAR", 6, 1),   FIELD ("NO-CLEAR", 7, 1),
};

static const StrataRegister vbe_registers[] = {
  { "ID", STRATA_VBE_ID, 2, STRATA_REGISTER_RW, 0xb0c5, N_ ("Version, 0xb0c0 to 0xb0c5"), NULL, 0 },
  VBE (STRATA_VBE_XRES, "XRES", N_ ("Width in pixels, a multiple of 8")),
  VBE (STRATA_VBE_YRES, "YRES", N_ ("Height in lines")),
  VBE (STRATA_VBE_BPP, "BPP", N_ ("Bits a pixel: 4, 8, 15, 16, 24 or 32")),
  { "ENABLE", STRATA_VBE_ENABLE, 2, STRATA_REGISTER_RW, 0, NULL, STRATA_ALL (enable_fields) },
  VBE (STRATA_VBE_BANK, "BANK", N_ ("64 KiB of memory at 0xa0000")),
  VBE (STRATA_VBE_VIRT_WIDTH, "VIRT-WIDTH", N_ ("From line to line, in pixels")),
  { "VIRT-HEIGHT", STRATA_VBE_VIRT_HEIGHT, 2, STRATA_REGISTER_RO, 0,
    N_ ("Lines that fit into memory"), NULL, 0 },
  VBE (STRATA_VBE_X_OFFSET, "X-OFFSET", N_ ("Leftmost pixel that is shown")),
  VBE (STRATA_VBE_Y_OFFSET, "Y-OFFSET", N_ ("First line that is shown")),
};

/* }}} */

typedef guint8 (*GetByteFunc) (const StrataVgaState *state, guint64 index);

static guint8
get_seq (const StrataVgaState *state, guint64 index)
{
  return state->seq[index];
}

static guint8
get_seq_vbe (const StrataVgaState *state, guint64 index)
{
  return state->seq_vbe[index];
}

static guint8
get_crtc (const StrataVgaState *state, guint64 index)
{
  return state->crtc[index];
}

static guint8
get_gfx (const StrataVgaState *state, guint64 index)
{
  return state->gfx[index];
}

static guint8
get_attr (const StrataVgaState *state, guint64 index)
{
  return state->attr[index];
}

/* The bank without a way to get a byte are the general registers, read at their ports; that with
 * words is VBE. */
static const struct
{
  const char *name;
  const StrataRegister *registers;
  guint n_registers;
  GetByteFunc get_byte;
} banks[] = {
  { "general", general_registers, G_N_ELEMENTS (general_registers), NULL },
  { "sequencer", seq_registers, G_N_ELEMENTS (seq_registers), get_seq },
  { "sequencer-vbe", seq_registers, G_N_ELEMENTS (seq_registers), get_seq_vbe },
  { "crtc", crtc_registers, G_N_ELEMENTS (crtc_registers), get_crtc },
  { "graphics", gfx_registers, G_N_ELEMENTS (gfx_registers), get_gfx },
  { "attribute", attr_registers, G_N_ELEMENTS (attr_registers), get_attr },
  { "vbe", vbe_registers, G_N_ELEMENTS (vbe_registers), NULL },
};

void
strata_vga_registers_describe (StrataDevice *device)
{
  for (guint i = 0; i < G_N_ELEMENTS (banks); i++)
    strata_device_add_bank (device, banks[i].name, NULL, banks[i].registers,
                            banks[i].n_registers);
}

static guint8
peek_port (const StrataVgaState *state, guint64 port, guint64 time)
{
  gboolean is_color = (state->misc_output & 0x01) != 0;

  switch (port)
    {
    case 0x3c0: /* what QEMU answers depends on the flip-flop */
      return state->attr_index;
    case 0x3c6: /* and it does not tell this one */
      return state->pel_mask;
    default:
      if (port >= 0x3d0 && !is_color)
        port -= 0x20;
      return strata_vga_ports_peek (state, port, time);
    }
}

/* Tells a register's value; %FALSE if the bank is none of the VGA's. */
gboolean
strata_vga_registers_peek (const StrataVgaState *state, const StrataRegisterBank *bank,
                           const StrataRegister *info, guint64 time, guint64 *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (banks); i++)
    if (strcmp (banks[i].name, bank->name) == 0)
      {
        if (banks[i].get_byte != NULL)
          *value = banks[i].get_byte (state, info->offset);
        else if (banks[i].registers == vbe_registers)
          *value = state->vbe[info->offset];
        else
          *value = peek_port (state, info->offset, time);
        return TRUE;
      }
  return FALSE;
}

/* {{{ The way to them */

#define ATTR_PALETTE_SOURCE 0x20
#define N_PALETTE 0x10 /* of the attribute controller: what the screen has while it is on */

static gboolean
set_path (StrataDevice *device, StrataRegisterPath *path, const char *part, guint64 index,
          guint64 present)
{
  path->index = path->data = strata_device_find_region (device, part);
  path->index_size = 1;
  path->index_value = index;
  path->present_index = present;
  path->data_offset = 1;
  return path->index != NULL;
}

/* Index and data share a port, and a read of input status 1 says that the index is next. The
 * palette can be written only while the screen is off, for which bit 5 of the index stands. */
static gboolean
set_attr_path (StrataDevice *device, const StrataVgaState *state, StrataRegisterPath *path,
               guint64 index)
{
  guint64 source = index < N_PALETTE ? 0 : state->attr_index & ATTR_PALETTE_SOURCE;

  path->before = strata_device_find_region (device,
                                            state->misc_output & 0x01 ? "ports-3da" : "ports-3ba");
  set_path (device, path, "ports-3c0", index | source, state->attr_index);
  path->data_offset = 0;
  return path->before != NULL && path->index != NULL;
}

/* Two of them are written where another one is read. */
static gboolean
set_general_path (StrataDevice *device, const StrataVgaState *state, StrataRegisterPath *path,
                  guint64 port)
{
  gboolean is_color = (state->misc_output & 0x01) != 0;

  switch (port)
    {
    case 0x3c0: /* which of both is written there hangs on the flip-flop */
      return FALSE;
    case 0x3ca:
      path->data = strata_device_find_region (device, is_color ? "ports-3da" : "ports-3ba");
      return path->data != NULL;
    case 0x3d4:
      path->data = strata_device_find_region (device, is_color ? "ports-3d4" : "ports-3b4");
      return path->data != NULL;
    default:
      path->data = strata_device_find_region (device, "ports-3c0");
      path->data_offset = (port == 0x3cc ? 0x3c2 : port) - 0x3c0;
      return path->data != NULL && port < 0x3d0;
    }
}

/* Says how a register is reached; %FALSE if it is not. */
gboolean
strata_vga_registers_find (StrataDevice *device, const StrataVgaState *state,
                           const StrataRegisterBank *bank, const StrataRegister *info,
                           StrataRegisterPath *path)
{
  gboolean is_color = (state->misc_output & 0x01) != 0;

  if (strcmp (bank->name, "general") == 0)
    return set_general_path (device, state, path, info->offset);
  if (strcmp (bank->name, "attribute") == 0)
    return set_attr_path (device, state, path, info->offset);
  if (strcmp (bank->name, "crtc") == 0)
    return set_path (device, path, is_color ? "ports-3d4" : "ports-3b4", info->offset,
                     state->crtc_index);
  if (strcmp (bank->name, "vbe") == 0)
    {
      set_path (device, path, "ports-vbe", info->offset, state->vbe_index);
      path->index_size = 2;
      return path->index != NULL;
    }
  /* What VBE has put in their place cannot be written. */
  if (strcmp (bank->name, "sequencer") == 0)
    {
      set_path (device, path, "ports-3c0", info->offset, state->seq_index);
      path->index_offset = 0x3c4 - 0x3c0;
    }
  else if (strcmp (bank->name, "graphics") == 0)
    {
      set_path (device, path, "ports-3c0", info->offset, state->gfx_index);
      path->index_offset = 0x3ce - 0x3c0;
    }
  path->data_offset = path->index_offset + 1;
  return path->index != NULL;
}

/* }}} */
