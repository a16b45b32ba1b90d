/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/strata-region.h"

G_BEGIN_DECLS

gboolean strata_contents_load (StrataRegion *region, const char *path, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
