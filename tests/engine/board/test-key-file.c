/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"
#include "board/strata-key-file-private.h"

#include <string.h>

static const char sample[] = "# A file\n"
                             "\n"
                             "# about one\n"
                             "[one]\n"
                             "a=1\n"
                             "  b = two words \n"
                             "\n"
                             "  # inside\n"
                             "c=\n"
                             "\n"
                             "[two]  \n"
                             "a\t=\t#no comment\n"
                             "# about three\n"
                             "# and more\n"
                             "[three]\n"
                             "x-y=[1]\n";

static StrataKeyFile *
scan (const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataKeyFile *key_file = strata_key_file_new (text, strlen (text), "file", &error);

  g_assert_no_error (error);
  g_assert_nonnull (key_file);
  return key_file;
}

static void
check_text (StrataKeyFile *key_file, const char *expected)
{
  gsize length;
  g_autofree char *text = strata_key_file_to_text (key_file, &length);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

static char *
replace (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoin (new, parts[0], parts[1], NULL);
}

static void
check_value (StrataKeyFile *key_file, const char *group, const char *key, const char *expected,
             guint number)
{
  StrataKeyGroup *found = strata_key_file_find_group (key_file, group);
  const StrataKeyLine *line;
  g_autofree char *value = NULL;

  g_assert_nonnull (found);
  line = strata_key_group_find (found, key);
  g_assert_nonnull (line);
  value = strata_key_line_dup_value (line);
  g_assert_cmpstr (value, ==, expected);
  g_assert_cmpuint (line->number, ==, number);
}

static void
test_scan (void)
{
  g_autoptr (StrataKeyFile) key_file = scan (sample);

  g_assert_cmpuint (strata_key_file_get_n_groups (key_file), ==, 4);
  check_value (key_file, "one", "a", "1", 5);
  check_value (key_file, "one", "b", "two words ", 6);
  check_value (key_file, "one", "c", "", 9);
  check_value (key_file, "two", "a", "#no comment", 12);
  check_value (key_file, "three", "x-y", "[1]", 16);
  g_assert_cmpuint (strata_key_file_find_group (key_file, "three")->number, ==, 15);
  g_assert_null (strata_key_group_find (strata_key_file_find_group (key_file, "one"), "inside"));
  check_text (key_file, sample);
}

static void
test_lossless (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "\r\n",
    "# only a comment",
    "[a]",
    "[a]\r\nb=1\r\n",
    "[a]\nb=1",
    "[a]\nb=1\r\nc = 2 \n \t \n#x",
    "\xef\xbb\xbf[a]\nb=1\n",
    "\xef\xbb\xbf# c\n[a]\n",
    "[a b c]\nk\xc3\xa4y=\xc3\xa4\n",
    "[a]\n  indented  =  1\n[ b ]\nname[de]=x\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (StrataKeyFile) key_file = scan (texts[i]);

      check_text (key_file, texts[i]);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    const char *message;
  } cases[] = {
#define CASE(text, message) { text, sizeof (text) - 1, message }
    CASE ("a=1\n", "file:1: “a” stands before the first group"),
    CASE ("\n\n[a]\nb\n", "file:4: [a]: “b” is neither a group, a key nor a comment"),
    CASE ("words\n", "file:1: “words” is neither a group, a key nor a comment"),
    CASE ("[a]\nb=1\n[a]\n", "file:3: [a]: this group is there already, in line 1"),
    CASE ("[a]\nb=1\nc=2\r\n b = 3\n", "file:4: [a] b: this key is there already, in line 2"),
    CASE ("[a]\n=1\n", "file:2: [a]: there is no key before the ="),
    CASE ("[a]\n = 1\n", "file:2: [a]: there is no key before the ="),
    CASE ("[a]\n]x=1\n", "file:2: [a]: “]x” is not a key"),
    CASE ("[]\n", "file:1: the group has no name"),
    CASE ("[a\n", "file:1: “[a” is not a group header: write [NAME]"),
    CASE ("\n[a[b]]\n", "file:2: “[a[b]]” is not a group header: write [NAME]"),
    CASE ("[a] b\n", "file:1: “[a] b” has text behind the group header"),
    CASE ("[a]\n\n\xff\n", "file:3: [a]: the line is not UTF-8 text"),
    CASE ("[a]\nb=1\0\n", "file:2: [a]: the line is not UTF-8 text"),
    CASE ("[a]\nb=\xed\xa0\x80\n", "file:2: [a]: the line is not UTF-8 text"),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (strata_key_file_new (cases[i].text, cases[i].length, "file", &error));
      g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_endless_line (void)
{
  g_autofree char *filling = g_strnfill (1 << 20, 'x');
  g_autofree char *text = g_strconcat ("[a]\n", "b=", filling, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_key_file_new (text, strlen (text), "file", &error));
  g_assert_cmpstr (error->message, ==,
                   "file:2: [a]: the line is too long: more than 1 MiB");
}

static void
test_set_value (void)
{
  g_autoptr (StrataKeyFile) key_file = scan (sample);
  StrataKeyGroup *one = strata_key_file_find_group (key_file, "one");
  StrataKeyGroup *two = strata_key_file_find_group (key_file, "two");
  g_autofree char *first = replace (sample, "b = two words ", "b = 3");
  g_autofree char *second = replace (first, "c=\n", "c=4\nd=5\n");
  g_autofree char *third = replace (second, "#no comment\n", "#no comment\nz\t=\t1\n");

  g_assert_false (strata_key_group_set_value (one, "a", "1"));
  check_text (key_file, sample);
  g_assert_true (strata_key_group_set_value (one, "b", "3"));
  check_text (key_file, first);
  g_assert_true (strata_key_group_set_value (one, "c", "4"));
  g_assert_true (strata_key_group_set_value (one, "d", "5"));
  check_text (key_file, second);
  g_assert_true (strata_key_group_set_value (two, "z", "1"));
  check_text (key_file, third);
  g_assert_true (strata_key_group_set_value (one, "b", "two words "));
  g_assert_true (strata_key_group_set_value (one, "c", ""));
  g_assert_true (strata_key_group_remove_key (one, "d"));
  g_assert_false (strata_key_group_remove_key (one, "d"));
  g_assert_true (strata_key_group_remove_key (two, "z"));
  check_text (key_file, sample);
}

static void
test_line_endings (void)
{
  g_autoptr (StrataKeyFile) dos = scan ("[a]\r\nb=1\r\n");
  g_autoptr (StrataKeyFile) open = scan ("[a]\nb=1");
  g_autoptr (StrataKeyFile) header = scan ("[a]");

  strata_key_group_set_value (strata_key_file_find_group (dos, "a"), "b", "22");
  strata_key_group_set_value (strata_key_file_find_group (dos, "a"), "c", "3");
  strata_key_group_set_value (strata_key_file_add_group (dos, "d", NULL), "e", "4");
  check_text (dos, "[a]\r\nb=22\r\nc=3\r\n\r\n[d]\r\ne=4\r\n");

  strata_key_group_set_value (strata_key_file_find_group (open, "a"), "b", "22");
  strata_key_group_set_value (strata_key_file_find_group (open, "a"), "c", "3");
  check_text (open, "[a]\nb=22\nc=3");
  strata_key_file_add_group (open, "d", NULL);
  check_text (open, "[a]\nb=22\nc=3\n\n[d]\n");

  strata_key_group_set_value (strata_key_file_find_group (header, "a"), "c", "3");
  check_text (header, "[a]\nc=3");
}

static void
test_groups (void)
{
  g_autoptr (StrataKeyFile) key_file = scan (sample);
  StrataKeyGroup *one = strata_key_file_find_group (key_file, "one");
  StrataKeyGroup *three = strata_key_file_find_group (key_file, "three");
  StrataKeyGroup *added;
  static const char moved[] = "# A file\n"
                              "\n"
                              "# about one\n"
                              "[one]\n"
                              "a=1\n"
                              "  b = two words \n"
                              "\n"
                              "  # inside\n"
                              "c=\n"
                              "\n"
                              "# about three\n"
                              "# and more\n"
                              "[three]\n"
                              "x-y=[1]\n"
                              "\n"
                              "[two]  \n"
                              "a\t=\t#no comment\n";
  static const char removed[] = "# A file\n"
                                "\n"
                                "# about three\n"
                                "# and more\n"
                                "[three]\n"
                                "x-y=[1]\n"
                                "\n"
                                "[four]\n"
                                "k=v\n"
                                "\n"
                                "[two]  \n"
                                "a\t=\t#no comment\n";

  strata_key_file_move_group (key_file, three, one);
  check_text (key_file, moved);
  strata_key_file_remove_group (key_file, one);
  g_assert_null (strata_key_file_find_group (key_file, "one"));
  added = strata_key_file_add_group (key_file, "four", three);
  strata_key_group_set_value (added, "k", "v");
  check_text (key_file, removed);
}

/* A text of random lines, edited at random, beside a list of lines that is edited likewise. */
static void
test_random_edits (void)
{
  static const char *const fillers[] = { "\n", "# c\n", "  \n", "\r\n", " #x = 1\r\n" };
  static const char *const betweens[] = { "=", " = ", "=  ", "\t=" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) model = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (StrataKeyFile) key_file = NULL;
      g_autofree char *text = NULL;
      guint n_groups = g_test_rand_int_range (1, 6);

      for (guint g = 0; g < n_groups; g++)
        {
          guint n_keys = g_test_rand_int_range (0, 8);

          g_ptr_array_add (model, g_strdup_printf ("[group %u]\n", g));
          for (guint k = 0; k < n_keys; k++)
            {
              if (g_test_rand_bit ())
                g_ptr_array_add (model, g_strdup (fillers[g_test_rand_int_range (
                                            0, G_N_ELEMENTS (fillers))]));
              g_hash_table_insert (rows, g_strdup_printf ("%u/key%u", g, k),
                                   GUINT_TO_POINTER (model->len));
              g_ptr_array_add (model, g_strdup_printf ("key%u%s%u%s", k,
                                                       betweens[g_test_rand_int_range (
                                                           0, G_N_ELEMENTS (betweens))],
                                                       g_test_rand_int_range (0, 100),
                                                       g_test_rand_bit () ? "\n" : "\r\n"));
            }
        }
      g_ptr_array_add (model, NULL);
      text = g_strjoinv ("", (char **) model->pdata);
      key_file = scan (text);
      check_text (key_file, text);

      for (guint edit = 0; edit < 20; edit++)
        {
          guint g = g_test_rand_int_range (0, n_groups);
          g_autofree char *group = g_strdup_printf ("group %u", g);
          g_autofree char *key = g_strdup_printf ("key%u", g_test_rand_int_range (0, 8));
          g_autofree char *row = g_strdup_printf ("%u/%s", g, key);
          g_autofree char *value = g_strdup_printf ("new %u", g_test_rand_int_range (0, 100));
          gpointer index;
          char **line;
          const char *equals;
          GString *line_text;

          if (!g_hash_table_lookup_extended (rows, row, NULL, &index))
            continue;
          strata_key_group_set_value (strata_key_file_find_group (key_file, group), key, value);
          line = (char **) &g_ptr_array_index (model, GPOINTER_TO_UINT (index));
          equals = strchr (*line, '=') + 1;
          equals += strspn (equals, " ");
          line_text = g_string_new_len (*line, equals - *line);
          g_string_append_printf (line_text, "%s%s", value,
                                  g_str_has_suffix (*line, "\r\n") ? "\r\n" : "\n");
          g_free (*line);
          *line = g_string_free (line_text, FALSE);
        }
      g_free (text);
      text = g_strjoinv ("", (char **) model->pdata);
      check_text (key_file, text);
    }
}

/* What GKeyFile reads out of a text without duplicates, we read, too. */
static void
test_as_gkeyfile (void)
{
  static const char alphabet[] = "ab[]= \t#\n\n\\s;";
  guint n_agreed = 0;

  for (guint round = 0; round < 20000; round++)
    {
      char text[64] = "[g]\n";
      guint length = g_test_rand_int_range (4, 40);
      g_autoptr (GKeyFile) theirs = g_key_file_new ();
      g_autoptr (StrataKeyFile) ours = NULL;
      g_auto (GStrv) groups = NULL;
      gboolean loaded;

      for (guint i = 4; i < length; i++)
        text[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text[length] = '\0';
      loaded = g_key_file_load_from_data (theirs, text, -1, 0, NULL);
      ours = strata_key_file_new (text, length, "file", NULL);
      if (ours == NULL)
        continue;
      g_assert_true (loaded);
      n_agreed++;
      groups = g_key_file_get_groups (theirs, NULL);
      g_assert_cmpuint (g_strv_length (groups), ==, strata_key_file_get_n_groups (ours) - 1);
      for (guint i = 0; groups[i] != NULL; i++)
        {
          StrataKeyGroup *group = strata_key_file_find_group (ours, groups[i]);
          g_auto (GStrv) keys = g_key_file_get_keys (theirs, groups[i], NULL, NULL);

          g_assert_nonnull (group);
          for (guint k = 0; keys[k] != NULL; k++)
            {
              g_autofree char *their_value = g_key_file_get_value (theirs, groups[i], keys[k],
                                                                   NULL);
              g_autofree char *our_value = strata_key_group_dup_value (group, keys[k]);

              g_assert_cmpstr (our_value, ==, their_value);
            }
        }
    }
  g_assert_cmpuint (n_agreed, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/key-file/scan", test_scan);
  g_test_add_func ("/strata/key-file/lossless", test_lossless);
  g_test_add_func ("/strata/key-file/refused", test_refused);
  g_test_add_func ("/strata/key-file/endless-line", test_endless_line);
  g_test_add_func ("/strata/key-file/set-value", test_set_value);
  g_test_add_func ("/strata/key-file/line-endings", test_line_endings);
  g_test_add_func ("/strata/key-file/groups", test_groups);
  g_test_add_func ("/strata/key-file/random-edits", test_random_edits);
  g_test_add_func ("/strata/key-file/as-gkeyfile", test_as_gkeyfile);
  return g_test_run ();
}
