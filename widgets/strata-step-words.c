/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-step-words.h"

#include <glib/gi18n.h>

/**
 * strata_step_words_dup_name:
 * @edit: an edit that has not been made yet
 * @region: (nullable): the region it is about, as it is now; %NULL for one that is added
 * @name: what the region is called
 *
 * Says what a step of the history is called, as “Move “ram””.
 *
 * Returns: (transfer full): the name
 */
char *
strata_step_words_dup_name (StrataEdit   *edit,
                            StrataRegion *region,
                            const char   *name)
{
  g_return_val_if_fail (edit != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  switch (strata_edit_get_kind (edit))
    {
    case STRATA_EDIT_ADD:
      return g_strdup_printf (_("Add “%s”"), name);
    case STRATA_EDIT_REMOVE:
      return g_strdup_printf (_("Remove “%s”"), name);
    case STRATA_EDIT_NAME:
      if (region == NULL)
        return g_strdup_printf (_("Rename “%s”"), name);
      /* Translators: the name that a region has, and the one that it gets */
      return g_strdup_printf (_("Rename “%s” to “%s”"), strata_region_get_name (region), name);
    case STRATA_EDIT_ADDRESS:
      return g_strdup_printf (_("Move “%s”"), name);
    case STRATA_EDIT_PARENT:
      return g_strdup_printf (_("Move “%s” to Another Container"), name);
    case STRATA_EDIT_SIZE:
      return g_strdup_printf (_("Resize “%s”"), name);
    case STRATA_EDIT_PRIORITY:
      return g_strdup_printf (_("Change the Priority of “%s”"), name);
    case STRATA_EDIT_ENABLED:
      return g_strdup_printf (region != NULL && strata_region_get_enabled (region)
                                ? _("Disable “%s”")
                                : _("Enable “%s”"), name);
    case STRATA_EDIT_READONLY:
      return g_strdup_printf (region != NULL && strata_region_get_readonly (region)
                                ? _("Make “%s” Writable")
                                : _("Make “%s” Read-Only"), name);
    case STRATA_EDIT_NONVOLATILE:
      return g_strdup_printf (region != NULL && strata_region_get_nonvolatile (region)
                                ? _("Make “%s” Volatile")
                                : _("Make “%s” Non-Volatile"), name);
    case STRATA_EDIT_ROM_MODE:
      return g_strdup_printf (_("Change the ROM Mode of “%s”"), name);
    case STRATA_EDIT_TARGET:
      return g_strdup_printf (_("Change the Target of “%s”"), name);
    case STRATA_EDIT_OFFSET:
      return g_strdup_printf (_("Change the Offset of “%s”"), name);
    case STRATA_EDIT_LOG:
      return g_strdup_printf (_("Change the Dirty Clients of “%s”"), name);
    case STRATA_EDIT_COALESCE:
      return g_strdup_printf (_("Change What Is Coalesced of “%s”"), name);
    case STRATA_EDIT_TITLE:
      return g_strdup (_("Change the Title"));
    case STRATA_EDIT_GROUP:
    default:
      return g_strdup_printf (_("Edit “%s”"), name);
    }
}
