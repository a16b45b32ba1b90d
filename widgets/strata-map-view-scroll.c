/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <math.h>

#include "paint/strata-map-legend.h"
#include "paint/strata-map-painter.h"
#include "strata-map-view-private.h"
#include "strata-tie.h"

/* What is higher cannot be said in pixels: there a scroll bar shows and sets only the proportion,
 * and a scroll of some pixels is told by its distance. */
#define MAX_UPPER 0x1p40
/* A larger distance than this, in pages, is one of a scroll bar. */
#define MAX_SCROLL_PAGES 3

StrataSpaceModel *
_strata_map_view_get_model (StrataMapView *self)
{
  return self->selection != NULL ? strata_selection_get_model (self->selection) : NULL;
}

/* Scroll bars may come or go with another layout, so all around has to be allocated anew. */
void
_strata_map_view_forget_layout (StrataMapView *self)
{
  g_clear_pointer (&self->layout, strata_map_layout_unref);
  self->is_hovered = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Begins anew, at the zoom at which all can be read. */
void
_strata_map_view_forget_viewport (StrataMapView *self)
{
  g_clear_pointer (&self->viewport, strata_map_viewport_free);
  _strata_map_view_forget_layout (self);
}

void
_strata_map_view_forget_fonts (StrataMapView *self)
{
  g_clear_pointer (&self->fonts, strata_map_fonts_unref);
  _strata_map_view_forget_viewport (self);
}

int
_strata_map_view_get_headings_height (StrataMapView *self)
{
  return strata_map_painter_get_headings_height (self->layout);
}

int
_strata_map_view_get_legend_height (StrataMapView *self)
{
  return strata_map_legend_get_height (self->layout) + STRATA_MAP_VIEW_LEGEND_GAP;
}

/* The height of what can be scrolled */
int
_strata_map_view_get_page_height (StrataMapView *self)
{
  return MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) -
              _strata_map_view_get_headings_height (self) -
              _strata_map_view_get_legend_height (self));
}

/* Where the page begins in the layout */
double
_strata_map_view_get_top (StrataMapView *self)
{
  return floor (strata_map_viewport_get_offset (self->viewport) +
                strata_map_layout_get_margin (self->fonts));
}

double
_strata_map_view_get_left (StrataMapView *self)
{
  return self->hadjustment != NULL ? floor (gtk_adjustment_get_value (self->hadjustment)) : 0;
}

static void
create_layout (StrataMapView *self,
               int            width)
{
  StrataMapModel *map = strata_space_model_get_map (_strata_map_view_get_model (self));
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->fonts == NULL)
    self->fonts = strata_map_fonts_new (gtk_widget_get_pango_context (widget), NULL);
  if (self->viewport == NULL)
    self->viewport = strata_map_viewport_new (
      map, self->true_scale ? STRATA_MAP_MODE_TRUE : STRATA_MAP_MODE_FOLDED,
      strata_map_fonts_get_row_height (self->fonts),
      strata_map_layout_get_margin (self->fonts));
  else
    strata_map_viewport_set_model (self->viewport, map);

  g_clear_pointer (&self->layout, strata_map_layout_unref);
  if (self->heat != NULL && strata_heat_monitor_get_shown (self->heat))
    self->layout = strata_map_layout_new_with_lanes (
      map, strata_map_viewport_get_scale (self->viewport), self->fonts, width, self->unfolded);
  else
    self->layout = strata_map_layout_new (map, strata_map_viewport_get_scale (self->viewport),
                                          self->fonts, width, self->unfolded);
  self->layout_width = width;
  self->is_hovered = FALSE;
  /* What is held is told in terms of a picture that is gone. */
  self->drag.is_active = FALSE;
}

static gboolean
has_map (StrataMapView *self)
{
  StrataSpaceModel *model = _strata_map_view_get_model (self);

  return model != NULL && strata_space_model_get_root (model) != STRATA_NO_INSTANCE;
}

/* What was forgotten is there again in the next frame. What somebody does before that is not lost:
 * then it is made at once. FALSE if there is nothing to draw, or no place yet. */
gboolean
_strata_map_view_prepare (StrataMapView *self)
{
  if (self->layout == NULL && self->layout_width > 0 && has_map (self))
    {
      create_layout (self, self->layout_width);
      strata_map_viewport_set_page (self->viewport, _strata_map_view_get_page_height (self));
    }

  return self->layout != NULL;
}

static void
update_layout (StrataMapView *self)
{
  StrataMapScale *scale = strata_map_viewport_get_scale (self->viewport);
  StrataMapLayout *layout;

  if (strata_map_layout_get_scale (self->layout) == scale)
    return;

  layout = strata_map_layout_new_scaled (self->layout, scale);
  strata_map_layout_unref (self->layout);
  self->layout = layout;
  self->is_hovered = FALSE;
}

static void
configure (GtkAdjustment *adjustment,
           double         upper,
           double         page,
           double         step)
{
  double value;

  if (adjustment == NULL)
    return;

  value = CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (0, upper - page));
  gtk_adjustment_configure (adjustment, value, 0, MAX (upper, page), step, page * 0.9, page);
}

static double
get_upper (StrataMapView *self)
{
  return MIN (ceil (strata_map_viewport_get_height (self->viewport)), MAX_UPPER);
}

/* What the scroll bar is to say. Away from the ends it leaves room to scroll on. */
static double
get_value (StrataMapView *self)
{
  double upper = get_upper (self);
  double page = _strata_map_view_get_page_height (self);
  double value = strata_map_viewport_get_position (self->viewport);

  if (strata_map_viewport_is_at_start (self->viewport))
    return 0;
  if (strata_map_viewport_is_at_end (self->viewport))
    return upper - page;
  if (upper < MAX_UPPER)
    return value;

  value *= upper / strata_map_viewport_get_height (self->viewport);
  return CLAMP (value, MAX_SCROLL_PAGES * page, upper - (MAX_SCROLL_PAGES + 1) * page);
}

static void
update_vadjustment (StrataMapView *self)
{
  double upper = get_upper (self);
  double page = _strata_map_view_get_page_height (self);

  if (self->vadjustment == NULL)
    return;

  /* What is told now comes from the viewport, and does not go back to it. */
  self->updating++;
  self->value = CLAMP (get_value (self), 0, MAX (0, upper - page));
  gtk_adjustment_configure (self->vadjustment, self->value, 0, MAX (upper, page),
                            strata_map_fonts_get_row_height (self->fonts), page * 0.9, page);
  self->updating--;
}

static void
show_moved (StrataMapView *self)
{
  update_layout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "moved");
}

/* Someone scrolls: by some pixels, or to elsewhere. */
static void
value_changed_cb (StrataMapView *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);
  double distance = value - self->value;
  double page = gtk_adjustment_get_page_size (self->vadjustment);
  double upper = gtk_adjustment_get_upper (self->vadjustment);

  if (self->updating > 0 || !_strata_map_view_prepare (self))
    return;

  self->value = value;
  if (fabs (distance) <= MAX_SCROLL_PAGES * page)
    strata_map_viewport_scroll (self->viewport, distance);
  else
    strata_map_viewport_jump (self->viewport,
                              value * (strata_map_viewport_get_height (self->viewport) / upper));

  /* Where heights are beyond what can be said, the ends come earlier or later. */
  if (strata_map_viewport_is_at_start (self->viewport) != (value <= 0) ||
      strata_map_viewport_is_at_end (self->viewport) != (value >= upper - page))
    update_vadjustment (self);
  show_moved (self);
}

void
_strata_map_view_scroll (StrataMapView *self,
                         double         distance)
{
  strata_map_viewport_scroll (self->viewport, distance);
  update_vadjustment (self);
  show_moved (self);
}

/* Zooms around a place of the page. */
void
_strata_map_view_zoom (StrataMapView *self,
                       double         factor,
                       double         y)
{
  if (!strata_map_viewport_zoom (self->viewport, factor, y))
    return;

  update_vadjustment (self);
  show_moved (self);
}

/* Zooms as two fingers do, whose middle is at a place of the page. */
void
_strata_map_view_pinch (StrataMapView *self,
                        double         scale,
                        double         y)
{
  strata_map_viewport_pinch (self->viewport, &self->pinch, scale, y);
  update_vadjustment (self);
  show_moved (self);
}

void
_strata_map_view_fit (StrataMapView     *self,
                      const StrataRange *range)
{
  if (range != NULL)
    strata_map_viewport_fit (self->viewport, range);
  else
    strata_map_viewport_fit_all (self->viewport);
  update_vadjustment (self);
  show_moved (self);
}

void
_strata_map_view_show_address (StrataMapView *self,
                               guint64        address,
                               double         y)
{
  strata_map_viewport_show (self->viewport, address, y);
  update_vadjustment (self);
  show_moved (self);
}

/* What is drawn at a place of the widget */
gboolean
_strata_map_view_pick (StrataMapView *self,
                       double         x,
                       double         y,
                       StrataMapBox  *box,
                       guint64       *address)
{
  int headings;

  if (!_strata_map_view_prepare (self))
    return FALSE;

  headings = _strata_map_view_get_headings_height (self);
  if (y < headings || y >= headings + _strata_map_view_get_page_height (self))
    return FALSE;

  x += _strata_map_view_get_left (self);
  y += _strata_map_view_get_top (self) - headings;
  if (!strata_map_layout_pick (self->layout, x, y, box))
    return FALSE;

  *address = CLAMP (strata_map_layout_get_address (self->layout, y), box->first, box->last);

  return TRUE;
}

/* Whether an address and a line beside it are on the page */
static gboolean
is_seen (StrataMapView *self,
         guint64        address)
{
  const StrataRange *window = strata_map_scale_get_window (
    strata_map_layout_get_scale (self->layout));
  double top = strata_map_layout_get_top (self->layout, address);
  double bottom = strata_map_layout_get_bottom (self->layout, address);
  double page_top = _strata_map_view_get_top (self);

  return address >= window->first && address <= window->last && top >= page_top &&
         MIN (top + strata_map_fonts_get_row_height (self->fonts), MAX (bottom, top + 1)) <=
         page_top + _strata_map_view_get_page_height (self);
}

void
_strata_map_view_scroll_to_selected (StrataMapView *self)
{
  guint instance = strata_selection_get_instance (self->selection);
  guint64 address;
  StrataMapBox box;

  self->scroll_to_selected = FALSE;
  if (!strata_selection_has_address (self->selection))
    return;

  address = strata_selection_get_address (self->selection);
  if (!is_seen (self, address))
    _strata_map_view_show_address (self, address, _strata_map_view_get_page_height (self) / 3);
  if (self->hadjustment != NULL && instance != STRATA_NO_INSTANCE &&
      strata_map_layout_find_box (self->layout, instance, &box))
    gtk_adjustment_clamp_page (self->hadjustment, box.x, box.x + box.width);
}

void
_strata_map_view_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);

  if (!has_map (self))
    {
      configure (self->hadjustment, 0, width, 1);
      configure (self->vadjustment, 0, height, 1);
      return;
    }

  if (self->layout == NULL || self->layout_width != width)
    create_layout (self, width);
  strata_map_viewport_set_page (self->viewport, _strata_map_view_get_page_height (self));
  configure (self->hadjustment, strata_map_layout_get_width (self->layout), width,
             strata_map_fonts_get_row_height (self->fonts));
  update_vadjustment (self);
  show_moved (self);
  if (self->scroll_to_selected)
    _strata_map_view_scroll_to_selected (self);
}

void
_strata_map_view_set_hadjustment (StrataMapView *self,
                                  GtkAdjustment *adjustment)
{
  strata_tie_set_adjustment (GTK_WIDGET (self), &self->hadjustment, adjustment,
                             G_CALLBACK (gtk_widget_queue_draw));
}

void
_strata_map_view_set_vadjustment (StrataMapView *self,
                                  GtkAdjustment *adjustment)
{
  strata_tie_set_adjustment (GTK_WIDGET (self), &self->vadjustment, adjustment,
                             G_CALLBACK (value_changed_cb));
}
