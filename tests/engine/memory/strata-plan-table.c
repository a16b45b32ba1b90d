/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-plan-table.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define N_COLUMNS 6

static void
row_free (gpointer data)
{
  StrataPlanRow *row = data;

  g_free (row->name);
  g_free (row);
}

static StrataResult
some_lanes (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
            guint64 value G_GNUC_UNUSED, guint size G_GNUC_UNUSED, guint lanes G_GNUC_UNUSED,
            const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return STRATA_OK;
}

/* MIN-MAX or `any`, and words behind it */
static gboolean
parse_sizes (const char *text, guint *min, guint *max)
{
  *min = *max = 0;
  if (g_str_has_prefix (text, "any"))
    return TRUE;
  if (sscanf (text, "%u-%u", min, max) == 2)
    return TRUE;
  return sscanf (text, "%u-unset", min) == 1;
}

static gboolean
parse_device (StrataPlanRow *row, const char *valid, const char *impl)
{
  row->ops.valid.unaligned = strstr (valid, "unaligned") != NULL;
  row->ops.impl.unaligned = strstr (impl, "unaligned") != NULL;
  row->ops.impl.merge = strstr (impl, "merge") != NULL;
  if (strstr (impl, "lanes") != NULL)
    row->ops.write_lanes = some_lanes;
  return parse_sizes (valid, &row->ops.valid.min, &row->ops.valid.max) &&
         parse_sizes (impl, &row->ops.impl.min, &row->ops.impl.max);
}

static gboolean
parse_verdict (const char *text, StrataPlanVerdict *verdict)
{
  static const struct
  {
    const char *text;
    StrataPlanVerdict verdict;
  } verdicts[] = {
    { "refused: too small", STRATA_PLAN_TOO_SMALL },
    { "refused: too large", STRATA_PLAN_TOO_LARGE },
    { "refused: unaligned", STRATA_PLAN_UNALIGNED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_str_equal (text, verdicts[i].text))
      {
        *verdict = verdicts[i].verdict;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_part (const char *text, guint position, StrataPlanPart *part)
{
  static const struct
  {
    const char *word;
    StrataPlanMethod method;
  } methods[] = {
    { "extract", STRATA_PLAN_EXTRACT },
    { "place", STRATA_PLAN_PLACE },
    { "merge", STRATA_PLAN_MERGE },
    { "lanes", STRATA_PLAN_LANES },
  };
  guint size, first, last;
  char word[16];
  int n = sscanf (text, " %u @ 0x%" G_GINT64_MODIFIER "x %15s %u-%u", &size, &part->offset, word,
                  &first, &last);

  part->size = (guint8) size;
  part->position = (guint8) position;
  part->first_lane = n == 5 ? (guint8) first : 0;
  part->n_lanes = n == 5 ? (guint8) (last - first + 1) : part->size;
  part->method = STRATA_PLAN_WHOLE;
  if (n == 2)
    return TRUE;
  for (gsize i = 0; n == 5 && i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (word, methods[i].word))
      {
        part->method = methods[i].method;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_plan (const char *text, StrataAccessPlan *plan)
{
  g_auto (GStrv) parts = NULL;
  guint position = 0;

  if (parse_verdict (text, &plan->verdict))
    return TRUE;
  plan->verdict = STRATA_PLAN_OK;
  parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i == G_N_ELEMENTS (plan->parts) || !parse_part (parts[i], position, &plan->parts[i]))
        return FALSE;
      position += plan->parts[i].n_lanes;
      plan->n_parts++;
    }
  return TRUE;
}

static StrataPlanRow *
parse_row (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line + 1, "|", -1);
  StrataPlanRow *row = g_new0 (StrataPlanRow, 1);

  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  if (g_strv_length (cells) == N_COLUMNS + 1)
    {
      row->is_write = g_str_equal (cells[0], "write");
      row->offset = g_ascii_strtoull (cells[1], NULL, 0);
      row->size = (guint) g_ascii_strtoull (cells[2], NULL, 0);
      row->name = g_strdup_printf ("%s-%s-at-%s-valid-%s-impl-%s", cells[0], cells[2], cells[1],
                                   cells[3], cells[4]);
      g_strdelimit (row->name, " ", '-');
      if (row->size >= 1 && row->size <= 8 && parse_device (row, cells[3], cells[4]) &&
          parse_plan (cells[5], &row->plan))
        return row;
    }
  row_free (row);
  return NULL;
}

/**
 * strata_plan_table_load:
 * @path: a Markdown file
 *
 * Reads every table row that begins with `read` or `write`.
 *
 * Returns: (transfer full) (element-type StrataPlanRow): the rows, or %NULL if one cannot be read
 */
GPtrArray *
strata_plan_table_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      StrataPlanRow *row;

      if (!g_str_has_prefix (lines[i], "| read ") && !g_str_has_prefix (lines[i], "| write "))
        continue;
      row = parse_row (lines[i]);
      if (row == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: not a row: %s", path,
                       i + 1, lines[i]);
          return NULL;
        }
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}
