/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-model.h"

G_BEGIN_DECLS

typedef struct _StrataMapViewport StrataMapViewport;

/**
 * StrataMapGrasp:
 * @address: an address
 * @part: which part of it, from 0 to 1
 * @zoom: the factor on all heights
 *
 * What two fingers have put themselves on.
 */
typedef struct
{
  guint64 address;
  double part;
  double zoom;
} StrataMapGrasp;

StrataMapViewport *strata_map_viewport_new (StrataMapModel *model, StrataMapMode mode,
                                            double row_height, double margin);
void strata_map_viewport_free (StrataMapViewport *self);

void strata_map_viewport_set_model (StrataMapViewport *self, StrataMapModel *model);
void strata_map_viewport_set_page (StrataMapViewport *self, double height);

/* What is seen */
StrataMapScale *strata_map_viewport_get_scale (StrataMapViewport *self);
double strata_map_viewport_get_offset (StrataMapViewport *self);
double strata_map_viewport_get_zoom (StrataMapViewport *self);
void strata_map_viewport_get_visible (StrataMapViewport *self, StrataRange *range);

/* Where in all of the map that is */
double strata_map_viewport_get_height (StrataMapViewport *self);
double strata_map_viewport_get_position (StrataMapViewport *self);
gboolean strata_map_viewport_is_at_start (StrataMapViewport *self);
gboolean strata_map_viewport_is_at_end (StrataMapViewport *self);

/* Seeing something else */
void strata_map_viewport_scroll (StrataMapViewport *self, double distance);
void strata_map_viewport_jump (StrataMapViewport *self, double position);
void strata_map_viewport_show (StrataMapViewport *self, guint64 address, double y);
gboolean strata_map_viewport_zoom (StrataMapViewport *self, double factor, double y);
void strata_map_viewport_grasp (StrataMapViewport *self, double y, StrataMapGrasp *grasp);
void strata_map_viewport_pinch (StrataMapViewport *self, const StrataMapGrasp *grasp, double scale,
                                double y);
void strata_map_viewport_fit (StrataMapViewport *self, const StrataRange *range);
void strata_map_viewport_fit_all (StrataMapViewport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapViewport, strata_map_viewport_free)

G_END_DECLS
