/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrataColorScheme:
 * @STRATA_COLOR_SCHEME_SYSTEM: as the system is
 * @STRATA_COLOR_SCHEME_LIGHT: light
 * @STRATA_COLOR_SCHEME_DARK: dark
 *
 * The values of `color-scheme`.
 */
typedef enum
{
  STRATA_COLOR_SCHEME_SYSTEM,
  STRATA_COLOR_SCHEME_LIGHT,
  STRATA_COLOR_SCHEME_DARK,
} StrataColorScheme;

/**
 * StrataWriteLock:
 * @STRATA_WRITE_LOCK_MACHINES: boards without devices are locked at first
 * @STRATA_WRITE_LOCK_ALWAYS: all are
 * @STRATA_WRITE_LOCK_NEVER: none is
 *
 * The values of `write-lock`.
 */
typedef enum
{
  STRATA_WRITE_LOCK_MACHINES,
  STRATA_WRITE_LOCK_ALWAYS,
  STRATA_WRITE_LOCK_NEVER,
} StrataWriteLock;

GSettings *strata_settings_new (void);

G_END_DECLS
