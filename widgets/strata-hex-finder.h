/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-source.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEX_FINDER (strata_hex_finder_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexFinder, strata_hex_finder, STRATA, HEX_FINDER, GObject)

StrataHexFinder *strata_hex_finder_new (void);
void strata_hex_finder_start (StrataHexFinder *self, StrataHexSource *source, guint64 cursor,
                              gboolean backward, const guint8 *pattern, gsize length);
void strata_hex_finder_stop (StrataHexFinder *self);
gboolean strata_hex_finder_is_running (StrataHexFinder *self);
double strata_hex_finder_get_progress (StrataHexFinder *self);

G_END_DECLS
