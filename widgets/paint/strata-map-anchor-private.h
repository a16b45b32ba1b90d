/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-scale.h"

G_BEGIN_DECLS

/* A place that stays where it is while heights change: a part of a byte */
typedef struct
{
  guint64 address;
  double part;
} StrataMapAnchor;

StrataMapAnchor _strata_map_anchor_find (StrataMapScale *scale, double y);
double _strata_map_anchor_get_y (const StrataMapAnchor *self, StrataMapScale *scale);

G_END_DECLS
