/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-menu-label.h"

/**
 * strata_menu_label_escape:
 * @text: a name
 *
 * Writes a name for the label of a menu, which takes an underline for a mnemonic.
 *
 * Returns: (transfer full): the name as it is to be seen, whatever is in it
 */
char *
strata_menu_label_escape (const char *text)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}
