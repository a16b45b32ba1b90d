/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-surface.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DISPLAY (strata_display_get_type ())

/**
 * StrataDisplay:
 *
 * Something that shows a picture. [method@Display.update] brings it up to date by what the dirty
 * log says was written.
 */
STRATA_PUBLIC
G_DECLARE_INTERFACE (StrataDisplay, strata_display, STRATA, DISPLAY, GObject)

/**
 * StrataDisplayRows:
 * @first: the first row
 * @last: the last row, inclusive
 *
 * Rows of a picture, from top to bottom.
 */
typedef struct
{
  guint first;
  guint last;
} StrataDisplayRows;

/**
 * StrataDisplayFrame:
 * @is_resized: whether the display has a new surface, of another size
 * @drawn: (element-type StrataDisplayRows): rows of the surface that were drawn, in order, apart
 * @unchanged: (element-type StrataDisplayRows): rows whose pages were dirty though no pixel changed
 * @n_dirty_pages: how many pages of memory were dirty
 * @n_rows: how many rows were drawn
 * @n_converted: how many rows of memory were turned into pixels, also those that stayed the same
 * @microseconds: how long it took
 *
 * What strata_display_update() did.
 */
typedef struct
{
  gboolean is_resized;
  GArray *drawn;
  GArray *unchanged;
  guint64 n_dirty_pages;
  guint n_rows;
  guint n_converted;
  gint64 microseconds;
} StrataDisplayFrame;

/**
 * StrataDisplayInterface:
 * @parent: the parent interface
 * @update: brings the surface up to date; @frame is empty before
 * @get_surface: the picture as of the last update
 * @describe_mode: the mode in a few words, such as `80 × 25 text`
 * @get_pixel_aspect: (nullable): the width of a pixel divided by its height; 1 if not there
 *
 * Something that shows a picture.
 */
struct _StrataDisplayInterface
{
  GTypeInterface parent;

  void (*update) (StrataDisplay *self, gboolean all, StrataDisplayFrame *frame);
  StrataSurface *(*get_surface) (StrataDisplay *self);
  char *(*describe_mode) (StrataDisplay *self);
  double (*get_pixel_aspect) (StrataDisplay *self);

  /*< private >*/
  gpointer padding[8];
};

STRATA_PUBLIC
void strata_display_update (StrataDisplay *self, gboolean all, StrataDisplayFrame *frame);
STRATA_PUBLIC
StrataSurface *strata_display_get_surface (StrataDisplay *self);
STRATA_PUBLIC
char *strata_display_describe_mode (StrataDisplay *self);
STRATA_PUBLIC
double strata_display_get_pixel_aspect (StrataDisplay *self);
STRATA_PUBLIC
void strata_display_frame_init (StrataDisplayFrame *frame);
STRATA_PUBLIC
void strata_display_frame_clear (StrataDisplayFrame *frame);

G_END_DECLS
