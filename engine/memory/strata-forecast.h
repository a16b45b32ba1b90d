/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-initiator.h"

G_BEGIN_DECLS

/**
 * StrataForecast:
 * @STRATA_FORECAST_MEMORY: it changes memory
 * @STRATA_FORECAST_DEVICE: a device sees it
 * @STRATA_FORECAST_QUEUED: it is coalesced: a device sees it later
 * @STRATA_FORECAST_IGNORED: what is there is read-only
 * @STRATA_FORECAST_REFUSED: no device sees it
 * @STRATA_FORECAST_UNMAPPED: nobody is there
 * @STRATA_FORECAST_SPLIT: it lies across regions, and becomes several writes
 *
 * What will become of a store.
 */
typedef enum
{
  STRATA_FORECAST_MEMORY,
  STRATA_FORECAST_DEVICE,
  STRATA_FORECAST_QUEUED,
  STRATA_FORECAST_IGNORED,
  STRATA_FORECAST_REFUSED,
  STRATA_FORECAST_UNMAPPED,
  STRATA_FORECAST_SPLIT,
} StrataForecast;

STRATA_PUBLIC
StrataForecast strata_initiator_forecast_store (StrataInitiator *self, guint64 address, guint size,
                                                char **words);

G_END_DECLS
