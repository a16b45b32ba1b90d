/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-described-private.h"

static StrataResult
refuse_read (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
             guint size G_GNUC_UNUSED, const StrataAttrs *attrs G_GNUC_UNUSED)
{
  *value = 0;
  return STRATA_DEVICE_ERROR;
}

static StrataResult
refuse_write (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
              guint64 value G_GNUC_UNUSED, guint size G_GNUC_UNUSED,
              const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return STRATA_DEVICE_ERROR;
}

static const StrataRegionOps ops = {
  .read_with_attrs = refuse_read,
  .write_with_attrs = refuse_write,
  .valid = { .unaligned = TRUE },
  .impl = { .max = 8, .unaligned = TRUE },
};

StrataRegion *
strata_described_new (StrataSystem *system, StrataOwner *owner, const char *name, guint64 size)
{
  return strata_region_new_mmio (system, owner, name, size, &ops, NULL, NULL);
}
