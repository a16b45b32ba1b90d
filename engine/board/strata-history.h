/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board.h"
#include "strata-edit.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HISTORY (strata_history_get_type ())

/**
 * StrataHistory:
 *
 * The edits that were made to a board, to be undone and made again, as deep as a budget of memory
 * allows.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataHistory, strata_history, STRATA, HISTORY, GObject)

STRATA_PUBLIC
StrataHistory *strata_history_new (StrataBoard *board);
STRATA_PUBLIC
StrataBoard *strata_history_get_board (StrataHistory *self);

STRATA_PUBLIC
gboolean strata_history_edit (StrataHistory *self, StrataEdit *edit, const char *name,
                              GError **error);
STRATA_PUBLIC
gboolean strata_history_undo (StrataHistory *self, GError **error);
STRATA_PUBLIC
gboolean strata_history_redo (StrataHistory *self, GError **error);
STRATA_PUBLIC
const char *strata_history_get_undo_name (StrataHistory *self);
STRATA_PUBLIC
const char *strata_history_get_redo_name (StrataHistory *self);

/* What is different from the file */
STRATA_PUBLIC
void strata_history_set_saved (StrataHistory *self);
STRATA_PUBLIC
void strata_history_set_unsaved (StrataHistory *self);
STRATA_PUBLIC
gboolean strata_history_get_modified (StrataHistory *self);

STRATA_PUBLIC
void strata_history_set_merge_time (StrataHistory *self, guint milliseconds);
STRATA_PUBLIC
void strata_history_set_budget (StrataHistory *self, guint64 bytes);

G_END_DECLS
