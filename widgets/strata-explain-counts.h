/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-heat-monitor.h"

G_BEGIN_DECLS

#define STRATA_TYPE_EXPLAIN_COUNTS (strata_explain_counts_get_type ())

G_DECLARE_FINAL_TYPE (StrataExplainCounts, strata_explain_counts, STRATA, EXPLAIN_COUNTS, GtkWidget)

void strata_explain_counts_set_heat (StrataExplainCounts *self, StrataHeatMonitor *heat);
void strata_explain_counts_set_region (StrataExplainCounts *self, StrataRegion *region);

G_END_DECLS
