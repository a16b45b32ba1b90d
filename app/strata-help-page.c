/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-help-page.h"

#include "paint/strata-map-text.h"

/*
 * A page of the help. Its language is Mallard (http://projectmallard.org/1.0), so that it can be
 * read in a help browser too; of that, what our pages need. What is not known is an error and not
 * passed over.
 */
struct _StrataHelpPage
{
  char *id;
  char *title;
  char *description;
  char *rank;
  GPtrArray *blocks; /* of StrataHelpBlock */
};

typedef struct
{
  StrataHelpPage *page;
  GString *text; /* of the block that is read, as markup; NULL between blocks */
  StrataHelpBlockKind kind;
  guint level;
  guint number; /* of the last step */
  gboolean in_info;
  char **fact; /* of the page, which an element of its information holds */
  gboolean in_steps;
  gboolean in_item;
  gboolean in_note;
  gboolean is_joined; /* the next part of a sequence is not the first */
  gboolean in_keys; /* in a sequence of keys */
  gsize literal; /* where in the text the keys or the code begin that are read */
} Reader;

/* The gray is as good on dark as on light. */
#define KEY_CAP "<span bgcolor=\"#808080\" bgalpha=\"22%\">"

static const struct
{
  const char *element;
  const char *open;
  const char *close;
  const char *between; /* what stands between two of them in a sequence */
  gboolean is_literal; /* has its own direction, whatever the language has */
} inlines[] = {
  { "gui", "<b>", "</b>", " › ", FALSE },
  { "key", KEY_CAP "\u202f<tt>", "</tt>\u202f</span>", "+", TRUE },
  { "code", "<tt>", "</tt>", NULL, TRUE },
  { "cmd", "<tt>", "</tt>", NULL, TRUE },
  { "file", "<tt>", "</tt>", NULL, TRUE },
  { "em", "<i>", "</i>", NULL, FALSE },
  { "app", "", "", NULL, FALSE },
};

static void
free_block (gpointer data)
{
  StrataHelpBlock *block = data;

  g_free (block->markup);
  g_free (block);
}

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];

  return NULL;
}

static void
begin_block (Reader              *reader,
             StrataHelpBlockKind  kind)
{
  reader->kind = kind;
  reader->text = g_string_new (NULL);
}

static void
end_block (Reader *reader)
{
  StrataHelpBlock *block = g_new0 (StrataHelpBlock, 1);
  GString *text = g_steal_pointer (&reader->text);

  block->kind = reader->kind;
  if (block->kind == STRATA_HELP_TITLE)
    block->level = reader->level;
  if (block->kind == STRATA_HELP_ITEM && reader->in_steps)
    block->number = reader->number;
  block->markup = g_strchomp (g_string_free (text, FALSE));
  if (block->kind == STRATA_HELP_TITLE && reader->page->title == NULL)
    reader->page->title = g_strdup (block->markup);
  g_ptr_array_add (reader->page->blocks, block);
}

/* The blank in front of a key does not break; behind a Chinese or Japanese letter a line may. */
static void
begin_literal (Reader *reader)
{
  const char *end = reader->text->str + reader->text->len;
  const char *last = g_utf8_find_prev_char (reader->text->str, end);

  if (last != NULL && g_unichar_iswide (g_utf8_get_char (last)))
    g_string_append (reader->text, "\u200b");
  reader->literal = reader->text->len;
}

static gboolean
begin_inline (Reader      *reader,
              const char  *element,
              const char **names,
              const char **values,
              GError     **error)
{
  if (g_str_equal (element, "guiseq") || g_str_equal (element, "keyseq"))
    {
      reader->is_joined = FALSE;
      reader->in_keys = g_str_equal (element, "keyseq");
      if (reader->in_keys)
        begin_literal (reader);
      return TRUE;
    }
  if (g_str_equal (element, "link"))
    {
      const char *page = find_attribute (names, values, "xref");
      const char *href = find_attribute (names, values, "href");
      g_autofree char *place = NULL;
      g_autofree char *target = NULL;

      if (page == NULL && href == NULL)
        {
          g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_MISSING_ATTRIBUTE,
                               "A link goes nowhere");
          return FALSE;
        }
      place = page != NULL ? g_strconcat ("page:", page, NULL) : g_strdup (href);
      target = g_markup_escape_text (place, -1);
      g_string_append_printf (reader->text, "<a href=\"%s\">", target);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
    if (g_str_equal (element, inlines[i].element))
      {
        if (inlines[i].is_literal && !reader->in_keys)
          begin_literal (reader);
        if (reader->is_joined && inlines[i].between != NULL)
          g_string_append (reader->text, inlines[i].between);
        g_string_append (reader->text, inlines[i].open);
        return TRUE;
      }

  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT,
               "<%s> is not known inside a text", element);
  return FALSE;
}

static gboolean
begin_element (Reader      *reader,
               const char  *element,
               const char **names,
               const char **values,
               GError     **error)
{
  if (g_str_equal (element, "page"))
    {
      reader->page->id = g_strdup (find_attribute (names, values, "id"));
      reader->level = 1;
    }
  else if (g_str_equal (element, "info"))
    reader->in_info = TRUE;
  else if (reader->in_info)
    reader->fact = g_str_equal (element, "title")  ? &reader->page->rank
                   : g_str_equal (element, "desc") ? &reader->page->description
                                                   : NULL;
  else if (g_str_equal (element, "section"))
    reader->level++;
  else if (g_str_equal (element, "steps"))
    {
      reader->in_steps = TRUE;
      reader->number = 0;
    }
  else if (g_str_equal (element, "item"))
    {
      reader->in_item = TRUE;
      reader->number++;
    }
  else if (g_str_equal (element, "note"))
    reader->in_note = TRUE;
  else if (g_str_equal (element, "title"))
    begin_block (reader, STRATA_HELP_TITLE);
  else if (g_str_equal (element, "p"))
    begin_block (reader, reader->in_item ? STRATA_HELP_ITEM
                         : reader->in_note ? STRATA_HELP_NOTE
                                           : STRATA_HELP_PARAGRAPH);
  else if (g_str_equal (element, "screen"))
    begin_block (reader, STRATA_HELP_SCREEN);
  else if (!g_str_equal (element, "list"))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "<%s> is not known",
                   element);
      return FALSE;
    }

  return TRUE;
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Reader *reader = user_data;

  if (reader->text != NULL)
    begin_inline (reader, element, names, values, error);
  else
    begin_element (reader, element, names, values, error);
}

/* Keeps keys and code from left to right. */
static void
isolate_literal (Reader *reader)
{
  g_autofree char *text = strata_map_isolate (g_strdup (reader->text->str + reader->literal));

  g_string_truncate (reader->text, reader->literal);
  g_string_append (reader->text, text);
}

static void
end_inline (Reader     *reader,
            const char *element)
{
  if (g_str_equal (element, "link"))
    g_string_append (reader->text, "</a>");
  else if (g_str_equal (element, "guiseq") || g_str_equal (element, "keyseq"))
    {
      if (reader->in_keys)
        isolate_literal (reader);
      reader->is_joined = FALSE;
      reader->in_keys = FALSE;
    }
  else
    for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
      if (g_str_equal (element, inlines[i].element))
        {
          g_string_append (reader->text, inlines[i].close);
          if (inlines[i].is_literal && !reader->in_keys)
            isolate_literal (reader);
          reader->is_joined = inlines[i].between != NULL;
        }
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *element,
                gpointer              user_data,
                GError              **error)
{
  Reader *reader = user_data;

  reader->fact = NULL;
  if (g_str_equal (element, "info"))
    reader->in_info = FALSE;
  else if (reader->in_info)
    return;
  else if (g_str_equal (element, "section"))
    reader->level--;
  else if (g_str_equal (element, "steps"))
    reader->in_steps = FALSE;
  else if (g_str_equal (element, "item"))
    reader->in_item = FALSE;
  else if (g_str_equal (element, "note"))
    reader->in_note = FALSE;
  else if (reader->text == NULL)
    return;
  else if (g_str_equal (element, "title") || g_str_equal (element, "p") ||
           g_str_equal (element, "screen"))
    end_block (reader);
  else
    end_inline (reader, element);
}

/* Blanks and ends of lines are one blank, and none where a block begins. */
static void
append_folded (GString    *text,
               const char *added)
{
  g_autofree char *escaped = g_markup_escape_text (added, -1);

  for (const char *c = escaped; *c != '\0'; c++)
    if (!g_ascii_isspace (*c))
      g_string_append_c (text, *c);
    else if (text->len > 0 && text->str[text->len - 1] != ' ')
      g_string_append_c (text, ' ');
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Reader *reader = user_data;

  if (reader->fact != NULL)
    {
      g_free (*reader->fact);
      *reader->fact = g_markup_escape_text (text, length);
    }
  if (reader->text == NULL)
    return;

  /* What follows a key that stands alone is not its partner. */
  reader->is_joined = reader->is_joined && length == 0;
  if (reader->kind == STRATA_HELP_SCREEN)
    {
      g_autofree char *escaped = g_markup_escape_text (text, length);

      g_string_append (reader->text, escaped);
    }
  else
    {
      append_folded (reader->text, text);
    }
}

/**
 * strata_help_page_parse:
 * @text: the text of a page
 * @length: its length in bytes, or -1 if it ends with a zero
 * @error: return location for an error of the domain %G_MARKUP_ERROR
 *
 * Reads a page of the help.
 *
 * Returns: (transfer full) (nullable): the page
 */
StrataHelpPage *
strata_help_page_parse (const char  *text,
                        gssize       length,
                        GError     **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (StrataHelpPage) self = g_new0 (StrataHelpPage, 1);
  g_autoptr (GMarkupParseContext) context = NULL;
  Reader reader = { .page = self };
  gboolean read;

  self->blocks = g_ptr_array_new_with_free_func (free_block);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  read = g_markup_parse_context_parse (context, text, length, error) &&
         g_markup_parse_context_end_parse (context, error);
  if (reader.text != NULL)
    g_string_free (reader.text, TRUE);
  if (!read)
    return NULL;
  if (self->id == NULL || self->title == NULL)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                           "A page has an id and a title");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * strata_help_page_free:
 * @self: (transfer full): a page
 *
 * Frees a page.
 */
void
strata_help_page_free (StrataHelpPage *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_free (self->rank);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * strata_help_page_get_id:
 * @self: a page
 *
 * Gets what links call the page.
 *
 * Returns: (transfer none): the id
 */
const char *
strata_help_page_get_id (StrataHelpPage *self)
{
  return self->id;
}

/**
 * strata_help_page_get_title:
 * @self: a page
 *
 * Gets the title of the page, as markup of Pango.
 *
 * Returns: (transfer none): the title
 */
const char *
strata_help_page_get_title (StrataHelpPage *self)
{
  return self->title;
}

/**
 * strata_help_page_get_description:
 * @self: a page
 *
 * Gets what stands beside the title in a list of pages, as markup of Pango.
 *
 * Returns: (transfer none): the description; empty if there is none
 */
const char *
strata_help_page_get_description (StrataHelpPage *self)
{
  return self->description != NULL ? self->description : "";
}

/**
 * strata_help_page_get_rank:
 * @self: a page
 *
 * Gets the text by which pages are sorted.
 *
 * Returns: (transfer none): the text
 */
const char *
strata_help_page_get_rank (StrataHelpPage *self)
{
  return self->rank != NULL ? self->rank : "";
}

/**
 * strata_help_page_get_n_blocks:
 * @self: a page
 *
 * Gets the number of blocks; the first is the title.
 *
 * Returns: the number
 */
guint
strata_help_page_get_n_blocks (StrataHelpPage *self)
{
  return self->blocks->len;
}

/**
 * strata_help_page_get_block:
 * @self: a page
 * @index: which block, from 0
 *
 * Gets a block.
 *
 * Returns: (transfer none): the block
 */
const StrataHelpBlock *
strata_help_page_get_block (StrataHelpPage *self,
                            guint           index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return self->blocks->pdata[index];
}
