/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-key-group-private.h"

G_BEGIN_DECLS

/* A text in the syntax of GKeyFile, held line by line: what is not edited is written back byte for
 * byte. */
typedef struct _StrataKeyFile StrataKeyFile;

StrataKeyFile *strata_key_file_new (const char *text, gsize length, const char *file,
                                    GError **error);
void strata_key_file_free (StrataKeyFile *self);

guint strata_key_file_get_n_groups (StrataKeyFile *self);
StrataKeyGroup *strata_key_file_get_group (StrataKeyFile *self, guint index);
StrataKeyGroup *strata_key_file_find_group (StrataKeyFile *self, const char *name);
StrataKeyGroup *strata_key_file_get_group_before (StrataKeyFile *self, StrataKeyGroup *group);
char *strata_key_file_to_text (StrataKeyFile *self, gsize *length);

StrataKeyGroup *strata_key_file_add_group (StrataKeyFile *self, const char *name,
                                           StrataKeyGroup *after);
void strata_key_file_remove_group (StrataKeyFile *self, StrataKeyGroup *group);
void strata_key_file_move_group (StrataKeyFile *self, StrataKeyGroup *group,
                                 StrataKeyGroup *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataKeyFile, strata_key_file_free)

G_END_DECLS
