/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "board/strata-atomic-file-private.h"

#include "strata-map-brush-private.h"
#include "strata-map-export.h"
#include "strata-map-legend.h"
#include "strata-map-painter.h"
#include "strata-map-text.h"

#define FONT_SIZE 14.67  /* 11 points, in pixels */
#define TRUE_HEIGHT 900
#define MARGIN 12
#define TITLE_GAP 10
#define DEFAULT_RESOLUTION 2
#define MAX_PAGES 40

typedef enum
{
  FORMAT_SVG,
  FORMAT_PNG,
  FORMAT_PDF,
} Format;

/* The endings, and how high the format can be: an image of cairo, a page of PDF, what a browser
 * still scrolls. */
static const struct
{
  const char *ending;
  double max_height;
} formats[] = {
  [FORMAT_SVG] = { ".svg", 60000 },
  [FORMAT_PNG] = { ".png", 32000 },
  [FORMAT_PDF] = { ".pdf", 14000 },
};

/* A picture that has been laid out: title, headings, map and legend below each other. */
typedef struct
{
  StrataMapFonts *fonts;
  StrataMapLayout *layout;
  StrataMapStyle style;
  const char *title;
  char *subtitle;
  const char *seen;
  double headings_y;
  double map_y;
  double legend_y;
  double height;
} Picture;

static gboolean
find_format (const char *path, Format *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      {
        *format = (Format) i;
        return TRUE;
      }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("%s: a picture’s name must end in .svg, .png or .pdf"), path);
  return FALSE;
}

static char *
dup_subtitle (StrataMapModel *model)
{
  const StrataRange *extent = strata_map_model_get_extent (model);
  const StrataMapSummary *summary = strata_map_model_get_summary (model);
  guint n_flats = strata_map_model_get_n_flats (model);
  g_autofree char *size = strata_map_format_size (extent->first, extent->last);
  GString *text = g_string_new (size);

  g_string_append_printf (text, " · ");
  g_string_append_printf (text, g_dngettext (NULL, "%u flat range", "%u flat ranges", n_flats),
                          n_flats);
  if (summary->n_wholly > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, g_dngettext (NULL, "%u wholly hidden", "%u wholly hidden",
                                                 summary->n_wholly), summary->n_wholly);
    }
  if (summary->n_partly > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, g_dngettext (NULL, "%u partly hidden", "%u partly hidden",
                                                 summary->n_partly), summary->n_partly);
    }
  return g_string_free (text, FALSE);
}

/* A context that gives the same on every machine that has the font. */
static PangoContext *
create_context (const StrataMapExportOptions *options)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context;
  PangoFontDescription *font = pango_font_description_new ();
  cairo_font_options_t *font_options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 96);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_antialias (font_options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (font_options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (font_options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, font_options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_set_family (font, options->family != NULL ? options->family : "Sans");
  pango_font_description_set_absolute_size (font, FONT_SIZE * PANGO_SCALE);
  pango_context_set_font_description (context, font);

  cairo_font_options_destroy (font_options);
  pango_font_description_free (font);
  g_object_unref (map);
  return context;
}

static StrataMapLayout *
create_layout (StrataMapModel *model, StrataMapFonts *fonts, const StrataMapExportOptions *options,
               double max_height)
{
  StrataMapScaleOptions scale_options = {
    options->mode,
    options->zoom > 0 ? options->zoom : 1,
    strata_map_fonts_get_row_height (fonts),
    TRUE_HEIGHT,
  };
  int width = options->width > 0 ? (int) options->width
                                 : strata_map_layout_get_natural_width (model, fonts);
  gsize n_stretches;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n_stretches);
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, n_stretches, NULL,
                                                           &scale_options);

  if (strata_map_scale_get_height (scale) > max_height)
    {
      scale_options.zoom *= max_height / strata_map_scale_get_height (scale);
      g_clear_pointer (&scale, strata_map_scale_unref);
      scale = strata_map_scale_new (stretches, n_stretches, NULL, &scale_options);
    }
  return strata_map_layout_new (model, scale, fonts, width, FALSE);
}

static void
picture_init (Picture *self, StrataMapModel *model, const char *title, const char *seen,
              const StrataMapExportOptions *options, double max_height)
{
  PangoContext *context = create_context (options);
  double y = MARGIN;

  self->fonts = strata_map_fonts_new (context, options->mono_family);
  g_object_unref (context);
  self->layout = create_layout (model, self->fonts, options, max_height);
  strata_map_style_init (&self->style, options->scheme);
  self->title = title;
  self->subtitle = dup_subtitle (model);
  self->seen = seen;

  if (title != NULL)
    y += strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_TITLE)
         + strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_LABEL) + TITLE_GAP;
  self->headings_y = y;
  y += strata_map_painter_get_headings_height (self->layout);
  self->map_y = y;
  y += strata_map_layout_get_height (self->layout) + MARGIN / 2;
  self->legend_y = y;
  self->height = y + strata_map_legend_get_height (self->layout) + MARGIN;
}

static void
picture_clear (Picture *self)
{
  g_free (self->subtitle);
  strata_map_layout_unref (self->layout);
  strata_map_fonts_unref (self->fonts);
}

static void
picture_paint_title (const Picture *self, cairo_t *cr)
{
  int title_height = strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_TITLE);
  int line = strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_LABEL);
  int room = strata_map_layout_get_width (self->layout) - 2 * MARGIN;

  _strata_map_brush_write (cr, self->fonts, STRATA_MAP_FONT_TITLE, &self->style.foreground,
                           self->title, MARGIN, MARGIN + title_height / 2, room);
  _strata_map_brush_write (cr, self->fonts, STRATA_MAP_FONT_LABEL, &self->style.dim,
                           self->subtitle, MARGIN, MARGIN + title_height + 2 + line / 2, room);
}

static void
picture_paint (const Picture *self, cairo_t *cr)
{
  _strata_map_brush_set_color (cr, &self->style.background);
  cairo_paint (cr);
  if (self->title != NULL)
    picture_paint_title (self, cr);

  cairo_save (cr);
  cairo_translate (cr, 0, self->headings_y);
  strata_map_painter_paint_headings (self->layout, &self->style, cr, self->seen);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_translate (cr, 0, self->map_y);
  strata_map_painter_paint (self->layout, &self->style, cr, NULL);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_translate (cr, 0, self->legend_y);
  strata_map_legend_paint (self->layout, &self->style, cr);
  cairo_restore (cr);
}

/* What a picture becomes, as long as somebody wants it. */
typedef struct
{
  GString *bytes;
  GCancellable *cancellable;
} Sink;

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (g_cancellable_is_cancelled (sink->cancellable))
    return CAIRO_STATUS_WRITE_ERROR;
  g_string_append_len (sink->bytes, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo numbers the surfaces of a process: what is drawn twice would get another name. */
static void
name_svg_surface (GString *bytes)
{
  const char *start = strstr (bytes->str, "<g id=\"surface");
  const char *end = start != NULL ? strchr (start, '>') : NULL;
  gssize position;

  if (end == NULL)
    return;
  position = start - bytes->str;
  g_string_erase (bytes, position, end - start);
  g_string_insert (bytes, position, "<g id=\"map\"");
}

/* A title that a screen reader finds in the SVG. */
static void
insert_svg_title (GString *bytes, const char *title)
{
  const char *start = strstr (bytes->str, "<svg ");
  const char *end = start != NULL ? strchr (start, '>') : NULL;
  g_autofree char *element = NULL;

  if (end == NULL || title == NULL)
    return;
  element = g_markup_printf_escaped ("\n<title>%s</title>", title);
  g_string_insert (bytes, end + 1 - bytes->str, element);
}

static cairo_surface_t *
create_surface (const Picture *picture, Format format, double resolution, Sink *sink)
{
  double width = strata_map_layout_get_width (picture->layout);
  cairo_surface_t *surface;

  switch (format)
    {
    case FORMAT_SVG:
      surface = cairo_svg_surface_create_for_stream (append_cb, sink, width, picture->height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case FORMAT_PDF:
      surface = cairo_pdf_surface_create_for_stream (append_cb, sink, width, picture->height);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
      if (picture->title != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, picture->title);
      return surface;
    case FORMAT_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * resolution),
                                            (int) ceil (picture->height * resolution));
      cairo_surface_set_device_scale (surface, resolution, resolution);
      return surface;
    }
}

static gboolean
picture_draw (const Picture *self, Format format, double resolution, const char *path,
              Sink *sink, GError **error)
{
  cairo_surface_t *surface = create_surface (self, format, resolution, sink);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (!g_cancellable_is_cancelled (sink->cancellable))
    picture_paint (self, cr);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_cb, sink);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (g_cancellable_set_error_if_cancelled (sink->cancellable, error))
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s: cannot be drawn: %s"), path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (format == FORMAT_SVG)
    {
      name_svg_surface (sink->bytes);
      insert_svg_title (sink->bytes, self->title);
    }
  return TRUE;
}

/**
 * strata_map_export_model:
 * @model: what to show
 * @title: (nullable): what to write above it
 * @seen: what stands over the column of what is seen
 * @path: where to write; ends in `.svg`, `.png` or `.pdf`
 * @options: (nullable): how; %NULL for a light picture of a width that fits
 * @cancellable: (nullable): lets go of it, from any thread; the file is as it was then
 * @error: return location for a #GError of the domains %G_IO_ERROR and %G_FILE_ERROR; its message
 *   begins with @path
 *
 * Writes a picture of a map. Needs no display. A map too high for the format is compressed. The
 * file is there whole or not at all; one that was there is replaced.
 *
 * Returns: whether it was written
 */
gboolean
strata_map_export_model (StrataMapModel *model, const char *title, const char *seen,
                         const char *path, const StrataMapExportOptions *options,
                         GCancellable *cancellable, GError **error)
{
  static const StrataMapExportOptions defaults = { 0 };
  g_autoptr (GString) bytes = g_string_new (NULL);
  Sink sink = { bytes, cancellable };
  Format format = FORMAT_SVG;
  Picture picture;
  double resolution;
  gboolean written;

  g_return_val_if_fail (model != NULL && seen != NULL && path != NULL, FALSE);

  if (options == NULL)
    options = &defaults;
  if (!find_format (path, &format, error))
    return FALSE;
  resolution = options->resolution > 0 ? options->resolution : DEFAULT_RESOLUTION;
  picture_init (&picture, model, title, seen, options,
                formats[format].max_height / (format == FORMAT_PNG ? resolution : 1));
  written = picture_draw (&picture, format, resolution, path, &sink, error)
            && strata_atomic_file_write (path, bytes->str, bytes->len, error);
  picture_clear (&picture);
  return written;
}

/**
 * strata_map_export:
 * @space: an address space
 * @title: (nullable): what to write above it
 * @path: where to write; ends in `.svg`, `.png` or `.pdf`
 * @options: (nullable): how; %NULL for a light picture of a width that fits
 * @error: return location for a #GError, as in strata_map_export_model()
 *
 * Writes a picture of the map of an address space.
 *
 * Returns: whether it was written
 */
gboolean
strata_map_export (StrataAddressSpace *space, const char *title, const char *path,
                   const StrataMapExportOptions *options, GError **error)
{
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (StrataMapModel) model = NULL;
  StrataRenderingFlags flags = STRATA_RENDERING_DISABLED;
  const char *name;

  g_return_val_if_fail (space != NULL && path != NULL, FALSE);

  if (options != NULL && options->hide_disabled)
    flags = STRATA_RENDERING_DEFAULT;
  rendering = strata_rendering_new (strata_address_space_get_root (space), 0, G_MAXUINT64, flags);
  model = strata_map_model_new_for_rendering (rendering, NULL, NULL);
  name = strata_address_space_get_name (space);
  return strata_map_export_model (model, title,
                                  g_str_equal (name, "memory") ? _("seen by the CPU") : name, path,
                                  options, NULL, error);
}

/* {{{ Paper */

struct _StrataMapPrint
{
  Picture picture;
  char *title;
  char *seen;
  double page_width;
  double page_height; /* in those of the picture */
  double scale;
};

/**
 * strata_map_print_new:
 * @model: what to show
 * @title: (nullable): what to write above it
 * @seen: what stands over the column of what is seen
 * @options: (nullable): how; %NULL for a light picture of a width that fits
 * @page_width: the width of a page, in units of what is drawn on, of 1/72 inch or so
 * @page_height: its height
 *
 * Lays a map out on pages below each other. It is made smaller where it is wider than a page, and
 * compressed where it would take too many of them.
 *
 * Returns: (transfer full): what is to be printed
 */
StrataMapPrint *
strata_map_print_new (StrataMapModel *model, const char *title, const char *seen,
                      const StrataMapExportOptions *options, double page_width,
                      double page_height)
{
  static const StrataMapExportOptions defaults = { 0 };
  StrataMapPrint *self;
  double width;

  g_return_val_if_fail (model != NULL && seen != NULL, NULL);
  g_return_val_if_fail (page_width > 0 && page_height > 0, NULL);

  self = g_new0 (StrataMapPrint, 1);
  self->title = g_strdup (title);
  self->seen = g_strdup (seen);
  picture_init (&self->picture, model, self->title, self->seen,
                options != NULL ? options : &defaults, MAX_PAGES * page_height);
  width = strata_map_layout_get_width (self->picture.layout);
  self->scale = MIN (page_width / width, 1);
  self->page_width = page_width / self->scale;
  self->page_height = page_height / self->scale;
  return self;
}

/**
 * strata_map_print_free:
 * @self: (transfer full): what was to be printed
 *
 * Frees it.
 */
void
strata_map_print_free (StrataMapPrint *self)
{
  g_return_if_fail (self != NULL);

  picture_clear (&self->picture);
  g_free (self->title);
  g_free (self->seen);
  g_free (self);
}

/**
 * strata_map_print_get_n_pages:
 * @self: what is to be printed
 *
 * Returns: how many pages it takes, at least 1
 */
int
strata_map_print_get_n_pages (StrataMapPrint *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return MAX (1, (int) ceil (self->picture.height / self->page_height - 1e-6));
}

/**
 * strata_map_print_draw_page:
 * @self: what is to be printed
 * @cr: where to draw; its origin is the upper left corner of the page
 * @page: which, from 0
 *
 * Draws a page. Put below each other they are the picture, without a seam.
 */
void
strata_map_print_draw_page (StrataMapPrint *self, cairo_t *cr, int page)
{
  g_return_if_fail (self != NULL && cr != NULL);
  g_return_if_fail (page >= 0 && page < strata_map_print_get_n_pages (self));

  cairo_save (cr);
  cairo_scale (cr, self->scale, self->scale);
  cairo_rectangle (cr, 0, 0, self->page_width, self->page_height);
  cairo_clip (cr);
  cairo_translate (cr, 0, -page * self->page_height);
  picture_paint (&self->picture, cr);
  cairo_restore (cr);
}

/* }}} */
