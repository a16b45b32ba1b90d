/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-display-flashes.h"
#include "strata-display-strips.h"
#include "strata-display-view.h"

G_BEGIN_DECLS

struct _StrataDisplayView
{
  GtkWidget parent_instance;

  StrataDisplay *display;
  StrataDisplayScaling scaling;
  gboolean correct_aspect;
  gboolean show_dirty;

  guint tick;
  gboolean is_fresh; /* the whole picture is wanted */
  StrataDisplayFrame frame; /* of the last update that drew anything */
  StrataDisplayFrame update; /* the one at hand */
  StrataDisplayStrips *strips;
  StrataDisplayFlashes *flashes;
  char *mode;

  gint64 count_start;
  guint count;
  double rate; /* pictures per second that had anything new */
};

StrataSurface *_strata_display_view_get_surface (StrataDisplayView *self);

void _strata_display_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                                   int *minimum, int *natural, int *minimum_baseline,
                                   int *natural_baseline);
void _strata_display_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
