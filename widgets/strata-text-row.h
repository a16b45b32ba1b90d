/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-cell-factory.h"

G_BEGIN_DECLS

#define STRATA_TYPE_TEXT_ROW (strata_text_row_get_type ())

G_DECLARE_FINAL_TYPE (StrataTextRow, strata_text_row, STRATA, TEXT_ROW, GObject)

/* A column of a table of texts. */
typedef struct
{
  const char *title; /* marked for translation */
  StrataCellKind kind;
  gboolean expands;
} StrataTextColumn;

StrataTextRow *strata_text_row_new (guint64 number, char **texts);
guint64 strata_text_row_get_number (StrataTextRow *self);

void strata_text_row_add_columns (GtkColumnView *view, const StrataTextColumn *columns,
                                  guint n_columns);

G_END_DECLS
