/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-access-plan-private.h"

#include <inttypes.h>

#include "strata-i18n-private.h"

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

/* Takes the words. */
static char *
add_lanes (char *words, const StrataPlanPart *part)
{
  static const char *const deeds[][2] = {
    [STRATA_PLAN_EXTRACT] = { N_ ("%s (byte %u taken out)"),
                              N_ ("%s (bytes %u to %u taken out)") },
    [STRATA_PLAN_PLACE] = { N_ ("%s (byte %u placed, the others zero)"),
                            N_ ("%s (bytes %u to %u placed, the others zero)") },
    [STRATA_PLAN_MERGE] = { N_ ("%s (byte %u merged into what is read there)"),
                            N_ ("%s (bytes %u to %u merged into what is read there)") },
    [STRATA_PLAN_LANES] = { N_ ("%s (byte %u enabled)"), N_ ("%s (bytes %u to %u enabled)") },
  };
  g_autofree char *taken = words;

  if (part->method == STRATA_PLAN_WHOLE)
    return g_steal_pointer (&taken);
  if (part->n_lanes == 1)
    return g_strdup_printf (_ (deeds[part->method][0]), words, part->first_lane);
  return g_strdup_printf (_ (deeds[part->method][1]), words, part->first_lane,
                          part->first_lane + part->n_lanes - 1);
}

/* Joins two texts, which it takes, with a format. */
static char *
join (char *left, const char *format, char *right)
{
  g_autofree char *taken_left = left;
  g_autofree char *taken_right = right;

  return taken_left == NULL ? g_steal_pointer (&taken_right)
                            : g_strdup_printf (format, taken_left, taken_right);
}

/* Accesses that differ in their offset only, as in “2 x 4 LE at +0x0 and +0x4” */
static char *
describe_parts (const StrataPlanPart *parts, guint n, StrataByteOrder order)
{
  const char *words = parts->size == 1 ? "" : order == STRATA_BIG_ENDIAN ? " BE" : " LE";
  char *shape = g_strdup_printf ("%u x %u%s", n, parts->size, words);
  char *offsets = NULL;

  for (guint i = 0; i < n; i++)
    offsets = join (offsets, i + 1 == n ? _ ("%s and %s") : "%s, %s",
                    g_strdup_printf ("+0x%" PRIx64, parts[i].offset));
  /* TRANSLATORS: “2 x 4 LE at +0x0 and +0x4”: how many accesses of how many bytes, and where */
  return add_lanes (join (shape, _ ("%s at %s"), offsets), parts);
}

static char *
describe_refusal (const StrataAccessPlan *plan, const StrataRegionOps *ops)
{
  switch (plan->verdict)
    {
    case STRATA_PLAN_TOO_SMALL:
      return g_strdup_printf (_ ("refused: valid.min is %u"), ops->valid.min);
    case STRATA_PLAN_TOO_LARGE:
      return g_strdup_printf (_ ("refused: valid.max is %u"), ops->valid.max);
    case STRATA_PLAN_UNALIGNED:
      return g_strdup (_ ("refused: not naturally aligned"));
    case STRATA_PLAN_NOT_ACCEPTED:
      return g_strdup (_ ("refused: the device does not accept it"));
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
  StrataByteOrder order;
  g_autofree char *parts = NULL;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (ops != NULL, NULL);

  if (plan->verdict != STRATA_PLAN_OK)
    return describe_refusal (plan, ops);

  order = ops->endianness == STRATA_NATIVE_ENDIAN ? byte_order : ops->endianness;
  for (guint i = 0, n; i < plan->n_parts; i += n)
    {
      n = count_alike (plan, i);
      parts = join (parts, i + n == plan->n_parts ? _ ("%s and then %s") : _ ("%s, then %s"),
                    describe_parts (&plan->parts[i], n, order));
    }
  return g_strdup_printf (is_write ? _ ("%u-byte write becomes %s") : _ ("%u-byte read becomes %s"),
                          size, parts);
}
