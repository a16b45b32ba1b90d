/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-register.h"

G_BEGIN_DECLS

gboolean strata_register_text_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean strata_register_text_split (const char *text, char ***words, char **summary,
                                     GError **error);
gboolean strata_register_text_is_name (const char *text);
gboolean strata_register_text_parse_number (const char *text, guint64 *number, GError **error);
gboolean strata_register_text_parse_access (const char *text, StrataRegisterAccess *access,
                                            GError **error);

G_END_DECLS
