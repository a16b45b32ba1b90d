/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRATA_TYPE_COMPAT_BREAKPOINT_BIN (strata_compat_breakpoint_bin_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompatBreakpointBin, strata_compat_breakpoint_bin,
                      STRATA, COMPAT_BREAKPOINT_BIN, GtkWidget)

GtkWidget *strata_compat_breakpoint_bin_new (void);

GtkWidget *strata_compat_breakpoint_bin_get_child (StrataCompatBreakpointBin *self);
void strata_compat_breakpoint_bin_set_child (StrataCompatBreakpointBin *self, GtkWidget *child);
int strata_compat_breakpoint_bin_get_threshold (StrataCompatBreakpointBin *self);
void strata_compat_breakpoint_bin_set_threshold (StrataCompatBreakpointBin *self, int threshold);
gboolean strata_compat_breakpoint_bin_get_narrow (StrataCompatBreakpointBin *self);

G_END_DECLS
