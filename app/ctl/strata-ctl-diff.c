/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-view-diff.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"
#include "strata-ctl-range.h"

/* Two address spaces to compare; one of them may be missing. */
typedef struct
{
  char *name;
  StrataAddressSpace *old_space;
  StrataAddressSpace *new_space;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *self = data;

  g_free (self->name);
  g_free (self);
}

/* What each address space is called: NAME, or NAME#2 for the second of a name. */
static GPtrArray *
list_labels (StrataBoard *board)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (board, i);
      const char *name = strata_address_space_get_name (space);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;

      g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (n));
      g_ptr_array_add (labels, n == 1 ? g_strdup (name) : g_strdup_printf ("%s#%u", name, n));
    }
  return labels;
}

static GHashTable *
index_by_label (StrataBoard *board, GPtrArray *labels)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < labels->len; i++)
    g_hash_table_insert (table, g_ptr_array_index (labels, i),
                         strata_board_get_address_space (board, i));
  return table;
}

/* All address spaces of both, in the order of the old board, then of the new. */
static GPtrArray *
list_pairs (StrataBoard *old_board, StrataBoard *new_board)
{
  g_autoptr (GPtrArray) old_labels = list_labels (old_board);
  g_autoptr (GPtrArray) new_labels = list_labels (new_board);
  g_autoptr (GHashTable) in_old = index_by_label (old_board, old_labels);
  g_autoptr (GHashTable) in_new = index_by_label (new_board, new_labels);
  GPtrArray *pairs = g_ptr_array_new_with_free_func (pair_free);
  GPtrArray *labels[] = { old_labels, new_labels };

  for (guint b = 0; b < G_N_ELEMENTS (labels); b++)
    for (guint i = 0; i < labels[b]->len; i++)
      {
        const char *label = g_ptr_array_index (labels[b], i);
        Pair *pair;

        if (labels[b] == new_labels && g_hash_table_contains (in_old, label))
          continue;
        pair = g_new0 (Pair, 1);
        pair->name = g_strdup (label);
        pair->old_space = g_hash_table_lookup (in_old, label);
        pair->new_space = g_hash_table_lookup (in_new, label);
        g_ptr_array_add (pairs, pair);
      }
  return pairs;
}

/* The one pair that the command line asks for. */
static GPtrArray *
make_pair (const StrataCtlOptions *options, StrataBoard *old_board, StrataBoard *new_board,
           GError **error)
{
  StrataAddressSpace *old_space = strata_ctl_board_get_space (old_board, options, 0, error);
  StrataAddressSpace *new_space = old_space
                                      ? strata_ctl_board_get_space (new_board, options, 1, error)
                                      : NULL;
  GPtrArray *pairs;
  Pair *pair;

  if (new_space == NULL)
    return NULL;
  pair = g_new0 (Pair, 1);
  pair->name = g_strdup (options->address_space ? options->address_space
                                                : strata_address_space_get_name (old_space));
  pair->old_space = old_space;
  pair->new_space = new_space;
  pairs = g_ptr_array_new_with_free_func (pair_free);
  g_ptr_array_add (pairs, pair);
  return pairs;
}

static StrataViewDiff *
compare (const Pair *pair)
{
  g_autoptr (StrataFlatView)
      old_view = pair->old_space ? strata_address_space_ref_view (pair->old_space) : NULL;
  g_autoptr (StrataFlatView)
      new_view = pair->new_space ? strata_address_space_ref_view (pair->new_space) : NULL;

  return strata_view_diff_new (old_view, new_view);
}

static gboolean
is_different (const Pair *pair, const StrataViewDiff *diff)
{
  return diff->n_differences > 0 || pair->old_space == NULL || pair->new_space == NULL;
}

static void
add_text (GString *out, const Pair *pair, const StrataViewDiff *diff)
{
  g_string_append_printf (out, "@@ address-space: %s @@", pair->name);
  if (pair->old_space == NULL)
    g_string_append (out, " only in the new board");
  if (pair->new_space == NULL)
    g_string_append (out, " only in the old board");
  g_string_append_c (out, '\n');
  for (guint i = 0; i < diff->pairs->len; i++)
    {
      const StrataRangePair *change = &g_array_index (diff->pairs, StrataRangePair, i);

      if (change->difference == STRATA_DIFFERENCE_NONE)
        continue;
      if (change->old_range)
        {
          g_string_append_c (out, '-');
          strata_ctl_range_add_text (change->old_range, out);
        }
      if (change->new_range)
        {
          g_string_append_c (out, '+');
          strata_ctl_range_add_text (change->new_range, out);
        }
    }
}

static void
add_json_ranges (JsonBuilder *builder, const StrataViewDiff *diff, const char *member,
                 StrataDifference difference)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < diff->pairs->len; i++)
    {
      const StrataRangePair *change = &g_array_index (diff->pairs, StrataRangePair, i);

      if (change->difference != difference)
        continue;
      if (difference == STRATA_DIFFERENCE_CHANGED)
        {
          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "old");
          strata_ctl_range_add_json (change->old_range, builder);
          json_builder_set_member_name (builder, "new");
          strata_ctl_range_add_json (change->new_range, builder);
          json_builder_end_object (builder);
        }
      else
        {
          strata_ctl_range_add_json (change->old_range ? change->old_range : change->new_range,
                                     builder);
        }
    }
  json_builder_end_array (builder);
}

static void
add_json (JsonBuilder *builder, const Pair *pair, const StrataViewDiff *diff)
{
  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "address_space", pair->name);
  strata_ctl_json_add_boolean (builder, "in_old", pair->old_space != NULL);
  strata_ctl_json_add_boolean (builder, "in_new", pair->new_space != NULL);
  add_json_ranges (builder, diff, "removed", STRATA_DIFFERENCE_REMOVED);
  add_json_ranges (builder, diff, "added", STRATA_DIFFERENCE_ADDED);
  add_json_ranges (builder, diff, "changed", STRATA_DIFFERENCE_CHANGED);
  json_builder_end_object (builder);
}

/* What was not asked for may differ too; to say nothing about it would mislead. */
static void
print_note_on_others (const StrataCtlOptions *options, StrataBoard *old_board,
                      StrataBoard *new_board, const Pair *compared)
{
  g_autoptr (GPtrArray) pairs = list_pairs (old_board, new_board);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (pairs, i);
      g_autoptr (StrataViewDiff) diff = NULL;

      if (pair->old_space == compared->old_space || pair->new_space == compared->new_space)
        continue;
      diff = compare (pair);
      if (is_different (pair, diff))
        g_string_append_printf (names, "%s%s", names->len ? ", " : "", pair->name);
    }
  if (names->len)
    {
      g_autofree char *text = g_strdup_printf ("other address spaces differ, see --all: %s",
                                               names->str);

      strata_ctl_board_print_note (options->arguments[1], 0, text);
    }
}

static gboolean
report (const StrataCtlOptions *options, GPtrArray *pairs, GString *out)
{
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  gboolean different = FALSE;

  if (builder)
    json_builder_begin_array (builder);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (pairs, i);
      g_autoptr (StrataViewDiff) diff = compare (pair);

      if (!is_different (pair, diff))
        continue;
      if (builder)
        {
          add_json (builder, pair, diff);
        }
      else
        {
          if (!different)
            g_string_append_printf (out, "--- %s\n+++ %s\n", options->arguments[0],
                                    options->arguments[1]);
          add_text (out, pair, diff);
        }
      different = TRUE;
    }
  if (builder)
    {
      json_builder_end_array (builder);
      strata_ctl_json_finish (builder, out);
    }
  return different;
}

gboolean
strata_ctl_diff (const StrataCtlOptions *options, GString *out, int *status, GError **error)
{
  g_autoptr (StrataBoard) old_board = strata_ctl_board_load (options, 0, error);
  g_autoptr (StrataBoard) new_board = old_board ? strata_ctl_board_load (options, 1, error) : NULL;
  g_autoptr (GPtrArray) pairs = NULL;

  if (new_board == NULL)
    return FALSE;
  pairs = options->all ? list_pairs (old_board, new_board)
                       : make_pair (options, old_board, new_board, error);
  if (pairs == NULL)
    return FALSE;

  if (report (options, pairs, out))
    *status = 1;
  if (!options->all && options->address_space == NULL)
    print_note_on_others (options, old_board, new_board, g_ptr_array_index (pairs, 0));
  return TRUE;
}
