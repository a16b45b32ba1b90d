/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Registers that lie in one region */

#include "strata-register-bank-private.h"

static void
bank_clear (gpointer data)
{
  StrataRegisterBank *self = data;

  if (self->region != NULL)
    strata_region_unref (self->region);
  g_free ((char *) self->name);
}

/* What holds the banks of a device, and lets go of them */
GArray *
strata_register_bank_new_array (void)
{
  GArray *banks = g_array_new (FALSE, FALSE, sizeof (StrataRegisterBank));

  g_array_set_clear_func (banks, bank_clear);
  return banks;
}

gboolean
strata_register_bank_peek (const StrataRegisterBank *self, const StrataRegister *info,
                           guint64 *value)
{
  const StrataRegionOps *ops;

  if (self->region == NULL || info->access == STRATA_REGISTER_WO)
    return FALSE;
  ops = strata_region_get_ops (self->region);
  return ops != NULL && ops->peek != NULL
         && ops->peek (strata_region_get_user_data (self->region), info->offset, value, info->size);
}

gboolean
strata_register_bank_find (const StrataRegisterBank *self, const StrataRegister *info,
                           StrataRegisterPath *path)
{
  path->data = self->region;
  path->data_offset = info->offset;
  return self->region != NULL;
}
