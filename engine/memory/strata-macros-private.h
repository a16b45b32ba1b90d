/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-macros.h"

/* G_DEFINE_BOXED_TYPE converts to a transparent union, which pedantic compilers refuse. */
#define STRATA_DEFINE_BOXED(TypeName, type_name)                                             \
  GType type_name##_get_type (void)                                                          \
  {                                                                                          \
    static gsize type = 0;                                                                   \
    if (g_once_init_enter (&type))                                                           \
      g_once_init_leave (&type,                                                              \
                         g_boxed_type_register_static (g_intern_static_string (#TypeName),   \
                                                       (GBoxedCopyFunc) type_name##_ref,     \
                                                       (GBoxedFreeFunc) type_name##_unref)); \
    return (GType) type;                                                                     \
  }

/* Wide enough for every sum of bases and sizes: an alias's base can be negative, a child's can lie
 * past the end of the address space. */
__extension__ typedef __int128 StrataInt128;

#define STRATA_INT128_2_64 (((StrataInt128) 1) << 64)

/* Asks for memory ahead of changing it, all of it at once: where there is much of it, to wait for
 * one line after another is most of what a change costs. */
static inline void
strata_fetch (gconstpointer memory, gsize size)
{
  for (gsize at = 0; at < size; at += 64)
    __builtin_prefetch ((const guint8 *) memory + at, 1);
}
