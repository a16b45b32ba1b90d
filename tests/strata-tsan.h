/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Included before everything in builds with the thread sanitizer (see meson.build).
 *
 * GLib is not built with the sanitizer, and its mutexes are not those of the C library: without
 * help the sanitizer sees neither them nor the reference counts, and takes all that they order for
 * races. This says what they order, and changes nothing else. */

#include <glib.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

static inline void
strata_tsan_mutex_lock (GMutex *mutex)
{
  g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

static inline gboolean
strata_tsan_mutex_trylock (GMutex *mutex)
{
  if (!g_mutex_trylock (mutex))
    return FALSE;
  __tsan_acquire (mutex);
  return TRUE;
}

static inline void
strata_tsan_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  g_mutex_unlock (mutex);
}

static inline void
strata_tsan_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  g_cond_wait (cond, mutex);
  __tsan_acquire (mutex);
}

static inline void
strata_tsan_ref_count_inc (gatomicrefcount *count)
{
  __atomic_fetch_add (count, 1, __ATOMIC_RELAXED);
}

static inline gboolean
strata_tsan_ref_count_dec (gatomicrefcount *count)
{
  return __atomic_fetch_sub (count, 1, __ATOMIC_ACQ_REL) == 1;
}

static inline gboolean
strata_tsan_ref_count_compare (gatomicrefcount *count, gint value)
{
  return __atomic_load_n (count, __ATOMIC_ACQUIRE) == value;
}

#define g_mutex_lock(mutex) strata_tsan_mutex_lock (mutex)
#define g_mutex_trylock(mutex) strata_tsan_mutex_trylock (mutex)
#define g_mutex_unlock(mutex) strata_tsan_mutex_unlock (mutex)
#define g_cond_wait(cond, mutex) strata_tsan_cond_wait (cond, mutex)
#undef g_atomic_ref_count_inc
#define g_atomic_ref_count_inc(count) strata_tsan_ref_count_inc (count)
#undef g_atomic_ref_count_dec
#define g_atomic_ref_count_dec(count) strata_tsan_ref_count_dec (count)
#undef g_atomic_ref_count_compare
#define g_atomic_ref_count_compare(count, value) strata_tsan_ref_count_compare (count, value)
