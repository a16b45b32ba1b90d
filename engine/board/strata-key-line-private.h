/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of a key file, with everything that ends it. */
typedef struct
{
  const char *text; /* not terminated */
  guint32 length;   /* in bytes, with the end of the line */
  guint32 number;   /* 1 is the first; 0 for a line that was added */
  guint32 key_start;
  guint32 key_length; /* 0: not a key, but a comment or a blank line */
  guint32 value_start;
  guint32 value_length;
  gboolean owned; /* the text is the line's own, else it lies in the file's */
} StrataKeyLine;

char *strata_key_line_dup_key (const StrataKeyLine *self);
char *strata_key_line_dup_value (const StrataKeyLine *self);
gboolean strata_key_line_has_key (const StrataKeyLine *self, const char *key);
gboolean strata_key_line_is_comment (const StrataKeyLine *self);
guint strata_key_line_get_ending (const StrataKeyLine *self);

void strata_key_line_take_text (StrataKeyLine *self, char *text);
void strata_key_line_take_pair (StrataKeyLine *self, const char *key, const char *between,
                                const char *value, const char *ending);
void strata_key_line_set_value (StrataKeyLine *self, const char *value);
void strata_key_line_set_ending (StrataKeyLine *self, const char *ending);
void strata_key_line_clear (StrataKeyLine *self);

G_END_DECLS
