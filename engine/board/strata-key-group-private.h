/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-key-line-private.h"

G_BEGIN_DECLS

/* A group of a key file: the comments that stand directly on top of its header, the header, and all
 * lines up to the next group. What stands before the first group is a group without a name and
 * without a header. */
typedef struct
{
  char *name;    /* NULL for the preamble */
  guint number;  /* of the header's line; 0 for a group that was added */
  GArray *above; /* of StrataKeyLine: comments attached to the header; NULL for none */
  GArray *lines; /* of StrataKeyLine: the header first */
} StrataKeyGroup;

StrataKeyGroup *strata_key_group_new (const char *name, guint number);
void strata_key_group_free (StrataKeyGroup *self);

const StrataKeyLine *strata_key_group_find (StrataKeyGroup *self, const char *key);
const StrataKeyLine *strata_key_group_next_key (StrataKeyGroup *self, guint *position);
char *strata_key_group_dup_value (StrataKeyGroup *self, const char *key);
gboolean strata_key_group_set_value (StrataKeyGroup *self, const char *key, const char *value);
gboolean strata_key_group_remove_key (StrataKeyGroup *self, const char *key);

void strata_key_group_add_comment (StrataKeyGroup *self, const char *comment);

void strata_key_group_add_line (StrataKeyGroup *self, const StrataKeyLine *line);
void strata_key_group_take_comments (StrataKeyGroup *self, StrataKeyGroup *before);
void strata_key_group_trim (StrataKeyGroup *self);
StrataKeyLine *strata_key_group_get_last_line (StrataKeyGroup *self);
void strata_key_group_append_to (StrataKeyGroup *self, GString *text);

G_END_DECLS
