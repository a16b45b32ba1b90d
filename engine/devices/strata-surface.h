/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/strata-macros.h"

G_BEGIN_DECLS

#define STRATA_TYPE_SURFACE (strata_surface_get_type ())

/**
 * StrataSurface:
 *
 * A picture: rows of 32-bit words 0x00RRGGBB in the host's byte order, which is cairo's RGB24.
 */
typedef struct _StrataSurface StrataSurface;

/* A picture: rows of 32-bit words 0x00RRGGBB in the host's byte order (cairo's RGB24) */
STRATA_PUBLIC
GType strata_surface_get_type (void);
STRATA_PUBLIC
StrataSurface *strata_surface_new (guint width, guint height);
STRATA_PUBLIC
StrataSurface *strata_surface_ref (StrataSurface *self);
STRATA_PUBLIC
void strata_surface_unref (StrataSurface *self);
STRATA_PUBLIC
guint strata_surface_get_width (StrataSurface *self);
STRATA_PUBLIC
guint strata_surface_get_height (StrataSurface *self);
STRATA_PUBLIC
gsize strata_surface_get_stride (StrataSurface *self);
STRATA_PUBLIC
guint8 *strata_surface_get_pixels (StrataSurface *self);
STRATA_PUBLIC
GBytes *strata_surface_to_ppm (StrataSurface *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataSurface, strata_surface_unref)

G_END_DECLS
