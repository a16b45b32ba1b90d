/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "devices/strata-display.h"
#include "strata-display-scaling.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DISPLAY_VIEW (strata_display_view_get_type ())

G_DECLARE_FINAL_TYPE (StrataDisplayView, strata_display_view, STRATA, DISPLAY_VIEW, GtkWidget)

GtkWidget *strata_display_view_new (void);

StrataDisplay *strata_display_view_get_display (StrataDisplayView *self);
void strata_display_view_set_display (StrataDisplayView *self, StrataDisplay *display);
StrataDisplayScaling strata_display_view_get_scaling (StrataDisplayView *self);
void strata_display_view_set_scaling (StrataDisplayView *self, StrataDisplayScaling scaling);
gboolean strata_display_view_get_correct_aspect (StrataDisplayView *self);
void strata_display_view_set_correct_aspect (StrataDisplayView *self, gboolean correct_aspect);
gboolean strata_display_view_get_show_dirty (StrataDisplayView *self);
void strata_display_view_set_show_dirty (StrataDisplayView *self, gboolean show_dirty);

const StrataDisplayFrame *strata_display_view_get_frame (StrataDisplayView *self);
double strata_display_view_get_rate (StrataDisplayView *self);
guint64 strata_display_view_get_n_textures (StrataDisplayView *self);
GdkTexture *strata_display_view_get_texture (StrataDisplayView *self);

G_END_DECLS
