/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_WHAT_IF (strata_what_if_get_type ())

G_DECLARE_FINAL_TYPE (StrataWhatIf, strata_what_if, STRATA, WHAT_IF, GtkWidget)

GtkWidget *strata_what_if_new (void);

void strata_what_if_set_commit (StrataWhatIf *self, StrataDryCommit *commit, GHashTable *names);

G_END_DECLS
