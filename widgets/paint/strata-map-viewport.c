/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-anchor-private.h"
#include "strata-map-viewport.h"
#include "strata-map-zoom-private.h"

/* How many pages are laid out before and after the one that is seen. */
#define SLACK 3
/* How much of a page is left free around what is fitted into it. */
#define FIT_MARGIN 0.05
/* What fits but for this is taken to fit, in pixels. */
#define ROUNDING 1e-6

struct _StrataMapViewport
{
  StrataMapModel *model;
  const StrataMapStretch *stretches;
  gsize n_stretches;
  StrataMapScaleOptions options;
  double margin;
  double page;
  double zoom_for_all;   /* the zoom at which all of it fits; 0 if that is to be found out */
  gboolean fitted;       /* all of it is seen, and is to stay so */
  StrataMapScale *whole; /* all of it, exact enough for a scroll bar; made when asked for */
  StrataMapScale *scale; /* around the page, exact */
  double offset;         /* where the page begins on @scale */
};

static const StrataRange *
get_extent (StrataMapViewport *self)
{
  return strata_map_model_get_extent (self->model);
}

static StrataMapAnchor
find_anchor (StrataMapViewport *self, double y)
{
  return _strata_map_anchor_find (self->scale, self->offset + y);
}

/* Where the page begins when it shows the end, if that is in the window. */
static double
get_end (StrataMapViewport *self)
{
  return strata_map_scale_get_height (self->scale) + self->margin - self->page;
}

static void
clamp_offset (StrataMapViewport *self)
{
  if (strata_map_viewport_is_at_end (self))
    self->offset = get_end (self);
  if (strata_map_viewport_is_at_start (self))
    self->offset = -self->margin;
}

/* Makes the exact scale around an address that is to stand at @y. */
static void
place (StrataMapViewport *self, const StrataMapAnchor *anchor, double y)
{
  StrataRange window;

  strata_map_heights_find_window (self->stretches, self->n_stretches, &self->options,
                                  anchor->address, MAX (y, 0) + SLACK * self->page,
                                  MAX (self->page - y, 0) + SLACK * self->page, &window);
  g_clear_pointer (&self->scale, strata_map_scale_unref);
  self->scale = strata_map_scale_new (self->stretches, self->n_stretches, &window,
                                      &self->options);
  self->offset = _strata_map_anchor_get_y (anchor, self->scale) - y;
  clamp_offset (self);
}

static void
set_zoom (StrataMapViewport *self, double zoom)
{
  self->options.zoom = zoom;
  g_clear_pointer (&self->whole, strata_map_scale_unref);
}

static StrataMapScale *
get_whole (StrataMapViewport *self)
{
  const StrataRange *window;

  if (self->whole != NULL)
    return self->whole;
  window = strata_map_scale_get_window (self->scale);
  if (window->first == get_extent (self)->first && window->last == get_extent (self)->last)
    self->whole = strata_map_scale_ref (self->scale);
  else
    self->whole = strata_map_scale_new (self->stretches, self->n_stretches, NULL, &self->options);
  return self->whole;
}

static double
find_zoom (StrataMapViewport *self, const StrataRange *range, double height)
{
  return _strata_map_zoom_find (self->stretches, self->n_stretches, &self->options, range, height);
}

static double
find_max_zoom (StrataMapViewport *self)
{
  return _strata_map_zoom_find_max (self->stretches, self->n_stretches, &self->options);
}

static double
find_zoom_for_all (StrataMapViewport *self)
{
  if (self->options.mode == STRATA_MAP_MODE_TRUE)
    return 1;
  if (self->zoom_for_all == 0)
    self->zoom_for_all = find_zoom (self, get_extent (self),
                                    MAX (self->page - 2 * self->margin, 1));
  return self->zoom_for_all;
}

static void
resize (StrataMapViewport *self, double page, const StrataMapAnchor *anchor, double y)
{
  self->page = page;
  self->zoom_for_all = 0;
  if (self->options.mode == STRATA_MAP_MODE_TRUE)
    {
      guint n_ends = (self->stretches[0].empty ? 1 : 0)
                     + (self->n_stretches > 1 && self->stretches[self->n_stretches - 1].empty);

      self->options.true_height = MAX (page - 2 * self->margin
                                       - n_ends * self->options.row_height,
                                       self->options.row_height);
    }
  set_zoom (self, self->fitted ? find_zoom_for_all (self) : self->options.zoom);
  place (self, anchor, y);
}

/**
 * strata_map_viewport_new:
 * @model: what is shown
 * @mode: how sizes become heights
 * @row_height: the least height of a stretch in a folded map at zoom 1, in pixels
 * @margin: what is left free before the first and after the last address, in pixels
 *
 * Makes a window onto a map, at zoom 1 and at the beginning. It can be moved and zoomed from all of
 * 2^64 addresses to single bytes; whatever is seen is exact, because heights are counted from an
 * address nearby.
 *
 * Returns: (transfer full): the viewport
 */
StrataMapViewport *
strata_map_viewport_new (StrataMapModel *model, StrataMapMode mode, double row_height,
                         double margin)
{
  StrataMapViewport *self;
  StrataMapAnchor start = { 0, 0 };

  g_return_val_if_fail (model != NULL && row_height > 0 && margin >= 0, NULL);

  self = g_new0 (StrataMapViewport, 1);
  self->model = strata_map_model_ref (model);
  self->stretches = strata_map_model_get_stretches (model, &self->n_stretches);
  self->options = (StrataMapScaleOptions) { mode, 1, row_height, row_height };
  self->margin = margin;
  start.address = get_extent (self)->first;
  resize (self, row_height, &start, margin);
  return self;
}

/**
 * strata_map_viewport_free:
 * @self: (transfer full): a viewport
 *
 * Frees a viewport.
 */
void
strata_map_viewport_free (StrataMapViewport *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->whole, strata_map_scale_unref);
  g_clear_pointer (&self->scale, strata_map_scale_unref);
  strata_map_model_unref (self->model);
  g_free (self);
}

/**
 * strata_map_viewport_set_model:
 * @self: a viewport
 * @model: what is shown
 *
 * Shows something else: what there was after a change. The zoom stays, and the address at the top.
 */
void
strata_map_viewport_set_model (StrataMapViewport *self, StrataMapModel *model)
{
  gboolean at_start;
  StrataMapAnchor anchor;

  g_return_if_fail (self != NULL && model != NULL);

  at_start = strata_map_viewport_is_at_start (self);
  anchor = find_anchor (self, 0);
  strata_map_model_ref (model);
  strata_map_model_unref (self->model);
  self->model = model;
  self->stretches = strata_map_model_get_stretches (model, &self->n_stretches);
  anchor.address = CLAMP (anchor.address, get_extent (self)->first, get_extent (self)->last);
  if (at_start)
    anchor = (StrataMapAnchor) { get_extent (self)->first, 0 };
  resize (self, self->page, &anchor, at_start ? self->margin : 0);
}

/**
 * strata_map_viewport_set_page:
 * @self: a viewport
 * @height: the height of what can be seen at once, in pixels
 *
 * Changes how much is seen; what is at the top stays there. If all was fitted into the page before,
 * it is again. True to scale, a page holds all at zoom 1.
 */
void
strata_map_viewport_set_page (StrataMapViewport *self, double height)
{
  StrataMapAnchor anchor;

  g_return_if_fail (self != NULL && height > 0);

  if (height == self->page)
    return;
  if (strata_map_viewport_is_at_start (self))
    {
      anchor = (StrataMapAnchor) { get_extent (self)->first, 0 };
      resize (self, height, &anchor, self->margin);
    }
  else
    {
      anchor = find_anchor (self, 0);
      resize (self, height, &anchor, 0);
    }
}

/**
 * strata_map_viewport_get_scale:
 * @self: a viewport
 *
 * Gets the scale of what is seen and of some pages around it. It is another one whenever heights
 * changed or what is seen has left it.
 *
 * Returns: (transfer none): the scale
 */
StrataMapScale *
strata_map_viewport_get_scale (StrataMapViewport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scale;
}

/**
 * strata_map_viewport_get_offset:
 * @self: a viewport
 *
 * Returns: where the page begins on the scale, in pixels; less than 0 in the margin
 */
double
strata_map_viewport_get_offset (StrataMapViewport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offset;
}

/**
 * strata_map_viewport_get_zoom:
 * @self: a viewport
 *
 * Returns: the factor on all heights
 */
double
strata_map_viewport_get_zoom (StrataMapViewport *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->options.zoom;
}

/**
 * strata_map_viewport_get_visible:
 * @self: a viewport
 * @range: (out): the addresses that are seen
 *
 * Finds what is seen, whole or in part.
 */
void
strata_map_viewport_get_visible (StrataMapViewport *self, StrataRange *range)
{
  g_return_if_fail (self != NULL && range != NULL);

  range->first = strata_map_scale_get_address (self->scale, self->offset);
  range->last = strata_map_scale_get_address (self->scale, self->offset + self->page);
}

/**
 * strata_map_viewport_get_height:
 * @self: a viewport
 *
 * Returns: the height of all of the map at this zoom with its margins, in pixels; the larger, the
 *   less exact
 */
double
strata_map_viewport_get_height (StrataMapViewport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return strata_map_scale_get_height (get_whole (self)) + 2 * self->margin;
}

/**
 * strata_map_viewport_get_position:
 * @self: a viewport
 *
 * Returns: where the page begins in all of the map, in pixels; the larger, the less exact
 */
double
strata_map_viewport_get_position (StrataMapViewport *self)
{
  guint64 first;

  g_return_val_if_fail (self != NULL, 0);

  first = strata_map_scale_get_window (self->scale)->first;
  return strata_map_scale_get_top (get_whole (self), first) + self->offset + self->margin;
}

/**
 * strata_map_viewport_is_at_start:
 * @self: a viewport
 *
 * Returns: whether nothing comes before what is seen
 */
gboolean
strata_map_viewport_is_at_start (StrataMapViewport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strata_map_scale_get_window (self->scale)->first == get_extent (self)->first
         && self->offset <= -self->margin + ROUNDING;
}

/**
 * strata_map_viewport_is_at_end:
 * @self: a viewport
 *
 * Returns: whether nothing comes after what is seen
 */
gboolean
strata_map_viewport_is_at_end (StrataMapViewport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strata_map_scale_get_window (self->scale)->last == get_extent (self)->last
         && self->offset >= get_end (self) - ROUNDING;
}

/**
 * strata_map_viewport_scroll:
 * @self: a viewport
 * @distance: how far, in pixels; less than 0 towards the beginning
 *
 * Moves what is seen; at the ends it stops. Not a pixel is lost, however far one has zoomed in.
 */
void
strata_map_viewport_scroll (StrataMapViewport *self, double distance)
{
  const StrataRange *window, *extent;
  double height;

  g_return_if_fail (self != NULL);

  window = strata_map_scale_get_window (self->scale);
  extent = get_extent (self);
  height = strata_map_scale_get_height (self->scale);
  /* In steps that do not leave what is laid out. */
  while (distance != 0)
    {
      double step = CLAMP (distance, -SLACK * self->page / 2, SLACK * self->page / 2);

      self->offset += step;
      distance -= step;
      clamp_offset (self);
      if ((self->offset < 0 && window->first > extent->first)
          || (self->offset + self->page > height && window->last < extent->last))
        {
          StrataMapAnchor anchor;

          self->offset -= step;
          anchor = find_anchor (self, self->page / 2);
          place (self, &anchor, self->page / 2 - step);
          window = strata_map_scale_get_window (self->scale);
          height = strata_map_scale_get_height (self->scale);
        }
      if (distance < 0 ? strata_map_viewport_is_at_start (self)
                       : strata_map_viewport_is_at_end (self))
        break;
    }
}

/**
 * strata_map_viewport_jump:
 * @self: a viewport
 * @position: where the page is to begin in all of the map, in pixels
 *
 * Goes elsewhere, as exactly as the position can say.
 */
void
strata_map_viewport_jump (StrataMapViewport *self, double position)
{
  double y;
  StrataMapAnchor anchor;

  g_return_if_fail (self != NULL);

  y = position - self->margin;
  anchor = _strata_map_anchor_find (get_whole (self), y);
  place (self, &anchor, y < 0 ? -y : 0);
}

/**
 * strata_map_viewport_show:
 * @self: a viewport
 * @address: an address
 * @y: where it is to begin, in pixels from the top of the page
 *
 * Goes to an address, as far as the ends allow.
 */
void
strata_map_viewport_show (StrataMapViewport *self, guint64 address, double y)
{
  StrataMapAnchor anchor = { address, 0 };

  g_return_if_fail (self != NULL);

  anchor.address = CLAMP (address, get_extent (self)->first, get_extent (self)->last);
  place (self, &anchor, y);
}

/* What comes nearest to a zoom: what shows single bytes, or all, goes no further. */
static double
limit_zoom (StrataMapViewport *self, double zoom)
{
  StrataRange visible;

  if (zoom < self->options.zoom)
    return MAX (zoom, MIN (find_zoom_for_all (self), 1));
  strata_map_viewport_get_visible (self, &visible);
  if (strata_map_scale_is_finest (self->scale, &visible))
    return self->options.zoom;
  return MIN (zoom, find_max_zoom (self));
}

/**
 * strata_map_viewport_zoom:
 * @self: a viewport
 * @factor: by how much all gets higher, above 0
 * @y: what stays where it is, in pixels from the top of the page
 *
 * Zooms in or out, between all of the map and single bytes.
 *
 * Returns: whether that changed anything
 */
gboolean
strata_map_viewport_zoom (StrataMapViewport *self, double factor, double y)
{
  StrataMapAnchor anchor;
  double zoom;

  g_return_val_if_fail (self != NULL && factor > 0, FALSE);

  zoom = limit_zoom (self, self->options.zoom * factor);
  if (zoom == self->options.zoom)
    return FALSE;

  anchor = find_anchor (self, y);
  self->fitted = FALSE;
  set_zoom (self, zoom);
  place (self, &anchor, y);
  return TRUE;
}

/**
 * strata_map_viewport_grasp:
 * @self: a viewport
 * @y: a place, in pixels from the top of the page
 * @grasp: (out): where to take down what is there
 *
 * Takes down what is at a place, and how high all is, for strata_map_viewport_pinch().
 */
void
strata_map_viewport_grasp (StrataMapViewport *self, double y, StrataMapGrasp *grasp)
{
  StrataMapAnchor anchor;

  g_return_if_fail (self != NULL && grasp != NULL);

  anchor = find_anchor (self, y);
  *grasp = (StrataMapGrasp) { anchor.address, anchor.part, self->options.zoom };
}

/**
 * strata_map_viewport_pinch:
 * @self: a viewport
 * @grasp: what was taken down when it began
 * @scale: by how much all is to be higher than then, above 0
 * @y: where what was grasped is to be, in pixels from the top of the page
 *
 * Zooms and moves as two fingers do. All is counted from the beginning: fingers that come back to
 * where they were bring back what was seen, even if they were beyond what can be zoomed.
 */
void
strata_map_viewport_pinch (StrataMapViewport *self, const StrataMapGrasp *grasp, double scale,
                           double y)
{
  StrataMapAnchor anchor;
  double zoom;

  g_return_if_fail (self != NULL && grasp != NULL && scale > 0);

  zoom = limit_zoom (self, grasp->zoom * scale);
  anchor.address = CLAMP (grasp->address, get_extent (self)->first, get_extent (self)->last);
  anchor.part = grasp->part;
  if (zoom != self->options.zoom)
    {
      self->fitted = FALSE;
      set_zoom (self, zoom);
    }
  place (self, &anchor, y);
}

/**
 * strata_map_viewport_fit:
 * @self: a viewport
 * @range: addresses; those outside of the map are ignored
 *
 * Makes a range fill the page.
 */
void
strata_map_viewport_fit (StrataMapViewport *self, const StrataRange *range)
{
  const StrataRange *extent;
  StrataRange shown;
  StrataMapAnchor anchor = { 0, 0 };
  double height;

  g_return_if_fail (self != NULL && range != NULL && range->first <= range->last);

  extent = get_extent (self);
  shown.first = CLAMP (range->first, extent->first, extent->last);
  shown.last = CLAMP (range->last, extent->first, extent->last);
  self->fitted = FALSE;
  height = self->page * (1 - 2 * FIT_MARGIN);
  set_zoom (self, CLAMP (find_zoom (self, &shown, height), MIN (find_zoom_for_all (self), 1),
                         find_max_zoom (self)));
  height = _strata_map_zoom_measure (self->stretches, self->n_stretches, &self->options, &shown,
                                     self->options.zoom);
  anchor.address = shown.first;
  place (self, &anchor, MAX ((self->page - height) / 2, 0));
}

/**
 * strata_map_viewport_fit_all:
 * @self: a viewport
 *
 * Makes the whole map fill the page, and keeps it so when the page changes.
 */
void
strata_map_viewport_fit_all (StrataMapViewport *self)
{
  g_return_if_fail (self != NULL);

  self->fitted = TRUE;
  set_zoom (self, find_zoom_for_all (self));
  strata_map_viewport_show (self, get_extent (self)->first, self->margin);
}
