/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRATA_TYPE_PROGRESS_STRIP (strata_progress_strip_get_type ())

G_DECLARE_FINAL_TYPE (StrataProgressStrip, strata_progress_strip, STRATA, PROGRESS_STRIP, GtkWidget)

void strata_progress_strip_begin (StrataProgressStrip *self, const char *title);
void strata_progress_strip_set_fraction (StrataProgressStrip *self, double fraction);
void strata_progress_strip_end (StrataProgressStrip *self);

G_END_DECLS
