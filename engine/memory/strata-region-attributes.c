/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The attributes of a region. Every setter is an edit: it can fail, and then nothing has
 * changed. */

#include "strata-observer-private.h"
#include "strata-i18n-private.h"
#include "strata-system-private.h"

static gboolean
refuse_kind (StrataRegion *self, GError **error, const char *reason)
{
  g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_KIND,
               /* Translators: the name of a region, and why something cannot be done to it */
               C_ ("region", "“%s” %s"), self->name, reason);
  return FALSE;
}

/**
 * strata_region_get_name:
 * @self: a region
 *
 * Gets the name.
 *
 * Returns: its name, free text; not %NULL
 */
const char *
strata_region_get_name (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_region_set_name:
 * @self: a region
 * @name: a name
 * @error: return location for a #StrataMemoryError
 *
 * Renames a region. No flat view changes.
 *
 * Returns: %TRUE, or %FALSE from inside a listener
 */
gboolean
strata_region_set_name (StrataRegion *self, const char *name, GError **error)
{
  gboolean publishing;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  strata_system_lock (self->system);
  publishing = self->system->publishing;
  if (publishing)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                   _ ("“%s” cannot be renamed from inside a listener"), self->name);
    }
  else
    {
      char *old = self->name;
      char *new = g_strdup (name);

      /* Accesses are told of in threads that do not lock the system. */
      g_mutex_lock (&self->system->observer->mutex);
      self->name = new;
      g_mutex_unlock (&self->system->observer->mutex);
      g_free (old);
    }
  strata_system_unlock (self->system);
  return !publishing;
}

/**
 * strata_region_get_size:
 * @self: a region
 *
 * Gets the size.
 *
 * Returns: its size in bytes, %STRATA_SIZE_MAX for 2^64
 */
guint64
strata_region_get_size (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->state.size;
}

/**
 * strata_region_set_size:
 * @self: a region
 * @size: its new size in bytes, %STRATA_SIZE_MAX for 2^64
 * @error: return location for a #StrataMemoryError
 *
 * Resizes a region; its rank among equals stays. Memory cannot grow past what it was made with; see
 * [ctor@Strata.Region.new_resizable_ram].
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_size (StrataRegion *self, guint64 size, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  state.size = size;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_enabled:
 * @self: a region
 *
 * Gets the enabled.
 *
 * Returns: whether it and what is below it take part
 */
gboolean
strata_region_get_enabled (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state.enabled;
}

/**
 * strata_region_set_enabled:
 * @self: a region
 * @enabled: whether it and what is below it take part
 * @error: return location for a #StrataMemoryError
 *
 * Switches a region, with all that is below it, on or off; its rank among equals stays.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_enabled (StrataRegion *self, gboolean enabled, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  state.enabled = !!enabled;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_readonly:
 * @self: a region
 *
 * Gets the readonly.
 *
 * Returns: whether writes through it are ignored
 */
gboolean
strata_region_get_readonly (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state.readonly;
}

/**
 * strata_region_set_readonly:
 * @self: a region
 * @readonly: whether writes through it are ignored
 * @error: return location for a #StrataMemoryError
 *
 * Makes a region, with all that is seen through it, read-only or not. A ROM is always read-only.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_readonly (StrataRegion *self, gboolean readonly, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->kind == STRATA_REGION_ROM && !readonly)
    return refuse_kind (self, error, _ ("is a ROM, which is always read-only"));

  strata_region_begin_edit (self, &state);
  state.readonly = !!readonly;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_nonvolatile:
 * @self: a region
 *
 * Gets the nonvolatile.
 *
 * Returns: whether its bytes outlive a power cycle
 */
gboolean
strata_region_get_nonvolatile (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state.nonvolatile;
}

/**
 * strata_region_set_nonvolatile:
 * @self: a region
 * @nonvolatile: whether its bytes outlive a power cycle
 * @error: return location for a #StrataMemoryError
 *
 * Marks a region, with all that is seen through it, as non-volatile or not.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_nonvolatile (StrataRegion *self, gboolean nonvolatile, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  state.nonvolatile = !!nonvolatile;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_rom_mode:
 * @self: a region
 *
 * Gets the rom mode.
 *
 * Returns: whether a ROM device reads like ROM
 */
gboolean
strata_region_get_rom_mode (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state.rom_mode;
}

/**
 * strata_region_set_rom_mode:
 * @self: a region
 * @rom_mode: whether a ROM device reads like ROM
 * @error: return location for a #StrataMemoryError
 *
 * Switches a ROM device between reading like ROM and reading through callbacks.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_rom_mode (StrataRegion *self, gboolean rom_mode, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->kind != STRATA_REGION_ROM_DEVICE)
    return refuse_kind (self, error, _ ("is not a ROM device"));

  strata_region_begin_edit (self, &state);
  state.rom_mode = !!rom_mode;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_callback_offset:
 * @self: a region
 *
 * Gets the callback offset.
 *
 * Returns: what is added to the offsets that its callbacks see, in bytes; 0 for an alias
 */
guint64
strata_region_get_callback_offset (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kind == STRATA_REGION_ALIAS ? 0 : self->state.offset;
}

/**
 * strata_region_set_callback_offset:
 * @self: a region that is not an alias
 * @offset: what to add to the offsets that its callbacks see, in bytes
 * @error: return location for a #StrataMemoryError
 *
 * Shifts what the callbacks see, after `valid` has been checked. New code gives each region its own
 * callbacks instead.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_callback_offset (StrataRegion *self, guint64 offset, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->kind == STRATA_REGION_ALIAS)
    return refuse_kind (self, error, _ ("is an alias and has no callbacks"));

  strata_region_begin_edit (self, &state);
  state.offset = offset;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_lock_free:
 * @self: a region
 *
 * Gets the lock free.
 *
 * Returns: whether its callbacks are called without the system lock
 */
gboolean
strata_region_get_lock_free (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state.lock_free;
}

/**
 * strata_region_set_lock_free:
 * @self: a region
 * @lock_free: whether its callbacks do their own locking
 * @error: return location for a #StrataMemoryError
 *
 * Lets the callbacks of a region be called without the system lock, by several threads at once.
 * Each initiator heeds it from when it takes the new view: see [method@Strata.System.synchronize].
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_lock_free (StrataRegion *self, gboolean lock_free, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  state.lock_free = !!lock_free;
  return strata_region_end_edit (self, &state, error);
}

/* {{{ Aliases */

/**
 * strata_region_get_alias_target:
 * @self: a region
 *
 * Gets the alias target.
 *
 * Returns: (transfer none) (nullable): what it shows, if it is an alias
 */
StrataRegion *
strata_region_get_alias_target (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->state.target;
}

/**
 * strata_region_set_alias_target:
 * @self: an alias
 * @target: what it is to show, of the same system
 * @error: return location for a #StrataMemoryError
 *
 * Points an alias at another region; its rank among equals stays.
 *
 * Returns: %TRUE, or %FALSE if it is not an alias, would be inside itself, or a budget forbids it
 */
gboolean
strata_region_set_alias_target (StrataRegion *self, StrataRegion *target, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  if (self->kind != STRATA_REGION_ALIAS)
    return refuse_kind (self, error, _ ("is not an alias"));

  strata_region_begin_edit (self, &state);
  state.target = target;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_alias_offset:
 * @self: a region
 *
 * Gets the alias offset.
 *
 * Returns: the offset in its target that appears at its start, in bytes; 0 if it is no alias
 */
guint64
strata_region_get_alias_offset (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kind == STRATA_REGION_ALIAS ? self->state.offset : 0;
}

/**
 * strata_region_set_alias_offset:
 * @self: an alias
 * @offset: the offset in its target that is to appear at its start, in bytes
 * @error: return location for a #StrataMemoryError
 *
 * Moves the window of an alias over its target; its rank among equals stays.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_alias_offset (StrataRegion *self, guint64 offset, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->kind != STRATA_REGION_ALIAS)
    return refuse_kind (self, error, _ ("is not an alias"));

  strata_region_begin_edit (self, &state);
  state.offset = offset;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_list_aliases:
 * @self: a region
 *
 * Lists the aliases of a region.
 *
 * Returns: (transfer full) (element-type StrataRegion): the aliases that show it directly, the one
 *   that came last first
 */
GPtrArray *
strata_region_list_aliases (StrataRegion *self)
{
  GPtrArray *aliases;

  g_return_val_if_fail (self != NULL, NULL);

  aliases = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  strata_system_lock (self->system);
  for (StrataRegion *alias = self->aliases; alias != NULL; alias = alias->next_alias)
    if (strata_region_try_ref (alias))
      g_ptr_array_add (aliases, alias);
  strata_system_unlock (self->system);
  return aliases;
}

/* }}} */
