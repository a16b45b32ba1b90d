/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-words.h"

#include <glib/gi18n.h>

#include "paint/strata-map-text.h"

/**
 * strata_words_range:
 * @first: the first address
 * @last: the last address, inclusive
 *
 * Writes a stretch of addresses.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_range (guint64 first,
                    guint64 last)
{
  g_autofree char *from = strata_map_format_address (first);
  g_autofree char *to = NULL;

  if (first == last)
    return g_steal_pointer (&from);

  to = strata_map_format_address (last);

  return g_strconcat (from, "–", to, NULL);
}

/**
 * strata_words_priority:
 * @priority: a priority
 *
 * Writes a priority, with a true minus sign.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_priority (gint priority)
{
  if (priority < 0)
    return g_strdup_printf ("−%" G_GINT64_FORMAT, -(gint64) priority);

  return g_strdup_printf ("%d", priority);
}

/**
 * strata_words_region_kind:
 * @kind: a region's kind
 * @readonly: whether the region or something above it is read-only
 *
 * Names a kind.
 *
 * Returns: the translated name
 */
const char *
strata_words_region_kind (StrataRegionKind kind,
                          gboolean         readonly)
{
  switch (kind)
    {
    case STRATA_REGION_CONTAINER:
      return _("Container");
    case STRATA_REGION_MMIO:
      return _("MMIO");
    case STRATA_REGION_RAM:
      return readonly ? _("ROM") : _("RAM");
    case STRATA_REGION_RAM_DEVICE:
      return readonly ? _("ROM") : _("RAM device");
    case STRATA_REGION_ROM:
      return _("ROM");
    case STRATA_REGION_ROM_DEVICE:
      return _("ROM device");
    case STRATA_REGION_ALIAS:
      return _("Alias");
    case STRATA_REGION_IOMMU:
      return _("IOMMU");
    case STRATA_REGION_RESERVED:
      return _("Reserved");
    default:
      return "";
    }
}

/**
 * strata_words_kind:
 * @instance: an instance
 *
 * Names what an access finds in an instance: RAM that is read-only on its path is ROM.
 *
 * Returns: the translated name
 */
const char *
strata_words_kind (const StrataInstance *instance)
{
  return strata_words_region_kind (strata_region_get_kind (instance->region), instance->readonly);
}

/**
 * strata_words_fate:
 * @difference: what an edit would make of something
 *
 * Says what would become of it.
 *
 * Returns: the words; an empty string for what stays as it is
 */
const char *
strata_words_fate (StrataDifference difference)
{
  switch (difference)
    {
    case STRATA_DIFFERENCE_REMOVED:
      return _("would go");
    case STRATA_DIFFERENCE_ADDED:
      return _("would be added");
    case STRATA_DIFFERENCE_CHANGED:
      return _("would change");
    case STRATA_DIFFERENCE_NONE:
    default:
      return "";
    }
}
