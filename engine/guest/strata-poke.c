/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-poke-private.h"

/**
 * StrataPoke:
 *
 * A single store that a person made: who, when, where, what, and what came of it.
 */
struct _StrataPoke
{
  GObject parent_instance;

  char *name;
  StrataAddressSpace *space;
  gint64 time;
  guint64 address;
  guint64 value;
  guint64 old_value;
  guint size;
  StrataByteOrder byte_order;
  StrataResult result;
  gboolean has_old_value;
};

G_DEFINE_FINAL_TYPE (StrataPoke, strata_poke, G_TYPE_OBJECT)

static void
strata_poke_finalize (GObject *object)
{
  StrataPoke *self = STRATA_POKE (object);

  g_free (self->name);
  g_clear_pointer (&self->space, strata_address_space_unref);

  G_OBJECT_CLASS (strata_poke_parent_class)->finalize (object);
}

static void
strata_poke_class_init (StrataPokeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_poke_finalize;
}

static void
strata_poke_init (StrataPoke *self G_GNUC_UNUSED)
{
}

StrataPoke *
strata_poke_new (StrataInitiator *initiator, guint64 address, guint size,
                 StrataByteOrder byte_order, guint64 value)
{
  StrataPoke *self = g_object_new (STRATA_TYPE_POKE, NULL);

  self->name = g_strdup (strata_initiator_get_name (initiator));
  self->space = strata_address_space_ref (strata_initiator_get_address_space (initiator));
  self->address = address;
  self->size = size;
  self->byte_order = byte_order;
  self->value = size < 8 ? value & ((G_GUINT64_CONSTANT (1) << (8 * size)) - 1) : value;
  return self;
}

/* Only memory can be put back: a device has moved on. */
static gboolean
is_ram (StrataInitiator *initiator, guint64 address, guint size)
{
  StrataFlatRange range;

  return strata_initiator_find (initiator, address, &range)
         && strata_region_get_kind (range.region) == STRATA_REGION_RAM
         && (range.flags & STRATA_RANGE_READONLY) == 0 && size - 1 <= range.last - address;
}

void
strata_poke_run (StrataPoke *self, StrataInitiator *initiator)
{
  self->time = g_get_real_time ();
  if (is_ram (initiator, self->address, self->size))
    self->has_old_value
      = strata_initiator_load (initiator, self->address, self->size, self->byte_order,
                               &self->old_value)
        == STRATA_OK;
  self->result
    = strata_initiator_store (initiator, self->address, self->size, self->byte_order, self->value);
}

/**
 * strata_poke_get_initiator_name:
 * @self: a poke
 *
 * Gets the initiator name.
 *
 * Returns: the name of who made it
 */
const char *
strata_poke_get_initiator_name (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), NULL);

  return self->name;
}

/**
 * strata_poke_get_address_space:
 * @self: a poke
 *
 * Gets the address space.
 *
 * Returns: (transfer none): where
 */
StrataAddressSpace *
strata_poke_get_address_space (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), NULL);

  return self->space;
}

/**
 * strata_poke_get_time:
 * @self: a poke
 *
 * Gets the time.
 *
 * Returns: when, in microseconds since 1970
 */
gint64
strata_poke_get_time (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), 0);

  return self->time;
}

/**
 * strata_poke_get_address:
 * @self: a poke
 *
 * Gets the address.
 *
 * Returns: the address
 */
guint64
strata_poke_get_address (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), 0);

  return self->address;
}

/**
 * strata_poke_get_size:
 * @self: a poke
 *
 * Gets the size.
 *
 * Returns: how many bytes, 1 to 8
 */
guint
strata_poke_get_size (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), 0);

  return self->size;
}

/**
 * strata_poke_get_byte_order:
 * @self: a poke
 *
 * Gets the byte order.
 *
 * Returns: the byte order of its value
 */
StrataByteOrder
strata_poke_get_byte_order (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), STRATA_NATIVE_ENDIAN);

  return self->byte_order;
}

/**
 * strata_poke_get_value:
 * @self: a poke
 *
 * Gets the value.
 *
 * Returns: what was written
 */
guint64
strata_poke_get_value (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), 0);

  return self->value;
}

/**
 * strata_poke_get_result:
 * @self: a poke
 *
 * Gets the result.
 *
 * Returns: how it ended
 */
StrataResult
strata_poke_get_result (StrataPoke *self)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), STRATA_ACCESS_ERROR);

  return self->result;
}

/**
 * strata_poke_get_old_value:
 * @self: a poke
 * @value: (out) (optional): where to put what was there before, in the poke's byte order
 *
 * Gets what stood there before.
 *
 * Returns: whether that is known, and can be put back: only in RAM
 */
gboolean
strata_poke_get_old_value (StrataPoke *self, guint64 *value)
{
  g_return_val_if_fail (STRATA_IS_POKE (self), FALSE);

  if (value != NULL)
    *value = self->old_value;
  return self->has_old_value;
}
