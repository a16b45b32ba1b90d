/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-explanation.h"
#include "strata-selection.h"

G_BEGIN_DECLS

void strata_explain_reasons_add (GtkBox *sections, StrataSelection *selection,
                                 const StrataExplanation *explanation);

G_END_DECLS
