/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "devices/strata-display.h"

G_BEGIN_DECLS

/* Marks on rows of a display that were drawn, or dirty for nothing; they fade. */
typedef struct _StrataDisplayFlashes StrataDisplayFlashes;

StrataDisplayFlashes *strata_display_flashes_new (void);
void strata_display_flashes_free (StrataDisplayFlashes *self);

void strata_display_flashes_add (StrataDisplayFlashes *self, const StrataDisplayFrame *frame,
                                 gint64 now);
void strata_display_flashes_clear (StrataDisplayFlashes *self);
gboolean strata_display_flashes_fade (StrataDisplayFlashes *self, gint64 now);
void strata_display_flashes_snapshot (StrataDisplayFlashes *self, GtkSnapshot *snapshot,
                                      const graphene_rect_t *area, guint height, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataDisplayFlashes, strata_display_flashes_free)

G_END_DECLS
