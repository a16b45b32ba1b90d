/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

float strata_numbers_get_xalign (void);
void strata_numbers_set_entry (GtkEditable *entry);

G_END_DECLS
