/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *strata_menu_label_escape (const char *text);

G_END_DECLS
