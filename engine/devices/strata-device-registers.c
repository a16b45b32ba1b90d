/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers that a device describes: what they hold, and how the bus reaches them */

#include "strata-device-private.h"

/**
 * strata_device_get_n_banks:
 * @self: a device
 *
 * Counts the banks of registers.
 *
 * Returns: how many banks of registers it describes
 */
guint
strata_device_get_n_banks (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), 0);

  return _strata_device_get_private (self)->banks->len;
}

/**
 * strata_device_get_bank:
 * @self: a device
 * @index: which, from 0 on
 *
 * Gets a bank of registers by its number.
 *
 * Returns: (transfer none): a bank of registers
 */
const StrataRegisterBank *
strata_device_get_bank (StrataDevice *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);
  g_return_val_if_fail (index < _strata_device_get_private (self)->banks->len, NULL);

  return &g_array_index (_strata_device_get_private (self)->banks, StrataRegisterBank, index);
}

/**
 * strata_device_peek_register:
 * @self: a device
 * @bank: one of its banks
 * @info: a register of it
 * @value: (out): the register's value
 *
 * Tells the value of a register without any side effect.
 *
 * Returns: whether that can be done
 */
gboolean
strata_device_peek_register (StrataDevice *self, const StrataRegisterBank *bank,
                             const StrataRegister *info, guint64 *value)
{
  StrataSystem *system;
  gboolean known;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), FALSE);
  g_return_val_if_fail (bank != NULL && info != NULL && value != NULL, FALSE);

  system = strata_device_get_system (self);
  strata_system_lock (system);
  known = STRATA_DEVICE_GET_CLASS (self)->peek_register (self, bank, info, value);
  strata_system_unlock (system);
  return known;
}

/**
 * strata_device_find_register: (skip)
 * @self: a device
 * @bank: one of its banks
 * @info: a register of it
 * @path: (out): where it is, and what has to be done first
 *
 * Says how a register is reached on the bus now. The answer is old with the next access to the
 * device.
 *
 * Returns: whether it is
 */
gboolean
strata_device_find_register (StrataDevice *self, const StrataRegisterBank *bank,
                             const StrataRegister *info, StrataRegisterPath *path)
{
  StrataSystem *system;
  gboolean found;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), FALSE);
  g_return_val_if_fail (bank != NULL && info != NULL && path != NULL, FALSE);

  *path = (StrataRegisterPath) { 0 };
  system = strata_device_get_system (self);
  strata_system_lock (system);
  found = STRATA_DEVICE_GET_CLASS (self)->find_register (self, bank, info, path);
  strata_system_unlock (system);
  return found;
}

/**
 * strata_device_add_bank: (skip)
 * @self: a device that is being realized
 * @name: what to call the registers together
 * @region: (nullable): the region they lie in; %NULL if they are reached through an index register
 * @registers: (array length=n_registers): the registers; they live as long as the device
 * @n_registers: how many these are
 *
 * Describes registers.
 */
void
strata_device_add_bank (StrataDevice *self, const char *name, StrataRegion *region,
                        const StrataRegister *registers, guint n_registers)
{
  StrataRegisterBank bank;

  g_return_if_fail (STRATA_IS_DEVICE (self));
  g_return_if_fail (name != NULL && registers != NULL);

  bank = (StrataRegisterBank) { g_strdup (name), region ? strata_region_ref (region) : NULL,
                                registers, n_registers };
  g_array_append_val (_strata_device_get_private (self)->banks, bank);
}
