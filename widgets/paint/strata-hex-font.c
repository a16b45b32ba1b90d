/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-hex-font.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define SIZE 0.9       /* of the desktop's text */
#define NAME_SIZE 0.82 /* likewise */
#define PADDING 4      /* between rows, in pixels */
#define N_GLYPHS 128
#define MAX_NAMES 256  /* that are kept as they were set; more than there are rows on a screen */

/*
 * Every character of a fixed width is shaped once: writing a page of bytes is then only drawing.
 */
struct _StrataHexFont
{
  gatomicrefcount ref_count;
  PangoFont *font;
  PangoGlyph glyphs[N_GLYPHS];
  PangoGlyphString *string;
  PangoLayout *name;  /* an empty one */
  GHashTable *names;  /* text to PangoLayout: what was written lately */
  int width;  /* in units of Pango */
  int ascent; /* in pixels */
  int row_height;
};

static PangoFontDescription *
describe (PangoContext *context, double factor)
{
  PangoFontDescription *description
    = pango_font_description_copy (pango_context_get_font_description (context));
  double size = pango_font_description_get_size (description) * factor;

  if (pango_font_description_get_size_is_absolute (description))
    pango_font_description_set_absolute_size (description, size);
  else
    pango_font_description_set_size (description, (int) (size + 0.5));
  return description;
}

static PangoGlyph
shape (const PangoAnalysis *analysis, const char *text)
{
  PangoGlyphString *string = pango_glyph_string_new ();
  PangoGlyph glyph = PANGO_GLYPH_EMPTY;

  pango_shape (text, -1, analysis, string);
  if (string->num_glyphs > 0)
    glyph = string->glyphs[0].glyph;
  pango_glyph_string_free (string);
  return glyph;
}

static void
shape_all (StrataHexFont *self, const PangoAnalysis *analysis)
{
  PangoGlyph dot = shape (analysis, "\302\267");

  for (char c = 0; c < 0x20; c++)
    self->glyphs[(guchar) c] = PANGO_GLYPH_EMPTY;
  for (int c = 0x20; c < N_GLYPHS; c++)
    {
      char text[2] = { (char) c, 0 };

      self->glyphs[c] = c == ' ' || c == 0x7f ? PANGO_GLYPH_EMPTY : shape (analysis, text);
    }
  self->glyphs[(guchar) STRATA_HEX_FONT_DOT]
    = dot & PANGO_GLYPH_UNKNOWN_FLAG ? self->glyphs['.'] : dot;
}

/**
 * strata_hex_font_new:
 * @context: where text is set; its font gives the size
 * @mono_family: (nullable): a font family; %NULL for the desktop's monospace
 *
 * Chooses and measures the font of bytes.
 *
 * Returns: (transfer full): the font; it is to be used by one thread at a time
 */
StrataHexFont *
strata_hex_font_new (PangoContext *context, const char *mono_family)
{
  StrataHexFont *self;
  PangoFontDescription *description;
  PangoFontDescription *name;
  PangoFontMetrics *metrics;
  PangoAnalysis analysis = { 0 };

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  self = g_new0 (StrataHexFont, 1);
  g_atomic_ref_count_init (&self->ref_count);
  description = describe (context, SIZE);
  pango_font_description_set_family (description,
                                     mono_family != NULL ? mono_family : "Monospace");
  self->font = pango_context_load_font (context, description);
  analysis.font = self->font;
  analysis.language = pango_context_get_language (context);
  shape_all (self, &analysis);

  metrics = pango_font_get_metrics (self->font, analysis.language);
  self->width = pango_font_metrics_get_approximate_digit_width (metrics);
  self->ascent = (int) ceil ((double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE);
  self->row_height
    = self->ascent
      + (int) ceil ((double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE) + PADDING;
  pango_font_metrics_unref (metrics);
  pango_font_description_free (description);

  self->string = pango_glyph_string_new ();
  name = describe (context, NAME_SIZE);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->name = pango_layout_new (context);
  pango_layout_set_font_description (self->name, name);
  pango_layout_set_single_paragraph_mode (self->name, TRUE);
  pango_layout_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  pango_font_description_free (name);
  return self;
}

/**
 * strata_hex_font_ref:
 * @self: a font
 *
 * Returns: (transfer full): @self, held once more
 */
StrataHexFont *
strata_hex_font_ref (StrataHexFont *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_hex_font_unref:
 * @self: (transfer full): a font
 *
 * Lets go of the font.
 */
void
strata_hex_font_unref (StrataHexFont *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->font);
  g_object_unref (self->name);
  g_hash_table_unref (self->names);
  pango_glyph_string_free (self->string);
  g_free (self);
}

/**
 * strata_hex_font_get_char_width:
 * @self: a font
 *
 * Returns: the width of every character, in pixels
 */
double
strata_hex_font_get_char_width (StrataHexFont *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return (double) self->width / PANGO_SCALE;
}

/**
 * strata_hex_font_get_row_height:
 * @self: a font
 *
 * Returns: the height of a row, in pixels
 */
int
strata_hex_font_get_row_height (StrataHexFont *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->row_height;
}

/**
 * strata_hex_font_write:
 * @self: a font
 * @cr: where to draw
 * @color: in which colour
 * @text: ASCII; %STRATA_HEX_FONT_DOT is a dot at half height, spaces leave out
 * @x: the left end
 * @y: the top of the row
 *
 * Writes characters side by side, each as wide as every other.
 */
void
strata_hex_font_write (StrataHexFont *self, cairo_t *cr, const StrataMapColor *color,
                       const char *text, double x, double y)
{
  gsize length = strlen (text);

  pango_glyph_string_set_size (self->string, (int) length);
  for (gsize i = 0; i < length; i++)
    {
      PangoGlyphInfo *info = &self->string->glyphs[i];

      info->glyph = self->glyphs[text[i] & (N_GLYPHS - 1)];
      info->geometry.width = self->width;
      info->geometry.x_offset = 0;
      info->geometry.y_offset = 0;
      info->attr.is_cluster_start = 1;
      self->string->log_clusters[i] = (int) i;
    }
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  cairo_move_to (cr, x, y + PADDING / 2 + self->ascent);
  pango_cairo_show_glyph_string (cr, self->font, self->string);
}

/* From one frame to the next most names are the same. */
static PangoLayout *
get_name (StrataHexFont *self, const char *text)
{
  PangoLayout *name = g_hash_table_lookup (self->names, text);

  if (name != NULL)
    return name;
  if (g_hash_table_size (self->names) >= MAX_NAMES)
    g_hash_table_remove_all (self->names);
  name = pango_layout_copy (self->name);
  pango_layout_set_text (name, text, -1);
  g_hash_table_insert (self->names, g_strdup (text), name);
  return name;
}

/**
 * strata_hex_font_write_name:
 * @self: a font
 * @cr: where to draw
 * @color: in which colour
 * @text: any text
 * @x: the left end
 * @y: the top of the row
 * @max_width: more than this many pixels are cut off
 *
 * Writes the name of something beside the bytes.
 */
void
strata_hex_font_write_name (StrataHexFont *self, cairo_t *cr, const StrataMapColor *color,
                            const char *text, double x, double y, int max_width)
{
  PangoLayout *name;

  if (max_width <= 0)
    return;
  name = get_name (self, text);
  pango_layout_set_width (name, max_width * PANGO_SCALE);
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  /* By its line, which stands where the bytes do to the pixel, and at the left in every language,
   * as the names of regions do. */
  cairo_move_to (cr, x, y + PADDING / 2 + self->ascent);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (name, 0));
}
