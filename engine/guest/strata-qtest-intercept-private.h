/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

/* Listens to the lines of a device, and writes down how their levels change. */
typedef struct _StrataQtestIntercept StrataQtestIntercept;

StrataQtestIntercept *strata_qtest_intercept_new (StrataDevice *device, gboolean outputs);
void strata_qtest_intercept_free (StrataQtestIntercept *self);
StrataDevice *strata_qtest_intercept_get_device (StrataQtestIntercept *self);
/* Takes the `IRQ` lines that have come up since the last time; NULL if there are none. */
GString *strata_qtest_intercept_take (StrataQtestIntercept *self);

G_END_DECLS
