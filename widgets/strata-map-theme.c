/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-theme.h"

#include <adwaita.h>

/**
 * strata_map_theme_init_style:
 * @style: (out caller-allocates): a style
 *
 * Makes the style that goes with the rest of the desktop: light or dark, and its contrast.
 */
void
strata_map_theme_init_style (StrataMapStyle *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  g_return_if_fail (style != NULL);

  if (adw_style_manager_get_high_contrast (manager))
    strata_map_style_init (style, dark ? STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK
                                       : STRATA_MAP_SCHEME_HIGH_CONTRAST);
  else
    strata_map_style_init (style, dark ? STRATA_MAP_SCHEME_DARK : STRATA_MAP_SCHEME_LIGHT);
}

/**
 * strata_map_theme_watch:
 * @widget: a widget
 * @callback: (scope notified): what to call with @widget
 *
 * Calls a function whenever another style goes with the desktop, as long as the widget lives.
 */
void
strata_map_theme_watch (GtkWidget *widget,
                        GCallback  callback)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (callback != NULL);

  g_signal_connect_object (manager, "notify::dark", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", callback, widget, G_CONNECT_SWAPPED);
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
