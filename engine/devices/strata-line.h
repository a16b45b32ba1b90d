/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

/**
 * StrataLine:
 *
 * A wire that leads from an output of a device to inputs of others, an interrupt line for one.
 */
typedef struct _StrataLine StrataLine;

/**
 * StrataLineFunc:
 * @line: the line
 * @level: its level now
 * @user_data: data
 *
 * Called when the level of a line has changed, with the system locked.
 */
typedef void (*StrataLineFunc) (StrataLine *line, gboolean level, gpointer user_data);

#define STRATA_TYPE_LINE (strata_line_get_type ())

/* An interrupt line, or any other wire: an output or an input of a device */
STRATA_PUBLIC
GType strata_line_get_type (void);
STRATA_PUBLIC
StrataLine *strata_line_new (const char *name, guint number);
STRATA_PUBLIC
StrataLine *strata_line_ref (StrataLine *self);
STRATA_PUBLIC
void strata_line_unref (StrataLine *self);
STRATA_PUBLIC
const char *strata_line_get_name (StrataLine *self);
STRATA_PUBLIC
guint strata_line_get_number (StrataLine *self);
STRATA_PUBLIC
gboolean strata_line_get_level (StrataLine *self);
STRATA_PUBLIC
guint64 strata_line_get_n_edges (StrataLine *self);
STRATA_PUBLIC
void strata_line_set_level (StrataLine *self, gboolean level);
STRATA_PUBLIC
void strata_line_pulse (StrataLine *self);
STRATA_PUBLIC
guint strata_line_add_watch (StrataLine *self, StrataLineFunc func, gpointer user_data,
                             GDestroyNotify destroy);
STRATA_PUBLIC
void strata_line_remove_watch (StrataLine *self, guint id);
STRATA_PUBLIC
void strata_line_connect (StrataLine *self, StrataLine *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataLine, strata_line_unref)

G_END_DECLS
