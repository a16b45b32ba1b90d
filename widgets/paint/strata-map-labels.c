/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-heights-private.h"
#include "strata-map-layout-private.h"

/* The least distance of addresses inside one stretch, in line heights. */
#define STEP_LINES 3

typedef struct
{
  StrataMapLayout *layout;
  const StrataMapStretch *stretches;
  gsize n;
  double distance; /* of two labels, in pixels */
} Labels;

/* The first stretch that begins in the window and not above @y, or their number. */
static gsize
find_stretch_below (const Labels *self, double y)
{
  const StrataRange *window = strata_map_scale_get_window (self->layout->scale);
  gsize low = 0, high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      guint64 first = self->stretches[middle].first;

      if (first < window->first
          || (first <= window->last && _strata_map_layout_snap_top (self->layout, first) < y))
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n && self->stretches[low].first <= window->last ? low : self->n;
}

/* An address that begins or ends a flat range comes before one that matters only beneath. This is
 * the first of that kind from an address on. */
static gboolean
find_major (const Labels *self, guint64 *address)
{
  StrataMapModel *model = self->layout->model;
  guint index = strata_map_model_find_flat (model, *address);
  const StrataMapFlat *flat;

  if (*address == strata_map_model_get_extent (model)->first)
    return TRUE;
  if (index > 0 && strata_map_model_get_flat (model, index - 1)->last == *address - 1)
    return TRUE;
  if (index >= strata_map_model_get_n_flats (model))
    return FALSE;
  flat = strata_map_model_get_flat (model, index);
  if (flat->first >= *address)
    *address = flat->first;
  else if (flat->last == G_MAXUINT64)
    return FALSE;
  else
    *address = flat->last + 1;
  return *address <= strata_map_scale_get_window (self->layout->scale)->last;
}

static void
append (GArray *labels, double y, guint64 address, gboolean at_end)
{
  StrataMapLabel label = { y, address, at_end };

  g_array_append_val (labels, label);
}

static double
get_last_y (const GArray *labels)
{
  return labels->len > 0 ? g_array_index (labels, StrataMapLabel, labels->len - 1).y : -INFINITY;
}

/* Those that matter most; the two ends always have theirs. */
static GArray *
list_majors (const Labels *self)
{
  const StrataRange *window = strata_map_scale_get_window (self->layout->scale);
  guint64 end = strata_map_model_get_extent (self->layout->model)->last;
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (StrataMapLabel));
  double limit = INFINITY;
  gsize i;

  if (window->last == end)
    limit = _strata_map_layout_snap_bottom (self->layout, end) - self->distance;
  while ((i = find_stretch_below (self, get_last_y (labels) + self->distance)) < self->n)
    {
      guint64 address = self->stretches[i].first;
      double y;

      if (!find_major (self, &address))
        break;
      y = _strata_map_layout_snap_top (self->layout, address);
      if (y > limit)
        break;
      append (labels, y, address, FALSE);
    }
  if (window->last == end)
    append (labels, limit + self->distance, end, TRUE);
  return labels;
}

/* What fits between, of what matters only beneath. */
static void
add_minors (const Labels *self, GArray *labels, double next)
{
  gsize i;

  while ((i = find_stretch_below (self, get_last_y (labels) + self->distance)) < self->n)
    {
      double y = _strata_map_layout_snap_top (self->layout, self->stretches[i].first);

      if (y > next - self->distance)
        break;
      append (labels, y, self->stretches[i].first, FALSE);
    }
}

/* Round addresses inside of one high stretch. */
static void
add_steps (const Labels *self, GArray *labels, double above, double below)
{
  StrataMapLayout *layout = self->layout;
  double middle = (above + below) / 2;
  guint64 first = strata_map_layout_get_address (layout, above + self->distance);
  guint64 last = strata_map_layout_get_address (layout, below - self->distance);
  guint64 step = 1;
  double bytes_per_pixel;
  const StrataMapStretch *stretch
    = &self->stretches[_strata_map_stretch_find (self->stretches, self->n,
                                                 strata_map_layout_get_address (layout, middle))];

  if (strata_map_scale_is_folded (layout->scale, stretch->first))
    return;
  first = MAX (first, stretch->first);
  last = MIN (last, stretch->last);
  if (first >= last)
    return;
  bytes_per_pixel = (double) (last - first)
                    / (strata_map_layout_get_top (layout, last)
                       - strata_map_layout_get_top (layout, first));
  while ((double) step < STEP_LINES * self->distance * bytes_per_pixel && step < G_MAXUINT64 / 2)
    step *= 2;
  if (first > G_MAXUINT64 - step)
    return;
  for (guint64 address = (first + step - 1) / step * step; address <= last; address += step)
    {
      double y = _strata_map_layout_snap_top (layout, address);

      if (y >= above + self->distance && y <= below - self->distance)
        append (labels, y, address, FALSE);
      if (address > G_MAXUINT64 - step)
        break;
    }
}

/* Lists all the addresses that are written beside a layout, an array of #StrataMapLabel. They keep
 * their distance; the cost follows the height and not what there is. */
GArray *
_strata_map_labels_new (StrataMapLayout *layout)
{
  Labels self = { layout, NULL, 0, 0 };
  g_autoptr (GArray) majors = NULL;
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (StrataMapLabel));
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (StrataMapLabel));
  double above, below;

  self.stretches = strata_map_model_get_stretches (layout->model, &self.n);
  self.distance = strata_map_fonts_get_height (layout->fonts, STRATA_MAP_FONT_ADDRESS);
  majors = list_majors (&self);
  for (guint i = 0; i <= majors->len; i++)
    {
      const StrataMapLabel *next = i < majors->len ? &g_array_index (majors, StrataMapLabel, i)
                                                   : NULL;

      add_minors (&self, written, next != NULL ? next->y : INFINITY);
      if (next != NULL)
        g_array_append_val (written, *next);
    }

  above = layout->top - self.distance;
  for (guint i = 0; i <= written->len; i++)
    {
      const StrataMapLabel *next = i < written->len ? &g_array_index (written, StrataMapLabel, i)
                                                    : NULL;

      below = next != NULL ? next->y
                           : layout->top + strata_map_scale_get_height (layout->scale)
                             + self.distance;
      if (below - above > (STEP_LINES + 1) * self.distance)
        add_steps (&self, labels, above, below);
      if (next != NULL)
        g_array_append_val (labels, *next);
      above = below;
    }
  return labels;
}
