/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DEBUG_CONSOLE (strata_debug_console_get_type ())

G_DECLARE_FINAL_TYPE (StrataDebugConsole, strata_debug_console, STRATA, DEBUG_CONSOLE, StrataDevice)

G_END_DECLS
