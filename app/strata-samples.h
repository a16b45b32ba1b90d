/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **strata_samples_list (void);

const char *strata_samples_get_title (const char *name);
const char *strata_samples_get_subtitle (const char *name);

G_END_DECLS
