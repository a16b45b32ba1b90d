/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

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
