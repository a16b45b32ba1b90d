/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-access-plan.h"

/* Whether a device sees an access just as it is: what strata_access_plan() would answer with one
 * whole part, asked without making the plan. It may say no where the plan says yes; never the other
 * way round. */
static inline gboolean
strata_access_is_whole (const StrataRegionOps *ops, guint64 offset, guint size)
{
  return ((size & (size - 1)) | (offset & (size - 1))) == 0 && size >= ops->impl.min
         && size <= (ops->impl.max != 0 ? ops->impl.max : 4) && size >= ops->valid.min
         && (ops->valid.max == 0 || size <= ops->valid.max);
}
