/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

char *strata_instance_link_write (StrataSpaceModel *model, guint instance, const char *text);
gboolean strata_instance_link_read (const char *uri, guint *instance);
gboolean strata_instance_link_find (const char *markup, gsize index, guint *instance);

G_END_DECLS
