/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

typedef struct
{
  StrataBoard *board;
  StrataPokeJournal *journal;
  StrataInitiator *initiator;
  GtkWidget *panel;
} PokeFixture;

void poke_fixture_set_up (PokeFixture *self, GtkWidget *panel);
void poke_fixture_tear_down (PokeFixture *self, gconstpointer unused);

guint64 poke_fixture_load (PokeFixture *self, guint64 address);
gboolean poke_fixture_act (PokeFixture *self, const char *action);
guint poke_fixture_count_pokes (PokeFixture *self);

G_END_DECLS
