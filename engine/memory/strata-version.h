/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-macros.h"

G_BEGIN_DECLS

/**
 * STRATA_MAJOR_VERSION:
 *
 * The major version of the headers: it changes with the name of the library, when programs have to
 * be changed.
 */
#define STRATA_MAJOR_VERSION 0

/**
 * STRATA_MINOR_VERSION:
 *
 * The minor version of the headers: it changes when something is added. While the major version is
 * 0, it also changes when something is taken away.
 */
#define STRATA_MINOR_VERSION 1

/**
 * STRATA_MICRO_VERSION:
 *
 * The micro version of the headers: it changes when something is mended.
 */
#define STRATA_MICRO_VERSION 0

/**
 * STRATA_CHECK_VERSION:
 * @major: a major version
 * @minor: a minor version
 * @micro: a micro version
 *
 * Whether a program is compiled with headers that are at least of this version.
 *
 * Returns: %TRUE if they are
 */
#define STRATA_CHECK_VERSION(major, minor, micro)                                                  \
  (STRATA_MAJOR_VERSION > (major) ||                                                               \
   (STRATA_MAJOR_VERSION == (major) && STRATA_MINOR_VERSION > (minor)) ||                          \
   (STRATA_MAJOR_VERSION == (major) && STRATA_MINOR_VERSION == (minor) &&                          \
    STRATA_MICRO_VERSION >= (micro)))

STRATA_PUBLIC
gboolean strata_check_version (guint major, guint minor, guint micro);

G_END_DECLS
