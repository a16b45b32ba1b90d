/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-memory-testing.h"

#define X "%" G_GINT64_MODIFIER "x"

const StrataRegionOps testing_plain_ops = {
  .read = testing_device_read,
  .write = testing_device_write,
  .endianness = STRATA_LITTLE_ENDIAN,
};

void
testing_device_init (TestingDevice *self, StrataByteOrder byte_order)
{
  *self = (TestingDevice) { .byte_order = byte_order, .log = g_string_new (NULL) };
  for (guint i = 0; i < TESTING_DEVICE_BYTES; i++)
    self->bytes[i] = (guint8) (0x80 + i);
}

void
testing_device_clear (TestingDevice *self)
{
  g_string_free (self->log, TRUE);
}

/* What the device was asked since the last time */
char *
testing_device_take_log (TestingDevice *self)
{
  char *log = g_strchomp (g_strdup (self->log->str));

  g_string_truncate (self->log, 0);
  return log;
}

static guint
lane_shift (TestingDevice *self, guint lane, guint size)
{
  return 8 * (self->byte_order == STRATA_BIG_ENDIAN ? size - 1 - lane : lane);
}

guint64
testing_device_read (gpointer user_data, guint64 offset, guint size)
{
  TestingDevice *self = user_data;
  guint64 value = 0;

  g_string_append_printf (self->log, "r%u@" X " ", size, offset);
  for (guint i = 0; i < size; i++)
    value |= (guint64) self->bytes[(offset + i) % TESTING_DEVICE_BYTES]
             << lane_shift (self, i, size);
  return value;
}

static void
write_lanes (TestingDevice *self, guint64 offset, guint64 value, guint size, guint lanes)
{
  for (guint i = 0; i < size; i++)
    if (lanes & (1u << i))
      self->bytes[(offset + i) % TESTING_DEVICE_BYTES] =
        (guint8) (value >> lane_shift (self, i, size));
}

void
testing_device_write (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  TestingDevice *self = user_data;

  g_string_append_printf (self->log, "w%u@" X "=" X " ", size, offset, value);
  write_lanes (self, offset, value, size, 0xff);
}

StrataResult
testing_device_read_with_attrs (gpointer user_data, guint64 offset, guint64 *value, guint size,
                                const StrataAttrs *attrs)
{
  TestingDevice *self = user_data;

  self->attrs = *attrs;
  *value = testing_device_read (user_data, offset, size);
  return self->answer;
}

StrataResult
testing_device_write_with_attrs (gpointer user_data, guint64 offset, guint64 value, guint size,
                                 const StrataAttrs *attrs)
{
  TestingDevice *self = user_data;

  self->attrs = *attrs;
  testing_device_write (user_data, offset, value, size);
  return self->answer;
}

StrataResult
testing_device_write_lanes (gpointer user_data, guint64 offset, guint64 value, guint size,
                            guint lanes, const StrataAttrs *attrs)
{
  TestingDevice *self = user_data;

  self->attrs = *attrs;
  g_string_append_printf (self->log, "l%u@" X "/%x ", size, offset, lanes);
  write_lanes (self, offset, value, size, lanes);
  return self->answer;
}

gboolean
testing_device_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  TestingDevice *self = user_data;

  *value = 0;
  for (guint i = 0; i < size; i++)
    *value |= (guint64) self->bytes[(offset + i) % TESTING_DEVICE_BYTES]
              << lane_shift (self, i, size);
  return TRUE;
}

/* One line a range: `FIRST-LAST NAME[+OFFSET][ flags]` */
char *
testing_view_to_string (StrataFlatView *view)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      g_string_append_printf (text, X "-" X " %s", range->first, range->last,
                              strata_region_get_name (range->region));
      if (range->offset != 0)
        g_string_append_printf (text, "+" X, range->offset);
      if (range->flags & STRATA_RANGE_READONLY)
        g_string_append (text, " readonly");
      if (range->flags & STRATA_RANGE_NONVOLATILE)
        g_string_append (text, " nonvolatile");
      if (range->flags & STRATA_RANGE_ROM_MODE)
        g_string_append (text, " romd");
      if (range->dirty_clients != 0)
        g_string_append_printf (text, " log%x", range->dirty_clients);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

char *
testing_space_to_string (StrataAddressSpace *space)
{
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);

  return testing_view_to_string (view);
}

/* Adds where nothing can be wrong, and gives the container the only reference */
void
testing_add (StrataRegion *container, guint64 address, StrataRegion *subregion, gint priority)
{
  g_autoptr (GError) error = NULL;

  strata_region_add_subregion_overlap (container, address, subregion, priority, &error);
  g_assert_no_error (error);
  strata_region_unref (subregion);
}
