/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A region by what a person calls it. */

#include <string.h>

#include "strata-board-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-board-resolve.h"
#include "strata-value.h"

/**
 * strata_board_find_region:
 * @self: a board
 * @text: an id, or a name that one region only has
 * @error: where to put an error
 *
 * Finds the region that is meant by a text. An id goes before a name.
 *
 * Returns: (transfer none): the region, or %NULL with %STRATA_BOARD_ERROR_REFERENCE, which for a
 *   name that several have says two of their ids
 */
StrataRegion *
strata_board_find_region (StrataBoard *self, const char *text, GError **error)
{
  const StrataBoardEntry *found = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *quoted = NULL;
  StrataRegion *region;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  region = strata_board_get_region (self, stripped);
  if (region != NULL)
    return region;
  quoted = strata_value_quote (stripped);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      if (strcmp (strata_region_get_name (entry->region), stripped) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                       _ ("several regions are called %s: write an id such as %s or %s"), quoted,
                       found->id, entry->id);
          return NULL;
        }
      found = entry;
    }
  if (found == NULL)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                 _ ("there is no region %s"), quoted);
  return found != NULL ? found->region : NULL;
}
