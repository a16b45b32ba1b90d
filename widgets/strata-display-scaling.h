/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StrataDisplayScaling:
 * @STRATA_DISPLAY_SCALING_SHARP: each pixel becomes a square of whole device pixels, as large as
 *   fits; a picture that is larger than the widget is made smaller
 * @STRATA_DISPLAY_SCALING_FIT: as large as fits
 * @STRATA_DISPLAY_SCALING_ORIGINAL: one device pixel each, and no smaller
 *
 * How large a picture is shown.
 */
typedef enum
{
  STRATA_DISPLAY_SCALING_SHARP,
  STRATA_DISPLAY_SCALING_FIT,
  STRATA_DISPLAY_SCALING_ORIGINAL,
} StrataDisplayScaling;

#define STRATA_TYPE_DISPLAY_SCALING (strata_display_scaling_get_type ())

GType strata_display_scaling_get_type (void);

guint strata_display_scaling_fit (StrataDisplayScaling scaling, double original_width,
                                  double original_height, double *width, double *height);

G_END_DECLS
