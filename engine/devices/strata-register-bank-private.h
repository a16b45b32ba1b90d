/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-register.h"

G_BEGIN_DECLS

GArray *strata_register_bank_new_array (void);

/* Its registers, as far as a model says nothing else: they are where the bank is */
gboolean strata_register_bank_peek (const StrataRegisterBank *self, const StrataRegister *info,
                                    guint64 *value);
gboolean strata_register_bank_find (const StrataRegisterBank *self, const StrataRegister *info,
                                    StrataRegisterPath *path);

G_END_DECLS
