/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-model.h"

static gboolean
get_bit (guint value, guint bit)
{
  return value >> bit & 1;
}

/* Where an offset in the window is in the memory that the guest addresses; -1 if nowhere. */
static gint64
get_address (const VgaModel *self, guint32 offset)
{
  gboolean high = get_bit (self->gfx[6], 3), low = get_bit (self->gfx[6], 2);

  if (!high && !low)
    return offset;
  if (!high)
    return offset < 0x10000 ? (gint64) offset : -1;
  if (!low)
    return offset >= 0x10000 && offset < 0x18000 ? (gint64) offset - 0x10000 : -1;
  return offset >= 0x18000 ? (gint64) offset - 0x18000 : -1;
}

static gboolean
is_chain_4 (const VgaModel *self)
{
  return get_bit (self->memory_mode, 3);
}

static gboolean
is_odd_even (const VgaModel *self, gboolean is_write)
{
  if (is_chain_4 (self))
    return FALSE;
  if (is_write && self->manner == STRATA_VGA_HARDWARE)
    return !get_bit (self->memory_mode, 2);
  return get_bit (self->gfx[5], 4);
}

/* Byte N of every plane is addressed together. */
static gint64
get_unit (const VgaModel *self, gint64 address, gboolean is_write)
{
  if (is_chain_4 (self))
    return address / 4;
  return is_odd_even (self, is_write) ? address / 2 : address;
}

gboolean
vga_model_is_plain (const VgaModel *self)
{
  return is_chain_4 (self) && (self->map_mask & 0x0f) == 0x0f
         && (self->gfx[5] & 0x03) == 0 /* write mode 0 */
         && (self->gfx[5] & 0x08) == 0 /* read mode 0 */
         && self->gfx[1] == 0          /* no set/reset */
         && (self->gfx[3] & 0x07) == 0 /* no rotation */
         && (self->gfx[3] & 0x18) == 0 /* no function */
         && self->gfx[8] == 0xff;      /* all bits */
}

static gboolean
is_copy (const VgaModel *self, gboolean is_write)
{
  if (self->manner == STRATA_VGA_QEMU)
    return is_chain_4 (self) || is_odd_even (self, is_write);
  return vga_model_is_plain (self);
}

guint8
vga_model_read (VgaModel *self, guint32 offset)
{
  gint64 address = get_address (self, offset);
  gint64 unit;
  const guint8 *planes;
  guint plane;
  guint8 result = 0;

  if (address < 0)
    return 0xff;
  unit = get_unit (self, address, FALSE);
  if (unit * 4 >= self->n_bytes)
    return 0xff;
  planes = &self->bytes[unit * 4];
  if (is_chain_4 (self))
    plane = address % 4;
  else if (is_odd_even (self, FALSE))
    plane = (self->gfx[4] & 2) + address % 2;
  else
    plane = self->gfx[4] & 3;
  if (is_copy (self, FALSE))
    return planes[plane];

  for (guint i = 0; i < 4; i++)
    self->latch[i] = planes[i];
  if (!get_bit (self->gfx[5], 3))
    return planes[plane];
  for (guint bit = 0; bit < 8; bit++)
    {
      gboolean is_equal = TRUE;

      for (guint i = 0; i < 4; i++)
        if (get_bit (self->gfx[7], i) && get_bit (planes[i], bit) != get_bit (self->gfx[2], i))
          is_equal = FALSE;
      result |= is_equal << bit;
    }
  return result;
}

/* Rotated right: what leaves at the low end comes back at the high one. */
static gboolean
get_rotated_bit (const VgaModel *self, guint8 value, guint bit)
{
  return get_bit (value, (bit + (self->gfx[3] & 7)) % 8);
}

static gboolean
apply_function (const VgaModel *self, gboolean data, gboolean latch)
{
  switch (self->gfx[3] >> 3 & 3)
    {
    case 1:
      return data && latch;
    case 2:
      return data || latch;
    case 3:
      return data != latch;
    default:
      return data;
    }
}

static gboolean
make_bit (const VgaModel *self, guint8 value, guint plane, guint bit)
{
  gboolean latch = get_bit (self->latch[plane], bit);
  gboolean is_masked_in = get_bit (self->gfx[8], bit);
  gboolean data = FALSE;

  switch (self->gfx[5] & 3)
    {
    case 0:
      data = get_bit (self->gfx[1], plane) ? get_bit (self->gfx[0], plane)
                                           : get_rotated_bit (self, value, bit);
      break;
    case 1:
      return latch;
    case 2:
      data = get_bit (value, plane);
      break;
    case 3:
      data = get_bit (self->gfx[0], plane);
      is_masked_in = is_masked_in && get_rotated_bit (self, value, bit);
      break;
    default:
      g_assert_not_reached ();
    }
  return is_masked_in ? apply_function (self, data, latch) : latch;
}

static gboolean
is_written (const VgaModel *self, guint plane, gint64 address)
{
  if (!get_bit (self->map_mask, plane))
    return FALSE;
  if (is_chain_4 (self))
    return address % 4 == plane;
  if (!is_odd_even (self, TRUE))
    return TRUE;
  if (self->manner == STRATA_VGA_QEMU)
    return plane == (self->gfx[4] & 2) + address % 2;
  return plane % 2 == address % 2;
}

void
vga_model_write (VgaModel *self, guint32 offset, guint8 value)
{
  gint64 address = get_address (self, offset);
  gint64 unit = get_unit (self, address, TRUE);

  if (address < 0 || unit * 4 >= self->n_bytes)
    return;
  for (guint plane = 0; plane < 4; plane++)
    {
      guint8 result = 0;

      if (!is_written (self, plane, address))
        continue;
      for (guint bit = 0; bit < 8; bit++)
        result |= make_bit (self, value, plane, bit) << bit;
      self->bytes[unit * 4 + plane] = is_copy (self, TRUE) ? value : result;
    }
}
