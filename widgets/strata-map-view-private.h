/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-map-layout.h"
#include "paint/strata-map-painter.h"
#include "paint/strata-map-style.h"
#include "paint/strata-map-viewport.h"
#include "strata-map-placing.h"
#include "strata-map-view.h"

G_BEGIN_DECLS

/* The selected region, while it is dragged */
typedef struct
{
  StrataMapGrip grip;
  guint selected;     /* in the model that is drawn */
  StrataRange before; /* where it was, */
  StrataRange after;  /* and where it is held, in the space */
  StrataRange bounds; /* its container, */
  guint64 offset;     /* of whose first address that is seen this is the offset */
  guint64 from;       /* where it was taken */
  double start_x;     /* on the widget */
  double start_y;
  double x; /* the pointer */
  double y;
  GdkModifierType state;
  guint tick; /* while the map goes by under the pointer; 0 if it does not */
  gint64 tick_time;
  gboolean is_active;
} StrataMapDrag;

/* Where a region is by now, which may not be shown yet */
typedef struct
{
  StrataRegion *region; /* NULL if nothing better is known than what is shown */
  guint64 address;      /* in its container */
  guint64 size;
} StrataMapKnown;

struct _StrataMapView
{
  GtkWidget parent_instance;

  StrataSelection *selection;
  StrataHeatMonitor *heat;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;

  StrataMapFonts *fonts;
  StrataMapViewport *viewport;
  StrataMapLayout *layout;
  StrataMapPicture *picture; /* of what was seen last */
  StrataMapStyle style;
  StrataMapBox hovered;
  int layout_width;
  double value; /* of the vertical adjustment, as last seen */
  guint updating;
  double pointer_y; /* on the page; less than 0 if it is elsewhere */
  StrataMapGrasp pinch; /* what is between two fingers */
  StrataMapDrag drag;
  StrataMapKnown known;
  const char *cursor; /* its name; static, or NULL */
  double drag_x;
  double drag_y;
  gboolean is_hovered;
  gboolean is_pressed; /* at an end of what is selected */
  gboolean space_held;
  gboolean true_scale;
  gboolean unfolded;
  gboolean scroll_to_selected;
};

/* Each file may call those above it. */

/* strata-map-view-scroll.c: what of the map is seen */
#define STRATA_MAP_VIEW_NATURAL_HEIGHT 560
#define STRATA_MAP_VIEW_LEGEND_GAP 6

StrataSpaceModel *_strata_map_view_get_model (StrataMapView *self);
void _strata_map_view_forget_layout (StrataMapView *self);
void _strata_map_view_forget_viewport (StrataMapView *self);
void _strata_map_view_forget_fonts (StrataMapView *self);
int _strata_map_view_get_headings_height (StrataMapView *self);
int _strata_map_view_get_legend_height (StrataMapView *self);
int _strata_map_view_get_page_height (StrataMapView *self);
double _strata_map_view_get_top (StrataMapView *self);
double _strata_map_view_get_left (StrataMapView *self);
void _strata_map_view_set_hadjustment (StrataMapView *self, GtkAdjustment *adjustment);
void _strata_map_view_set_vadjustment (StrataMapView *self, GtkAdjustment *adjustment);
void _strata_map_view_scroll (StrataMapView *self, double distance);
void _strata_map_view_zoom (StrataMapView *self, double factor, double y);
void _strata_map_view_pinch (StrataMapView *self, double scale, double y);
void _strata_map_view_fit (StrataMapView *self, const StrataRange *range);
void _strata_map_view_show_address (StrataMapView *self, guint64 address, double y);
void _strata_map_view_scroll_to_selected (StrataMapView *self);
gboolean _strata_map_view_prepare (StrataMapView *self);
gboolean _strata_map_view_pick (StrataMapView *self, double x, double y, StrataMapBox *box,
                                guint64 *address);
void _strata_map_view_allocate (GtkWidget *widget, int width, int height, int baseline);

/* strata-map-view-heat.c: where accesses go; and the public functions for that */
gboolean _strata_map_view_shows_heat (StrataMapView *self);
void _strata_map_view_paint_heat (StrataMapView *self, cairo_t *cr);

/* strata-map-view-drag.c: the selected region goes elsewhere; and the public functions for that */
void _strata_map_view_add_drag (StrataMapView *self);
StrataMapGrip _strata_map_view_get_grip (StrataMapView *self, double x, double y);
gboolean _strata_map_view_cancel_drag (StrataMapView *self);
void _strata_map_view_snapshot_drag (StrataMapView *self, GtkSnapshot *snapshot);
void _strata_map_view_nudge (StrataMapView *self, gboolean up, StrataMapSnap snap);

/* strata-map-view-pointer.c: what the pointer does */
void _strata_map_view_add_pointer (StrataMapView *self);
gboolean _strata_map_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                         GtkTooltip *tooltip);

/* strata-map-view-keys.c: what keys do */
void _strata_map_view_install_keys (GtkWidgetClass *widget_class);

G_END_DECLS
