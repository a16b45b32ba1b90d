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

/* Registers, as far as a model says nothing else: they are where their bank is */
GArray *_strata_device_new_banks (void);
gboolean _strata_device_peek_register (StrataDevice *self, const StrataRegisterBank *bank,
                                       const StrataRegister *info, guint64 *value);
gboolean _strata_device_find_register (StrataDevice *self, const StrataRegisterBank *bank,
                                       const StrataRegister *info, StrataRegisterPath *path);

G_END_DECLS
