/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-map-layout.h"
#include "paint/strata-map-style.h"
#include "strata-map-view.h"

G_BEGIN_DECLS

struct _StrataMapView
{
  GtkWidget parent_instance;

  StrataSelection *selection;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;

  StrataMapFonts *fonts;
  StrataMapLayout *layout;
  StrataMapStyle style;
  StrataMapBox hovered;
  int layout_width;
  int layout_height;
  gboolean is_hovered;
  gboolean true_scale;
  gboolean unfolded;
  gboolean scroll_to_selected;
};

/* strata-map-scroll.c: what of the map is seen */
#define STRATA_MAP_VIEW_NATURAL_HEIGHT 560
#define STRATA_MAP_VIEW_LEGEND_GAP 6

StrataSpaceModel *_strata_map_view_get_model (StrataMapView *self);
void _strata_map_view_forget_layout (StrataMapView *self);
void _strata_map_view_forget_fonts (StrataMapView *self);
int _strata_map_view_get_headings_height (StrataMapView *self);
int _strata_map_view_get_legend_height (StrataMapView *self);
int _strata_map_view_get_page_height (StrataMapView *self);
double _strata_map_view_get_scroll (GtkAdjustment *adjustment);
void _strata_map_view_set_adjustment (StrataMapView *self, GtkAdjustment **place,
                                      GtkAdjustment *adjustment);
void _strata_map_view_scroll_to_selected (StrataMapView *self);
void _strata_map_view_allocate (GtkWidget *widget, int width, int height, int baseline);

/* strata-map-pointer.c: what the pointer does */
void _strata_map_view_add_pointer (StrataMapView *self);
gboolean _strata_map_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                         GtkTooltip *tooltip);

/* strata-map-keys.c: what keys do */
void _strata_map_view_install_keys (GtkWidgetClass *widget_class);

G_END_DECLS
