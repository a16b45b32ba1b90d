/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-graphics-private.h"

#include <string.h>

#include "memory/strata-guest-bytes.h"
#include "strata-vga-rows-private.h"

/* How many bytes beyond a row may be asked for by panning */
#define N_PAN_BYTES 4
#define N_PAN_PIXELS 16

static guint32
find_address (const StrataVgaRow *row, const StrataVgaMode *mode)
{
  guint32 address = strata_vga_row_get_start (row, mode);

  if (mode->odd_bit != 0)
    address = (address & ~mode->odd_bit) | (row->scan & 1 ? mode->odd_bit : 0);
  if (mode->second_bit != 0)
    address = (address & ~mode->second_bit) | (row->scan & 2 ? mode->second_bit : 0);
  return address & mode->address_mask;
}

static gboolean
is_dirty (const StrataVgaPicture *picture, guint32 address, guint n_bytes)
{
  guint64 size = (guint64) picture->mode->address_mask + 1;
  guint64 last = (guint64) address + n_bytes - 1;

  if (strata_dirty_runs_touch (picture->dirty, address, MIN (last, size - 1)))
    return TRUE;
  return last >= size && strata_dirty_runs_touch (picture->dirty, 0, last - size);
}

/* The bytes of a row in one piece: memory itself, or @scratch for a row that goes beyond its end
 * and begins again at its start. */
static const guint8 *
gather (const StrataVgaPicture *picture, guint32 address, guint n_bytes, guint8 *scratch)
{
  guint64 size = (guint64) picture->mode->address_mask + 1;

  if (address + (guint64) n_bytes <= size)
    return picture->bytes + address;
  for (guint done = 0; done < n_bytes;)
    {
      guint length = (guint) MIN (n_bytes - done, size - address);

      strata_guest_copy (scratch + done, picture->bytes + address, length);
      done += length;
      address = 0;
    }
  return scratch;
}

static gboolean
put (guint32 *out, const guint32 *pixels, guint n_pixels)
{
  if (memcmp (out, pixels, n_pixels * sizeof *out) == 0)
    return FALSE;
  memcpy (out, pixels, n_pixels * sizeof *out);
  return TRUE;
}

static gboolean
draw_row (const StrataVgaPicture *picture, guint32 *out, guint32 address, gboolean is_panned,
          guint8 *scratch)
{
  const StrataVgaMode *mode = picture->mode;
  guint32 *pixels = (guint32 *) (gpointer) scratch;
  const guint8 *in;

  scratch += (mode->width + N_PAN_PIXELS) * sizeof *pixels;
  in = gather (picture, address, mode->n_row_bytes + (is_panned ? N_PAN_BYTES : 0), scratch);
  if (!is_panned)
    return mode->func (out, in, mode->n_units, picture->palette);
  mode->func (pixels, in, mode->n_units + mode->pan_units, picture->palette);
  return put (out, pixels + mode->pan, mode->width);
}

void
strata_vga_graphics_draw (const StrataVgaPicture *picture, GByteArray *scratch)
{
  const StrataVgaMode *mode = picture->mode;
  gboolean is_all = picture->is_new || picture->is_stale;
  guint32 last_address = 0;
  gboolean was_drawn = FALSE, was_panned = FALSE;
  StrataVgaRow row;

  if (!is_all && strata_dirty_runs_is_empty (picture->dirty))
    return;
  g_byte_array_set_size (scratch, (mode->width + N_PAN_PIXELS) * sizeof (guint32)
                                  + mode->n_row_bytes + N_PAN_BYTES);
  strata_vga_row_begin (&row, mode);
  for (guint y = 0; y < mode->height; strata_vga_row_advance (&row, mode, y++))
    {
      guint32 address = find_address (&row, mode);
      gboolean is_panned = mode->pan > 0 && strata_vga_row_is_panned (&row, mode);
      gboolean touched = is_dirty (picture, address,
                                   mode->n_row_bytes + (is_panned ? N_PAN_BYTES : 0));
      guint32 *out = strata_vga_picture_get_row (picture, y);
      gboolean changed;

      /* The same row of memory again makes the same row of pixels. */
      if (!touched && !is_all)
        {
          was_drawn = FALSE;
          continue;
        }
      if (was_drawn && address == last_address && is_panned == was_panned)
        changed = put (out, strata_vga_picture_get_row (picture, y - 1), mode->width);
      else
        {
          changed = draw_row (picture, out, address, is_panned, scratch->data);
          picture->frame->n_converted++;
        }
      last_address = address;
      was_panned = is_panned;
      was_drawn = TRUE;
      if (changed || picture->is_new)
        strata_display_rows_add (picture->frame->drawn, y, y);
      else if (touched)
        strata_display_rows_add (picture->frame->unchanged, y, y);
    }
}
