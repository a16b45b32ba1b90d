/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Texts that no machine printed: whatever they are, they load or fail with a reason, and soon. */
#include "strata-mtree-testing.h"

#include <malloc.h>
#include <string.h>

#define N_MUTATIONS 3000

/* A text loads, or fails with an error that names its file. */
static void
try_text (const char *text, gsize length, const char *hints)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = NULL;

  board = strata_formats_load_text (text, (gssize) length, "T", NULL, hints, -1, "H", NULL, NULL,
                                    NULL, &error);
  g_assert_true ((board == NULL) == (error != NULL));
  if (error != NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "T:")
                     || g_str_has_prefix (error->message, "H:"));
      return;
    }
  g_free (strata_system_flat_to_string (strata_board_get_system (board)));
}

/* Changes a line or two of a real dump: bytes, digits, indentation, whole lines. */
static void
mutate (GRand *rand, GString *text)
{
  for (gint n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
      const char *end = memchr (text->str + at, '\n', text->len - at);
      gsize length = end != NULL ? (gsize) (end - text->str) + 1 - at : text->len - at;
      g_autofree char *line = g_strndup (text->str + at, length);

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          text->str[at] = "0f -@:[(\n"[g_rand_int_range (rand, 0, 9)];
          break;
        case 1:
          g_string_erase (text, (gssize) at, (gssize) length);
          break;
        case 2:
          g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len), line);
          break;
        case 3:
          g_string_insert (text, (gssize) at, "  ");
          break;
        case 4:
          g_string_insert (text, (gssize) at, "ffff");
          break;
        default:
          g_string_insert (text, (gssize) at, "\n\naddress-space: memory\n");
          break;
        }
      if (text->len == 0)
        g_string_append_c (text, ' ');
    }
}

static void
test_mutations (void)
{
  static const char *const names[] = { "x86_64-pc+std", "sparc64-sun4u", "arm-mps2-an385" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      const char *name = names[i % G_N_ELEMENTS (names)];
      g_autofree char *tree_file = g_strdup_printf ("%s.%s.txt", name, i % 2 ? "treeD" : "tree");
      g_autofree char *flat_file = g_strdup_printf ("%s.flat.txt", name);
      g_autofree char *tree = strata_mtree_testing_read (tree_file);
      g_autofree char *flat = strata_mtree_testing_read (flat_file);
      g_autoptr (GString) text = g_string_new (i % 7 == 0 ? flat : tree);

      mutate (rand, text);
      try_text (text->str, text->len, i % 3 != 0 ? flat : NULL);
    }
}

/* An alias may show a container that holds the alias, but not itself. */
static void
test_circles (void)
{
  static const char *const texts[] = {
    "address-space: a\n  0-ffff (prio 0, i/o): top\n"
    "    0-ffff (prio 0, i/o): alias self @top 0-ffff\n",
    "address-space: a\n  0-ffff (prio 0, i/o): alias x @y 0-ffff\n\n"
    "memory-region: y\n  0-ffff (prio 0, i/o): alias y @x 0-ffff\n\n"
    "memory-region: x\n  0-ffff (prio 0, i/o): alias x @y 0-ffff\n",
    "address-space: a\n  0-ffff (prio 0, i/o): alias x @x 0-ffff\n\n"
    "memory-region: x\n  0-ffff (prio 0, i/o): alias x @x 0-ffff\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    try_text (texts[i], strlen (texts[i]), NULL);
}

/* Aliases of aliases multiply: the budget of the system ends it. */
static void
test_multiplying (void)
{
  g_autoptr (GString) text = g_string_new ("address-space: a\n  0-ffff (prio 0, i/o): r0\n");

  for (guint i = 0; i < 40; i++)
    {
      if (i > 0)
        g_string_append_printf (text, "\nmemory-region: r%u\n  0-ffff (prio 0, i/o): r%u\n", i, i);
      for (guint j = 0; j < 10; j++)
        g_string_append_printf (text, "    0-ffff (prio 0, i/o): alias x @r%u 0-ffff\n", i + 1);
    }
  try_text (text->str, text->len, NULL);
  try_text (text->str, text->len,
            "FlatView #0\n AS \"a\", root: r0\n Root memory region: r0\n"
            "  0-ffff (prio 0, i/o): r40\n");
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("address-space: a\n");

  for (gint i = 1; i < 1000; i++)
    g_string_append_printf (text, "%*s0-ffff (prio 0, i/o): r\n", 2 * i, "");
  try_text (text->str, text->len, NULL);
}

static void
load_many (const char *text)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (text, NULL);
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);

  g_assert_cmpuint (strata_flat_view_get_n_ranges (view), ==, 100000);
}

/* A hundred thousand lines, of shapes that a search among all others would make quadratic. The
 * time limit of the test program is what fails if one is. */
static void
test_many_lines (void)
{
  g_autoptr (GString) siblings = g_string_new ("address-space: memory\n"
                                               "  0-ffffffffffffffff (prio 0, i/o): top\n");
  g_autoptr (GString) overlapping = g_string_new (siblings->str);
  g_autoptr (GString) nested = g_string_new (siblings->str);

#ifdef M_PERTURB
  /* to fill what is freed, as meson asks of malloc(), takes longer than all the rest */
  mallopt (M_PERTURB, 0);
#endif
  for (guint i = 0; i < 100000; i++)
    {
      g_string_append_printf (siblings, "    %x000-%xfff (prio 0, i/o): same\n", i, i);
      g_string_append_printf (overlapping, "    %x000-%x%03x (prio 0, i/o): d%u\n", i, i + 1,
                              i % 4095, i);
      if (i % 10 == 0)
        g_string_append_printf (nested, "    %x0000-%xffff (prio 0, i/o): bus\n", i, i + 9);
      g_string_append_printf (nested, "      %x0000-%xffff (prio 0, i/o): d%u\n", i, i, i % 10);
    }
  load_many (siblings->str);
  load_many (overlapping->str);
  load_many (nested->str);
}

static void
test_many_sections (void)
{
  g_autoptr (GString) text = g_string_new ("address-space: memory\n"
                                           "  0-ffffffffffffffff (prio 0, i/o): top\n");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "    %x000-%xfff (prio 0, ram): alias a @same 0-fff\n", i, i);
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "\nmemory-region: same\n  0-fff (prio 0, rom): same\n");
  try_text (text->str, text->len, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/mtree/hostile/mutations", test_mutations);
  g_test_add_func ("/strata/mtree/hostile/circles", test_circles);
  g_test_add_func ("/strata/mtree/hostile/multiplying", test_multiplying);
  g_test_add_func ("/strata/mtree/hostile/deep", test_deep);
  g_test_add_func ("/strata/mtree/hostile/many-lines", test_many_lines);
  g_test_add_func ("/strata/mtree/hostile/many-sections", test_many_sections);
  return g_test_run ();
}
