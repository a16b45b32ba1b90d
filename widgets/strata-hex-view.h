/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-heat-monitor.h"
#include "strata-hex-source.h"
#include "strata-hex-text.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEX_VIEW (strata_hex_view_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexView, strata_hex_view, STRATA, HEX_VIEW, GtkWidget)

GtkWidget *strata_hex_view_new (void);

StrataHexSource *strata_hex_view_get_source (StrataHexView *self);
void strata_hex_view_set_source (StrataHexView *self, StrataHexSource *source);
StrataPokeJournal *strata_hex_view_get_journal (StrataHexView *self);
void strata_hex_view_set_journal (StrataHexView *self, StrataPokeJournal *journal);
StrataHeatMonitor *strata_hex_view_get_heat (StrataHexView *self);
void strata_hex_view_set_heat (StrataHexView *self, StrataHeatMonitor *heat);
guint strata_hex_view_get_unit (StrataHexView *self);
void strata_hex_view_set_unit (StrataHexView *self, guint unit);
gboolean strata_hex_view_get_big_endian (StrataHexView *self);
void strata_hex_view_set_big_endian (StrataHexView *self, gboolean big_endian);
guint strata_hex_view_get_columns (StrataHexView *self);
void strata_hex_view_set_columns (StrataHexView *self, guint columns);

/* Where one is */
guint64 strata_hex_view_get_cursor (StrataHexView *self);
void strata_hex_view_get_selection (StrataHexView *self, guint64 *first, guint64 *last);
void strata_hex_view_go_to (StrataHexView *self, guint64 first, guint64 last);
char *strata_hex_view_dup_status (StrataHexView *self);

/* What is done */
gboolean strata_hex_view_has_pending (StrataHexView *self);
char *strata_hex_view_dup_forecast (StrataHexView *self);
void strata_hex_view_poke (StrataHexView *self);
void strata_hex_view_drop (StrataHexView *self);
void strata_hex_view_read (StrataHexView *self);
void strata_hex_view_copy (StrataHexView *self, StrataHexFormat format);
void strata_hex_view_fill (StrataHexView *self, guint8 byte);

G_END_DECLS
