/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* make-text-screen IN OUT: makes a qtest script out of a template, at build time. Lines that begin
 * with `@` become commands:
 *
 *   @font ADDR                    256 glyphs of a monospace font, 32 bytes each, as VGA has them
 *   @text ROW COLUMN ATTR TEXT    cells of the text at 0xb8000, in a picture of 80 columns
 *   @fill ROW COLUMN N ATTR CHAR  the same cell N times; without CHAR a blank
 *
 * The font is whatever free monospace font is installed, DejaVu Sans Mono if it can be; line
 * drawing and blocks are drawn here, since they have to meet at the edges of their cells. */

#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 8
#define HEIGHT 16
#define BASELINE 12
#define GLYPH_BYTES 32
#define N_GLYPHS 256
#define COLUMNS 80
#define TEXT_BASE 0xb8000u

typedef guint8 Glyph[GLYPH_BYTES];

/* {{{ Glyphs */

/* Which character of Unicode code page 437 has in a place; NULL for none. */
static char *
dup_character (guint code)
{
  char byte = (char) code;

  if (code < 0x20 || code == 0x7f)
    return NULL;
  return g_convert (&byte, 1, "UTF-8", "CP437", NULL, NULL, NULL);
}

static void
draw_letter (Glyph glyph, const char *text)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("DejaVu Sans Mono, Monospace");
  const guint8 *pixels;
  int stride;

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_NONE);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_FULL);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  pango_font_description_set_absolute_size (font, 13 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 0, BASELINE - pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (pixels[y * stride + x] >= 0x80)
        glyph[y] |= (guint8) (0x80 >> x);
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_font_options_destroy (options);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
fill (Glyph glyph, int x, int y, int width, int height)
{
  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      glyph[row] |= (guint8) (0x80 >> column);
}

/* Lines that go up, down, left and right from the middle: none, single or double. */
static const struct
{
  guint code;
  const char *arms;
} boxes[] = {
  { 0xb3, "1100" }, { 0xb4, "1110" }, { 0xbf, "0110" }, { 0xc0, "1001" }, { 0xc1, "1011" },
  { 0xc2, "0111" }, { 0xc3, "1101" }, { 0xc4, "0011" }, { 0xc5, "1111" }, { 0xd9, "1010" },
  { 0xda, "0101" }, { 0xba, "2200" }, { 0xbb, "0220" }, { 0xbc, "2020" }, { 0xc8, "2002" },
  { 0xc9, "0202" }, { 0xca, "2022" }, { 0xcb, "0222" }, { 0xcc, "2202" }, { 0xcd, "0022" },
  { 0xce, "2222" }, { 0xb9, "2220" },
};

static void
draw_box (Glyph glyph, const char *arms)
{
  gboolean is_double = strchr (arms, '2') != NULL;

  memset (glyph, 0, GLYPH_BYTES);
  for (int line = is_double ? -1 : 0; line <= (is_double ? 1 : 0); line += 2)
    {
      int x = 3 + line;
      int y = 7 + line;

      if (arms[0] != '0')
        fill (glyph, x, 0, 1, y + 1);
      if (arms[1] != '0')
        fill (glyph, x, y, 1, HEIGHT - y);
      if (arms[2] != '0')
        fill (glyph, 0, y, x + 1, 1);
      if (arms[3] != '0')
        fill (glyph, x, y, WIDTH - x, 1);
    }
}

static void
draw_shade (Glyph glyph, guint8 even, guint8 odd)
{
  for (int y = 0; y < HEIGHT; y++)
    glyph[y] = y % 2 == 0 ? even : odd;
}

static void
draw_font (Glyph *glyphs)
{
  for (guint code = 0; code < N_GLYPHS; code++)
    {
      g_autofree char *character = dup_character (code);

      if (character != NULL)
        draw_letter (glyphs[code], character);
    }
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    draw_box (glyphs[boxes[i].code], boxes[i].arms);
  draw_shade (glyphs[0xb0], 0x88, 0x22);
  draw_shade (glyphs[0xb1], 0xaa, 0x55);
  draw_shade (glyphs[0xb2], 0x77, 0xdd);
  draw_shade (glyphs[0xdb], 0xff, 0xff);
  memset (glyphs[0xdc], 0, GLYPH_BYTES);
  fill (glyphs[0xdc], 0, HEIGHT / 2, WIDTH, HEIGHT / 2);
  memset (glyphs[0xdf], 0, GLYPH_BYTES);
  fill (glyphs[0xdf], 0, 0, WIDTH, HEIGHT / 2);
}

/* }}} */
/* {{{ Lines */

static void G_GNUC_NORETURN
fail (guint number, const char *reason)
{
  g_printerr ("line %u: %s\n", number, reason);
  exit (1);
}

static void
add_font (GString *out, const char *arguments)
{
  Glyph *glyphs = g_new0 (Glyph, N_GLYPHS);
  g_autofree char *text = NULL;

  draw_font (glyphs);
  text = g_base64_encode (glyphs[0], N_GLYPHS * GLYPH_BYTES);
  g_string_append_printf (out, "b64write %s 0x%x %s\n", arguments, N_GLYPHS * GLYPH_BYTES, text);
  g_free (glyphs);
}

static guint
get_address (char **words)
{
  return TEXT_BASE + (guint) (2 * (atoi (words[0]) * COLUMNS + atoi (words[1])));
}

static void
add_text (GString *out, const char *arguments, guint number)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", 4);
  g_autofree char *codes = NULL;
  gsize n;

  if (g_strv_length (words) < 4)
    fail (number, "@text ROW COLUMN ATTR TEXT");
  codes = g_convert (words[3], -1, "CP437", "UTF-8", NULL, &n, NULL);
  if (codes == NULL)
    fail (number, "a character that code page 437 does not have");
  if (atoi (words[1]) + (int) n > COLUMNS)
    fail (number, "longer than the row");
  g_string_append_printf (out, "write 0x%x %u 0x", get_address (words), (guint) (2 * n));
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (out, "%02x%s", (guint8) codes[i], words[2]);
  g_string_append_printf (out, " # %s\n", words[3]);
}

static void
add_fill (GString *out, const char *arguments, guint number)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", 5);
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_strv_length (words) < 4)
    fail (number, "@fill ROW COLUMN N ATTR CHAR");
  g_string_append_printf (text, "%s %s %s ", words[0], words[1], words[3]);
  for (int i = 0; i < atoi (words[2]); i++)
    g_string_append (text, words[4] != NULL ? words[4] : " ");
  add_text (out, text->str, number);
}

/* }}} */

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (argc != 3 || !g_file_get_contents (argv[1], &text, NULL, &error))
    {
      g_printerr ("make-text-screen IN OUT: %s\n", error != NULL ? error->message : "two names");
      return 1;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (g_str_has_prefix (line, "@font "))
        add_font (out, line + strlen ("@font "));
      else if (g_str_has_prefix (line, "@text "))
        add_text (out, line + strlen ("@text "), i + 1);
      else if (g_str_has_prefix (line, "@fill "))
        add_fill (out, line + strlen ("@fill "), i + 1);
      else if (line[0] == '@')
        fail (i + 1, "unknown");
      else if (line[0] != '\0' || lines[i + 1] != NULL)
        g_string_append_printf (out, "%s\n", line);
    }
  if (!g_file_set_contents (argv[2], out->str, (gssize) out->len, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
