/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-settings.h"

/**
 * strata_settings_new:
 *
 * Gets the settings of the app. A build that is run where it lies has them only if it is told where
 * the schema is; it works without.
 *
 * Returns: (transfer full) (nullable): the settings
 */
GSettings *
strata_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}
