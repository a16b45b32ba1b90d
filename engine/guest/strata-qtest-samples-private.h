/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-qtest-samples.h"

G_BEGIN_DECLS

/* Makes the resources known under which board files name sample scripts. */
void strata_qtest_samples_register (void);

G_END_DECLS
