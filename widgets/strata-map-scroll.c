/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <math.h>

#include "paint/strata-map-legend.h"
#include "paint/strata-map-painter.h"
#include "strata-map-view-private.h"

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

void
_strata_map_view_forget_fonts (StrataMapView *self)
{
  g_clear_pointer (&self->fonts, strata_map_fonts_unref);
  _strata_map_view_forget_layout (self);
}

static StrataMapFonts *
get_fonts (StrataMapView *self)
{
  if (self->fonts == NULL)
    self->fonts = strata_map_fonts_new (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL);

  return self->fonts;
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

double
_strata_map_view_get_scroll (GtkAdjustment *adjustment)
{
  return adjustment != NULL ? floor (gtk_adjustment_get_value (adjustment)) : 0;
}

static StrataMapLayout *
create_layout (StrataMapView *self,
               int            width,
               int            height)
{
  StrataMapModel *map = strata_space_model_get_map (_strata_map_view_get_model (self));
  StrataMapScaleOptions options = {
    self->true_scale ? STRATA_MAP_MODE_TRUE : STRATA_MAP_MODE_FOLDED,
    1,
    strata_map_fonts_get_row_height (get_fonts (self)),
    MAX (height, STRATA_MAP_VIEW_NATURAL_HEIGHT),
  };
  gsize n_stretches;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (map, &n_stretches);
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, n_stretches, NULL, &options);

  return strata_map_layout_new (map, scale, get_fonts (self), width, self->unfolded);
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

/* Where the selected instance is drawn: what must be seen of it. */
static gboolean
find_selected (StrataMapView *self,
               StrataMapBox  *box,
               double        *top,
               double        *bottom)
{
  guint instance = strata_selection_get_instance (self->selection);
  guint64 address = strata_selection_get_address (self->selection);

  if (instance == STRATA_NO_INSTANCE ||
      !strata_map_layout_find_box (self->layout, instance, box))
    return FALSE;

  *top = CLAMP (strata_map_layout_get_top (self->layout, address), box->y, box->y + box->height);
  *bottom = MIN (*top + strata_map_fonts_get_row_height (self->fonts), box->y + box->height);

  return TRUE;
}

void
_strata_map_view_scroll_to_selected (StrataMapView *self)
{
  StrataMapBox box;
  double top, bottom;
  double value, page;

  self->scroll_to_selected = FALSE;
  if (!find_selected (self, &box, &top, &bottom))
    return;

  if (self->vadjustment != NULL)
    {
      value = gtk_adjustment_get_value (self->vadjustment);
      page = gtk_adjustment_get_page_size (self->vadjustment);
      if (top < value || bottom > value + page)
        gtk_adjustment_set_value (self->vadjustment, top - page / 3);
    }
  if (self->hadjustment != NULL)
    gtk_adjustment_clamp_page (self->hadjustment, box.x, box.x + box.width);
}

void
_strata_map_view_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  double middle = 0;
  guint64 anchor = 0;
  gboolean anchored = FALSE;
  double row;

  if (_strata_map_view_get_model (self) == NULL ||
      strata_space_model_get_root (_strata_map_view_get_model (self)) == STRATA_NO_INSTANCE)
    {
      configure (self->hadjustment, 0, width, 1);
      configure (self->vadjustment, 0, height, 1);
      return;
    }

  /* What is in the middle stays there when the rows move. */
  if (self->layout != NULL && self->vadjustment != NULL && self->layout_width != width &&
      gtk_adjustment_get_value (self->vadjustment) > 0)
    {
      middle = gtk_adjustment_get_page_size (self->vadjustment) / 2;
      anchor = strata_map_layout_get_address (
        self->layout, gtk_adjustment_get_value (self->vadjustment) + middle);
      anchored = TRUE;
    }

  if (self->layout == NULL || self->layout_width != width ||
      (self->true_scale && self->layout_height != height))
    {
      g_clear_pointer (&self->layout, strata_map_layout_unref);
      self->layout = create_layout (self, width, height);
      self->layout_width = width;
      self->layout_height = height;
      self->is_hovered = FALSE;
    }

  row = strata_map_fonts_get_row_height (self->fonts);
  configure (self->hadjustment, strata_map_layout_get_width (self->layout), width, row);
  configure (self->vadjustment, strata_map_layout_get_height (self->layout),
             _strata_map_view_get_page_height (self), row);
  if (anchored)
    gtk_adjustment_set_value (self->vadjustment,
                              strata_map_layout_get_top (self->layout, anchor) - middle);
  if (self->scroll_to_selected)
    _strata_map_view_scroll_to_selected (self);
}

void
_strata_map_view_set_adjustment (StrataMapView  *self,
                                 GtkAdjustment **place,
                                 GtkAdjustment  *adjustment)
{
  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_data (*place, self);
      g_clear_object (place);
    }
  if (adjustment != NULL)
    {
      *place = g_object_ref_sink (adjustment);
      g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                                self);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
