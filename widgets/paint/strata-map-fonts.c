/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-fonts-private.h"

/* How many texts are kept set that were written lately; as many again from before that. */
#define MAX_TEXTS 1024

/* What is to be set. */
typedef struct
{
  StrataMapFont font;
  int width; /* the most it may take, in pixels; -1 for its own */
  const char *text;
} Text;

struct _StrataMapFonts
{
  gatomicrefcount ref_count;
  PangoLayout *empty[STRATA_MAP_N_FONTS];
  GHashTable *texts; /* of Text: PangoLayout, which holds the string */
  GHashTable *older_texts;
  StrataMapHatches *hatches;
  int heights[STRATA_MAP_N_FONTS];
  int digit_width;
};

static guint
text_hash (gconstpointer key)
{
  const Text *self = key;

  return g_str_hash (self->text) + (guint) self->width * 31 + self->font;
}

static gboolean
text_equal (gconstpointer a, gconstpointer b)
{
  const Text *left = a, *right = b;

  return left->font == right->font && left->width == right->width
         && g_str_equal (left->text, right->text);
}

static GHashTable *
create_texts (void)
{
  return g_hash_table_new_full (text_hash, text_equal, g_free, g_object_unref);
}

static PangoLayout *
create_layout (StrataMapFonts *self, const Text *text)
{
  PangoLayout *layout = pango_layout_copy (self->empty[text->font]);

  pango_layout_set_text (layout, text->text, -1);
  if (text->width >= 0)
    pango_layout_set_width (layout, text->width * PANGO_SCALE);
  return layout;
}

/* Setting a text takes longer than drawing it, and most are the same from frame to frame. */
static PangoLayout *
get_layout (StrataMapFonts *self, const Text *text)
{
  PangoLayout *layout = g_hash_table_lookup (self->texts, text);
  Text *key;

  if (layout != NULL)
    return layout;
  layout = g_hash_table_lookup (self->older_texts, text);
  layout = layout != NULL ? g_object_ref (layout) : create_layout (self, text);
  if (g_hash_table_size (self->texts) == MAX_TEXTS)
    {
      GHashTable *texts = self->older_texts;

      self->older_texts = self->texts;
      self->texts = texts;
      g_hash_table_remove_all (texts);
    }
  key = g_memdup2 (text, sizeof *text);
  key->text = pango_layout_get_text (layout);
  g_hash_table_insert (self->texts, key, layout);
  return layout;
}

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
  self->texts = create_texts ();
  self->older_texts = create_texts ();
  self->hatches = _strata_map_hatches_new ();
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
      self->empty[i] = pango_layout_new (context);
      pango_layout_set_font_description (self->empty[i], description);
      pango_layout_set_single_paragraph_mode (self->empty[i], TRUE);
      pango_layout_set_ellipsize (self->empty[i], PANGO_ELLIPSIZE_END);
      pango_layout_set_text (self->empty[i], "0", -1);
      pango_layout_get_pixel_size (self->empty[i], &width, &self->heights[i]);
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
    g_object_unref (self->empty[i]);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->older_texts);
  _strata_map_hatches_free (self->hatches);
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
 * Sets one line of text. It stays set for a while: it is good until the next call.
 *
 * Returns: (transfer none): the text, of its natural width; not to be changed
 */
PangoLayout *
strata_map_fonts_get_layout (StrataMapFonts *self, StrataMapFont font, const char *text)
{
  return strata_map_fonts_get_shortened (self, font, text, -1);
}

/**
 * strata_map_fonts_get_shortened:
 * @self: fonts
 * @font: which
 * @text: what is to be written
 * @max_width: how wide it may be, in pixels; -1 for as wide as it is
 *
 * Sets one line of text as strata_map_fonts_get_layout() does, with an ellipsis where it ends if it
 * is too long.
 *
 * Returns: (transfer none): the text; not to be changed
 */
PangoLayout *
strata_map_fonts_get_shortened (StrataMapFonts *self, StrataMapFont font, const char *text,
                                int max_width)
{
  g_return_val_if_fail (self != NULL && font < STRATA_MAP_N_FONTS, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return get_layout (self, &(Text) { font, MAX (max_width, -1), text });
}

/* What fills what is hidden, kept with the fonts because it is as dear. */
StrataMapHatches *
_strata_map_fonts_get_hatches (StrataMapFonts *self)
{
  return self->hatches;
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
