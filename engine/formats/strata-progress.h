/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrataProgressFunc:
 * @fraction: how much is done, 0 to 1
 * @user_data: data
 *
 * Called from the thread that loads, now and then.
 */
typedef void (*StrataProgressFunc) (double fraction, gpointer user_data);

G_END_DECLS
