/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-fonts.h"

struct _StrataMapFonts
{
  gatomicrefcount ref_count;
  PangoLayout *layouts[STRATA_MAP_N_FONTS];
  int heights[STRATA_MAP_N_FONTS];
  int digit_width;
};

/* Sizes relative to the desktop's text. */
static const struct
{
  double size;
  PangoWeight weight;
} faces[STRATA_MAP_N_FONTS] = {
  [STRATA_MAP_FONT_TITLE] = { 1.18, PANGO_WEIGHT_BOLD },
  [STRATA_MAP_FONT_HEADING] = { 0.82, PANGO_WEIGHT_BOLD },
  [STRATA_MAP_FONT_NAME] = { 0.82, PANGO_WEIGHT_BOLD },
  [STRATA_MAP_FONT_LABEL] = { 0.77, PANGO_WEIGHT_NORMAL },
  [STRATA_MAP_FONT_TAG] = { 0.69, PANGO_WEIGHT_NORMAL },
  [STRATA_MAP_FONT_ADDRESS] = { 0.75, PANGO_WEIGHT_NORMAL },
};

/**
 * strata_map_fonts_new:
 * @context: where text is set; its font gives family and size
 * @mono_family: (nullable): a font family for addresses; %NULL for the desktop's monospace
 *
 * Chooses and measures the fonts of a map.
 *
 * Returns: (transfer full): the fonts; they are to be used by one thread at a time
 */
StrataMapFonts *
strata_map_fonts_new (PangoContext *context, const char *mono_family)
{
  StrataMapFonts *self;
  const PangoFontDescription *base;
  int width;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  self = g_new0 (StrataMapFonts, 1);
  g_atomic_ref_count_init (&self->ref_count);
  base = pango_context_get_font_description (context);
  for (int i = 0; i < STRATA_MAP_N_FONTS; i++)
    {
      PangoFontDescription *description = pango_font_description_copy (base);
      double size = pango_font_description_get_size (base) * faces[i].size;

      if (pango_font_description_get_size_is_absolute (base))
        pango_font_description_set_absolute_size (description, size);
      else
        pango_font_description_set_size (description, (int) (size + 0.5));
      pango_font_description_set_weight (description, faces[i].weight);
      if (i == STRATA_MAP_FONT_ADDRESS)
        pango_font_description_set_family (description,
                                           mono_family != NULL ? mono_family : "Monospace");
      self->layouts[i] = pango_layout_new (context);
      pango_layout_set_font_description (self->layouts[i], description);
      pango_layout_set_single_paragraph_mode (self->layouts[i], TRUE);
      pango_layout_set_ellipsize (self->layouts[i], PANGO_ELLIPSIZE_END);
      pango_layout_set_text (self->layouts[i], "0", -1);
      pango_layout_get_pixel_size (self->layouts[i], &width, &self->heights[i]);
      if (i == STRATA_MAP_FONT_ADDRESS)
        self->digit_width = width;
      pango_font_description_free (description);
    }
  return self;
}

/**
 * strata_map_fonts_ref:
 * @self: fonts
 *
 * Returns: (transfer full): @self, held once more
 */
StrataMapFonts *
strata_map_fonts_ref (StrataMapFonts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_map_fonts_unref:
 * @self: (transfer full): fonts
 *
 * Lets go of the fonts.
 */
void
strata_map_fonts_unref (StrataMapFonts *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int i = 0; i < STRATA_MAP_N_FONTS; i++)
    g_object_unref (self->layouts[i]);
  g_free (self);
}

/**
 * strata_map_fonts_get_height:
 * @self: fonts
 * @font: which
 *
 * Returns: the height of a line, in pixels
 */
int
strata_map_fonts_get_height (StrataMapFonts *self, StrataMapFont font)
{
  g_return_val_if_fail (self != NULL && font < STRATA_MAP_N_FONTS, 0);

  return self->heights[font];
}

/**
 * strata_map_fonts_get_digit_width:
 * @self: fonts
 *
 * Returns: the width of a digit of an address, in pixels
 */
int
strata_map_fonts_get_digit_width (StrataMapFonts *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->digit_width;
}

/**
 * strata_map_fonts_get_row_height:
 * @self: fonts
 *
 * Returns: the least height of a stretch, in pixels, in which all it shows is readable
 */
double
strata_map_fonts_get_row_height (StrataMapFonts *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return MAX (self->heights[STRATA_MAP_FONT_NAME], self->heights[STRATA_MAP_FONT_ADDRESS]) + 3;
}

/**
 * strata_map_fonts_get_layout:
 * @self: fonts
 * @font: which
 * @text: what is to be written
 *
 * Sets one line of text. There is one layout for each font: it is good until the next call.
 *
 * Returns: (transfer none): the text, of its natural width
 */
PangoLayout *
strata_map_fonts_get_layout (StrataMapFonts *self, StrataMapFont font, const char *text)
{
  g_return_val_if_fail (self != NULL && font < STRATA_MAP_N_FONTS, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  pango_layout_set_width (self->layouts[font], -1);
  pango_layout_set_text (self->layouts[font], text, -1);
  return self->layouts[font];
}

/**
 * strata_map_fonts_get_width:
 * @self: fonts
 * @font: which
 * @text: what is to be written
 *
 * Returns: the width of the text, in pixels
 */
int
strata_map_fonts_get_width (StrataMapFonts *self, StrataMapFont font, const char *text)
{
  int width;

  pango_layout_get_pixel_size (strata_map_fonts_get_layout (self, font, text), &width, NULL);
  return width;
}
