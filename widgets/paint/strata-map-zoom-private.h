/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-scale.h"

G_BEGIN_DECLS

double _strata_map_zoom_measure (const StrataMapStretch *stretches, gsize n_stretches,
                                 const StrataMapScaleOptions *options, const StrataRange *range,
                                 double zoom);
double _strata_map_zoom_find (const StrataMapStretch *stretches, gsize n_stretches,
                              const StrataMapScaleOptions *options, const StrataRange *range,
                              double height);
double _strata_map_zoom_find_max (const StrataMapStretch *stretches, gsize n_stretches,
                                  const StrataMapScaleOptions *options);

G_END_DECLS
