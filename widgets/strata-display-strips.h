/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "devices/strata-display.h"

G_BEGIN_DECLS

/* The picture of a display as textures, each of a few rows: where rows change, only their strips
 * are made anew. */
typedef struct _StrataDisplayStrips StrataDisplayStrips;

StrataDisplayStrips *strata_display_strips_new (void);
void strata_display_strips_free (StrataDisplayStrips *self);

void strata_display_strips_set_factor (StrataDisplayStrips *self, guint factor);
void strata_display_strips_update (StrataDisplayStrips *self, StrataSurface *surface,
                                   const StrataDisplayRows *rows, guint n_rows);
guint64 strata_display_strips_get_n_made (StrataDisplayStrips *self);
void strata_display_strips_snapshot (StrataDisplayStrips *self, StrataSurface *surface,
                                     GtkSnapshot *snapshot, const graphene_rect_t *area,
                                     double scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataDisplayStrips, strata_display_strips_free)

G_END_DECLS
