/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explain-tried.h"

#include <glib/gi18n.h>

#include "strata-explain-parts.h"
#include "strata-instance-link.h"
#include "strata-precedence.h"
#include "strata-words.h"

/* So many instances are told at one address, and so many that nearly are tried there. */
#define MAX_TRIED 12
#define MAX_MISSES 12

/*
 * Who is tried at the selected address, and why in this order; if nobody answers, who nearly does:
 * what has been put there in vain, and what answers below and above.
 */

/* Everybody who would answer at the address, in the order in which they are tried */
static void
add_tried (GtkBox          *sections,
           StrataSelection *selection,
           GArray          *tried,
           const char      *title)
{
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *section = strata_explain_parts_add_section (sections, title);
  GtkWidget *list = strata_explain_parts_add_list (section, selection, title);

  for (guint i = 0; i < MIN (tried->len, MAX_TRIED); i++)
    {
      guint instance = g_array_index (tried, guint, i);
      guint shown = strata_space_model_get_shown (model, instance);
      StrataRegion *region = strata_space_model_get_instance (model, instance)->region;
      g_autofree char *name = strata_space_model_dup_title (model, shown);
      g_autofree char *reason = NULL;

      if (i > 0)
        reason = strata_precedence_dup_markup (model, g_array_index (tried, guint, 0), instance);
      else if (strata_region_get_kind (region) == STRATA_REGION_RESERVED)
        reason = g_strdup (_("is reserved: nobody answers, an access ends with a decode error"));
      else
        reason = g_strdup (_("answers"));
      strata_explain_parts_add_row (list, selection, name, reason, instance);
    }
  strata_explain_parts_add_more (section, tried->len - MIN (tried->len, MAX_TRIED));
}

/* What is in the way, and what would have to change */
static char *
dup_obstacle (StrataSpaceModel     *model,
              const StrataNearMiss *miss,
              const StrataObstacle *obstacle,
              guint64               address)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autofree char *edge = strata_words_address (obstacle->edge);
  g_autofree char *hex = strata_words_address (address);
  StrataRegion *region = g_ptr_array_index (miss->path, obstacle->step);
  g_autofree char *name = NULL;

  for (guint i = 0; i <= obstacle->step; i++)
    g_ptr_array_add (path, g_ptr_array_index (miss->path, i));
  name = strata_instance_link_write (model, strata_space_model_find_path (model, path),
                                     strata_space_model_get_name (model, region));

  switch (obstacle->type)
    {
    case STRATA_OBSTACLE_DISABLED:
      /* Translators: a region */
      return g_strdup_printf (_("%s is switched off: it would have to be enabled"), name);
    case STRATA_OBSTACLE_TOO_SHORT:
      /* Translators: a container, and two addresses */
      return g_strdup_printf (_("%s ends at %s: it would have to reach %s"), name, edge, hex);
    case STRATA_OBSTACLE_TOO_HIGH:
    default:
      /* Translators: a container, and two addresses */
      return g_strdup_printf (_("%s begins at %s: it would have to begin at %s"), name, edge, hex);
    }
}

/* Below the root that the model has seen; the space may have another by now, or none. */
static GPtrArray *
list_misses (StrataSpaceModel *model,
             guint64           address)
{
  guint root = strata_space_model_get_root (model);

  if (root == STRATA_NO_INSTANCE)
    return g_ptr_array_new ();

  root = strata_space_model_get_sibling (model, root);

  return strata_near_miss_list (strata_space_model_get_instance (model, root)->region, address,
                                MAX_MISSES);
}

static void
add_misses (GtkBox          *sections,
            StrataSelection *selection,
            guint64          address,
            const char      *title)
{
  StrataSpaceModel *model = strata_selection_get_model (selection);
  g_autoptr (GPtrArray) misses = list_misses (model, address);
  GtkWidget *section = NULL;
  GtkWidget *list = NULL;

  for (guint i = 0; i < misses->len; i++)
    {
      const StrataNearMiss *miss = g_ptr_array_index (misses, i);
      guint target = strata_space_model_find_path (model, miss->path);
      StrataRegion *region = g_ptr_array_index (miss->path, miss->path->len - 1);
      g_autofree char *name = NULL;
      g_autoptr (GString) reasons = g_string_new (NULL);

      /* The hierarchy may have been changed since the model was made; there will be another. */
      if (target == STRATA_NO_INSTANCE)
        continue;
      if (list == NULL)
        {
          section = strata_explain_parts_add_section (sections, title);
          list = strata_explain_parts_add_list (section, selection, title);
        }
      for (guint k = 0; k < miss->obstacles->len; k++)
        {
          g_autofree char *reason = dup_obstacle (model, miss,
                                                  &g_array_index (miss->obstacles, StrataObstacle,
                                                                  k),
                                                  address);

          g_string_append_printf (reasons, "%s%s", k > 0 ? "\n" : "", reason);
        }
      if (strata_space_model_get_instance (model, target)->region == region)
        name = strata_space_model_dup_title (model, target);
      if (name == NULL)
        name = g_strdup (strata_space_model_get_name (model, region));
      strata_explain_parts_add_row (list, selection, name, reasons->str, target);
    }
}

static void
add_near (GtkWidget             *list,
          StrataSelection       *selection,
          const StrataFlatRange *range,
          guint64                address)
{
  StrataSpaceModel *model = strata_selection_get_model (selection);
  gboolean is_below = range->last < address;
  guint64 edge = is_below ? range->last : range->first;
  guint instance = strata_rendering_find_winner (strata_space_model_get_rendering (model), edge);
  g_autofree char *hex = strata_words_address (edge);
  g_autofree char *distance = is_below ? strata_words_size (edge + 1, address)
                                       : strata_words_size (address, edge - 1);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (instance == STRATA_NO_INSTANCE)
    return;
  if (is_below)
    /* Translators: an address, and how many bytes it is before another one */
    text = g_strdup_printf (_("up to %s, %s before"), hex, distance);
  else
    /* Translators: an address, and how many bytes it is after another one */
    text = g_strdup_printf (_("from %s, %s after"), hex, distance);
  name = strata_space_model_dup_title (model, strata_space_model_get_shown (model, instance));
  strata_explain_parts_add_row (list, selection, name, text, instance);
}

/* The nearest range in one direction that answers: what is reserved does not. */
static const StrataFlatRange *
find_near (StrataFlatView *view,
           guint           index,
           gint            step)
{
  guint n_ranges = strata_flat_view_get_n_ranges (view);

  for (; index < n_ranges; index += step)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, index);

      if (strata_region_get_kind (range->region) != STRATA_REGION_RESERVED)
        return range;
    }

  return NULL;
}

/* Who answers below and above */
static void
add_neighbours (GtkBox          *sections,
                StrataSelection *selection,
                guint64          address)
{
  StrataFlatView *view = strata_space_model_get_flat_view (strata_selection_get_model (selection));
  guint next = strata_flat_view_find_index (view, address);
  const StrataFlatRange *below = find_near (view, next - 1, -1);
  const StrataFlatRange *above = find_near (view, next, 1);
  GtkWidget *section;
  GtkWidget *list;

  if (below == NULL && above == NULL)
    return;

  section = strata_explain_parts_add_section (sections, _("Nearest That Answers"));
  list = strata_explain_parts_add_list (section, selection, _("Nearest That Answers"));
  if (below != NULL)
    add_near (list, selection, below, address);
  if (above != NULL)
    add_near (list, selection, above, address);
}

/* The containers that leave a hole there, from the root down */
static void
add_holes (GtkWidget       *section,
           StrataSelection *selection,
           guint64          address)
{
  StrataSpaceModel *model = strata_selection_get_model (selection);
  guint at = strata_space_model_find_at (model, address);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (at == STRATA_NO_INSTANCE)
    return;

  while (at != STRATA_NO_INSTANCE)
    {
      g_autofree char *link = strata_instance_link_write (model, at, NULL);
      char *longer = path != NULL ? g_strdup_printf ("%s › %s", link, path) : g_strdup (link);

      g_free (path);
      path = longer;
      at = strata_space_model_get_holder (model, at);
    }
  /* Translators: containers, one in the other */
  text = g_strdup_printf (_("It lies in a hole of %s."), path);
  gtk_box_append (GTK_BOX (section), strata_explain_parts_new_link_label (selection, text));
}

/**
 * strata_explain_tried_add:
 * @sections: where to add it
 * @selection: a selection that has an address
 *
 * Adds sections on the selected address: who is tried there and why in this order, or that nobody
 * answers; and who is not tried, and what would have to change.
 */
void
strata_explain_tried_add (GtkBox          *sections,
                          StrataSelection *selection)
{
  guint64 address = strata_selection_get_address (selection);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  g_autoptr (GArray) tried = strata_rendering_list_tried (strata_space_model_get_rendering (model),
                                                          address);
  g_autofree char *hex = strata_words_address (address);
  g_autofree char *title = NULL;
  g_autofree char *missed = NULL;
  GtkWidget *section;

  if (tried->len > 0)
    {
      /* Translators: an address */
      title = g_strdup_printf (_("Tried at %s"), hex);
      /* Translators: an address */
      missed = g_strdup_printf (_("Not Tried at %s"), hex);
      add_tried (sections, selection, tried, title);
      add_misses (sections, selection, address, missed);
      return;
    }

  /* Translators: an address */
  title = g_strdup_printf (_("Nobody Answers at %s"), hex);
  section = strata_explain_parts_add_section (sections, title);
  strata_explain_parts_add_text (section, _("An access there ends with a decode error."));
  add_holes (section, selection, address);
  add_misses (sections, selection, address, _("Nearly Answers"));
  add_neighbours (sections, selection, address);
}
