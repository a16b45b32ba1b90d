/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-value.h"

G_BEGIN_DECLS

gboolean strata_value_refuse (GError **error, const char *text, const char *reason);

G_END_DECLS
