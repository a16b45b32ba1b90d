/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board/strata-board.h"

G_BEGIN_DECLS

/* What an importer inferred and where the input contradicts itself, gathered in any order. */
typedef struct _StrataImportNotes StrataImportNotes;

StrataImportNotes *strata_import_notes_new (void);
void strata_import_notes_free (StrataImportNotes *self);
void strata_import_notes_add (StrataImportNotes *self, const char *file, guint line,
                              const char *format, ...) G_GNUC_PRINTF (4, 5);
void strata_import_notes_give (StrataImportNotes *self, const char *first_file,
                               StrataBoard *board);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataImportNotes, strata_import_notes_free)

G_END_DECLS
