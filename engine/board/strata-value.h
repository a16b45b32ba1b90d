/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

/* What people write: in board files, on the command line, in entries */
STRATA_PUBLIC
gboolean strata_value_parse_number (const char *text, guint64 *number, GError **error);
STRATA_PUBLIC
gboolean strata_value_parse_address (const char *text, guint64 *address, GError **error);
STRATA_PUBLIC
gboolean strata_value_parse_size (const char *text, guint64 *size, GError **error);
STRATA_PUBLIC
gboolean strata_value_parse_range (const char *text, StrataRange *range, GError **error);
STRATA_PUBLIC
gboolean strata_value_parse_priority (const char *text, gint *priority, GError **error);
STRATA_PUBLIC
gboolean strata_value_parse_boolean (const char *text, gboolean *boolean, GError **error);
STRATA_PUBLIC
gboolean strata_value_parse_kind (const char *text, StrataRegionKind *kind, GError **error);
STRATA_PUBLIC
char *strata_value_parse_string (const char *text, GError **error);

/* And how to write it so that it is read back as the same */
STRATA_PUBLIC
char *strata_value_format_address (guint64 address);
STRATA_PUBLIC
char *strata_value_format_size (guint64 size);
STRATA_PUBLIC
char *strata_value_format_range (const StrataRange *range);
STRATA_PUBLIC
char *strata_value_format_string (const char *string);
STRATA_PUBLIC
char *strata_value_quote (const char *text);

G_END_DECLS
