/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-poke.h"

G_BEGIN_DECLS

/* A poke that is not made yet; and making it, once. */
StrataPoke *strata_poke_new (StrataInitiator *initiator, guint64 address, guint size,
                             StrataByteOrder byte_order, guint64 value);
void strata_poke_run (StrataPoke *self, StrataInitiator *initiator);

G_END_DECLS
