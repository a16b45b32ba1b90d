/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

char *strata_words_address (guint64 address);
char *strata_words_bytes (guint64 n_bytes);
char *strata_words_size (guint64 first, guint64 last);
char *strata_words_range (guint64 first, guint64 last);
const char *strata_words_fate (StrataDifference difference, gboolean is_past);
char *strata_words_priority (gint priority);
char *strata_words_past (guint64 number, guint64 last);
const char *strata_words_event (StrataEventKind kind);
const char *strata_words_kind (const StrataInstance *instance);
const char *strata_words_region_kind (StrataRegionKind kind, gboolean readonly);
char *strata_words_result (StrataResult result);
const char *strata_words_initiator (const char *name);

G_END_DECLS
