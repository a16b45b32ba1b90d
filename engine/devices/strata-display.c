/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-display-private.h"

G_DEFINE_INTERFACE (StrataDisplay, strata_display, G_TYPE_OBJECT)

static void
strata_display_default_init (StrataDisplayInterface *iface G_GNUC_UNUSED)
{
}

/**
 * strata_display_update: (skip)
 * @self: a display
 * @all: whether to draw everything, not only what has changed
 * @frame: what was done; from strata_display_frame_init()
 *
 * Brings the display's surface up to date. Nothing is converted or drawn while nothing is dirty.
 */
void
strata_display_update (StrataDisplay *self, gboolean all, StrataDisplayFrame *frame)
{
  gint64 start;

  g_return_if_fail (STRATA_IS_DISPLAY (self));
  g_return_if_fail (frame != NULL && frame->drawn != NULL);

  start = g_get_monotonic_time ();
  frame->is_resized = FALSE;
  frame->n_dirty_pages = 0;
  frame->n_rows = 0;
  frame->n_converted = 0;
  g_array_set_size (frame->drawn, 0);
  g_array_set_size (frame->unchanged, 0);
  STRATA_DISPLAY_GET_IFACE (self)->update (self, all, frame);
  for (guint i = 0; i < frame->drawn->len; i++)
    {
      StrataDisplayRows *rows = &g_array_index (frame->drawn, StrataDisplayRows, i);

      frame->n_rows += rows->last - rows->first + 1;
    }
  frame->microseconds = g_get_monotonic_time () - start;
}

/**
 * strata_display_get_surface:
 * @self: a display
 *
 * Gets the picture of a display.
 *
 * Returns: (transfer none): the picture as of the last update; the same object as long as its size
 *   stays the same
 */
StrataSurface *
strata_display_get_surface (StrataDisplay *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY (self), NULL);

  return STRATA_DISPLAY_GET_IFACE (self)->get_surface (self);
}

/**
 * strata_display_describe_mode:
 * @self: a display
 *
 * Describes the mode of a display.
 *
 * Returns: (transfer full): the mode it is in, in a few words
 */
char *
strata_display_describe_mode (StrataDisplay *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY (self), NULL);

  return STRATA_DISPLAY_GET_IFACE (self)->describe_mode (self);
}

/**
 * strata_display_get_pixel_aspect:
 * @self: a display
 *
 * Tells the shape of a pixel on the screen that the mode is meant for. The old modes fill a screen
 * of 4 to 3 whatever their size.
 *
 * Returns: the width of a pixel divided by its height; 1 if it is square
 */
double
strata_display_get_pixel_aspect (StrataDisplay *self)
{
  StrataDisplayInterface *iface;

  g_return_val_if_fail (STRATA_IS_DISPLAY (self), 1);

  iface = STRATA_DISPLAY_GET_IFACE (self);
  return iface->get_pixel_aspect != NULL ? iface->get_pixel_aspect (self) : 1;
}

void
strata_display_rows_add (GArray *rows, guint first, guint last)
{
  StrataDisplayRows added = { first, last };

  if (rows->len > 0)
    {
      StrataDisplayRows *before = &g_array_index (rows, StrataDisplayRows, rows->len - 1);

      if (before->last + 1 == first)
        {
          before->last = last;
          return;
        }
    }
  g_array_append_val (rows, added);
}

/**
 * strata_display_frame_init: (skip)
 * @frame: where nothing is yet
 *
 * Prepares the account of a frame; it can be used again and again.
 */
void
strata_display_frame_init (StrataDisplayFrame *frame)
{
  g_return_if_fail (frame != NULL);

  *frame = (StrataDisplayFrame) { 0 };
  frame->drawn = g_array_new (FALSE, FALSE, sizeof (StrataDisplayRows));
  frame->unchanged = g_array_new (FALSE, FALSE, sizeof (StrataDisplayRows));
}

/**
 * strata_display_frame_clear: (skip)
 * @frame: the account of a frame
 *
 * Gives back what it holds.
 */
void
strata_display_frame_clear (StrataDisplayFrame *frame)
{
  g_return_if_fail (frame != NULL);

  g_array_unref (frame->drawn);
  g_array_unref (frame->unchanged);
}
