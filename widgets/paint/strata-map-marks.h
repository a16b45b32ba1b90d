/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-view-diff.h"

G_BEGIN_DECLS

typedef struct _StrataMapMarks StrataMapMarks;

/**
 * StrataMapMark:
 * @first: the first address
 * @last: the last address, inclusive
 * @difference: what would become of it
 * @old_name: (nullable): the name of what is there; %NULL where nobody answers
 *
 * Addresses where an access would find something else.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  StrataDifference difference;
  const char *old_name;
} StrataMapMark;

StrataMapMarks *strata_map_marks_new (StrataViewDiff *diff);
StrataMapMarks *strata_map_marks_new_past (StrataViewDiff *diff);
StrataMapMarks *strata_map_marks_ref (StrataMapMarks *self);
void strata_map_marks_unref (StrataMapMarks *self);

gboolean strata_map_marks_is_past (StrataMapMarks *self);
guint strata_map_marks_get_n (StrataMapMarks *self);
const StrataMapMark *strata_map_marks_get (StrataMapMarks *self, guint index);
guint strata_map_marks_get_differences (StrataMapMarks *self);
guint strata_map_marks_find (StrataMapMarks *self, guint64 address);

const char *strata_map_mark_get_sign (StrataDifference difference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapMarks, strata_map_marks_unref)

G_END_DECLS
