/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-selection.h"

G_BEGIN_DECLS

void strata_explain_tried_add (GtkBox *sections, StrataSelection *selection);

G_END_DECLS
