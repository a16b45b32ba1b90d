/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/**
 * StrataHexSearchFunc:
 * @n_done: how many bytes were looked at since the last call
 * @user_data: data
 *
 * Called again and again while a search goes on, in its thread.
 *
 * Returns: %FALSE to stop it
 */
typedef gboolean (*StrataHexSearchFunc) (guint64 n_done, gpointer user_data);

guint64 strata_hex_search_count (StrataFlatView *view, const StrataRange *range);
gboolean strata_hex_search (StrataInitiator *initiator, const StrataRange *range,
                            const guint8 *pattern, gsize length, gboolean backward,
                            StrataHexSearchFunc func, gpointer user_data, guint64 *found);

G_END_DECLS
