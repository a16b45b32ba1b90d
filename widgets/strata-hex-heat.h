/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-heat-monitor.h"
#include "strata-hex-source.h"

G_BEGIN_DECLS

void strata_hex_heat_mark (StrataHeatMonitor *monitor, StrataHexSource *source, guint64 first,
                           StrataHexCell *cells, gsize n_cells, gint64 now);

G_END_DECLS
