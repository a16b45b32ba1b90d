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
