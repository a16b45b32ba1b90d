/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-walk.h"

#include <glib/gi18n.h>

#include "paint/strata-map-text.h"
#include "strata-words.h"

static void
go_to_range (StrataSpaceModel *model,
             StrataMapPlace   *place,
             guint             position)
{
  const StrataFlatRange *range = strata_flat_view_get_range (
    strata_space_model_get_flat_view (model), position);

  place->address = range->first;
  place->instance = strata_rendering_find_winner (strata_space_model_get_rendering (model),
                                                  range->first);
}

/**
 * strata_map_walk_along:
 * @model: a model
 * @place: (inout): where to start; without an instance at the end from which one comes
 * @step: 1 for higher addresses, -1 for lower ones
 *
 * Goes to the next flat range. At the end it stays.
 */
void
strata_map_walk_along (StrataSpaceModel *model,
                       StrataMapPlace   *place,
                       int               step)
{
  StrataFlatView *view;
  guint n_ranges;
  guint position;

  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));
  g_return_if_fail (place != NULL);

  view = strata_space_model_get_flat_view (model);
  n_ranges = strata_flat_view_get_n_ranges (view);
  if (n_ranges == 0)
    return;
  if (place->instance == STRATA_NO_INSTANCE)
    {
      go_to_range (model, place, step > 0 ? 0 : n_ranges - 1);
      return;
    }

  position = strata_flat_view_find_index (view, place->address);
  if (step < 0)
    {
      if (position > 0)
        go_to_range (model, place, position - 1);
    }
  else if (position < n_ranges &&
           strata_flat_view_get_range (view, position)->first > place->address)
    {
      go_to_range (model, place, position);
    }
  else if (position + 1 < n_ranges)
    {
      go_to_range (model, place, position + 1);
    }
}

/**
 * strata_map_walk_across:
 * @model: a model
 * @place: (inout): where to start
 * @step: 1 for what is tried next at that address, -1 for what is tried before it
 *
 * Goes to another instance at the same address. At the end it stays.
 */
void
strata_map_walk_across (StrataSpaceModel *model,
                        StrataMapPlace   *place,
                        int               step)
{
  g_autoptr (GArray) tried = NULL;

  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));
  g_return_if_fail (place != NULL);

  if (place->instance == STRATA_NO_INSTANCE)
    {
      strata_map_walk_along (model, place, 1);
      return;
    }

  tried = strata_rendering_list_tried (strata_space_model_get_rendering (model), place->address);
  for (guint i = 0; i < tried->len; i++)
    {
      if (g_array_index (tried, guint, i) != place->instance)
        continue;
      if (step > 0 ? i + 1 < tried->len : i > 0)
        place->instance = g_array_index (tried, guint, step > 0 ? i + 1 : i - 1);
      return;
    }

  /* What is no content is not tried: a container, something disabled. */
  if (tried->len > 0)
    place->instance = g_array_index (tried, guint, 0);
}

/**
 * strata_map_walk_to_end:
 * @model: a model
 * @place: (out): where that is
 * @last: whether to go to the last one
 *
 * Goes to the first or the last flat range.
 */
void
strata_map_walk_to_end (StrataSpaceModel *model,
                        StrataMapPlace   *place,
                        gboolean          last)
{
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));
  g_return_if_fail (place != NULL);

  place->instance = STRATA_NO_INSTANCE;
  place->address = 0;
  strata_map_walk_along (model, place, last ? -1 : 1);
}

/* What would become of an address, and what is there now; NULL if nothing would. */
static char *
dup_fate (StrataSpaceModel *model,
          guint64           address)
{
  StrataMapMarks *marks = strata_map_model_get_marks (strata_space_model_get_map (model));
  guint found = marks != NULL ? strata_map_marks_find (marks, address) : 0;
  gboolean is_past = strata_space_model_is_past (model);
  const StrataMapMark *mark;

  if (marks == NULL || found >= strata_map_marks_get_n (marks))
    return NULL;
  mark = strata_map_marks_get (marks, found);
  if (mark->first > address)
    return NULL;
  if (mark->old_name == NULL)
    return g_strdup (strata_words_fate (mark->difference, is_past));

  /* Translators: what a commit did to an address, as “changed”, and what was there before; or what
   * an edit would do to it, as “would change”, and what is there now */
  return g_strdup_printf (is_past ? _("%s, before %s") : _("%s, now %s"),
                          strata_words_fate (mark->difference, is_past), mark->old_name);
}

static char *
describe (StrataSpaceModel *model,
          guint             instance,
          guint64           address)
{
  const StrataInstance *what;
  g_autofree char *title = NULL;
  g_autofree char *range = NULL;
  g_autofree char *size = NULL;
  g_autofree char *winner_title = NULL;
  guint winner;

  what = strata_space_model_get_instance (model, instance);
  title = strata_space_model_dup_title (model, instance);
  range = strata_words_range (what->first, what->last);
  size = strata_words_size (what->first, what->last);
  winner = strata_rendering_find_winner (strata_space_model_get_rendering (model), address);

  if (strata_space_model_get_visibility (model, instance) >= STRATA_VISIBILITY_HIDDEN &&
      winner != instance && winner != STRATA_NO_INSTANCE)
    {
      winner_title = strata_space_model_dup_title (model, winner);
      /* Translators: name, kind, addresses, size, and who hides it here */
      return g_strdup_printf (_("%s, %s, %s, %s, hidden here by %s"), title,
                              strata_words_kind (what), range, size, winner_title);
    }
  if (!what->enabled)
    /* Translators: name, kind, addresses, size */
    return g_strdup_printf (_("%s, %s, %s, %s, disabled"), title, strata_words_kind (what), range,
                            size);

  /* Translators: name, kind, addresses, size */
  return g_strdup_printf (_("%s, %s, %s, %s"), title, strata_words_kind (what), range, size);
}

/**
 * strata_map_walk_describe:
 * @model: a model
 * @instance: the index of an instance
 * @address: an address in it
 *
 * Says in a line what is at a place: for tooltips and for those who hear the map.
 *
 * Returns: (transfer full): the text
 */
char *
strata_map_walk_describe (StrataSpaceModel *model,
                          guint             instance,
                          guint64           address)
{
  g_autofree char *text = NULL;
  g_autofree char *fate = NULL;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);
  g_return_val_if_fail (instance != STRATA_NO_INSTANCE, NULL);

  text = describe (model, instance, address);
  fate = dup_fate (model, address);

  /* Translators: what is at an address, and what an edit would do to it */
  return fate != NULL ? g_strdup_printf (_("%s, %s"), text, fate) : g_steal_pointer (&text);
}
