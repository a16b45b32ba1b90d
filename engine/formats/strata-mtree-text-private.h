/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of text that is being read from its front; it need not end with a zero byte. */
typedef struct
{
  const char *at;
  const char *end;
} StrataMtreeText;

gboolean strata_mtree_text_next_line (StrataMtreeText *text, GString *scratch,
                                      StrataMtreeText *line);
gboolean strata_mtree_text_skip (StrataMtreeText *text, const char *prefix);
guint strata_mtree_text_skip_spaces (StrataMtreeText *text);
gboolean strata_mtree_text_read_address (StrataMtreeText *text, guint64 *value);
gboolean strata_mtree_text_read_range (StrataMtreeText *text, guint64 *first, guint64 *last);
gboolean strata_mtree_text_read_int (StrataMtreeText *text, gint *value);
gboolean strata_mtree_text_drop_suffix (StrataMtreeText *text, const char *suffix);
const char *strata_mtree_text_find (const StrataMtreeText *text, const char *needle);
const char *strata_mtree_text_find_last (const StrataMtreeText *text, const char *needle);

G_END_DECLS
