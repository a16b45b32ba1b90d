/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean strata_ctl_parse_number (const char *text, const char *what, guint64 *value,
                                  GError **error);

G_END_DECLS
