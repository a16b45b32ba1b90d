/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-instance-link.h"

#define SCHEME "instance:"

/**
 * strata_instance_link_write:
 * @model: a model
 * @instance: the index of an instance
 * @text: (nullable): what to write, if not its name
 *
 * Writes the name of an instance as a link to it.
 *
 * Returns: (transfer full): markup
 */
char *
strata_instance_link_write (StrataSpaceModel *model,
                            guint             instance,
                            const char       *text)
{
  guint shown;
  g_autofree char *title = NULL;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  shown = strata_space_model_get_shown (model, instance);
  if (text == NULL)
    text = title = strata_space_model_dup_title (model, shown);

  return g_markup_printf_escaped ("<a href=\"" SCHEME "%u\">%s</a>", shown, text);
}

/**
 * strata_instance_link_read:
 * @uri: where a link leads to
 * @instance: (out): the index of the instance that it names
 *
 * Understands a link.
 *
 * Returns: %TRUE if it leads to an instance
 */
gboolean
strata_instance_link_read (const char *uri,
                           guint      *instance)
{
  guint64 number;

  g_return_val_if_fail (uri != NULL && instance != NULL, FALSE);

  if (!g_str_has_prefix (uri, SCHEME) ||
      !g_ascii_string_to_unsigned (uri + strlen (SCHEME), 10, 0, STRATA_NO_INSTANCE - 1, &number,
                                   NULL))
    return FALSE;
  *instance = (guint) number;

  return TRUE;
}

/* Where a reader of markup is, and what it looks for */
typedef struct
{
  gsize wanted;
  gsize length; /* of the text so far */
  guint instance; /* that it is in a link to */
  guint found;
} Search;

static void
start_element (GMarkupParseContext  *context,
               const char           *element,
               const char          **names,
               const char          **values,
               gpointer              user_data,
               GError              **error)
{
  Search *search = user_data;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "href"))
      strata_instance_link_read (values[i], &search->instance);
}

static void
end_element (GMarkupParseContext  *context,
             const char           *element,
             gpointer              user_data,
             GError              **error)
{
  ((Search *) user_data)->instance = STRATA_NO_INSTANCE;
}

static void
read_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              user_data,
           GError              **error)
{
  Search *search = user_data;

  if (search->wanted >= search->length && search->wanted - search->length < length)
    search->found = search->instance;
  search->length += length;
}

/**
 * strata_instance_link_find:
 * @markup: text with links
 * @index: a byte of the text that it shows
 * @instance: (out): the index of the instance that is named there
 *
 * Finds the link at a place of a text.
 *
 * Returns: %TRUE if there is one
 */
gboolean
strata_instance_link_find (const char *markup,
                           gsize       index,
                           guint      *instance)
{
  static const GMarkupParser parser = { start_element, end_element, read_text, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  Search search = { index, 0, STRATA_NO_INSTANCE, STRATA_NO_INSTANCE };

  g_return_val_if_fail (markup != NULL && instance != NULL, FALSE);

  context = g_markup_parse_context_new (&parser, 0, &search, NULL);
  if (!g_markup_parse_context_parse (context, "<text>", -1, NULL) ||
      !g_markup_parse_context_parse (context, markup, -1, NULL) ||
      !g_markup_parse_context_parse (context, "</text>", -1, NULL) ||
      search.found == STRATA_NO_INSTANCE)
    return FALSE;
  *instance = search.found;

  return TRUE;
}
