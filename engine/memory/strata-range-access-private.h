/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dispatch-private.h"
#include "strata-initiator-private.h"

/* One load or store that lies in a range, which strata_initiator_lookup_locked() has found. IOMMUs
 * are the caller's business. */
StrataResult strata_initiator_load_lanes (StrataInitiator *self, const StrataFlatRange *range,
                                          guint64 address, guint size, guint64 *lanes);
StrataResult strata_initiator_store_lanes (StrataInitiator *self, const StrataFlatRange *range,
                                           guint64 address, guint size, guint64 lanes);
void strata_initiator_fill_dispatch (StrataInitiator *self, const StrataFlatRange *range,
                                     guint64 address, guint size, StrataDispatch *dispatch);
/* The size of the piece with which a transfer of @left bytes begins. */
guint strata_initiator_get_piece_size (const StrataFlatRange *range, guint64 address, guint64 left);
