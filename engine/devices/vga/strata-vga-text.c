/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Cells and font bytes share pages. So a dirty page only says where to look: what is there is
 * compared with a shadow of cells and characters, and only cells that differ are drawn. */

#include "strata-vga-text-private.h"

#include <string.h>

#include "memory/strata-guest-bytes.h"
#include "strata-vga-cell-private.h"
#include "strata-vga-font-private.h"
#include "strata-vga-rows-private.h"

/* A row of cells, or the part of one that a split screen shows. */
typedef struct
{
  guint32 start; /* in bytes */
  guint y;
  guint n_lines;
  guint scan; /* the line of its characters that is drawn first */
  guint pan;
} TextRow;

/* What the shadow knows of a cell, beside character (bits 0 to 7) and attribute (8 to 15) */
#define CELL_HAS_CURSOR 0x10000
#define CELL_IS_HIDDEN 0x20000
#define CELL_UNKNOWN 0x80000000
#define CELL_OUTSIDE 0x40000000 /* beyond video memory: QEMU leaves it as it is */

struct _StrataVgaText
{
  GArray *rows;  /* of TextRow */
  GArray *cells; /* of guint32, the shadow */
  guint n_columns; /* one more than the mode has where rows are panned */
  StrataVgaFont font;
  StrataVgaBlink blink;
};

StrataVgaText *
strata_vga_text_new (void)
{
  StrataVgaText *self = g_new0 (StrataVgaText, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (TextRow));
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
strata_vga_text_free (StrataVgaText *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self);
}

/* {{{ Where rows are */

/* Scan line by scan line: preset row scan, double scan and a split in the middle of a row. */
static void
lay_out_hardware (StrataVgaText *self, const StrataVgaMode *mode)
{
  StrataVgaRow row;
  guint32 last_base = 0;
  guint last_scan = 0;

  strata_vga_row_begin (&row, mode);
  for (guint y = 0; y < mode->height; strata_vga_row_advance (&row, mode, y++))
    {
      gboolean is_same = y > 0 && row.base == last_base
                         && (row.n_drawn > 0 || row.scan == ((last_scan + 1) & 0x1f));

      if (is_same && !(row.is_split && row.scan == 0 && row.n_drawn == 0))
        g_array_index (self->rows, TextRow, self->rows->len - 1).n_lines++;
      else
        {
          TextRow text = { strata_vga_row_get_start (&row, mode), y, 1, row.scan,
                           strata_vga_row_is_panned (&row, mode) ? mode->pan : 0 };

          g_array_append_val (self->rows, text);
        }
      last_base = row.base;
      last_scan = row.scan;
    }
}

/* QEMU splits the screen only between rows. */
static void
lay_out_qemu (StrataVgaText *self, const StrataVgaMode *mode)
{
  guint32 start = mode->start;

  for (guint i = 0; i < mode->n_rows; i++)
    {
      guint y = i * mode->cell_height, next_y = y + mode->cell_height;
      TextRow row = { start, y, mode->cell_height, 0, 0 };

      g_array_append_val (self->rows, row);
      start += mode->line_length;
      if (y < mode->line_compare && next_y >= mode->line_compare)
        start = 0;
    }
}

static void
lay_out (StrataVgaText *self, const StrataVgaMode *mode)
{
  g_array_set_size (self->rows, 0);
  if (mode->is_hardware)
    lay_out_hardware (self, mode);
  else
    lay_out_qemu (self, mode);
  self->n_columns = mode->n_columns + (mode->pan > 0 ? 1 : 0);
  g_array_set_size (self->cells, self->rows->len * self->n_columns);
}

/* }}} */
/* {{{ Cells */

static void
forget_cells (StrataVgaText *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    g_array_index (self->cells, guint32, i) = CELL_UNKNOWN;
}

static guint32
find_address (const StrataVgaPicture *picture, const TextRow *row, guint column)
{
  guint32 address = row->start + column * 4;

  /* QEMU does not begin again at the end of memory here. */
  return picture->mode->is_hardware ? address & picture->mode->address_mask : address;
}

static guint32
look_at_cell (const StrataVgaText *self, const StrataVgaPicture *picture, const TextRow *row,
              guint column)
{
  guint32 address = find_address (picture, row, column), cell;

  if ((guint64) address + 2 > picture->n_bytes)
    return CELL_OUTSIDE;
  cell = (guint32) strata_guest_load (picture->bytes + address, 2);
  if (self->blink.is_cursor_shown && address == self->blink.cursor)
    cell |= CELL_HAS_CURSOR;
  if (self->blink.is_blink_hidden && (cell & 0x8000) != 0)
    cell |= CELL_IS_HIDDEN;
  return cell;
}

static void
draw_cell (const StrataVgaText *self, const StrataVgaPicture *picture, const TextRow *row,
           guint column, guint32 cell)
{
  const StrataVgaMode *mode = picture->mode;
  guint attribute = cell >> 8 & 0xff;
  guint character = cell & 0xff;
  guint background = attribute >> 4;
  StrataVgaCell drawn = {
    .lines = self->font.lines[attribute >> 3 & 1][character],
    .first_line = row->scan,
    .n_lines = row->n_lines,
    .n_repeats = mode->is_hardware ? mode->n_repeats : 1,
    .n_dots = mode->n_dots,
    .dot_width = mode->cell_width / mode->n_dots,
    .is_last_dot_twice = character >= mode->first_line_graphic && character <= 0xdf,
    .is_hidden = (cell & CELL_IS_HIDDEN) != 0,
    .cursor_first = 1,
    .underline = STRATA_VGA_GLYPH_LINES,
  };

  if (mode->is_blinking)
    background &= 7;
  /* IBM: the attributes X000X001 are underlined. */
  if ((attribute & 0x77) == 0x01)
    drawn.underline = mode->underline;
  if ((cell & CELL_HAS_CURSOR) != 0)
    {
      drawn.cursor_first = self->blink.cursor_first;
      drawn.cursor_last = self->blink.cursor_last;
    }
  drawn.foreground = picture->palette[attribute & 0x0f];
  drawn.background = picture->palette[background];
  strata_vga_cell_draw (&drawn, picture->surface,
                        (gint) (column * mode->cell_width) - (gint) row->pan, row->y);
}

static gboolean
is_row_dirty (const StrataVgaText *self, const StrataVgaPicture *picture, const TextRow *row)
{
  guint64 first = find_address (picture, row, 0);
  guint64 last = find_address (picture, row, self->n_columns - 1) + 1;

  if (first <= last)
    return strata_dirty_runs_touch (picture->dirty, first, last);
  return strata_dirty_runs_touch (picture->dirty, first, picture->mode->address_mask)
         || strata_dirty_runs_touch (picture->dirty, 0, last);
}

/* Draws the cells of a row that differ from the shadow; returns whether there were any. */
static gboolean
draw_row (StrataVgaText *self, const StrataVgaPicture *picture, guint index,
          gboolean is_cursor_reshaped)
{
  const TextRow *row = &g_array_index (self->rows, TextRow, index);
  guint32 *shadow = &g_array_index (self->cells, guint32, index * self->n_columns);
  gboolean drawn = FALSE;

  for (guint column = 0; column < self->n_columns; column++)
    {
      guint32 cell = look_at_cell (self, picture, row, column);

      if (cell == CELL_OUTSIDE)
        continue;
      if (cell == shadow[column] && !self->font.changed[cell >> 11 & 1][cell & 0xff]
          && !(is_cursor_reshaped && (cell & CELL_HAS_CURSOR) != 0))
        continue;
      shadow[column] = cell;
      draw_cell (self, picture, row, column, cell);
      drawn = TRUE;
    }
  return drawn;
}

/* }}} */

void
strata_vga_text_draw (StrataVgaText *self, const StrataVgaPicture *picture,
                      const StrataVgaBlink *blink)
{
  const StrataVgaMode *mode = picture->mode;
  gboolean has_blinked = memcmp (blink, &self->blink, sizeof *blink) != 0;
  gboolean is_reshaped = blink->cursor_first != self->blink.cursor_first
                         || blink->cursor_last != self->blink.cursor_last;
  gboolean is_all = picture->is_new || picture->is_stale || has_blinked;

  self->blink = *blink;
  if (picture->is_new)
    lay_out (self, mode);
  if (picture->is_new || picture->is_stale)
    forget_cells (self);
  if (!is_all && strata_dirty_runs_is_empty (picture->dirty))
    return;
  is_all |= strata_vga_font_update (&self->font, picture,
                                    mode->is_hardware ? STRATA_VGA_GLYPH_LINES
                                                      : mode->cell_height);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TextRow *row = &g_array_index (self->rows, TextRow, i);
      gboolean is_dirty = is_row_dirty (self, picture, row);
      gboolean drawn = (is_all || is_dirty) && draw_row (self, picture, i, is_reshaped);

      if (drawn)
        picture->frame->n_converted += row->n_lines;
      if (drawn || picture->is_new)
        strata_display_rows_add (picture->frame->drawn, row->y, row->y + row->n_lines - 1);
      else if (is_dirty)
        strata_display_rows_add (picture->frame->unchanged, row->y, row->y + row->n_lines - 1);
    }
}
