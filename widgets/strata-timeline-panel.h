/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_TIMELINE_PANEL (strata_timeline_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataTimelinePanel, strata_timeline_panel, STRATA, TIMELINE_PANEL,
                      GtkWidget)

GtkWidget *strata_timeline_panel_new (void);

void strata_timeline_panel_set_timeline (StrataTimelinePanel *self, StrataTimeline *timeline);
void strata_timeline_panel_set_shown (StrataTimelinePanel *self, gboolean is_past, guint64 number);

G_END_DECLS
