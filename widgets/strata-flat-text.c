/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-flat-text.h"

#include <glib/gi18n.h>

#include "memory/strata-text.h"
#include "paint/strata-map-text.h"
#include "strata-words.h"

#define N_COLUMNS 5

typedef char *Row[N_COLUMNS];

static void
fill_row (Row               row,
          StrataSpaceModel *model,
          guint             index)
{
  const StrataFlatRange *range = strata_flat_view_get_range (
    strata_space_model_get_flat_view (model), index);
  gboolean readonly = (range->flags & STRATA_RANGE_READONLY) != 0;
  const char *name = strata_space_model_get_name (model, range->region);

  /* Addresses as programs read them, too. */
  row[0] = g_strdup_printf ("0x%016" G_GINT64_MODIFIER "x", range->first);
  row[1] = g_strdup_printf ("0x%016" G_GINT64_MODIFIER "x", range->last);
  row[2] = strata_map_format_size (range->first, range->last);
  row[3] = g_strdup (strata_words_region_kind (strata_region_get_kind (range->region), readonly));
  row[4] = range->offset == 0 ? g_strdup (name)
                              : g_strdup_printf ("%s+0x%" G_GINT64_MODIFIER "x", name,
                                                 range->offset);
}

static void
clear_row (Row row)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&row[i], g_free);
}

/* A name is anything; in a table it must not end its cell. */
static char *
escape_markdown (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (strchr ("|\\`*_<>[]", *text) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *text == '\n' ? ' ' : *text);
    }

  return g_string_free (escaped, FALSE);
}

static char *
write_markdown (StrataSpaceModel *model)
{
  GString *text = g_string_new (NULL);
  guint n = strata_flat_view_get_n_ranges (strata_space_model_get_flat_view (model));

  g_string_append_printf (text, "| %s | %s | %s | %s | %s |\n|---|---|---:|---|---|\n",
                          _("Start"), _("End"), _("Size"), _("Kind"), _("Region"));
  for (guint i = 0; i < n; i++)
    {
      Row row;

      fill_row (row, model, i);
      for (guint k = 0; k < N_COLUMNS; k++)
        {
          g_autofree char *escaped = escape_markdown (row[k]);

          g_string_append_printf (text, k < 2 ? "| `%s` " : "| %s ", escaped);
        }
      g_string_append (text, "|\n");
      clear_row (row);
    }

  return g_string_free (text, FALSE);
}

static void
append_padded (GString    *text,
               const char *word,
               glong       width)
{
  g_string_append (text, word);
  for (glong i = g_utf8_strlen (word, -1); i < width + 2; i++)
    g_string_append_c (text, ' ');
}

static char *
write_plain (StrataSpaceModel *model)
{
  GString *text = g_string_new (NULL);
  guint n = strata_flat_view_get_n_ranges (strata_space_model_get_flat_view (model));
  glong widths[N_COLUMNS] = { 0 };

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        Row row;

        fill_row (row, model, i);
        for (guint k = 0; k < N_COLUMNS; k++)
          if (pass == 0)
            widths[k] = MAX (widths[k], g_utf8_strlen (row[k], -1));
          else if (k + 1 < N_COLUMNS)
            append_padded (text, row[k], widths[k]);
          else
            g_string_append_printf (text, "%s\n", row[k]);
        clear_row (row);
      }

  return g_string_free (text, FALSE);
}

static char *
write_mtree (StrataSpaceModel *model)
{
  StrataAddressSpace *space = strata_space_model_get_space (model);
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) alone = NULL;
  StrataViewGroup own;

  groups = strata_system_list_view_groups (strata_address_space_get_system (space));
  for (guint i = 0; i < groups->len && strata_space_model_get_diff (model) == NULL; i++)
    {
      const StrataViewGroup *group = g_ptr_array_index (groups, i);

      if (g_ptr_array_find (group->spaces, space, NULL))
        return strata_view_group_to_string (group, i);
    }

  /* A space that is closed is in none, and one that only would be so has a view of its own. */
  alone = g_ptr_array_new ();
  g_ptr_array_add (alone, space);
  own = (StrataViewGroup) { alone, strata_address_space_get_root (space),
                            strata_space_model_get_flat_view (model) };

  return strata_view_group_to_string_tried (&own, 0, strata_space_model_get_rendering (model),
                                            strata_space_model_get_names (model));
}

/**
 * strata_flat_text_write:
 * @model: a model
 * @format: how to write it
 *
 * Writes the flat view of an address space, to be pasted elsewhere.
 *
 * Returns: (transfer full): the text
 */
char *
strata_flat_text_write (StrataSpaceModel     *model,
                        StrataFlatTextFormat  format)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  switch (format)
    {
    case STRATA_FLAT_TEXT_MARKDOWN:
      return write_markdown (model);
    case STRATA_FLAT_TEXT_MTREE:
      return write_mtree (model);
    case STRATA_FLAT_TEXT_PLAIN:
    default:
      return write_plain (model);
    }
}
