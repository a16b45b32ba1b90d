/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-display-scaling.h"

#include <math.h>

GType
strata_display_scaling_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { STRATA_DISPLAY_SCALING_SHARP, "STRATA_DISPLAY_SCALING_SHARP", "sharp" },
    { STRATA_DISPLAY_SCALING_FIT, "STRATA_DISPLAY_SCALING_FIT", "fit" },
    { STRATA_DISPLAY_SCALING_ORIGINAL, "STRATA_DISPLAY_SCALING_ORIGINAL", "original" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StrataDisplayScaling", values));

  return type;
}

/**
 * strata_display_scaling_fit:
 * @scaling: how to scale
 * @original_width: the width of a picture, in device pixels if it is shown as it is; more than 0
 * @original_height: its height, likewise
 * @width: (inout): the width that there is room for, in device pixels; then that of the picture
 * @height: (inout): likewise the height
 *
 * Finds out how large a picture is shown.
 *
 * Returns: how many device pixels wide a pixel is, where that is to be a whole number; else 1
 */
guint
strata_display_scaling_fit (StrataDisplayScaling  scaling,
                            double                original_width,
                            double                original_height,
                            double               *width,
                            double               *height)
{
  double scale = MIN (*width / original_width, *height / original_height);
  guint factor = 1;

  if (scaling == STRATA_DISPLAY_SCALING_ORIGINAL)
    {
      scale = 1;
    }
  else if (scaling == STRATA_DISPLAY_SCALING_SHARP && scale >= 1)
    {
      scale = floor (scale);
      factor = (guint) scale;
    }
  *width = round (original_width * scale);
  *height = round (original_height * scale);

  return factor;
}
