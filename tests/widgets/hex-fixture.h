/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-hex-panel.h"

G_BEGIN_DECLS

typedef struct
{
  StrataBoard *board;
  StrataSelection *selection;
  StrataPokeJournal *journal;
  StrataHexPanel *panel;
  StrataHexView *view;
} HexFixture;

void hex_fixture_set_up (HexFixture *self, gconstpointer board);
void hex_fixture_tear_down (HexFixture *self, gconstpointer board);

void hex_fixture_press (HexFixture *self, guint keyval, GdkModifierType modifiers);
void hex_fixture_type (HexFixture *self, const char *text);
void hex_fixture_move (HexFixture *self, const char *way, gboolean extend);
void hex_fixture_act (HexFixture *self, const char *action, GVariant *parameter);

void hex_fixture_check_status (HexFixture *self, const char *part);
void hex_fixture_check_selection (HexFixture *self, guint64 first, guint64 last);

G_END_DECLS
