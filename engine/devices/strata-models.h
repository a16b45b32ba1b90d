/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-device.h"

G_BEGIN_DECLS

STRATA_PUBLIC
GType strata_models_lookup (const char *model);
STRATA_PUBLIC
char **strata_models_list (void);

G_END_DECLS
