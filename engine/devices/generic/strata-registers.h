/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_REGISTERS (strata_registers_get_type ())

/**
 * StrataRegisters:
 *
 * A device of which a board file says what registers it has, without code: they keep what is
 * written to them, by the rules of their fields.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataRegisters, strata_registers, STRATA, REGISTERS, StrataDevice)

/* What the mocked hardware itself sees and does */
STRATA_PUBLIC
gboolean strata_registers_get_value (StrataRegisters *self, const char *name, guint64 *value,
                                     GError **error);
STRATA_PUBLIC
gboolean strata_registers_set_value (StrataRegisters *self, const char *name, guint64 value,
                                     GError **error);

G_END_DECLS
