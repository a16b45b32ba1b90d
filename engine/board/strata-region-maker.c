/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-region-maker-private.h"

#include "memory/strata-coalesced.h"
#include "memory/strata-dirty-log.h"
#include "memory/strata-i18n-private.h"
#include "strata-board.h"
#include "strata-unmodelled.h"

static StrataRegion *
make_region (const StrataRegionDescription *description, StrataSystem *system, StrataOwner *owner,
             StrataRegion *target, GError **error)
{
  const char *name = description->name;
  guint64 size = description->size;

  switch (description->kind)
    {
    case STRATA_REGION_MMIO:
      return strata_unmodelled_new_mmio (system, owner, name, size);
    case STRATA_REGION_RAM:
      return strata_region_new_ram (system, owner, name, size, error);
    case STRATA_REGION_RAM_DEVICE:
      return strata_region_new_ram_device (system, owner, name, size, error);
    case STRATA_REGION_ROM:
      return strata_region_new_rom (system, owner, name, size, error);
    case STRATA_REGION_ROM_DEVICE:
      return strata_unmodelled_new_rom_device (system, owner, name, size, error);
    case STRATA_REGION_ALIAS:
      return strata_region_new_alias (system, owner, name, target, description->offset, size);
    case STRATA_REGION_RESERVED:
      return strata_region_new_reserved (system, owner, name, size);
    case STRATA_REGION_IOMMU:
      return strata_unmodelled_new_iommu (system, owner, name, size);
    case STRATA_REGION_CONTAINER:
    default:
      return strata_region_new_container (system, owner, name, size);
    }
}

/* The attributes that are set on a region in no container. */
static gboolean
set_attributes (const StrataRegionDescription *description, StrataRegion *region,
                const char **key, GError **error)
{
  *key = "enabled";
  if (!description->enabled && !strata_region_set_enabled (region, FALSE, error))
    return FALSE;
  *key = "read-only";
  if (description->readonly && !strata_region_set_readonly (region, TRUE, error))
    return FALSE;
  *key = "non-volatile";
  if (description->nonvolatile && !strata_region_set_nonvolatile (region, TRUE, error))
    return FALSE;
  *key = "rom-mode";
  if (!description->rom_mode && strata_region_get_kind (region) == STRATA_REGION_ROM_DEVICE
      && !strata_region_set_rom_mode (region, FALSE, error))
    return FALSE;
  *key = "log";
  for (guint client = 1; client <= STRATA_DIRTY_ALL; client <<= 1)
    if ((description->log & client) && !strata_region_set_log (region, client, TRUE, error))
      return FALSE;
  *key = "coalesce";
  for (guint i = 0; description->coalesce != NULL && i < description->coalesce->len; i++)
    {
      StrataRange *range = &g_array_index (description->coalesce, StrataRange, i);
      guint64 less = range->last - range->first; /* one less than its size */

      if (!strata_region_add_coalescing (region, range->first,
                                         less == G_MAXUINT64 ? STRATA_SIZE_MAX : less + 1, error))
        return FALSE;
    }
  *key = "address";
  if (description->parent == NULL && description->address != 0
      && !strata_region_set_address (region, description->address, error))
    return FALSE;
  *key = "priority";
  return description->parent != NULL || description->priority == 0
         || strata_region_set_priority (region, description->priority, error);
}

/* The regions that a device offers, for a message. */
static char *
list_parts (StrataDevice *device)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strata_device_get_n_regions (device); i++)
    {
      const char *part;

      strata_device_get_region (device, i, &part);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", part);
    }
  if (text->len == 0)
    g_string_append (text, _ ("no region"));
  return g_string_free (text, FALSE);
}

/* Makes the region that a description is of, in no container and with no contents; @target is what
 * an alias shows. If that fails, @key is what it failed at. */
StrataRegion *
strata_region_maker_make (const StrataRegionDescription *description, StrataSystem *system,
                          StrataOwner *owner, StrataRegion *target, const char **key,
                          GError **error)
{
  g_autoptr (StrataRegion) region = NULL;

  *key = "size";
  region = make_region (description, system, owner, target, error);
  if (region == NULL || !set_attributes (description, region, key, error))
    return NULL;
  return g_steal_pointer (&region);
}

/* The region of a device that a description is of, with the attributes that it asks for. If that
 * fails, @key is what it failed at. */
StrataRegion *
strata_region_maker_take_part (const StrataRegionDescription *description, StrataDevice *device,
                               const char **key, GError **error)
{
  StrataRegion *region = NULL;

  *key = "part";
  if (description->part != NULL)
    region = strata_device_find_region (device, description->part);
  else if (strata_device_get_n_regions (device) == 1)
    region = strata_device_get_region (device, 0, NULL);
  if (region == NULL)
    {
      g_autofree char *parts = list_parts (device);

      g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                   _ ("the device %s offers %s"), strata_device_get_id (device), parts);
      return NULL;
    }
  if (strata_region_get_container (region) != NULL)
    {
      g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                   _ ("the device %s has put this region somewhere itself"),
                   strata_device_get_id (device));
      return NULL;
    }
  return set_attributes (description, region, key, error) ? region : NULL;
}
