/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-access-plan-private.h"

/* The largest power of two that is not above @size, which is not 0. */
static guint
round_down (guint size)
{
  return 1u << (g_bit_storage (size) - 1);
}

/* The smallest power of two that is not below @size, which is not 0. */
static guint
round_up (guint size)
{
  return size == 1 ? 1 : 1u << g_bit_storage (size - 1);
}

static StrataPlanVerdict
judge (const StrataRegionOps *ops, guint64 offset, guint size)
{
  if (!ops->valid.unaligned && (offset & (round_up (size) - 1)) != 0)
    return STRATA_PLAN_UNALIGNED;
  if (ops->valid.min != 0 && size < ops->valid.min)
    return STRATA_PLAN_TOO_SMALL;
  if (ops->valid.max != 0 && size > ops->valid.max)
    return STRATA_PLAN_TOO_LARGE;
  return STRATA_PLAN_OK;
}

static StrataPlanMethod
choose_method (const StrataRegionOps *ops, gboolean is_write)
{
  if (!is_write)
    return STRATA_PLAN_EXTRACT;
  if (ops->write_lanes != NULL)
    return STRATA_PLAN_LANES;
  if (ops->impl.merge)
    return STRATA_PLAN_MERGE;
  return STRATA_PLAN_PLACE;
}

/**
 * strata_access_plan:
 * @ops: how the device answers
 * @offset: the offset in the region, in bytes
 * @size: the size of the access, 1 to 8 bytes
 * @is_write: whether it is a store
 * @plan: (out caller-allocates): where to put the plan
 *
 * Says what a device will see of one load or store, without doing it. Alignment is judged before
 * the sizes. `valid.accepts` is not asked: it needs the device itself, and whoever asks it does so
 * before.
 */
void
strata_access_plan (const StrataRegionOps *ops, guint64 offset, guint size, gboolean is_write,
                    StrataAccessPlan *plan)
{
  guint min, max;
  gboolean unaligned;

  g_return_if_fail (ops != NULL);
  g_return_if_fail (size >= 1 && size <= 8);
  g_return_if_fail (plan != NULL);

  plan->n_parts = 0;
  plan->verdict = judge (ops, offset, size);
  if (plan->verdict != STRATA_PLAN_OK)
    return;

  min = ops->impl.min != 0 ? round_up (MIN (ops->impl.min, 8)) : 1;
  max = ops->impl.max != 0 ? round_down (MIN (ops->impl.max, 8)) : 4;
  max = MAX (min, max);
  /* An odd rest would be placed in an aligned unit that holds bytes just written. */
  unaligned = ops->impl.unaligned && size % min == 0;

  for (guint done = 0; done < size; done += plan->parts[plan->n_parts++].n_lanes)
    {
      StrataPlanPart *part = &plan->parts[plan->n_parts];
      guint64 position = offset + done;
      guint left = size - done;
      guint unit = round_down (MIN (left, max));

      if (!unaligned)
        while ((position & (unit - 1)) != 0)
          unit /= 2;

      part->position = done;
      if (unit >= min)
        {
          part->offset = position;
          part->size = unit;
          part->first_lane = 0;
          part->n_lanes = unit;
          part->method = STRATA_PLAN_WHOLE;
        }
      else
        {
          part->size = min;
          part->first_lane = position & (min - 1);
          part->offset = position - part->first_lane;
          part->n_lanes = MIN (left, min - part->first_lane);
          part->method = choose_method (ops, is_write);
        }
    }
}

/* Parts that are told together: whole ones of one size. */
static guint
count_alike (const StrataAccessPlan *plan, guint index)
{
  const StrataPlanPart *first = &plan->parts[index];
  guint n = 1;

  if (first->method != STRATA_PLAN_WHOLE)
    return 1;
  while (index + n < plan->n_parts && plan->parts[index + n].method == STRATA_PLAN_WHOLE
         && plan->parts[index + n].size == first->size)
    n++;
  return n;
}

static void
append_lanes (GString *text, const StrataPlanPart *part)
{
  static const char *const deeds[] = {
    [STRATA_PLAN_EXTRACT] = "taken out",
    [STRATA_PLAN_PLACE] = "placed, the others zero",
    [STRATA_PLAN_MERGE] = "merged into what is read there",
    [STRATA_PLAN_LANES] = "enabled",
  };

  if (part->method == STRATA_PLAN_WHOLE)
    return;
  if (part->n_lanes == 1)
    g_string_append_printf (text, " (byte %u %s)", part->first_lane, deeds[part->method]);
  else
    g_string_append_printf (text, " (bytes %u to %u %s)", part->first_lane,
                            part->first_lane + part->n_lanes - 1, deeds[part->method]);
}

static void
append_refusal (GString *text, const StrataAccessPlan *plan, const StrataRegionOps *ops)
{
  switch (plan->verdict)
    {
    case STRATA_PLAN_TOO_SMALL:
      g_string_append_printf (text, "refused: valid.min is %u", ops->valid.min);
      break;
    case STRATA_PLAN_TOO_LARGE:
      g_string_append_printf (text, "refused: valid.max is %u", ops->valid.max);
      break;
    case STRATA_PLAN_UNALIGNED:
      g_string_append (text, "refused: not naturally aligned");
      break;
    case STRATA_PLAN_NOT_ACCEPTED:
      g_string_append (text, "refused: the device does not accept it");
      break;
    case STRATA_PLAN_OK:
    default:
      g_assert_not_reached ();
    }
}

/**
 * strata_access_plan_to_string:
 * @plan: a plan
 * @ops: the operations it was made for
 * @byte_order: the byte order of the system, for devices of native byte order
 * @size: the size it was made for, in bytes
 * @is_write: whether it was made for a store
 *
 * Puts a plan into words, as in `8-byte write becomes 2 x 4 LE at +0x0 and +0x4` or
 * `refused: valid.min is 4`.
 *
 * Returns: (transfer full): the words
 */
char *
strata_access_plan_to_string (const StrataAccessPlan *plan, const StrataRegionOps *ops,
                              StrataByteOrder byte_order, guint size, gboolean is_write)
{
  GString *text;
  StrataByteOrder order;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (ops != NULL, NULL);

  text = g_string_new (NULL);
  if (plan->verdict != STRATA_PLAN_OK)
    {
      append_refusal (text, plan, ops);
      return g_string_free (text, FALSE);
    }

  order = ops->endianness == STRATA_NATIVE_ENDIAN ? byte_order : ops->endianness;
  g_string_append_printf (text, "%u-byte %s becomes ", size, is_write ? "write" : "read");
  for (guint i = 0, n; i < plan->n_parts; i += n)
    {
      const StrataPlanPart *part = &plan->parts[i];

      n = count_alike (plan, i);
      if (i > 0)
        g_string_append (text, i + n == plan->n_parts ? " and then " : ", then ");
      g_string_append_printf (text, "%u x %u", n, part->size);
      if (part->size > 1)
        g_string_append (text, order == STRATA_BIG_ENDIAN ? " BE" : " LE");
      for (guint j = 0; j < n; j++)
        g_string_append_printf (text, "%s+0x%" G_GINT64_MODIFIER "x",
                                j == 0 ? " at " : j + 1 == n ? " and " : ", ", part[j].offset);
      append_lanes (text, part);
    }
  return g_string_free (text, FALSE);
}
