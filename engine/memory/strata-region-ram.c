/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Regions with memory behind them: making them, resizing them, finding the memory. */

#include "strata-host-index-private.h"

#include <inttypes.h>
#include "strata-i18n-private.h"
#include "strata-system-private.h"

/* {{{ Making */

StrataRegion *
strata_region_new_of_ram (StrataSystem *system, StrataOwner *owner, StrataRegionKind kind,
                          const char *name, guint64 size, StrataRam *ram, GError **error)
{
  StrataRegion *self;

  if (ram == NULL)
    {
      g_prefix_error (error, C_ ("region", "“%s”: "), name);
      return NULL;
    }
  self = strata_region_new_of_kind (system, owner, kind, name, size);
  self->ram = ram;
  strata_system_lock (system);
  strata_host_index_add (system->host_index, self);
  strata_ram_set_all_dirty (ram, system->log_clients);
  strata_system_unlock (system);
  return self;
}

/**
 * strata_region_new_ram:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @error: return location for a %STRATA_MEMORY_ERROR_BACKING
 *
 * Makes a region of zeroed RAM. It is committed page by page as it is touched.
 *
 * Returns: (transfer full): a region, or %NULL if the memory could not be had
 */
StrataRegion *
strata_region_new_ram (StrataSystem *system, StrataOwner *owner, const char *name, guint64 size,
                       GError **error)
{
  g_return_val_if_fail (system != NULL, NULL);

  return strata_region_new_of_ram (system, owner, STRATA_REGION_RAM, name, size,
                                   strata_ram_new (size, error), error);
}

/**
 * strata_region_new_resizable_ram: (skip)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes at first, at most @max_size
 * @max_size: the size up to which it can grow, in bytes
 * @resized: (nullable): told of each new size
 * @user_data: for @resized
 * @destroy: (nullable): called with @user_data when neither the region nor a flat view that shows
 *   it is left
 * @error: return location for a #StrataMemoryError
 *
 * Makes a region of zeroed RAM whose size [method@Strata.Region.set_size] changes within bounds.
 * Its bytes never move, and what is beyond the end keeps its contents until it is shown again.
 * What comes into view is dirty for all who log.
 *
 * Returns: (transfer full): a region, or %NULL if the memory could not be had; @destroy is not
 *   called then
 */
StrataRegion *
strata_region_new_resizable_ram (StrataSystem *system, StrataOwner *owner, const char *name,
                                 guint64 size, guint64 max_size, StrataRegionResizedFunc resized,
                                 gpointer user_data, GDestroyNotify destroy, GError **error)
{
  StrataRam *ram;

  g_return_val_if_fail (system != NULL, NULL);

  if (size > max_size)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("“%s” cannot have 0x%" PRIx64 " bytes: its limit is 0x%" PRIx64), name, size,
                   max_size);
      return NULL;
    }
  ram = strata_ram_new (max_size, error);
  if (ram != NULL)
    {
      ram->is_resizable = TRUE;
      ram->told_size = size;
      ram->resized = resized;
      ram->user_data = user_data;
      ram->destroy = destroy;
    }
  return strata_region_new_of_ram (system, owner, STRATA_REGION_RAM, name, size, ram, error);
}

/**
 * strata_region_new_ram_from_pointer: (skip)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @bytes: @size bytes
 * @user_data: for @destroy
 * @destroy: (nullable): called when neither the region nor a flat view that shows it is left
 *
 * Makes a region of RAM over the caller's bytes.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_ram_from_pointer (StrataSystem *system, StrataOwner *owner, const char *name,
                                    guint64 size, gpointer bytes, gpointer user_data,
                                    GDestroyNotify destroy)
{
  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (bytes != NULL || size == 0, NULL);

  return strata_region_new_of_ram (system, owner, STRATA_REGION_RAM, name, size,
                                   strata_ram_new_from_pointer (size, bytes, user_data, destroy),
                                   NULL);
}

/**
 * strata_region_new_ram_from_file:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @path: a file of at least @file_offset + @size bytes
 * @file_offset: where in the file it begins, in bytes, a multiple of the page size
 * @shared: whether writes go to the file
 * @error: return location for a %STRATA_MEMORY_ERROR_BACKING
 *
 * Makes a region of RAM over a file.
 *
 * Returns: (transfer full): a region, or %NULL if the file cannot serve
 */
StrataRegion *
strata_region_new_ram_from_file (StrataSystem *system, StrataOwner *owner, const char *name,
                                 guint64 size, const char *path, guint64 file_offset,
                                 gboolean shared, GError **error)
{
  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return strata_region_new_of_ram (
      system, owner, STRATA_REGION_RAM, name, size,
      strata_ram_new_from_file (size, path, file_offset, shared, error), error);
}

/**
 * strata_region_new_ram_from_fd:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @fd: an open file of at least @file_offset + @size bytes; the caller keeps it
 * @file_offset: where in the file it begins, in bytes, a multiple of the page size
 * @shared: whether writes go to the file
 * @error: return location for a %STRATA_MEMORY_ERROR_BACKING
 *
 * Makes a region of RAM over an open file or a memfd.
 *
 * Returns: (transfer full): a region, or %NULL if the file cannot serve
 */
StrataRegion *
strata_region_new_ram_from_fd (StrataSystem *system, StrataOwner *owner, const char *name,
                               guint64 size, int fd, guint64 file_offset, gboolean shared,
                               GError **error)
{
  g_return_val_if_fail (system != NULL, NULL);

  return strata_region_new_of_ram (system, owner, STRATA_REGION_RAM, name, size,
                                   strata_ram_new_from_fd (size, fd, file_offset, shared, error),
                                   error);
}

/**
 * strata_region_new_ram_device:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @error: return location for a %STRATA_MEMORY_ERROR_BACKING
 *
 * Makes a region of memory that belongs to a device: it is accessed one unit at a time, never as
 * bulk, and prints as `ramd`.
 *
 * Returns: (transfer full): a region, or %NULL if the memory could not be had
 */
StrataRegion *
strata_region_new_ram_device (StrataSystem *system, StrataOwner *owner, const char *name,
                              guint64 size, GError **error)
{
  g_return_val_if_fail (system != NULL, NULL);

  return strata_region_new_of_ram (system, owner, STRATA_REGION_RAM_DEVICE, name, size,
                                   strata_ram_new (size, error), error);
}

/**
 * strata_region_new_ram_device_from_pointer: (skip)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @bytes: @size bytes, such as the registers of a real device
 * @user_data: for @destroy
 * @destroy: (nullable): called when neither the region nor a flat view that shows it is left
 *
 * Makes a region of a device's memory over the caller's bytes; see
 * [ctor@Strata.Region.new_ram_device].
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_ram_device_from_pointer (StrataSystem *system, StrataOwner *owner,
                                           const char *name, guint64 size, gpointer bytes,
                                           gpointer user_data, GDestroyNotify destroy)
{
  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (bytes != NULL || size == 0, NULL);

  return strata_region_new_of_ram (system, owner, STRATA_REGION_RAM_DEVICE, name, size,
                                   strata_ram_new_from_pointer (size, bytes, user_data, destroy),
                                   NULL);
}

/**
 * strata_region_new_rom:
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @error: return location for a %STRATA_MEMORY_ERROR_BACKING
 *
 * Makes a region of ROM, zeroed. Writes are ignored; [method@Strata.Initiator.write_rom] and
 * [method@Strata.Region.get_ram_ptr] fill it.
 *
 * Returns: (transfer full): a region, or %NULL if the memory could not be had
 */
StrataRegion *
strata_region_new_rom (StrataSystem *system, StrataOwner *owner, const char *name, guint64 size,
                       GError **error)
{
  g_return_val_if_fail (system != NULL, NULL);

  return strata_region_new_of_ram (system, owner, STRATA_REGION_ROM, name, size,
                                   strata_ram_new (size, error), error);
}

/**
 * strata_region_new_rom_device: (skip)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes
 * @ops: how it answers writes, and reads while its ROM mode is off; must live as long as the region
 * @user_data: for the callbacks
 * @destroy: (nullable): called with @user_data when nothing holds the region any more
 * @error: return location for a %STRATA_MEMORY_ERROR_BACKING
 *
 * Makes a ROM device: it reads like ROM while its ROM mode is on, as it is at first, and through
 * callbacks otherwise. Writes always go to callbacks.
 *
 * Returns: (transfer full): a region, or %NULL if the memory could not be had; @destroy is not
 *   called then
 */
StrataRegion *
strata_region_new_rom_device (StrataSystem *system, StrataOwner *owner, const char *name,
                              guint64 size, const StrataRegionOps *ops, gpointer user_data,
                              GDestroyNotify destroy, GError **error)
{
  StrataRegion *self;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (ops != NULL, NULL);

  self = strata_region_new_of_ram (system, owner, STRATA_REGION_ROM_DEVICE, name, size,
                                   strata_ram_new (size, error), error);
  if (self == NULL)
    return NULL;
  self->ops = ops;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

/* }}} */

/* {{{ Where the memory is */

/**
 * strata_region_get_ram_ptr: (skip)
 * @self: a region
 *
 * Gives direct access to the bytes behind a region; behind an alias, those of its target from the
 * alias's offset on. What is written through the pointer is not seen by dirty logs or watches.
 *
 * Returns: (nullable) (transfer none): the bytes; %NULL if there are none
 */
gpointer
strata_region_get_ram_ptr (StrataRegion *self)
{
  guint64 offset = 0;
  StrataRegion *target;

  g_return_val_if_fail (self != NULL, NULL);

  strata_system_lock (self->system);
  target = strata_region_resolve_alias (self, &offset);
  strata_system_unlock (self->system);
  if (target == NULL || target->ram == NULL || offset >= strata_ram_get_size (target->ram))
    return NULL;
  return strata_ram_get_bytes (target->ram) + offset;
}

/**
 * strata_region_get_fd:
 * @self: a region
 *
 * Gets the file behind a region, for whoever wants to map it into another process. Behind an alias
 * it is that of the target.
 *
 * Returns: a descriptor that is open as long as the region lives, or -1 if there is no file
 */
int
strata_region_get_fd (StrataRegion *self)
{
  guint64 offset = 0;
  StrataRegion *target;

  g_return_val_if_fail (self != NULL, -1);

  strata_system_lock (self->system);
  target = strata_region_resolve_alias (self, &offset);
  strata_system_unlock (self->system);
  return target != NULL && target->ram != NULL ? target->ram->fd : -1;
}

/**
 * strata_system_find_host:
 * @self: a system
 * @pointer: (nullable): any pointer
 * @offset: (out) (optional): where to put the offset in the region, in bytes
 *
 * Finds the region with memory that a pointer of this process points into. Memory that a resizable
 * region could still grow into counts. If callers made several regions over the same bytes, the
 * oldest answers.
 *
 * Returns: (transfer full) (nullable): the region; %NULL if the pointer is in no memory of the
 *   system
 */
StrataRegion *
strata_system_find_host (StrataSystem *self, gconstpointer pointer, guint64 *offset)
{
  StrataRegion *region;

  g_return_val_if_fail (self != NULL, NULL);

  strata_system_lock (self);
  region = strata_host_index_find (self->host_index, pointer);
  strata_system_unlock (self);
  if (region != NULL && offset != NULL)
    *offset = (guint64) ((const guint8 *) pointer - strata_ram_get_bytes (region->ram));
  return region;
}

/* }}} */
