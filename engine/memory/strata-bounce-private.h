/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-system.h"

/* How much of a system's bounce buffers is taken, and who waits for room. All under the system
 * lock. */
typedef struct _StrataBounce StrataBounce;

StrataBounce *strata_bounce_new (void);
void strata_bounce_free (StrataBounce *self);
/* Takes at most @wanted bytes of what is left of @limit; 0 if nothing is. */
guint64 strata_bounce_take (StrataBounce *self, guint64 limit, guint64 wanted);
/* Gives bytes back, and calls those who wait as long as there is room. */
void strata_bounce_give (StrataBounce *self, guint64 limit, guint64 size);
