/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-owner-private.h"
#include "strata-region-private.h"
#include "strata-system-private.h"

/* {{{ Making */

StrataRegion *
strata_region_new_of_kind (StrataSystem *system, StrataOwner *owner, StrataRegionKind kind,
                           const char *name, guint64 size)
{
  StrataRegion *self = g_new0 (StrataRegion, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->system = strata_system_ref (system);
  self->owner = owner != NULL ? strata_owner_ref (owner) : NULL;
  self->number = __atomic_add_fetch (&system->last_number, 1, __ATOMIC_RELAXED);
  self->name = g_strdup (name != NULL ? name : "");
  self->state.size = size;
  self->state.enabled = TRUE;
  self->state.rom_mode = kind == STRATA_REGION_ROM_DEVICE;
  self->state.readonly = kind == STRATA_REGION_ROM;
  self->n_instances = 1;
  return self;
}

/**
 * strata_region_new_container:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 *
 * Makes a region that holds subregions and has no content of its own: where it has no subregion,
 * what lies behind it shows.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_container (StrataSystem *system, StrataOwner *owner, const char *name,
                             guint64 size)
{
  g_return_val_if_fail (system != NULL, NULL);

  return strata_region_new_of_kind (system, owner, STRATA_REGION_CONTAINER, name, size);
}

/**
 * strata_region_new_mmio: (skip)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 * @ops: how it answers; must live as long as the region
 * @user_data: for the callbacks
 * @destroy: (nullable): called with @user_data when nothing holds the region any more
 *
 * Makes a region that answers accesses through callbacks. It may also hold subregions, which are
 * tried before its own content.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_mmio (StrataSystem *system, StrataOwner *owner, const char *name, guint64 size,
                        const StrataRegionOps *ops, gpointer user_data, GDestroyNotify destroy)
{
  StrataRegion *self;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (ops != NULL, NULL);

  self = strata_region_new_of_kind (system, owner, STRATA_REGION_MMIO, name, size);
  self->ops = ops;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

/**
 * strata_region_new_alias:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @target: the region it shows, of the same system
 * @offset: the offset in @target that appears at its start, in bytes
 * @size: the size of the window, in bytes; it may be longer than @target
 *
 * Makes a window on another region, whose own address does not matter. It shows what is in @target
 * and its subregions; where those have nothing, what lies behind the alias shows.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_alias (StrataSystem *system, StrataOwner *owner, const char *name,
                         StrataRegion *target, guint64 offset, guint64 size)
{
  StrataRegion *self;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (target != NULL && target->system == system, NULL);

  self = strata_region_new_of_kind (system, owner, STRATA_REGION_ALIAS, name, size);
  self->state.offset = offset;
  strata_system_lock (system);
  self->state.target = strata_region_ref (target);
  self->n_instances = 1 + target->n_instances;
  self->height = target->height + 1;
  strata_region_link_alias (self, target);
  strata_system_unlock (system);
  return self;
}

/**
 * strata_region_new_reserved:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 *
 * Makes a region that covers what lies behind it though nobody answers there: every access is a
 * decode error. It prints as `i/o`.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_reserved (StrataSystem *system, StrataOwner *owner, const char *name,
                            guint64 size)
{
  g_return_val_if_fail (system != NULL, NULL);

  return strata_region_new_of_kind (system, owner, STRATA_REGION_RESERVED, name, size);
}

/* }}} */
/* {{{ What a region is */

/**
 * strata_region_get_system:
 * @self: a region
 *
 * Gets the system.
 *
 * Returns: (transfer none): the system it belongs to
 */
StrataSystem *
strata_region_get_system (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->system;
}

/**
 * strata_region_get_owner:
 * @self: a region
 *
 * Gets the owner.
 *
 * Returns: (transfer none) (nullable): its owner
 */
StrataOwner *
strata_region_get_owner (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->owner;
}

/**
 * strata_region_get_kind:
 * @self: a region
 *
 * Gets the kind.
 *
 * Returns: what it is
 */
StrataRegionKind
strata_region_get_kind (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, STRATA_REGION_CONTAINER);

  return self->kind;
}

/**
 * strata_region_get_kind_name:
 * @self: a region
 *
 * The word that QEMU prints for it in `info mtree`: `ramd`, `romd`, `rom`, `ram` or `i/o`. An alias
 * by itself is `i/o`; QEMU prints the word of its target for it.
 *
 * Returns: a static string
 */
const char *
strata_region_get_kind_name (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch ((StrataRegionKind) self->kind)
    {
    case STRATA_REGION_RAM:
    case STRATA_REGION_ROM:
      return self->state.readonly ? "rom" : "ram";
    case STRATA_REGION_RAM_DEVICE:
      return "ramd";
    case STRATA_REGION_ROM_DEVICE:
      return self->state.rom_mode ? "romd" : "i/o";
    case STRATA_REGION_CONTAINER:
    case STRATA_REGION_MMIO:
    case STRATA_REGION_ALIAS:
    case STRATA_REGION_IOMMU:
    case STRATA_REGION_RESERVED:
    default:
      return "i/o";
    }
}

/**
 * strata_region_has_content:
 * @self: a region
 *
 * Tells whether a region has content of its own.
 *
 * Returns: whether it answers, or refuses to, by itself: all but containers and aliases do
 */
gboolean
strata_region_has_content (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind != STRATA_REGION_CONTAINER && self->kind != STRATA_REGION_ALIAS;
}

/**
 * strata_region_is_ram:
 * @self: a region
 *
 * Tells whether a region is memory.
 *
 * Returns: whether there is memory behind it: RAM, ROM, RAM and ROM devices
 */
gboolean
strata_region_is_ram (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ram != NULL;
}

/**
 * strata_region_get_ops: (skip)
 * @self: a region
 *
 * Gets the ops.
 *
 * Returns: (nullable): how it answers accesses
 */
const StrataRegionOps *
strata_region_get_ops (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ops;
}

/**
 * strata_region_get_user_data: (skip)
 * @self: a region
 *
 * Gets the user data.
 *
 * Returns: (nullable): what its callbacks are called with
 */
gpointer
strata_region_get_user_data (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->user_data;
}

/**
 * strata_region_get_extent:
 * @self: a region
 * @extent: (out caller-allocates): the offsets in its container that it covers, cut at 2^64-1
 *
 * Gets the addresses that a region covers in its container.
 *
 * Returns: %FALSE if it covers nothing, its size being 0
 */
gboolean
strata_region_get_extent (StrataRegion *self, StrataRange *extent)
{
  StrataInt128 last;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (extent != NULL, FALSE);

  if (self->state.size == 0)
    return FALSE;
  last = strata_size_to_int128 (self->state.size) - 1 + self->state.address;
  extent->first = self->state.address;
  extent->last = (guint64) MIN (last, STRATA_INT128_2_64 - 1);
  return TRUE;
}

StrataRegion *
strata_region_resolve_alias (StrataRegion *self, guint64 *offset)
{
  while (self->kind == STRATA_REGION_ALIAS)
    {
      if (*offset > G_MAXUINT64 - self->state.offset)
        return NULL;
      *offset += self->state.offset;
      self = self->state.target;
    }
  return self;
}

/* }}} */
