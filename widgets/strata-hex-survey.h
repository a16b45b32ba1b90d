/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-source.h"

G_BEGIN_DECLS

char *strata_hex_survey_regions (StrataHexSource *source, guint64 first, guint64 last);
char *strata_hex_survey_unread (StrataHexSource *source, guint64 first, guint64 last);

G_END_DECLS
