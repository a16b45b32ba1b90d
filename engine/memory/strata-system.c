/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The byte order of a system, and its budgets */

#include "strata-system-private.h"

/**
 * strata_system_get_byte_order:
 * @self: a system
 *
 * Gets the byte order.
 *
 * Returns: the byte order of its guests, never %STRATA_NATIVE_ENDIAN
 */
StrataByteOrder
strata_system_get_byte_order (StrataSystem *self)
{
  g_return_val_if_fail (self != NULL, STRATA_LITTLE_ENDIAN);

  return self->byte_order;
}

/**
 * strata_system_get_limit:
 * @self: a system
 * @limit: which budget
 *
 * Gets a budget of a system.
 *
 * Returns: the budget
 */
guint64
strata_system_get_limit (StrataSystem *self, StrataLimit limit)
{
  g_return_val_if_fail (self != NULL, 0);

  switch (limit)
    {
    case STRATA_LIMIT_INSTANCES:
      return self->limit_instances;
    case STRATA_LIMIT_DEPTH:
      return self->limit_depth;
    case STRATA_LIMIT_RAM:
      return self->limit_ram;
    case STRATA_LIMIT_BOUNCE:
      return self->limit_bounce;
    default:
      g_return_val_if_reached (0);
    }
}

/**
 * strata_system_set_limit:
 * @self: a system
 * @limit: which budget
 * @value: how many instances, how long a path (at most 4096), how many bytes
 *
 * Changes a budget. What exists already stays; later edits that would pass the budget fail.
 */
void
strata_system_set_limit (StrataSystem *self, StrataLimit limit, guint64 value)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  switch (limit)
    {
    case STRATA_LIMIT_INSTANCES:
      self->limit_instances = MIN (value, G_MAXUINT32);
      break;
    case STRATA_LIMIT_DEPTH:
      self->limit_depth = MIN (value, STRATA_MAX_LIMIT_DEPTH);
      break;
    case STRATA_LIMIT_RAM:
      self->limit_ram = value;
      break;
    case STRATA_LIMIT_BOUNCE:
      self->limit_bounce = value;
      break;
    default:
      g_warn_if_reached ();
    }
  strata_system_unlock (self);
}
