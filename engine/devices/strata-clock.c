/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-clock.h"

/* 2000-01-01 00:00:00 UTC, so that what nobody gave a date is the same every time. */
#define DEFAULT_EPOCH 946684800

struct _StrataClock
{
  GObject parent_instance;

  StrataSystem *system;
  guint64 time;  /* in nanoseconds; atomic, written under the system lock */
  gint64 epoch;  /* of time 0, in seconds of Unix time */
  GQueue timers; /* of StrataTimer that are set, the next one first; those of one time in the order
                    in which they were set */
};

struct _StrataTimer
{
  StrataClock *clock;
  StrataTimerFunc func;
  gpointer user_data;
  guint64 time;
  GList link; /* in the clock's queue while it is set */
  gboolean is_set;
};

G_DEFINE_FINAL_TYPE (StrataClock, strata_clock, G_TYPE_OBJECT)

static void
strata_clock_finalize (GObject *object)
{
  StrataClock *self = STRATA_CLOCK (object);

  strata_system_unref (self->system);

  G_OBJECT_CLASS (strata_clock_parent_class)->finalize (object);
}

static void
strata_clock_class_init (StrataClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_clock_finalize;
}

static void
strata_clock_init (StrataClock *self)
{
  self->epoch = DEFAULT_EPOCH;
}

/**
 * strata_clock_new:
 * @system: the memory system whose devices follow the clock
 *
 * Makes a virtual clock, which stands at 0 until it is advanced. Whoever runs the board decides
 * whether its time is that of a script, or follows the time of the day.
 *
 * Returns: (transfer full): the clock
 */
StrataClock *
strata_clock_new (StrataSystem *system)
{
  StrataClock *self;

  g_return_val_if_fail (system != NULL, NULL);

  self = g_object_new (STRATA_TYPE_CLOCK, NULL);
  self->system = strata_system_ref (system);
  return self;
}

/**
 * strata_clock_get_time:
 * @self: a clock
 *
 * Tells the time without a lock, so that everybody can ask for it, also in the midst of an access.
 *
 * Returns: the time since the board was switched on, in nanoseconds
 */
guint64
strata_clock_get_time (StrataClock *self)
{
  g_return_val_if_fail (STRATA_IS_CLOCK (self), 0);

  return __atomic_load_n (&self->time, __ATOMIC_ACQUIRE);
}

/**
 * strata_clock_get_epoch:
 * @self: a clock
 *
 * Gets the date at which the board's time began.
 *
 * Returns: the date at which the board was switched on, in seconds since 1970-01-01 00:00:00 UTC
 */
gint64
strata_clock_get_epoch (StrataClock *self)
{
  g_return_val_if_fail (STRATA_IS_CLOCK (self), 0);

  return self->epoch;
}

/**
 * strata_clock_set_epoch:
 * @self: a clock
 * @seconds: a date, in seconds since 1970-01-01 00:00:00 UTC
 *
 * Says at which date the board was switched on: what a clock chip starts from that the board file
 * gives no date. It is 2000-01-01 until somebody says so. To be called before the board is used.
 */
void
strata_clock_set_epoch (StrataClock *self, gint64 seconds)
{
  g_return_if_fail (STRATA_IS_CLOCK (self));

  self->epoch = seconds;
}

/**
 * strata_clock_get_deadline:
 * @self: a clock
 * @time: (out) (optional): when the next timer fires, in nanoseconds
 *
 * Gets the time at which the next timer fires.
 *
 * Returns: whether any timer is set
 */
gboolean
strata_clock_get_deadline (StrataClock *self, guint64 *time)
{
  StrataTimer *next;

  g_return_val_if_fail (STRATA_IS_CLOCK (self), FALSE);

  strata_system_lock (self->system);
  next = g_queue_peek_head (&self->timers);
  if (next != NULL && time != NULL)
    *time = next->time;
  strata_system_unlock (self->system);
  return next != NULL;
}

/* It never goes back. */
static void
set_time (StrataClock *self, guint64 time)
{
  if (time > self->time)
    __atomic_store_n (&self->time, time, __ATOMIC_RELEASE);
}

/**
 * strata_clock_advance:
 * @self: a clock
 * @time: the time to come to, in nanoseconds
 * @max_timers: how many timers may fire on the way; guests can set them to follow each other
 *   closely
 *
 * Lets time pass; the timers on the way fire in order, each at its time. The clock never goes back:
 * a time that has passed changes nothing.
 *
 * Returns: %TRUE if the clock shows @time or later, %FALSE if it stopped at an earlier one after
 *   @max_timers timers
 */
gboolean
strata_clock_advance (StrataClock *self, guint64 time, guint64 max_timers)
{
  gboolean reached = TRUE;
  StrataTimer *next;

  g_return_val_if_fail (STRATA_IS_CLOCK (self), FALSE);

  strata_system_lock (self->system);
  while ((next = g_queue_peek_head (&self->timers)) != NULL && next->time <= time && reached)
    {
      reached = max_timers-- > 0;
      if (!reached)
        break;
      set_time (self, next->time);
      strata_timer_cancel (next);
      next->func (next->user_data);
    }
  if (reached)
    set_time (self, time);
  strata_system_unlock (self->system);
  return reached;
}

/**
 * strata_timer_new: (skip)
 * @clock: a clock
 * @func: called when the time has come
 * @user_data: data for @func
 *
 * Makes a timer that is not set.
 *
 * Returns: (transfer full): the timer
 */
StrataTimer *
strata_timer_new (StrataClock *clock, StrataTimerFunc func, gpointer user_data)
{
  StrataTimer *self;

  g_return_val_if_fail (STRATA_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (StrataTimer, 1);
  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  self->link.data = self;
  return self;
}

/**
 * strata_timer_free: (skip)
 * @self: (transfer full): a timer
 *
 * Cancels a timer and gives it back.
 */
void
strata_timer_free (StrataTimer *self)
{
  g_return_if_fail (self != NULL);

  strata_timer_cancel (self);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * strata_timer_set: (skip)
 * @self: a timer
 * @time: when to fire, in nanoseconds of the clock; a time that has passed means with the next step
 *
 * Sets a timer, in place of what it was set to.
 */
void
strata_timer_set (StrataTimer *self, guint64 time)
{
  GQueue *timers;
  GList *before;

  g_return_if_fail (self != NULL);

  strata_system_lock (self->clock->system);
  strata_timer_cancel (self);
  timers = &self->clock->timers;
  self->time = time;
  self->is_set = TRUE;
  for (before = timers->tail; before != NULL; before = before->prev)
    if (((StrataTimer *) before->data)->time <= time)
      break;
  if (before == NULL)
    g_queue_push_head_link (timers, &self->link);
  else
    g_queue_insert_after_link (timers, before, &self->link);
  strata_system_unlock (self->clock->system);
}

/**
 * strata_timer_cancel: (skip)
 * @self: a timer
 *
 * Sets a timer back, if it is set: it will not fire.
 */
void
strata_timer_cancel (StrataTimer *self)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self->clock->system);
  if (self->is_set)
    g_queue_unlink (&self->clock->timers, &self->link);
  self->is_set = FALSE;
  strata_system_unlock (self->clock->system);
}

/**
 * strata_timer_is_set: (skip)
 * @self: a timer
 * @time: (out) (optional): when it fires, in nanoseconds
 *
 * Tells whether a timer is set.
 *
 * Returns: whether it is going to fire
 */
gboolean
strata_timer_is_set (StrataTimer *self, guint64 *time)
{
  gboolean is_set;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_system_lock (self->clock->system);
  is_set = self->is_set;
  if (is_set && time != NULL)
    *time = self->time;
  strata_system_unlock (self->clock->system);
  return is_set;
}
