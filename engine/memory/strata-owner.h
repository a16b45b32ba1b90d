/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

G_BEGIN_DECLS

#define STRATA_TYPE_OWNER (strata_owner_get_type ())

STRATA_PUBLIC
GType strata_owner_get_type (void);
STRATA_PUBLIC
StrataOwner *strata_owner_new (const char *name, gpointer data, GDestroyNotify destroy);
STRATA_PUBLIC
StrataOwner *strata_owner_ref (StrataOwner *self);
STRATA_PUBLIC
void strata_owner_unref (StrataOwner *self);
STRATA_PUBLIC
const char *strata_owner_get_name (StrataOwner *self);
STRATA_PUBLIC
gpointer strata_owner_get_data (StrataOwner *self);
STRATA_PUBLIC
gboolean strata_owner_get_reentrant (StrataOwner *self);
STRATA_PUBLIC
void strata_owner_set_reentrant (StrataOwner *self, gboolean reentrant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataOwner, strata_owner_unref)

G_END_DECLS
