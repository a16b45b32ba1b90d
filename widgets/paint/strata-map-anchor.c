/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-anchor-private.h"

/* What is at a height of a scale, in pixels */
StrataMapAnchor
_strata_map_anchor_find (StrataMapScale *scale, double y)
{
  StrataMapAnchor self = { strata_map_scale_get_address (scale, y), 0 };
  double top = strata_map_scale_get_top (scale, self.address);
  double bottom = strata_map_scale_get_bottom (scale, self.address);

  if (bottom > top)
    self.part = CLAMP ((y - top) / (bottom - top), 0, 1);
  return self;
}

/* Where it is on a scale, in pixels */
double
_strata_map_anchor_get_y (const StrataMapAnchor *self, StrataMapScale *scale)
{
  double top = strata_map_scale_get_top (scale, self->address);
  double bottom = strata_map_scale_get_bottom (scale, self->address);

  return top + self->part * (bottom - top);
}
