/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_popover_keys_attach (GtkWindow *window);

G_END_DECLS
