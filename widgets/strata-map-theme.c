/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-theme.h"

#include <adwaita.h>

#define KEY "strata-map-style"

/* Light or dark, and its contrast */
static void
update (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  StrataMapScheme scheme = dark ? STRATA_MAP_SCHEME_DARK : STRATA_MAP_SCHEME_LIGHT;

  if (adw_style_manager_get_high_contrast (manager))
    scheme = dark ? STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK : STRATA_MAP_SCHEME_HIGH_CONTRAST;
  strata_map_style_init (g_object_get_data (G_OBJECT (widget), KEY), scheme);
  gtk_widget_queue_draw (widget);
}

/**
 * strata_map_theme_follow:
 * @widget: a widget
 * @style: (out caller-allocates): its style, which lives as long as @widget
 *
 * Makes the style that goes with the rest of the desktop. Whenever that is another one the widget
 * is drawn anew.
 */
void
strata_map_theme_follow (GtkWidget      *widget,
                         StrataMapStyle *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (style != NULL);

  g_object_set_data (G_OBJECT (widget), KEY, style);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update), widget,
                           G_CONNECT_SWAPPED);
  update (widget);
}

/**
 * strata_map_theme_is_font_setting:
 * @setting: a setting of the desktop that is another now
 *
 * Returns: whether what was measured in a font is to be measured anew
 */
gboolean
strata_map_theme_is_font_setting (GtkSystemSetting setting)
{
  return setting == GTK_SYSTEM_SETTING_DPI || setting == GTK_SYSTEM_SETTING_FONT_NAME ||
         setting == GTK_SYSTEM_SETTING_FONT_CONFIG;
}
