/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a store would do, without doing it. */

#include "strata-forecast.h"

#include <inttypes.h>

#include "strata-access-plan.h"
#include "strata-dispatch-private.h"
#include "strata-i18n-private.h"
#include "strata-iommu-private.h"
#include "strata-lookup-private.h"
#include "strata-range-access-private.h"
#include "strata-system-private.h"

/* IOMMUs can lead to each other in circles. */
#define MAX_TRANSLATIONS 8

static StrataForecast forecast_any (StrataInitiator *self, guint64 address, guint size,
                                    guint translations, GString *words);

/* What `valid.accepts` says counts only where sizes and alignment pass. */
static void
make_plan (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
           StrataAccessPlan *plan)
{
  gboolean lock_free = (range->device & STRATA_DEVICE_LOCK_FREE) != 0;
  StrataDispatch dispatch;

  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  strata_access_plan (range->ops, dispatch.offset, size, TRUE, plan);
  if (plan->verdict != STRATA_PLAN_OK)
    return;
  if (!lock_free)
    strata_system_lock (self->system);
  if (!strata_dispatch_is_valid (&dispatch, TRUE))
    plan->verdict = STRATA_PLAN_NOT_ACCEPTED;
  if (!lock_free)
    strata_system_unlock (self->system);
}

static StrataForecast
forecast_device (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
                 GString *words)
{
  StrataAccessPlan plan;
  g_autofree char *text = NULL;

  if (range->ops == NULL)
    {
      g_string_append (words, _ ("refused: the device takes no writes"));
      return STRATA_FORECAST_REFUSED;
    }
  make_plan (self, range, address, size, &plan);
  text = strata_access_plan_to_string (&plan, range->ops, self->system->byte_order, size, TRUE);
  if (plan.verdict != STRATA_PLAN_OK)
    {
      g_string_append (words, text);
      return STRATA_FORECAST_REFUSED;
    }
  if (strata_flat_range_coalesces (range, address, size))
    {
      g_string_append (words, _ ("coalesced: queued"));
      return STRATA_FORECAST_QUEUED;
    }
  g_string_append (words, text);
  return STRATA_FORECAST_DEVICE;
}

static StrataForecast
forecast_translated (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                     guint size, guint translations, GString *words)
{
  guint64 length = size, translated;
  StrataInitiator *behind;

  behind = translations < MAX_TRANSLATIONS
             ? strata_iommu_follow (self, range, address, STRATA_IOMMU_WRITE, &length, &translated)
             : NULL;
  if (behind == NULL)
    {
      g_string_append (words, _ ("refused: the IOMMU does not allow it"));
      return STRATA_FORECAST_REFUSED;
    }
  g_string_append_printf (words, _ ("translated to 0x%" PRIx64 ": "), translated);
  return forecast_any (behind, translated, (guint) length, translations + 1, words);
}

/* A stretch that one flat range, or none, has all of. */
static StrataForecast
forecast_within (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
                 guint translations, GString *words)
{
  if (range == NULL || range->kind == STRATA_REGION_RESERVED)
    {
      g_string_append (words, _ ("decode error: nobody is there"));
      return STRATA_FORECAST_UNMAPPED;
    }
  if (range->slow & STRATA_SLOW_READONLY)
    {
      g_string_append (words, _ ("read-only, ignored"));
      return STRATA_FORECAST_IGNORED;
    }
  if (range->kind == STRATA_REGION_IOMMU)
    return forecast_translated (self, range, address, size, translations, words);
  if (range->slow & STRATA_SLOW_WRITE_CALLBACK)
    return forecast_device (self, range, address, size, words);
  /* TRANSLATORS: %s is ram, rom or the like */
  g_string_append_printf (words, ngettext ("%u byte of %s", "%u bytes of %s", size), size,
                          strata_flat_range_get_kind_name (range));
  return STRATA_FORECAST_MEMORY;
}

static StrataForecast
forecast_any (StrataInitiator *self, guint64 address, guint size, guint translations,
              GString *words)
{
  StrataForecast forecast = STRATA_FORECAST_UNMAPPED;

  strata_initiator_enter (self);
  for (guint done = 0, n; done < size; done += n)
    {
      guint64 first = address + done;
      const StrataFlatRange *range = strata_initiator_lookup (self, first);
      guint64 next, left = size - done;

      if (range != NULL)
        n = (guint) (MIN (left - 1, range->last - first) + 1);
      else if (strata_initiator_skip_hole (self, first, first + (left - 1), &next))
        n = (guint) (next - first);
      else
        n = (guint) left;
      if (n == size)
        {
          forecast = forecast_within (self, range, first, n, translations, words);
          break;
        }
      g_string_append_printf (words, "%s+0x%x: ", done == 0 ? "" : "; ", done);
      forecast_within (self, range, first, n, translations, words);
      forecast = STRATA_FORECAST_SPLIT;
    }
  strata_initiator_leave (self);
  return forecast;
}

/**
 * strata_initiator_forecast_store:
 * @self: an initiator
 * @address: the address
 * @size: how many bytes, 1 to 8
 * @words: (out) (optional) (transfer full): where to put it in words, as in `8-byte write becomes
 *   2 x 4 LE at +0x0 and +0x4`, `refused: valid.min is 4`, `read-only, ignored`
 *
 * Says what [method@Strata.Initiator.store] would do, without doing it. Nothing is called but the
 * device's `valid.accepts`, and an IOMMU's translation. Whether an eventfd would be signalled
 * depends on the value, and is not looked at.
 *
 * Returns: what would become of it
 */
StrataForecast
strata_initiator_forecast_store (StrataInitiator *self, guint64 address, guint size, char **words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  StrataForecast forecast;

  g_return_val_if_fail (self != NULL, STRATA_FORECAST_UNMAPPED);
  g_return_val_if_fail (size >= 1 && size <= 8, STRATA_FORECAST_REFUSED);

  if (size - 1 > G_MAXUINT64 - address)
    {
      g_string_append (text, _ ("decode error: it lies past the last address"));
      forecast = STRATA_FORECAST_UNMAPPED;
    }
  else
    forecast = forecast_any (self, address, size, 0, text);
  if (words != NULL)
    *words = g_string_free (g_steal_pointer (&text), FALSE);
  return forecast;
}
