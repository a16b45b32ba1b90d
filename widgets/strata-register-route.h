/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/**
 * StrataRegisterRoute:
 *
 * How a register of a device is reached from an address space: where it lies, and what has to be
 * written before where it lies behind an index.
 */
typedef struct _StrataRegisterRoute StrataRegisterRoute;

StrataRegisterRoute *strata_register_route_new (StrataBoard *board, StrataAddressSpace *preferred,
                                                StrataDevice *device,
                                                const StrataRegisterBank *bank,
                                                const StrataRegister *info,
                                                const char **reason);
void strata_register_route_free (StrataRegisterRoute *self);

gboolean strata_register_route_is_indexed (StrataRegisterRoute *self);
StrataResult strata_register_route_read (StrataRegisterRoute *self, guint64 *value);
char *strata_register_route_forecast (StrataRegisterRoute *self);
gboolean strata_register_route_write (StrataRegisterRoute *self, StrataPokeJournal *journal,
                                      guint64 value, StrataResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataRegisterRoute, strata_register_route_free)

G_END_DECLS
