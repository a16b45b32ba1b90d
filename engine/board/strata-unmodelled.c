/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-unmodelled.h"

#include "memory/strata-iommu.h"

static StrataResult
read_unmodelled (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
                 guint size G_GNUC_UNUSED, const StrataAttrs *attrs G_GNUC_UNUSED)
{
  *value = 0;
  return STRATA_DEVICE_ERROR;
}

static StrataResult
write_unmodelled (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
                  guint64 value G_GNUC_UNUSED, guint size G_GNUC_UNUSED,
                  const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return STRATA_DEVICE_ERROR;
}

/* Takes every access as it comes, so that the answer is never about size or alignment. */
static const StrataRegionOps unmodelled_ops = {
  .read_with_attrs = read_unmodelled,
  .write_with_attrs = write_unmodelled,
  .endianness = STRATA_NATIVE_ENDIAN,
  .valid = { .min = 1, .max = 8, .unaligned = TRUE },
  .impl = { .min = 1, .max = 8, .unaligned = TRUE },
};

static void
translate_unmodelled (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
                      StrataIommuAccess access G_GNUC_UNUSED, guint index G_GNUC_UNUSED,
                      StrataIommuEntry *entry G_GNUC_UNUSED)
{
  /* it comes as "not mapped" */
}

static const StrataIommuOps unmodelled_iommu_ops = { .translate = translate_unmodelled };

/**
 * strata_unmodelled_new_mmio:
 * @system: the memory system
 * @owner: (nullable): the owner
 * @name: the region's name
 * @size: its size in bytes; %STRATA_SIZE_MAX is 2^64
 *
 * Makes an MMIO region for a device that is described but not modelled: every access gives a device
 * error, and nothing in it can be peeked.
 *
 * Returns: (transfer full): the region
 */
StrataRegion *
strata_unmodelled_new_mmio (StrataSystem *system, StrataOwner *owner, const char *name,
                            guint64 size)
{
  return strata_region_new_mmio (system, owner, name, size, &unmodelled_ops, NULL, NULL);
}

/**
 * strata_unmodelled_new_rom_device:
 * @system: the memory system
 * @owner: (nullable): the owner
 * @name: the region's name
 * @size: its size in bytes
 * @error: where to put an error
 *
 * Makes a ROM device whose behaviour is not modelled: it reads as ROM while its ROM mode is on;
 * every other access gives a device error.
 *
 * Returns: (transfer full): the region, or %NULL with an error of strata_region_new_rom_device()
 */
StrataRegion *
strata_unmodelled_new_rom_device (StrataSystem *system, StrataOwner *owner, const char *name,
                                  guint64 size, GError **error)
{
  return strata_region_new_rom_device (system, owner, name, size, &unmodelled_ops, NULL, NULL,
                                       error);
}

/**
 * strata_unmodelled_new_iommu:
 * @system: the memory system
 * @owner: (nullable): the owner
 * @name: the region's name
 * @size: its size in bytes; %STRATA_SIZE_MAX is 2^64
 *
 * Makes an IOMMU region whose tables are not modelled: none of its pages is mapped.
 *
 * Returns: (transfer full): the region
 */
StrataRegion *
strata_unmodelled_new_iommu (StrataSystem *system, StrataOwner *owner, const char *name,
                             guint64 size)
{
  return strata_region_new_iommu (system, owner, name, size, &unmodelled_iommu_ops, NULL, NULL);
}

/**
 * strata_region_is_unmodelled:
 * @region: any region
 *
 * Tells whether a region stands for a device that has no model.
 *
 * Returns: whether accesses to it fail because nobody has modelled its device
 */
gboolean
strata_region_is_unmodelled (StrataRegion *region)
{
  g_return_val_if_fail (region != NULL, FALSE);

  return strata_region_get_ops (region) == &unmodelled_ops;
}
