/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <cairo.h>

#include "strata-ctl-display.h"
#include "strata-ctl-error.h"

/**
 * strata_ctl_display_get_format:
 * @path: a file to write a picture to
 *
 * Returns: (nullable): `ppm` or `png`, as its ending says; %NULL if it is another one
 */
const char *
strata_ctl_display_get_format (const char *path)
{
  const char *dot = strrchr (path, '.');

  if (dot && g_ascii_strcasecmp (dot, ".ppm") == 0)
    return "ppm";
  if (dot && g_ascii_strcasecmp (dot, ".png") == 0)
    return "png";
  return NULL;
}

/**
 * strata_ctl_display_find:
 * @board: a board
 * @file: where it came from
 * @error: return location for an error
 *
 * Returns: (transfer none): the first of its devices that has a picture
 */
StrataDisplay *
strata_ctl_display_find (StrataBoard *board, const char *file, GError **error)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (board);

  for (guint i = 0; i < devices->len; i++)
    if (STRATA_IS_DISPLAY (g_ptr_array_index (devices, i)))
      return g_ptr_array_index (devices, i);
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED, "%s: the board has no display",
               file);
  return NULL;
}

static gboolean
write_ppm (StrataSurface *surface, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = strata_surface_to_ppm (surface);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  if (g_file_replace_contents (file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                               error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

/* The words of a surface are those of cairo. */
static gboolean
write_png (StrataSurface *surface, const char *path, GError **error)
{
  cairo_surface_t *picture = cairo_image_surface_create_for_data (
      strata_surface_get_pixels (surface), CAIRO_FORMAT_RGB24,
      (int) strata_surface_get_width (surface), (int) strata_surface_get_height (surface),
      (int) strata_surface_get_stride (surface));
  cairo_status_t status = cairo_surface_write_to_png (picture, path);

  cairo_surface_destroy (picture);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED, "%s: %s", path,
               cairo_status_to_string (status));
  return FALSE;
}

/**
 * strata_ctl_display_dump:
 * @display: a display
 * @path: a file with one of the endings that strata_ctl_display_get_format() knows
 * @error: return location for an error
 *
 * Draws what the display shows now, and writes it to a file.
 *
 * Returns: %FALSE if it could not be written
 */
gboolean
strata_ctl_display_dump (StrataDisplay *display, const char *path, GError **error)
{
  StrataDisplayFrame frame;
  StrataSurface *surface;

  strata_display_frame_init (&frame);
  strata_display_update (display, TRUE, &frame);
  strata_display_frame_clear (&frame);
  surface = strata_display_get_surface (display);
  return g_str_equal (strata_ctl_display_get_format (path), "ppm")
             ? write_ppm (surface, path, error)
             : write_png (surface, path, error);
}
