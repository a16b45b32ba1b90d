/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PORT_SPACE (strata_port_space_get_type ())

/* The 65536 ports of a PC. Where no device answers, all bits read 1. */
G_DECLARE_FINAL_TYPE (StrataPortSpace, strata_port_space, STRATA, PORT_SPACE, StrataDevice)

G_END_DECLS
