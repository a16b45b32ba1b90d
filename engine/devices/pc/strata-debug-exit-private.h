/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DEBUG_EXIT (strata_debug_exit_get_type ())

G_DECLARE_FINAL_TYPE (StrataDebugExit, strata_debug_exit, STRATA, DEBUG_EXIT, StrataDevice)

G_END_DECLS
