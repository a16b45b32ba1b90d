/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "board/strata-board.h"
#include "strata-poke.h"

G_BEGIN_DECLS

/**
 * StrataPokeError:
 * @STRATA_POKE_ERROR_LOCKED: the write lock is on
 * @STRATA_POKE_ERROR_NOT_RAM: what was there before is not known, or cannot be put back
 *
 * Why a poke was not made.
 */
typedef enum
{
  STRATA_POKE_ERROR_LOCKED,
  STRATA_POKE_ERROR_NOT_RAM,
} StrataPokeError;

#define STRATA_POKE_ERROR (strata_poke_error_quark ())

STRATA_PUBLIC
GQuark strata_poke_error_quark (void);

#define STRATA_TYPE_POKE_JOURNAL (strata_poke_journal_get_type ())

STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataPokeJournal, strata_poke_journal, STRATA, POKE_JOURNAL, GObject)

STRATA_PUBLIC
StrataPokeJournal *strata_poke_journal_new (void);
STRATA_PUBLIC
gboolean strata_poke_journal_get_locked (StrataPokeJournal *self);
STRATA_PUBLIC
void strata_poke_journal_set_locked (StrataPokeJournal *self, gboolean locked);
STRATA_PUBLIC
StrataPoke *strata_poke_journal_poke (StrataPokeJournal *self, StrataInitiator *initiator,
                                      guint64 address, guint size, StrataByteOrder byte_order,
                                      guint64 value, GError **error);
STRATA_PUBLIC
StrataPoke *strata_poke_journal_undo (StrataPokeJournal *self, StrataPoke *poke, GError **error);
STRATA_PUBLIC
StrataPoke *strata_poke_journal_repeat (StrataPokeJournal *self, StrataPoke *poke, GError **error);
STRATA_PUBLIC
void strata_poke_journal_clear (StrataPokeJournal *self);
STRATA_PUBLIC
char *strata_poke_journal_to_qtest (StrataPokeJournal *self, StrataBoard *board);

G_END_DECLS
