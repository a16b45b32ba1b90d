/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-register.h"

/**
 * strata_register_access_get_nick:
 * @access: a kind of access
 *
 * Writes a kind of register access.
 *
 * Returns: how data sheets and board files write it: `RO`, `RW`, `WO`, `W1C` or `RC`
 */
const char *
strata_register_access_get_nick (StrataRegisterAccess access)
{
  static const char *const nicks[] = { "RO", "RW", "WO", "W1C", "RC" };

  g_return_val_if_fail ((guint) access < G_N_ELEMENTS (nicks), NULL);

  return nicks[access];
}
