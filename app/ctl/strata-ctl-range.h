/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/strata-flat-view.h"

G_BEGIN_DECLS

char *strata_ctl_range_dup_kind (const StrataFlatRange *self);
void strata_ctl_range_add_text (const StrataFlatRange *self, GString *out);
void strata_ctl_range_add_json (const StrataFlatRange *self, JsonBuilder *builder);

G_END_DECLS
