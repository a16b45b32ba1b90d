/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "memory/strata-address-space.h"

#include "strata-map-model.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

/**
 * StrataMapExportOptions:
 * @scheme: the colours
 * @mode: folded or true to scale
 * @width: the width in pixels (SVG, PNG) or points (PDF); 0 for one that fits
 * @zoom: how much the heights are stretched; 0 for 1
 * @resolution: PNG only: the pixels for each unit of @width; 0 for 2
 * @family: (nullable): a font family; %NULL for the desktop's sans-serif
 * @mono_family: (nullable): a font family for addresses; %NULL for the desktop's monospace
 * @hide_disabled: whether to leave out what is disabled
 *
 * How a picture is made. All zero is a good choice.
 */
typedef struct
{
  StrataMapScheme scheme;
  StrataMapMode mode;
  double width;
  double zoom;
  double resolution;
  const char *family;
  const char *mono_family;
  gboolean hide_disabled;
} StrataMapExportOptions;

gboolean strata_map_export_model (StrataMapModel *model, const char *title, const char *seen,
                                  const char *path, const StrataMapExportOptions *options,
                                  GCancellable *cancellable, GError **error);
gboolean strata_map_export (StrataAddressSpace *space, const char *title, const char *path,
                            const StrataMapExportOptions *options, GError **error);

/**
 * StrataMapPrint:
 *
 * A picture of a map on paper.
 */
typedef struct _StrataMapPrint StrataMapPrint;

StrataMapPrint *strata_map_print_new (StrataMapModel *model, const char *title, const char *seen,
                                      const StrataMapExportOptions *options, double page_width,
                                      double page_height);
void strata_map_print_free (StrataMapPrint *self);
int strata_map_print_get_n_pages (StrataMapPrint *self);
void strata_map_print_draw_page (StrataMapPrint *self, cairo_t *cr, int page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapPrint, strata_map_print_free)

G_END_DECLS
