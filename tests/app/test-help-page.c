/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <pango/pango.h>

#include "strata-help-book.h"

#define CAP(key)                                                                                   \
  "<span bgcolor=\"#808080\" bgalpha=\"22%\">\u202f<tt>" key "</tt>\u202f</span>"
#define BEGIN "<page xmlns='http://projectmallard.org/1.0/' type='topic' id='x'>"

static StrataHelpPage *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataHelpPage *page = strata_help_page_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);

  return page;
}

/* What the help browser of GNOME makes of the same text */
static void
test_text (void)
{
  static const struct
  {
    StrataHelpBlockKind kind;
    guint level;
    guint number;
    const char *markup;
  } expected[] = {
    { STRATA_HELP_TITLE, 1, 0, "One &amp; all" },
    { STRATA_HELP_PARAGRAPH, 0, 0,
      "Press " CAP ("Ctrl") "+" CAP ("Page Up") " and " CAP ("F1") " " CAP ("F2") "." },
    { STRATA_HELP_PARAGRAPH, 0, 0, "す。\u200b" CAP ("F1") "。\u200b" CAP ("Alt") "+" CAP ("1") },
    { STRATA_HELP_ITEM, 0, 0, "<b>File</b> › <b>Open…</b>, <b>Close</b>" },
    { STRATA_HELP_TITLE, 2, 0, "Part" },
    { STRATA_HELP_ITEM, 0, 1, "<a href=\"page:map\">the map</a>" },
    { STRATA_HELP_ITEM, 0, 2, "<a href=\"https://example.org/?a=1&amp;b=2\">there</a>" },
    { STRATA_HELP_NOTE, 0, 0, "<i>Mind</i> this" },
    { STRATA_HELP_SCREEN, 0, 0, "a |\n  b &gt; c" },
    { STRATA_HELP_TITLE, 2, 0, "Another" },
    { STRATA_HELP_ITEM, 0, 1, "From one again" },
  };
  g_autoptr (StrataHelpPage) page = parse (
    BEGIN "<info><link type='guide' xref='index'/><title type='sort'>07</title>"
    "<desc>Shown &lt;elsewhere&gt;</desc></info>"
    "<title>One &amp; all</title>"
    "<p>\n    Press <keyseq><key>Ctrl</key><key>Page Up</key></keyseq>\n  and <key>F1</key>\n"
    "<key>F2</key>.\n</p>"
    "<p>す。<key>F1</key>。<keyseq><key>Alt</key><key>1</key></keyseq></p>"
    "<list><item><p><guiseq><gui>File</gui><gui>Open…</gui></guiseq>, <gui>Close</gui></p></item>"
    "</list>"
    "<section id='part'><title>Part</title>"
    "<steps><item><p><link xref='map'>the map</link></p></item>"
    "<item><p><link href='https://example.org/?a=1&amp;b=2'>there</link></p></item></steps>"
    "<note><p><em>Mind</em> this</p></note><screen>a |\n  b &gt; c</screen></section>"
    "<section id='other'><title>Another</title><steps><item><p>From one again</p></item></steps>"
    "</section></page>");

  g_assert_cmpstr (strata_help_page_get_id (page), ==, "x");
  g_assert_cmpstr (strata_help_page_get_title (page), ==, "One &amp; all");
  g_assert_cmpstr (strata_help_page_get_description (page), ==, "Shown &lt;elsewhere&gt;");
  g_assert_cmpstr (strata_help_page_get_rank (page), ==, "07");
  g_assert_cmpuint (strata_help_page_get_n_blocks (page), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const StrataHelpBlock *block = strata_help_page_get_block (page, i);

      g_assert_cmpstr (block->markup, ==, expected[i].markup);
      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpuint (block->level, ==, expected[i].level);
      g_assert_cmpuint (block->number, ==, expected[i].number);
    }
}

/* Nothing that a page says is passed over. */
static void
test_errors (void)
{
  static const char *const texts[] = {
    "",
    "<page>",
    "<page id='x'></page>",
    "<page><title>No id</title></page>",
    BEGIN "<title>T</title><table/></page>",
    BEGIN "<title>T</title><p>a <marquee>b</marquee></p></page>",
    BEGIN "<title>T</title><p>a <link>b</link></p></page>",
    BEGIN "<title>T</title><p>open</page>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (strata_help_page_parse (texts[i], -1, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_MARKUP_ERROR);
    }
}

/* What a text links to; it is Pango's markup. */
static void
collect_links (const char *markup,
               GHashTable *targets)
{
  g_autoptr (GRegex) links = g_regex_new ("<a href=\"(page:)?([^\"]*)\">|</a>", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace (links, markup, -1, 0, "", 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (pango_parse_markup (rest, -1, 0, NULL, NULL, NULL, NULL));
  g_assert_false (g_str_has_suffix (markup, " "));
  for (g_regex_match (links, markup, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    if (g_match_info_get_match_count (match) > 2)
      g_hash_table_add (targets, g_match_info_fetch (match, 2));
}

static GPtrArray *
open_book (const char *language)
{
  const char *const languages[] = { language, "C", NULL };

  return strata_help_book_open (languages);
}

/* All pages can be read, are in order, and their links lead somewhere. */
static void
check_book (GPtrArray *pages)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const char *rank = "";
  GHashTableIter iter;
  gpointer target;

  for (guint i = 0; i < pages->len; i++)
    {
      StrataHelpPage *page = pages->pdata[i];

      g_test_message ("%s", strata_help_page_get_title (page));
      g_assert_cmpstr (strata_help_page_get_rank (page), >, rank);
      rank = strata_help_page_get_rank (page);
      g_assert_cmpstr (strata_help_page_get_description (page), !=, "");
      g_assert_cmpuint (strata_help_page_get_n_blocks (page), >, 2);
      g_hash_table_add (ids, (char *) strata_help_page_get_id (page));
      for (guint k = 0; k < strata_help_page_get_n_blocks (page); k++)
        collect_links (strata_help_page_get_block (page, k)->markup, targets);
    }
  g_assert_cmpstr (strata_help_page_get_id (pages->pdata[0]), ==, "index");
  g_assert_cmpuint (g_hash_table_size (ids), >, 10);
  g_assert_cmpuint (g_hash_table_size (targets), >, 0);

  g_hash_table_iter_init (&iter, targets);
  while (g_hash_table_iter_next (&iter, &target, NULL))
    if (!g_str_has_prefix (target, "https://"))
      g_assert_true (g_hash_table_contains (ids, target));
}

/* The pages of the app, in each language: as many, with as many parts, in other words. */
static void
test_languages (void)
{
  g_autoptr (GPtrArray) english = open_book ("C");
  g_auto (GStrv) folders =
    g_resources_enumerate_children ("/io/github/stratabench/Strata/help", 0, NULL);

  check_book (english);
  g_assert_cmpuint (g_strv_length (folders), >, 1);
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *language = g_strndup (folders[i], strlen (folders[i]) - strlen ("/"));
      g_autoptr (GPtrArray) pages = open_book (language);

      if (g_str_equal (language, "C"))
        continue;
      g_test_message ("%s", language);
      check_book (pages);
      g_assert_cmpuint (pages->len, ==, english->len);
      for (guint k = 0; k < pages->len; k++)
        {
          g_assert_cmpstr (strata_help_page_get_id (pages->pdata[k]), ==,
                           strata_help_page_get_id (english->pdata[k]));
          g_assert_cmpstr (strata_help_page_get_title (pages->pdata[k]), !=,
                           strata_help_page_get_title (english->pdata[k]));
          g_assert_cmpuint (strata_help_page_get_n_blocks (pages->pdata[k]), ==,
                            strata_help_page_get_n_blocks (english->pdata[k]));
        }
    }
}

/* The best language in which there is help; English for all others. */
static void
test_choice (void)
{
  g_autoptr (GPtrArray) english = open_book ("C");
  g_autoptr (GPtrArray) german = open_book ("de");
  static const char *const of_austria[] = { "de_AT.UTF-8", "de_AT", "de.UTF-8", "de", "C", NULL };
  static const char *const second[] = { "xx_YY", "xx", "de", "C", NULL };
  g_autoptr (GPtrArray) a = strata_help_book_open (of_austria);
  g_autoptr (GPtrArray) b = strata_help_book_open (second);
  g_autoptr (GPtrArray) c = open_book ("xx_YY");

  g_assert_cmpstr (strata_help_page_get_title (a->pdata[1]), ==,
                   strata_help_page_get_title (german->pdata[1]));
  g_assert_cmpstr (strata_help_page_get_title (b->pdata[1]), ==,
                   strata_help_page_get_title (german->pdata[1]));
  g_assert_cmpstr (strata_help_page_get_title (c->pdata[1]), ==,
                   strata_help_page_get_title (english->pdata[1]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/help-page/text", test_text);
  g_test_add_func ("/strata/help-page/errors", test_errors);
  g_test_add_func ("/strata/help-page/languages", test_languages);
  g_test_add_func ("/strata/help-page/choice", test_choice);

  return g_test_run ();
}
