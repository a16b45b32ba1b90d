/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-dispatch-private.h"

#include "strata-access-plan-private.h"
#include "strata-guest-bytes.h"
#include "strata-owner-private.h"
#include "strata-system-private.h"

/* {{{ The owner guard */

static inline gboolean
is_guarded (const StrataDispatch *self)
{
  return (self->device & STRATA_DEVICE_LOCK_FREE) == 0;
}

static inline gboolean
is_same_device (const StrataRegion *a, const StrataRegion *b)
{
  return a == b || (a->owner != NULL && a->owner == b->owner);
}

static gboolean
is_refused (const StrataDispatch *self)
{
  const StrataCall *call;

  if (!is_guarded (self))
    return FALSE;
  for (call = self->system->calls; call != NULL; call = call->outer)
    if (is_same_device (call->region, self->region))
      return self->region->owner == NULL || !self->region->owner->reentrant;
  return FALSE;
}

static inline void
engage (const StrataDispatch *self, StrataCall *call)
{
  if (!is_guarded (self))
    return;
  call->outer = self->system->calls;
  call->region = self->region;
  self->system->calls = call;
}

static inline void
disengage (const StrataDispatch *self, const StrataCall *call)
{
  if (is_guarded (self))
    self->system->calls = call->outer;
}

/* }}} */
/* {{{ What one callback sees and says */

/* From a device's value to lanes, and back. */
static guint64
convert (const StrataDispatch *self, guint64 value, guint size)
{
  if (self->device & STRATA_DEVICE_BIG_ENDIAN)
    return strata_lanes_swap (value, size);
  return value & strata_lanes_mask (size);
}

static StrataResult
call_read (const StrataDispatch *self, guint64 offset, guint size, guint64 *lanes)
{
  const StrataRegionOps *ops = self->ops;
  StrataResult result = STRATA_OK;
  guint64 value = 0;

  if (ops->read_with_attrs != NULL)
    result = ops->read_with_attrs (self->user_data, offset + self->callback_offset, &value,
                                   size, &self->attrs);
  else if (ops->read != NULL)
    value = ops->read (self->user_data, offset + self->callback_offset, size);
  else
    result = STRATA_DEVICE_ERROR;
  *lanes = result == STRATA_OK ? convert (self, value, size) : 0;
  return result;
}

static StrataResult
call_write (const StrataDispatch *self, guint64 offset, guint size, guint64 lanes)
{
  const StrataRegionOps *ops = self->ops;
  guint64 value = convert (self, lanes, size);

  if (ops->write_with_attrs != NULL)
    return ops->write_with_attrs (self->user_data, offset + self->callback_offset, value,
                                  size, &self->attrs);
  if (ops->write == NULL)
    return STRATA_DEVICE_ERROR;
  ops->write (self->user_data, offset + self->callback_offset, value, size);
  return STRATA_OK;
}

/* }}} */
/* {{{ Executing a plan */

static StrataResult
read_part (const StrataDispatch *self, const StrataPlanPart *part, guint64 *lanes)
{
  guint64 unit;
  StrataResult result = call_read (self, part->offset, part->size, &unit);

  *lanes |= (unit >> (8 * part->first_lane) & strata_lanes_mask (part->n_lanes))
            << (8 * part->position);
  return result;
}

static StrataResult
write_part (const StrataDispatch *self, const StrataPlanPart *part, guint64 lanes)
{
  guint64 mask = strata_lanes_mask (part->n_lanes) << (8 * part->first_lane);
  guint64 unit = lanes >> (8 * part->position) << (8 * part->first_lane) & mask;
  StrataResult result;
  guint64 before;

  switch (part->method)
    {
    case STRATA_PLAN_LANES:
      return self->ops->write_lanes (
        self->user_data, part->offset + self->callback_offset,
        convert (self, unit, part->size), part->size,
        ((1u << part->n_lanes) - 1) << part->first_lane, &self->attrs);
    case STRATA_PLAN_MERGE:
      result = call_read (self, part->offset, part->size, &before);
      if (result != STRATA_OK)
        return result;
      return call_write (self, part->offset, part->size, (before & ~mask) | unit);
    case STRATA_PLAN_WHOLE:
    case STRATA_PLAN_PLACE:
      return call_write (self, part->offset, part->size, unit);
    case STRATA_PLAN_EXTRACT:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_accepted (const StrataDispatch *self, gboolean is_write)
{
  const StrataRegionOps *ops = self->ops;

  return ops->valid.accepts == NULL
         || ops->valid.accepts (self->user_data, self->offset, self->size, is_write,
                                &self->attrs);
}

static gboolean
make_plan (const StrataDispatch *self, gboolean is_write, StrataAccessPlan *plan)
{
  strata_access_plan (self->ops, self->offset, self->size, is_write, plan);
  return plan->verdict == STRATA_PLAN_OK;
}

static StrataResult
read_engaged (const StrataDispatch *self, guint64 *lanes)
{
  StrataResult result = STRATA_OK;
  StrataAccessPlan plan;

  if (!is_accepted (self, FALSE))
    return STRATA_ACCESS_ERROR;
  if (G_LIKELY (strata_access_is_whole (self->ops, self->offset, self->size)))
    return call_read (self, self->offset, self->size, lanes);
  if (!make_plan (self, FALSE, &plan))
    return STRATA_ACCESS_ERROR;
  for (guint i = 0; i < plan.n_parts; i++)
    result |= read_part (self, &plan.parts[i], lanes);
  return result;
}

static StrataResult
write_engaged (const StrataDispatch *self, guint64 lanes)
{
  StrataResult result = STRATA_OK;
  StrataAccessPlan plan;

  if (G_LIKELY (strata_access_is_whole (self->ops, self->offset, self->size)))
    return call_write (self, self->offset, self->size, lanes);
  if (!make_plan (self, TRUE, &plan))
    return STRATA_ACCESS_ERROR;
  for (guint i = 0; i < plan.n_parts; i++)
    result |= write_part (self, &plan.parts[i], lanes);
  return result;
}

/* }}} */

guint64
strata_dispatch_to_value (const StrataDispatch *self, guint64 lanes)
{
  return convert (self, lanes, self->size);
}

gboolean
strata_dispatch_is_valid (const StrataDispatch *self, gboolean is_write)
{
  StrataAccessPlan plan;

  return self->ops != NULL && is_accepted (self, is_write)
         && make_plan (self, is_write, &plan);
}

StrataResult
strata_dispatch_check (const StrataDispatch *self, gboolean is_write)
{
  gboolean valid;
  StrataCall call;

  if (self->ops == NULL)
    return STRATA_DEVICE_ERROR;
  if (is_refused (self))
    return STRATA_ACCESS_ERROR;
  engage (self, &call);
  valid = strata_dispatch_is_valid (self, is_write);
  disengage (self, &call);
  return valid ? STRATA_OK : STRATA_ACCESS_ERROR;
}

StrataResult
strata_dispatch_read (const StrataDispatch *self, guint64 *lanes)
{
  StrataResult result;
  StrataCall call;

  *lanes = 0;
  if (self->ops == NULL)
    return STRATA_DEVICE_ERROR;
  if (is_refused (self))
    return STRATA_ACCESS_ERROR;
  engage (self, &call);
  result = read_engaged (self, lanes);
  disengage (self, &call);
  return result;
}

StrataResult
strata_dispatch_write (const StrataDispatch *self, guint64 lanes)
{
  StrataResult result;
  StrataCall call;

  if (self->ops == NULL)
    return STRATA_DEVICE_ERROR;
  if (is_refused (self))
    return STRATA_ACCESS_ERROR;
  engage (self, &call);
  result = is_accepted (self, TRUE) ? write_engaged (self, lanes) : STRATA_ACCESS_ERROR;
  disengage (self, &call);
  return result;
}

StrataResult
strata_dispatch_write_queued (const StrataDispatch *self, guint64 lanes)
{
  StrataResult result;
  StrataCall call;

  engage (self, &call);
  result = write_engaged (self, lanes);
  disengage (self, &call);
  return result;
}

guint
strata_dispatch_peek (const StrataDispatch *self, guint64 *lanes)
{
  const StrataRegionOps *ops = self->ops;
  StrataAccessPlan plan;
  guint known = 0;

  *lanes = 0;
  if (ops == NULL || ops->peek == NULL || !is_accepted (self, FALSE)
      || !make_plan (self, FALSE, &plan))
    return 0;
  for (guint i = 0; i < plan.n_parts; i++)
    {
      const StrataPlanPart *part = &plan.parts[i];
      guint64 value = 0;

      if (!ops->peek (self->user_data, part->offset + self->callback_offset, &value,
                      part->size))
        continue;
      value = convert (self, value, part->size);
      *lanes |= (value >> (8 * part->first_lane) & strata_lanes_mask (part->n_lanes))
                << (8 * part->position);
      known |= ((1u << part->n_lanes) - 1) << part->position;
    }
  return known;
}
