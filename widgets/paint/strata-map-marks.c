/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-marks.h"

/* What an edit would change, or a commit has changed, as the map shows it. It never changes. */
struct _StrataMapMarks
{
  gatomicrefcount ref_count;
  GStringChunk *names;
  GArray *marks; /* of StrataMapMark, by address */
  guint differences;
  gboolean is_past;
};

/**
 * strata_map_marks_new:
 * @diff: how what is differs from what would be
 *
 * Makes the marks of a difference.
 *
 * Returns: (transfer full): the marks, which need @diff no more
 */
StrataMapMarks *
strata_map_marks_new (StrataViewDiff *diff)
{
  g_autoptr (GArray) parts = NULL;
  StrataMapMarks *self;

  g_return_val_if_fail (diff != NULL, NULL);

  parts = strata_view_diff_list_parts (diff);
  self = g_new0 (StrataMapMarks, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->names = g_string_chunk_new (256);
  self->marks = g_array_sized_new (FALSE, FALSE, sizeof (StrataMapMark), parts->len);
  for (guint i = 0; i < parts->len; i++)
    {
      const StrataViewPart *part = &g_array_index (parts, StrataViewPart, i);
      StrataMapMark mark = { part->first, part->last, part->difference, NULL };

      if (part->old_range != NULL)
        mark.old_name = g_string_chunk_insert_const (
          self->names, strata_region_get_name (part->old_range->region));
      g_array_append_val (self->marks, mark);
      self->differences |= 1u << mark.difference;
    }
  return self;
}

/**
 * strata_map_marks_new_past:
 * @diff: how what was before a commit differs from what was after it
 *
 * Makes the marks of what has happened.
 *
 * Returns: (transfer full): the marks, which need @diff no more
 */
StrataMapMarks *
strata_map_marks_new_past (StrataViewDiff *diff)
{
  StrataMapMarks *self = strata_map_marks_new (diff);

  if (self != NULL)
    self->is_past = TRUE;
  return self;
}

/**
 * strata_map_marks_is_past:
 * @self: marks
 *
 * Returns: whether they tell what has happened, and not what would
 */
gboolean
strata_map_marks_is_past (StrataMapMarks *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_past;
}

/**
 * strata_map_marks_ref:
 * @self: marks
 *
 * Returns: (transfer full): @self, held once more
 */
StrataMapMarks *
strata_map_marks_ref (StrataMapMarks *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_map_marks_unref:
 * @self: (transfer full): marks
 *
 * Lets go of marks.
 */
void
strata_map_marks_unref (StrataMapMarks *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_chunk_free (self->names);
  g_array_unref (self->marks);
  g_free (self);
}

/**
 * strata_map_marks_get_n:
 * @self: marks
 *
 * Returns: their number
 */
guint
strata_map_marks_get_n (StrataMapMarks *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->marks->len;
}

/**
 * strata_map_marks_get:
 * @self: marks
 * @index: which, by address
 *
 * Returns: (transfer none): a mark
 */
const StrataMapMark *
strata_map_marks_get (StrataMapMarks *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->marks->len, NULL);

  return &g_array_index (self->marks, StrataMapMark, index);
}

/**
 * strata_map_marks_get_differences:
 * @self: marks
 *
 * Returns: which differences there are: the bits `1 << difference`
 */
guint
strata_map_marks_get_differences (StrataMapMarks *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->differences;
}

/**
 * strata_map_marks_find:
 * @self: marks
 * @address: an address
 *
 * Returns: the index of the first mark that does not end before @address; their number if there is
 *   none
 */
guint
strata_map_marks_find (StrataMapMarks *self, guint64 address)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->marks->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata_map_marks_get (self, middle)->last < address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * strata_map_mark_get_sign:
 * @difference: what becomes of something
 *
 * Returns: the sign that stands for it in the map and in tables; an empty string for what stays
 */
const char *
strata_map_mark_get_sign (StrataDifference difference)
{
  static const char *const signs[] = {
    [STRATA_DIFFERENCE_NONE] = "",
    [STRATA_DIFFERENCE_REMOVED] = "−",
    [STRATA_DIFFERENCE_ADDED] = "+",
    [STRATA_DIFFERENCE_CHANGED] = "≠",
  };

  g_return_val_if_fail ((gsize) difference < G_N_ELEMENTS (signs), "");

  return signs[difference];
}
