/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* The only place that touches guest memory.
 *
 * A guest may race with itself, and a display with the guest: that is not a mistake of ours, so
 * this is what the thread sanitizer is told to overlook. Naturally aligned accesses of 1, 2, 4 and
 * 8 bytes are single ones; nothing is promised of the others.
 *
 * Values are in lanes: the byte at the lowest address in the lowest 8 bits. */

#if defined(__SANITIZE_THREAD__)
#define STRATA_UNDER_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define STRATA_UNDER_TSAN 1
#endif
#endif

#define STRATA_GUEST_ACCESS __attribute__ ((no_sanitize ("thread")))

STRATA_GUEST_ACCESS static inline guint64
strata_guest_load_bytes (const guint8 *bytes, guint size)
{
  guint64 lanes = 0;

  for (guint i = 0; i < size; i++)
    lanes |= (guint64) ((const volatile guint8 *) bytes)[i] << (8 * i);
  return lanes;
}

STRATA_GUEST_ACCESS static inline void
strata_guest_store_bytes (guint8 *bytes, guint size, guint64 lanes)
{
  for (guint i = 0; i < size; i++)
    ((volatile guint8 *) bytes)[i] = (guint8) (lanes >> (8 * i));
}

#ifdef STRATA_UNDER_TSAN

STRATA_GUEST_ACCESS static inline guint64
strata_guest_load_unaligned (const guint8 *bytes, guint size)
{
  return strata_guest_load_bytes (bytes, size);
}

STRATA_GUEST_ACCESS static inline void
strata_guest_store_unaligned (guint8 *bytes, guint size, guint64 lanes)
{
  strata_guest_store_bytes (bytes, size, lanes);
}

/* The C library's functions are watched wherever they are called from. */
STRATA_GUEST_ACCESS static inline void
strata_guest_copy (guint8 *to, const guint8 *from, gsize length)
{
  for (gsize i = 0; i < length; i++)
    ((volatile guint8 *) to)[i] = ((const volatile guint8 *) from)[i];
}

STRATA_GUEST_ACCESS static inline void
strata_guest_fill (guint8 *bytes, guint8 byte, gsize length)
{
  for (gsize i = 0; i < length; i++)
    ((volatile guint8 *) bytes)[i] = byte;
}

#else

static inline guint64
strata_guest_load_unaligned (const guint8 *bytes, guint size)
{
  guint16 v16;
  guint32 v32;
  guint64 v64;

  switch (size)
    {
    case 2:
      memcpy (&v16, bytes, 2);
      return GUINT16_FROM_LE (v16);
    case 4:
      memcpy (&v32, bytes, 4);
      return GUINT32_FROM_LE (v32);
    case 8:
      memcpy (&v64, bytes, 8);
      return GUINT64_FROM_LE (v64);
    default:
      return strata_guest_load_bytes (bytes, size);
    }
}

static inline void
strata_guest_store_unaligned (guint8 *bytes, guint size, guint64 lanes)
{
  guint16 v16 = GUINT16_TO_LE ((guint16) lanes);
  guint32 v32 = GUINT32_TO_LE ((guint32) lanes);
  guint64 v64 = GUINT64_TO_LE (lanes);

  switch (size)
    {
    case 2:
      memcpy (bytes, &v16, 2);
      break;
    case 4:
      memcpy (bytes, &v32, 4);
      break;
    case 8:
      memcpy (bytes, &v64, 8);
      break;
    default:
      strata_guest_store_bytes (bytes, size, lanes);
    }
}

/* The two may overlap: a guest can be given a buffer that lies in its own memory. */
static inline void
strata_guest_copy (guint8 *to, const guint8 *from, gsize length)
{
  memmove (to, from, length);
}

static inline void
strata_guest_fill (guint8 *bytes, guint8 byte, gsize length)
{
  memset (bytes, byte, length);
}

#endif

static inline guint64
strata_guest_load (const guint8 *bytes, guint size)
{
  if (G_UNLIKELY (((guintptr) bytes & (size - 1)) != 0))
    return strata_guest_load_unaligned (bytes, size);
  switch (size)
    {
    case 1:
      return __atomic_load_n (bytes, __ATOMIC_RELAXED);
    case 2:
      return GUINT16_FROM_LE (
        __atomic_load_n ((const guint16 *) (gconstpointer) bytes, __ATOMIC_RELAXED));
    case 4:
      return GUINT32_FROM_LE (
        __atomic_load_n ((const guint32 *) (gconstpointer) bytes, __ATOMIC_RELAXED));
    case 8:
      return GUINT64_FROM_LE (
        __atomic_load_n ((const guint64 *) (gconstpointer) bytes, __ATOMIC_RELAXED));
    default:
      return strata_guest_load_unaligned (bytes, size);
    }
}

static inline void
strata_guest_store (guint8 *bytes, guint size, guint64 lanes)
{
  if (G_UNLIKELY (((guintptr) bytes & (size - 1)) != 0))
    {
      strata_guest_store_unaligned (bytes, size, lanes);
      return;
    }
  switch (size)
    {
    case 1:
      __atomic_store_n (bytes, (guint8) lanes, __ATOMIC_RELAXED);
      break;
    case 2:
      __atomic_store_n ((guint16 *) (gpointer) bytes, GUINT16_TO_LE ((guint16) lanes),
                        __ATOMIC_RELAXED);
      break;
    case 4:
      __atomic_store_n ((guint32 *) (gpointer) bytes, GUINT32_TO_LE ((guint32) lanes),
                        __ATOMIC_RELAXED);
      break;
    case 8:
      __atomic_store_n ((guint64 *) (gpointer) bytes, GUINT64_TO_LE (lanes), __ATOMIC_RELAXED);
      break;
    default:
      strata_guest_store_unaligned (bytes, size, lanes);
    }
}

/* How large a whole unit can begin at an address, of at most @left and 8 bytes. */
static inline guint
strata_guest_unit_size (guint64 address, guint64 left)
{
  guint size = 8;

  while (size > left || (address & (size - 1)) != 0)
    size /= 2;
  return size;
}

/* The same bytes as a value: lanes reversed for big-endian. */
static inline guint64
strata_lanes_swap (guint64 lanes, guint size)
{
  return __builtin_bswap64 (lanes) >> (64 - 8 * size);
}

static inline guint64
strata_lanes_mask (guint size)
{
  return G_MAXUINT64 >> (64 - 8 * size);
}
