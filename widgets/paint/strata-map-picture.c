/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-picture-private.h"

static void
free_parts (gpointer parts)
{
  if (parts != NULL)
    g_array_unref (parts);
}

/**
 * strata_map_picture_new:
 * @layout: where everything is
 * @top: where the picture begins, in pixels from the top of the map
 * @bottom: where it ends
 * @view_top: the upper edge of what is on the screen: names of boxes that reach beyond it are kept
 *   inside; -%INFINITY if there is no such edge
 * @view_bottom: the lower edge; %INFINITY if there is none
 *
 * Finds all that there is in a picture of the map, or of a strip of it, so that it can be painted
 * several times, or in pieces.
 *
 * Returns: (transfer full): the picture
 */
StrataMapPicture *
strata_map_picture_new (StrataMapLayout *layout, double top, double bottom, double view_top,
                        double view_bottom)
{
  StrataMapPicture *self;

  g_return_val_if_fail (layout != NULL, NULL);

  self = g_new0 (StrataMapPicture, 1);
  self->layout = strata_map_layout_ref (layout);
  self->model = strata_map_layout_get_model (layout);
  self->fonts = strata_map_layout_get_fonts (layout);
  self->view_top = view_top;
  self->view_bottom = view_bottom;
  self->boxes = strata_map_layout_list_boxes (layout, top - 2, bottom + 2);
  self->parts = g_ptr_array_new_with_free_func (free_parts);
  g_ptr_array_set_size (self->parts, (int) self->boxes->len);
  return self;
}

/**
 * strata_map_picture_free:
 * @self: (transfer full): a picture
 *
 * Frees a picture.
 */
void
strata_map_picture_free (StrataMapPicture *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->boxes);
  g_ptr_array_unref (self->parts);
  strata_map_layout_unref (self->layout);
  g_free (self);
}

/**
 * strata_map_picture_is_of:
 * @self: a picture
 * @layout: a layout
 * @view_top: the upper edge of what is on the screen
 * @view_bottom: the lower edge
 *
 * Returns: whether it was made of that, and so does not need to be made again
 */
gboolean
strata_map_picture_is_of (StrataMapPicture *self, StrataMapLayout *layout, double view_top,
                          double view_bottom)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->layout == layout && self->view_top == view_top && self->view_bottom == view_bottom;
}
