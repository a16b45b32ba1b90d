/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/strata-rendering.h"

G_BEGIN_DECLS

void strata_ctl_json_add_string (JsonBuilder *builder, const char *member, const char *text);
void strata_ctl_json_add_number (JsonBuilder *builder, const char *member, guint64 number);
void strata_ctl_json_add_size (JsonBuilder *builder, const char *member, guint64 size);
void strata_ctl_json_add_int (JsonBuilder *builder, const char *member, gint64 number);
void strata_ctl_json_add_boolean (JsonBuilder *builder, const char *member, gboolean value);
void strata_ctl_json_add_null (JsonBuilder *builder, const char *member);
void strata_ctl_json_add_spaces (JsonBuilder *builder, GPtrArray *spaces);
void strata_ctl_json_add_path (JsonBuilder *builder, const char *member, StrataRendering *rendering,
                               guint instance);
void strata_ctl_json_add_precedence (JsonBuilder *builder, StrataRendering *rendering, guint winner,
                                     guint loser);
void strata_ctl_json_finish (JsonBuilder *builder, GString *out);

G_END_DECLS
