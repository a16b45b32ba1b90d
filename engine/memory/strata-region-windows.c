/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-region-windows-private.h"

#include "strata-render-private.h"
#include "strata-system-private.h"
#include "strata-view-slot-private.h"

/* Up to how many instances below a region are looked at one by one when it is edited. */
#define MAX_NOTED_INSTANCES 64

/* How many steps a climb may take where aliases go in circles. */
#define MAX_STEPS (1 << 18)

typedef struct
{
  StrataRootFunc func;
  gpointer user_data;
  guint64 steps_left;
  guint max_depth;
} Climb;

static void
climb (Climb *self, StrataRegion *region, StrataInt128 first, StrataInt128 last, guint depth)
{
  const StrataRegionState *state = &region->state;

  first = MAX (first, 0);
  last = MIN (last, strata_size_to_int128 (state->size) - 1);
  if (first > last || !state->enabled || depth > self->max_depth || self->steps_left == 0)
    return;
  self->steps_left--;
  self->func (region, first, last, self->user_data);
  if (state->container != NULL)
    climb (self, state->container, first + state->address, last + state->address, depth + 1);
  for (StrataRegion *alias = region->aliases; alias != NULL; alias = alias->next_alias)
    climb (self, alias, first - alias->state.offset, last - alias->state.offset, depth + 1);
}

gboolean
strata_region_climb (StrataRegion *self, StrataInt128 first, StrataInt128 last,
                     StrataRootFunc func, gpointer user_data)
{
  Climb up = { func, user_data, self->system->n_loops > 0 ? MAX_STEPS : G_MAXUINT64,
               (guint) self->system->limit_depth };

  climb (&up, self, first, last, 0);
  return up.steps_left > 0;
}

gboolean
strata_region_get_root_window (StrataRegion *root, StrataInt128 first, StrataInt128 last,
                               StrataRange *window)
{
  StrataInt128 address = root->state.address;

  if (first + address >= STRATA_INT128_2_64)
    return FALSE;
  window->first = (guint64) (first + address);
  window->last = (guint64) MIN (last + address, STRATA_INT128_2_64 - 1);
  return TRUE;
}

static void
note_root (StrataRegion *root, StrataInt128 first, StrataInt128 last,
           gpointer user_data G_GNUC_UNUSED)
{
  StrataRange window;

  if (root->slot != NULL && strata_region_get_root_window (root, first, last, &window))
    strata_view_slot_add_window (root->slot, &window);
}

static void
note_stretch (StrataRegion *region, StrataInt128 first, StrataInt128 last)
{
  if (strata_region_climb (region, first, last, note_root, NULL))
    return;
  for (GList *link = region->system->slots.head; link != NULL; link = link->next)
    strata_view_slot_add_all (link->data);
}

void
strata_region_note_windows (StrataRegion *self, StrataInt128 first)
{
  const StrataRange everything = { 0, G_MAXUINT64 };
  StrataRender render;

  if (self->system->n_slots_noted_all == self->system->slots.length)
    return; /* nobody looks, or all will be rendered anyway */
  if (strata_region_has_content (self) || self->n_instances > MAX_NOTED_INSTANCES || self->is_loop)
    {
      note_stretch (self, first, strata_size_to_int128 (self->state.size) - 1);
      return;
    }

  /* A container or alias with few instances below it only shows where those are; its holes, which
   * may be large and full of others, stay as they are. */
  strata_render_init (&render, self->system, STRATA_RENDERING_DEFAULT);
  render.max_instances = MAX_NOTED_INSTANCES; /* circles are not counted, and may have no end yet */
  strata_render_walk (&render, self, 0, &everything);
  for (guint i = 0; i < render.tried->len && !render.truncated; i++)
    {
      const StrataInstance *instance
        = &g_array_index (render.instances, StrataInstance, g_array_index (render.tried, guint, i));

      if (instance->last >= first)
        note_stretch (self, MAX (first, (StrataInt128) instance->first), instance->last);
    }
  if (render.truncated)
    note_stretch (self, first, strata_size_to_int128 (self->state.size) - 1);
  strata_render_clear (&render);
}
