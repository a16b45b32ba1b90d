/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-initiator.h"

G_BEGIN_DECLS

#define STRATA_TYPE_POKE (strata_poke_get_type ())

STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataPoke, strata_poke, STRATA, POKE, GObject)

STRATA_PUBLIC
const char *strata_poke_get_initiator_name (StrataPoke *self);
STRATA_PUBLIC
StrataAddressSpace *strata_poke_get_address_space (StrataPoke *self);
STRATA_PUBLIC
gint64 strata_poke_get_time (StrataPoke *self);
STRATA_PUBLIC
guint64 strata_poke_get_address (StrataPoke *self);
STRATA_PUBLIC
guint strata_poke_get_size (StrataPoke *self);
STRATA_PUBLIC
StrataByteOrder strata_poke_get_byte_order (StrataPoke *self);
STRATA_PUBLIC
guint64 strata_poke_get_value (StrataPoke *self);
STRATA_PUBLIC
StrataResult strata_poke_get_result (StrataPoke *self);
STRATA_PUBLIC
gboolean strata_poke_get_old_value (StrataPoke *self, guint64 *value);

G_END_DECLS
