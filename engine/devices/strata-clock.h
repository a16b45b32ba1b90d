/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-system.h"

G_BEGIN_DECLS

#define STRATA_TYPE_CLOCK (strata_clock_get_type ())

/**
 * StrataClock:
 *
 * A board's time, in nanoseconds since it was switched on, and the timers that follow it. It stands
 * still unless someone moves it on.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataClock, strata_clock, STRATA, CLOCK, GObject)

/**
 * StrataTimer:
 *
 * A moment of a board's time at which a function is called.
 */
typedef struct _StrataTimer StrataTimer;

/**
 * StrataTimerFunc:
 * @user_data: data
 *
 * Called when a timer's time has come, with the system locked. The clock shows exactly that time.
 */
typedef void (*StrataTimerFunc) (gpointer user_data);

/* The board's virtual time */
STRATA_PUBLIC
StrataClock *strata_clock_new (StrataSystem *system);
STRATA_PUBLIC
guint64 strata_clock_get_time (StrataClock *self);
STRATA_PUBLIC
gint64 strata_clock_get_epoch (StrataClock *self);
STRATA_PUBLIC
void strata_clock_set_epoch (StrataClock *self, gint64 seconds);
STRATA_PUBLIC
gboolean strata_clock_get_deadline (StrataClock *self, guint64 *time);
STRATA_PUBLIC
gboolean strata_clock_advance (StrataClock *self, guint64 time, guint64 max_timers);

/* Timers, which fire once when they are set */
STRATA_PUBLIC
StrataTimer *strata_timer_new (StrataClock *clock, StrataTimerFunc func, gpointer user_data);
STRATA_PUBLIC
void strata_timer_free (StrataTimer *self);
STRATA_PUBLIC
void strata_timer_set (StrataTimer *self, guint64 time);
STRATA_PUBLIC
void strata_timer_cancel (StrataTimer *self);
STRATA_PUBLIC
gboolean strata_timer_is_set (StrataTimer *self, guint64 *time);

G_END_DECLS
