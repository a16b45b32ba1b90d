/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PC_TESTDEV (strata_pc_testdev_get_type ())

G_DECLARE_FINAL_TYPE (StrataPcTestdev, strata_pc_testdev, STRATA, PC_TESTDEV, StrataDevice)

/* The second byte of its ports, for who shares that port; with the system locked */
void strata_pc_testdev_set_shared (StrataPcTestdev *self, guint8 byte);
gboolean strata_pc_testdev_get_shared (StrataPcTestdev *self, guint8 *byte);

G_END_DECLS
