/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "paint/strata-map-style.h"

G_BEGIN_DECLS

void strata_map_theme_follow (GtkWidget *widget, StrataMapStyle *style);
gboolean strata_map_theme_is_font_setting (GtkSystemSetting setting);

G_END_DECLS
