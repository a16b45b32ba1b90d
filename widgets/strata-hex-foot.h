/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-view.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEX_FOOT (strata_hex_foot_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexFoot, strata_hex_foot, STRATA, HEX_FOOT, GtkWidget)

GtkWidget *strata_hex_foot_new (void);

StrataHexView *strata_hex_foot_get_view (StrataHexFoot *self);
void strata_hex_foot_set_view (StrataHexFoot *self, StrataHexView *view);
void strata_hex_foot_set_journal (StrataHexFoot *self, StrataPokeJournal *journal);
void strata_hex_foot_tell (StrataHexFoot *self, const char *message);

G_END_DECLS
