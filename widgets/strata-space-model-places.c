/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-space-model-private.h"

/*
 * What is found out of all instances in one sweep: what is below each of them, and how much of it
 * is visible.
 */

static gint
compare_children (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  StrataRendering *rendering = user_data;
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;
  guint64 left_first = strata_rendering_get_instance (rendering, left)->first;
  guint64 right_first = strata_rendering_get_instance (rendering, right)->first;

  if (left_first != right_first)
    return left_first < right_first ? -1 : 1;

  return left < right ? -1 : left > right;
}

/* Lists the children of every instance by address, in one array. */
static void
list_children (StrataSpaceModel *self)
{
  guint next = 0;

  for (guint i = 0; i < self->n_instances; i++)
    {
      guint parent = strata_rendering_get_instance (self->rendering, i)->parent;

      if (parent == STRATA_NO_INSTANCE)
        self->root = i;
      else
        self->places[parent].n_children++;
    }

  for (guint i = 0; i < self->n_instances; i++)
    {
      self->places[i].first_child = next;
      next += self->places[i].n_children;
      self->places[i].n_children = 0;
    }

  for (guint i = 0; i < self->n_instances; i++)
    {
      guint parent = strata_rendering_get_instance (self->rendering, i)->parent;
      StrataSpacePlace *place;

      if (parent == STRATA_NO_INSTANCE)
        continue;
      place = &self->places[parent];
      self->children[place->first_child + place->n_children++] = i;
    }

  for (guint i = 0; i < self->n_instances; i++)
    {
      StrataSpacePlace *place = &self->places[i];

      if (place->n_children > 1)
        g_qsort_with_data (self->children + place->first_child, (gint) place->n_children,
                           sizeof (guint), compare_children, self->rendering);
      for (guint k = 0; k < place->n_children; k++)
        self->places[self->children[place->first_child + k]].position = k;
    }
}

static void
measure_visible (StrataSpaceModel *self)
{
  guint n_segments = strata_rendering_get_n_segments (self->rendering);

  for (guint i = 0; i < n_segments; i++)
    {
      const StrataSegment *segment = strata_rendering_get_segment (self->rendering, i);
      const StrataInstance *instance = strata_rendering_get_instance (self->rendering,
                                                                      segment->instance);
      StrataSpacePlace *place = &self->places[segment->instance];

      if (!place->visible)
        place->first_visible = segment->first;
      place->visible = TRUE;
      /* Both sides wrap to 0 for all of 2^64. */
      place->n_visible += segment->last - segment->first + 1;
      place->whole = place->n_visible == instance->last - instance->first + 1;
    }
}

void
_strata_space_model_fill_places (StrataSpaceModel *self)
{
  self->places = g_new0 (StrataSpacePlace, self->n_instances);
  self->children = g_new0 (guint, self->n_instances);
  list_children (self);
  measure_visible (self);
}
