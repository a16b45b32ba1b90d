/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean strata_rtc_parse_start (const char *text, gint64 *unix_time, GError **error);
gboolean strata_rtc_parse_cmos (const char *text, guint8 *bytes, gsize n_bytes, GError **error);

G_END_DECLS
