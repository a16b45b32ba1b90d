/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-vga-state-private.h"

G_BEGIN_DECLS

/* The descriptions of a VGA's registers. All lie behind index registers or at ports: the banks have
 * no region. */
void strata_vga_registers_describe (StrataDevice *device);
gboolean strata_vga_registers_peek (const StrataVgaState *state, const StrataRegisterBank *bank,
                                    const StrataRegister *info, guint64 time, guint64 *value);
gboolean strata_vga_registers_find (StrataDevice *device, const StrataVgaState *state,
                                    const StrataRegisterBank *bank, const StrataRegister *info,
                                    StrataRegisterPath *path);

G_END_DECLS
