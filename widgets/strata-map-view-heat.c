/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-view-private.h"

#include "paint/strata-map-heat.h"
#include "strata-tie.h"

/*
 * Where accesses go, over the map.
 */

gboolean
_strata_map_view_shows_heat (StrataMapView *self)
{
  return self->heat != NULL && strata_heat_monitor_get_shown (self->heat);
}

static void
changed_cb (StrataMapView *self)
{
  if (self->layout != NULL && _strata_map_view_shows_heat (self) !=
                                (strata_map_layout_get_lanes (self->layout) != NULL))
    _strata_map_view_forget_layout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Draws on the part of the map that is seen; the origin of @cr is that of the layout. */
void
_strata_map_view_paint_heat (StrataMapView *self,
                             cairo_t       *cr)
{
  StrataAddressSpace *space = strata_space_model_get_space (_strata_map_view_get_model (self));
  g_autoptr (GArray) spots = NULL;
  StrataRange range;

  if (!_strata_map_view_shows_heat (self) || strata_map_layout_get_lanes (self->layout) == NULL)
    return;

  strata_map_viewport_get_visible (self->viewport, &range);
  spots = strata_heat_list_in_space (strata_heat_monitor_get_heat (self->heat), space, range.first,
                                     range.last, g_get_monotonic_time ());
  strata_map_heat_paint (self->layout, &self->style, cr, spots);
}

/**
 * strata_map_view_get_heat:
 * @self: a map
 *
 * Returns: (transfer none) (nullable): what knows about accesses
 */
StrataHeatMonitor *
strata_map_view_get_heat (StrataMapView *self)
{
  g_return_val_if_fail (STRATA_IS_MAP_VIEW (self), NULL);

  return self->heat;
}

/**
 * strata_map_view_set_heat:
 * @self: a map
 * @heat: (nullable): what knows about accesses
 *
 * Shows beside what is seen where accesses went lately, while @heat is shown.
 */
void
strata_map_view_set_heat (StrataMapView     *self,
                          StrataHeatMonitor *heat)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));
  g_return_if_fail (heat == NULL || STRATA_IS_HEAT_MONITOR (heat));

  if (!strata_tie_set (&self->heat, heat, self))
    return;

  if (heat != NULL)
    g_signal_connect_object (heat, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
