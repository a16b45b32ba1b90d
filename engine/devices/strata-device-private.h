/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-device.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  StrataSystem *system;
  StrataClock *clock;
  StrataOwner *owner; /* holds the device, as long as any region lives */
  gboolean is_realized;
  GArray *parts;      /* of what strata-device.c knows */
  GPtrArray *outputs; /* of StrataLine */
  GPtrArray *inputs;  /* of StrataLine */
  GArray *banks;      /* of StrataRegisterBank */
} StrataDevicePrivate;

StrataDevicePrivate *_strata_device_get_private (StrataDevice *self);

G_END_DECLS
