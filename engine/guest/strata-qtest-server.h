/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-qtest.h"

G_BEGIN_DECLS

STRATA_PUBLIC
gboolean strata_qtest_serve (StrataQtest *self, GInputStream *input, GOutputStream *output,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
