/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-history.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DOCUMENT (strata_document_get_type ())

G_DECLARE_FINAL_TYPE (StrataDocument, strata_document, STRATA, DOCUMENT, GObject)

StrataDocument *strata_document_new (StrataBoard *board, GFile *file, const char *name);

StrataBoard *strata_document_get_board (StrataDocument *self);
StrataHistory *strata_document_get_history (StrataDocument *self);
GFile *strata_document_get_file (StrataDocument *self);
const char *strata_document_get_name (StrataDocument *self);
char *strata_document_dup_title (StrataDocument *self);
char *strata_document_dup_file_name (StrataDocument *self);
gboolean strata_document_get_modified (StrataDocument *self);

gboolean strata_document_can_save (StrataDocument *self);
gboolean strata_document_save (StrataDocument *self, GFile *file, GError **error);
void strata_document_close (StrataDocument *self);

G_END_DECLS
