/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

/* What a property of a device takes, as far as a board file is concerned. */
typedef enum
{
  STRATA_PROPERTY_TEXT,   /* anything that is written as it is: numbers, truths, names, strings */
  STRATA_PROPERTY_REGION, /* the id of a region */
  STRATA_PROPERTY_DEVICE, /* the id of a device */
} StrataPropertyKind;

GParamSpec *strata_property_find (StrataDevice *device, const char *name);
StrataPropertyKind strata_property_get_kind (GParamSpec *pspec);
gboolean strata_property_parse (GParamSpec *pspec, const char *text, GValue *value,
                                GError **error);
char *strata_property_format (GParamSpec *pspec, const GValue *value);

G_END_DECLS
