/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"

G_BEGIN_DECLS

GPtrArray *strata_ctl_property_list (StrataDevice *device);
const char *strata_ctl_property_get_type (GParamSpec *pspec);
char *strata_ctl_property_dup_value (StrataDevice *device, GParamSpec *pspec, StrataBoard *board);

G_END_DECLS
