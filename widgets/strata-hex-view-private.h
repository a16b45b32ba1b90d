/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-hex-painter.h"
#include "strata-hex-edit.h"
#include "strata-hex-scroll.h"
#include "strata-hex-view.h"

G_BEGIN_DECLS

struct _StrataHexView
{
  GtkWidget parent_instance;

  StrataHexSource *source;
  StrataPokeJournal *journal;
  StrataHeatMonitor *heat;
  guint unit;
  gboolean big_endian;
  guint columns; /* 0: as many as there is room for */

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;

  StrataHexFont *font;
  StrataMapStyle style;
  StrataHexLayout layout;
  StrataHexScroll scroll;
  StrataHexEdit edit;
  guint64 cursor;
  guint64 anchor;
  gboolean in_text;
  gboolean wants_reveal; /* the cursor, as soon as it is known how much room there is */

  GArray *cells; /* of StrataHexCell: what is on the screen */
  GArray *spare; /* likewise: what was */
  GArray *stretches;
  guint64 first; /* the address of the first cell */
  guint refresh;
  guint n_refreshes;
};

/* Each file may call those above it. */

/* strata-hex-view-page.c: what is on the screen and selected, and the public functions for that */
guint _strata_hex_view_count_digits (StrataHexView *self);
void _strata_hex_view_update_page (StrataHexView *self);
void _strata_hex_view_describe (StrataHexView *self);
void _strata_hex_view_moved (StrataHexView *self);
guint64 _strata_hex_view_get_last (StrataHexView *self);
void _strata_hex_view_reveal (StrataHexView *self, guint64 address);
void _strata_hex_view_tell (StrataHexView *self, const char *message);

/* strata-hex-view-deeds.c: reading, poking, copying, and the public functions for that */
gboolean _strata_hex_view_may_write (StrataHexView *self);
void _strata_hex_view_paste (StrataHexView *self);

/* strata-hex-view-options.c: what is shown, and how: public functions */

/* strata-hex-view-input.c: keys and pointer */
void _strata_hex_view_class_init_input (GtkWidgetClass *klass);
void _strata_hex_view_init_input (StrataHexView *self);

/* strata-hex-view.c: the widget: layout, drawing, properties */

G_END_DECLS
