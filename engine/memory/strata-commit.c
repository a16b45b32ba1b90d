/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From noted windows to new flat views: each window is rendered, set between what the old view has
 * on both sides, and whatever run of ranges then differs is replaced. */

#include "strata-commit-private.h"

#include "strata-flat-range-private.h"
#include "strata-flat-view-private.h"
#include "strata-listener-private.h"
#include "strata-render-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

/* {{{ Windows */

/* Makes the windows of a slot sorted, disjoint and not adjacent. */
static void
merge_windows (StrataViewSlot *slot)
{
  StrataRange *windows = (StrataRange *) (void *) slot->windows->data;
  guint n_windows = 0;

  if (slot->windows->len < 2)
    return;
  g_array_sort (slot->windows, strata_range_compare);
  for (guint i = 1; i < slot->windows->len; i++)
    {
      if (windows[n_windows].last == G_MAXUINT64
          || windows[i].first <= windows[n_windows].last + 1)
        windows[n_windows].last = MAX (windows[n_windows].last, windows[i].last);
      else
        windows[++n_windows] = windows[i];
    }
  n_windows++;
  g_array_set_size (slot->windows, n_windows);
}

/* }}} */
/* {{{ Ranges */

static void
fill_range (StrataFlatRange *range, const StrataSegment *segment, const StrataInstance *instance)
{
  StrataRegion *region = instance->region;

  range->first = segment->first;
  range->last = segment->last;
  range->region = region;
  range->offset = instance->offset + (segment->first - instance->first);
  range->flags = (instance->readonly ? STRATA_RANGE_READONLY : 0)
                 | (instance->nonvolatile ? STRATA_RANGE_NONVOLATILE : 0)
                 | (region->state.rom_mode ? STRATA_RANGE_ROM_MODE : 0);
  range->dirty_clients = strata_region_find_log_clients (region);
  range->rules = region->state.rules;
  range->callback_offset = region->state.offset;
  strata_flat_range_set_access (range);
}

/* Appends a range, or makes the last one longer if it goes on as it was. */
static void
append_range (GArray *ranges, const StrataFlatRange *range)
{
  if (ranges->len > 0)
    {
      StrataFlatRange *last = &g_array_index (ranges, StrataFlatRange, ranges->len - 1);

      if (last->last + 1 == range->first && last->region == range->region
          && last->flags == range->flags && last->dirty_clients == range->dirty_clients
          && strata_write_rules_equal (last->rules, range->rules)
          && last->callback_offset == range->callback_offset
          && strata_flat_range_is_answered_alike (last, range)
          && last->offset < range->offset
          && last->offset + (range->first - last->first) == range->offset)
        {
          last->last = range->last;
          return;
        }
    }
  g_array_append_vals (ranges, range, 1);
}

typedef struct
{
  GArray *ranges;
  guint64 first;
  guint64 last;
} Cut;

static gboolean
append_cut (const StrataFlatRange *range, gpointer user_data)
{
  Cut *cut = user_data;
  StrataFlatRange part = *range;

  if (part.first < cut->first)
    strata_flat_range_begin_at (&part, cut->first);
  part.last = MIN (part.last, cut->last);
  append_range (cut->ranges, &part);
  return TRUE;
}

static void
append_old (GArray *ranges, StrataFlatView *view, guint64 first, guint64 last)
{
  Cut cut = { ranges, first, last };

  strata_flat_view_foreach (view, first, last, append_cut, &cut);
}

/* Appends what was rendered in a window; @next is the first segment not yet used. */
static void
append_rendered (GArray *ranges, const StrataRender *render, const StrataRange *window, guint *next)
{
  for (; *next < render->segments->len; (*next)++)
    {
      const StrataSegment *segment = &g_array_index (render->segments, StrataSegment, *next);
      StrataFlatRange range = { 0 };

      if (segment->first > window->last)
        return;
      fill_range (&range, segment,
                  &g_array_index (render->instances, StrataInstance, segment->instance));
      append_range (ranges, &range);
    }
}

/* }}} */
/* {{{ Changes */

static void
clear_change (StrataChange *change)
{
  g_array_unref (change->old);
  g_array_unref (change->new);
}

static void
slot_commit_free (StrataSlotCommit *self)
{
  strata_view_slot_unref (self->slot);
  strata_flat_view_unref (self->view);
  g_array_unref (self->changes);
  g_free (self);
}

static inline const StrataFlatRange *
get_range (const GArray *ranges, guint index)
{
  return &g_array_index (ranges, StrataFlatRange, index);
}

/* Whether an access finds the same. Listeners are not told of all that it sees. */
static inline gboolean
is_same (const StrataFlatRange *a, const StrataFlatRange *b)
{
  return strata_flat_range_equal (a, b) && strata_flat_range_is_answered_alike (a, b);
}

/* Puts a change into the new view; FALSE if nothing differs. Only the middle that differs is
 * replaced. */
static gboolean
apply_change (StrataFlatView **view, const StrataChange *change)
{
  guint n_old = change->old->len, n_new = change->new->len;
  guint begin = 0;
  guint64 first = G_MAXUINT64, last = 0;

  while (begin < n_old && begin < n_new
         && is_same (get_range (change->old, begin), get_range (change->new, begin)))
    begin++;
  while (n_old > begin && n_new > begin
         && is_same (get_range (change->old, n_old - 1), get_range (change->new, n_new - 1)))
    n_old--, n_new--;
  if (n_old == begin && n_new == begin)
    return FALSE;

  if (n_old > begin)
    {
      first = get_range (change->old, begin)->first;
      last = get_range (change->old, n_old - 1)->last;
    }
  if (n_new > begin)
    {
      first = MIN (first, get_range (change->new, begin)->first);
      last = MAX (last, get_range (change->new, n_new - 1)->last);
    }
  *view = strata_flat_view_replace (*view, first, last,
                                    (StrataFlatRange *) (void *) change->new->data + begin,
                                    n_new - begin);
  return TRUE;
}

/* Takes windows from number *@at on for as long as they touch the same ranges of the old view, and
 * makes one change of them. */
static StrataChange
make_change (StrataViewSlot *slot, const StrataRender *render, guint *at, guint *next_segment)
{
  const StrataRange *windows = (const StrataRange *) (const void *) slot->windows->data;
  StrataChange change;
  const StrataFlatRange *neighbour;
  guint64 first = windows[*at].first;
  guint64 done, last;

  change.old = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));
  change.new = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));

  /* The range before may be cut by the window, or go on into it now. */
  neighbour = first > 0 ? strata_flat_view_find (slot->view, first - 1) : NULL;
  if (neighbour != NULL)
    {
      first = neighbour->first;
      append_old (change.new, slot->view, first, windows[*at].first - 1);
    }
  for (;;)
    {
      append_rendered (change.new, render, &windows[*at], next_segment);
      done = windows[*at].last;
      last = done;
      (*at)++;
      if (done == G_MAXUINT64)
        break;
      neighbour = strata_flat_view_find (slot->view, done + 1);
      if (neighbour != NULL)
        last = neighbour->last;
      /* The next window joins if the old range before it is one that this change has. */
      if (*at >= slot->windows->len || windows[*at].first - 1 > last)
        {
          if (neighbour != NULL)
            append_old (change.new, slot->view, done + 1, last);
          break;
        }
      append_old (change.new, slot->view, done + 1, windows[*at].first - 1);
    }
  append_old (change.old, slot->view, first, last);
  return change;
}

static StrataSlotCommit *
compute_slot (StrataViewSlot *slot)
{
  StrataSlotCommit *commit;
  StrataRender render;
  guint at = 0, next_segment = 0;

  merge_windows (slot);
  strata_render_init (&render, slot->system, STRATA_RENDERING_DEFAULT);
  for (guint i = 0; i < slot->windows->len; i++)
    strata_render_walk (&render, slot->root, slot->root->state.address,
                        &g_array_index (slot->windows, StrataRange, i));
  strata_render_resolve (&render);

  commit = g_new0 (StrataSlotCommit, 1);
  commit->slot = strata_view_slot_ref (slot);
  commit->view = strata_flat_view_ref (slot->view);
  commit->changes = g_array_new (FALSE, FALSE, sizeof (StrataChange));
  g_array_set_clear_func (commit->changes, (GDestroyNotify) clear_change);
  while (at < slot->windows->len)
    {
      StrataChange change = make_change (slot, &render, &at, &next_segment);

      if (apply_change (&commit->view, &change))
        g_array_append_val (commit->changes, change);
      else
        clear_change (&change);
    }
  strata_render_clear (&render);
  return commit;
}

GPtrArray *
strata_commit_compute (StrataSystem *system)
{
  GPtrArray *commits = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_commit_free);

  for (guint i = 0; i < system->slots->len; i++)
    {
      StrataViewSlot *slot = g_ptr_array_index (system->slots, i);
      StrataSlotCommit *commit;

      if (slot->windows->len == 0)
        continue;
      commit = compute_slot (slot);
      if (commit->changes->len > 0)
        g_ptr_array_add (commits, commit);
      else
        slot_commit_free (commit);
    }
  return commits;
}

/* }}} */

void
strata_commit_publish (StrataSystem *system)
{
  g_autoptr (GPtrArray) commits = strata_commit_compute (system);

  for (guint i = 0; i < system->slots->len; i++)
    strata_view_slot_clear_windows (g_ptr_array_index (system->slots, i));
  if (commits->len > 0)
    strata_listeners_deliver (system, commits);
  g_atomic_int_inc (&system->n_commits);
}
