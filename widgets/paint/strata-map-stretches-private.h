/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-model.h"

G_BEGIN_DECLS

GArray *_strata_map_stretches_new (StrataMapModel *model);

G_END_DECLS
