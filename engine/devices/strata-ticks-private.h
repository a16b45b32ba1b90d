/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between the board's nanoseconds and the ticks of an oscillator that runs since time 0, without
 * drift and without overflow. Tick 0 is at time 0; a tick that does not fall on a whole nanosecond
 * comes with the next one, so that both functions agree on it. */
guint64 strata_ticks_at (guint64 time, guint32 frequency);
guint64 strata_time_of_tick (guint64 tick, guint32 frequency);

G_END_DECLS
