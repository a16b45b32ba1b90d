/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "strata-map-brush-private.h"
#include "strata-map-heat.h"
#include "strata-map-legend.h"
#include "strata-map-mark-painter.h"

/* All in pixels. */
#define MARGIN 8
#define LEGEND_GAP 18
#define SWATCH_WIDTH 18
#define SWATCH_HEIGHT 12

/* What a legend explains, after the kinds. The last ones are in the order of #StrataDifference. */
typedef enum
{
  ENTRY_SEEN = STRATA_MAP_N_KINDS,
  ENTRY_HIDDEN,
  ENTRY_DISABLED,
  ENTRY_HEAT,
  ENTRY_REMOVED,
  ENTRY_ADDED,
  ENTRY_CHANGED,
  N_ENTRIES,
} Entry;

static const char *
get_entry_text (Entry entry, gboolean is_past)
{
  switch (entry)
    {
    case ENTRY_SEEN:
      return _("seen in part");
    case ENTRY_HIDDEN:
      return _("hidden");
    case ENTRY_DISABLED:
      return _("disabled");
    case ENTRY_HEAT:
      return _("reads, writes");
    case ENTRY_REMOVED:
      return is_past ? _("went") : _("would go");
    case ENTRY_ADDED:
      return is_past ? _("was added") : _("would be added");
    case ENTRY_CHANGED:
      return is_past ? _("changed") : _("would change");
    case N_ENTRIES:
    default:
      return strata_map_kind_get_tag ((StrataMapKind) entry);
    }
}

/* Bars on their sides of the axis */
static void
paint_heat (const StrataMapStyle *style, cairo_t *cr, double x, double y)
{
  double axis = x + SWATCH_WIDTH / 2;

  _strata_map_brush_set_color (cr, &style->line);
  cairo_rectangle (cr, axis, y, 1, SWATCH_HEIGHT);
  cairo_fill (cr);
  strata_map_heat_paint_bar (style, cr, STRATA_MAP_HEAT_READS, 1, axis, y + 2, SWATCH_WIDTH / 2,
                             SWATCH_HEIGHT / 3);
  strata_map_heat_paint_bar (style, cr, STRATA_MAP_HEAT_WRITES, 1, axis + 1, y + 6,
                             SWATCH_WIDTH / 2, SWATCH_HEIGHT / 3);
}

static void
paint_swatch (const StrataMapStyle *style, StrataMapFonts *fonts, cairo_t *cr, Entry entry,
              StrataMapKind sample, double x, double y)
{
  if (entry == ENTRY_HEAT)
    {
      paint_heat (style, cr, x, y);
      return;
    }
  if (entry == ENTRY_SEEN)
    _strata_map_brush_fill_seen (cr, style, sample, STRATA_MAP_CORNERS_ALL, x, y, SWATCH_WIDTH,
                                 SWATCH_HEIGHT);
  else if (entry == ENTRY_HIDDEN)
    _strata_map_brush_fill_hidden (cr, style, fonts, sample, STRATA_MAP_CORNERS_ALL, x, y,
                                   SWATCH_WIDTH, SWATCH_HEIGHT);
  else if (entry == ENTRY_DISABLED)
    _strata_map_brush_outline_dashed (cr, &style->dim, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  else if (entry >= ENTRY_REMOVED)
    strata_map_mark_painter_paint_box (style, cr, entry - ENTRY_REMOVED + 1, x, y, SWATCH_WIDTH,
                                       SWATCH_HEIGHT);
  else
    _strata_map_brush_fill_kind (cr, style, (StrataMapKind) entry, x, y, SWATCH_WIDTH,
                                 SWATCH_HEIGHT);
  if (entry == ENTRY_SEEN || entry == ENTRY_HIDDEN || (style->outlined && entry < ENTRY_SEEN))
    _strata_map_brush_outline (cr, &style->kinds[sample].edge, 1, x, y, SWATCH_WIDTH,
                               SWATCH_HEIGHT);
}

/* Runs through the legend, line by line; without @cr nothing is drawn. Returns its height. */
static int
run_legend (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr)
{
  StrataMapFonts *fonts = strata_map_layout_get_fonts (layout);
  const StrataMapSummary *summary =
    strata_map_model_get_summary (strata_map_layout_get_model (layout));
  StrataMapMarks *marks = strata_map_model_get_marks (strata_map_layout_get_model (layout));
  int line = strata_map_fonts_get_height (fonts, STRATA_MAP_FONT_LABEL) + 6;
  int left = strata_map_layout_get_flat_column (layout)->x;
  int right = strata_map_layout_get_width (layout) - MARGIN;
  int x = left, y = 0;
  guint entries = summary->kinds;
  StrataMapKind sample = STRATA_MAP_KIND_RAM;

  if (summary->n_partly > 0)
    entries |= 1u << ENTRY_SEEN;
  if (summary->n_partly + summary->n_wholly > 0)
    entries |= 1u << ENTRY_HIDDEN;
  if (summary->n_disabled > 0)
    entries |= 1u << ENTRY_DISABLED;
  if (strata_map_layout_get_lanes (layout) != NULL)
    entries |= 1u << ENTRY_HEAT;
  if (marks != NULL)
    entries |= strata_map_marks_get_differences (marks) << (ENTRY_REMOVED - 1);
  for (int i = STRATA_MAP_N_KINDS - 1; i >= 0; i--)
    if (summary->kinds & (1u << i))
      sample = (StrataMapKind) i;

  for (Entry entry = 0; entry < N_ENTRIES; entry++)
    {
      const char *text
        = get_entry_text (entry, marks != NULL && strata_map_marks_is_past (marks));
      int width;

      if (!(entries & (1u << entry)))
        continue;
      width = SWATCH_WIDTH + 6 + strata_map_fonts_get_width (fonts, STRATA_MAP_FONT_LABEL, text);
      if (x > left && x + width > right)
        {
          x = left;
          y += line;
        }
      if (cr != NULL)
        {
          paint_swatch (style, fonts, cr, entry, sample, x, y + (line - SWATCH_HEIGHT) / 2);
          _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_LABEL, &style->dim, text,
                                   x + SWATCH_WIDTH + 6, y + line / 2, width);
        }
      x += width + LEGEND_GAP;
    }
  return entries == 0 ? 0 : y + line;
}

/**
 * strata_map_legend_get_height:
 * @layout: where everything is
 *
 * Returns: the height of the legend, in pixels
 */
int
strata_map_legend_get_height (StrataMapLayout *layout)
{
  g_return_val_if_fail (layout != NULL, 0);

  return run_legend (layout, NULL, NULL);
}

/**
 * strata_map_legend_paint:
 * @layout: where everything is
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the legend
 *
 * Paints what colours and patterns mean, for those that occur in the map.
 */
void
strata_map_legend_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr)
{
  g_return_if_fail (layout != NULL && style != NULL && cr != NULL);

  run_legend (layout, style, cr);
}
