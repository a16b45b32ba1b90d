/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board-names-private.h"

G_BEGIN_DECLS

/* The longest name that a text begins with. */
typedef struct
{
  const char *text;
  gsize length;      /* of the name in the text; 0 if it begins with none */
  GArray *found;     /* of StrataName: what it stands for; several if it is ambiguous */
} StrataNameSearch;

void strata_name_search_run (StrataNameSearch *self, StrataBoard *board, const char *text);
void strata_name_search_clear (StrataNameSearch *self);
char *strata_name_search_dup_like (StrataBoard *board, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StrataNameSearch, strata_name_search_clear)

G_END_DECLS
