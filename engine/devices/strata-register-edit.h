/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-register.h"

G_BEGIN_DECLS

/**
 * StrataRegisterError:
 * @STRATA_REGISTER_ERROR_ACCESS: writes change nothing there
 * @STRATA_REGISTER_ERROR_RANGE: the value does not fit
 * @STRATA_REGISTER_ERROR_UNKNOWN: other bits have to be written back, and are not known
 *
 * Why a register cannot be written like that.
 */
typedef enum
{
  STRATA_REGISTER_ERROR_ACCESS,
  STRATA_REGISTER_ERROR_RANGE,
  STRATA_REGISTER_ERROR_UNKNOWN,
} StrataRegisterError;

#define STRATA_REGISTER_ERROR (strata_register_error_quark ())

STRATA_PUBLIC
GQuark strata_register_error_quark (void);

STRATA_PUBLIC
guint64 strata_field_get_mask (const StrataField *field);
STRATA_PUBLIC
guint64 strata_field_extract (const StrataField *field, guint64 value);
STRATA_PUBLIC
const char *strata_field_get_value_name (const StrataField *field, guint64 value);
STRATA_PUBLIC
gboolean strata_register_compose (const StrataRegister *info, const StrataField *field,
                                  guint64 value, const guint64 *present, guint64 *written,
                                  GError **error);

G_END_DECLS
