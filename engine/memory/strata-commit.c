/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From noted windows to new flat views: each window is rendered, set between what the old view has
 * on both sides, and whatever run of ranges then differs is replaced. */

#include "strata-commit-private.h"

#include "strata-flat-range-private.h"
#include "strata-flat-view-private.h"
#include "strata-log-clients-private.h"
#include "strata-range-answer-private.h"
#include "strata-render-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

/* Whoever takes a view may have to wait while so many windows are put into it. */
#define MAX_WINDOWS_IN_PLACE 64

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
  strata_range_answer_set (range);
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

/* The middle of a change, between what is the same on both sides; FALSE if nothing differs. */
static gboolean
trim_change (const StrataChange *change, guint *begin, guint *old_end, guint *new_end)
{
  guint at = 0;

  *old_end = change->old->len;
  *new_end = change->new->len;
  while (at < *old_end && at < *new_end
         && is_same (get_range (change->old, at), get_range (change->new, at)))
    at++;
  while (*old_end > at && *new_end > at
         && is_same (get_range (change->old, *old_end - 1), get_range (change->new, *new_end - 1)))
    (*old_end)--, (*new_end)--;
  *begin = at;
  return *old_end > at || *new_end > at;
}

/* Puts a change into a view; FALSE if nothing differs. Only the middle that differs is replaced. */
static gboolean
apply_change (StrataFlatView **view, const StrataChange *change)
{
  guint begin, old_end, new_end;
  guint64 first = G_MAXUINT64, last = 0;

  if (!trim_change (change, &begin, &old_end, &new_end))
    return FALSE;
  if (old_end > begin)
    {
      first = get_range (change->old, begin)->first;
      last = get_range (change->old, old_end - 1)->last;
    }
  if (new_end > begin)
    {
      first = MIN (first, get_range (change->new, begin)->first);
      last = MAX (last, get_range (change->new, new_end - 1)->last);
    }
  /* an array that never held anything has no place to point to */
  *view = strata_flat_view_replace (
    *view, first, last,
    new_end > begin ? (StrataFlatRange *) (void *) change->new->data + begin : NULL,
    new_end - begin);
  return TRUE;
}

/* The windows of a slot and what was rendered in them, and how far they have been made into
 * changes. */
typedef struct
{
  StrataViewSlot *slot;
  StrataRender render;
  guint next_window;
  guint next_segment;
} Progress;

static void
begin_progress (Progress *self, StrataViewSlot *slot)
{
  self->slot = slot;
  self->next_window = self->next_segment = 0;
  strata_view_slot_merge_windows (slot);
  strata_render_init (&self->render, slot->system, STRATA_RENDERING_DEFAULT);
  if (slot->noted_all)
    strata_render_expect (&self->render, strata_flat_view_get_n_ranges (slot->view));
  for (guint i = 0; i < slot->windows->len; i++)
    strata_render_walk (&self->render, slot->root, slot->root->state.address,
                        &g_array_index (slot->windows, StrataRange, i));
  strata_render_resolve (&self->render);
}

static inline gboolean
is_done (const Progress *self)
{
  return self->next_window >= self->slot->windows->len;
}

static void
init_change (StrataChange *change)
{
  change->old = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));
  change->new = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));
}

/* Takes windows for as long as they touch the same ranges of the old view, and makes one change of
 * them. */
static void
make_change (Progress *self, StrataFlatView *view, StrataChange *change)
{
  const GArray *noted = self->slot->windows;
  const StrataRange *window = &g_array_index (noted, StrataRange, self->next_window);
  const StrataFlatRange *neighbour;
  guint64 first = window->first;
  guint64 done, last;

  /* The range before may be cut by the window, or go on into it now. */
  neighbour = first > 0 ? strata_flat_view_find (view, first - 1) : NULL;
  if (neighbour != NULL)
    {
      first = neighbour->first;
      append_old (change->new, view, first, window->first - 1);
    }
  for (;; window++)
    {
      append_rendered (change->new, &self->render, window, &self->next_segment);
      last = done = window->last;
      self->next_window++;
      if (done == G_MAXUINT64)
        break;
      neighbour = strata_flat_view_find (view, done + 1);
      if (neighbour != NULL)
        last = neighbour->last;
      /* The next window joins if the old range before it is one that this change has. */
      if (is_done (self) || window[1].first - 1 > last)
        {
          if (neighbour != NULL)
            append_old (change->new, view, done + 1, last);
          break;
        }
      append_old (change->new, view, done + 1, window[1].first - 1);
    }
  append_old (change->old, view, first, last);
}

static StrataSlotCommit *
compute_slot (StrataViewSlot *slot)
{
  StrataSlotCommit *commit = g_new0 (StrataSlotCommit, 1);
  Progress progress;

  commit->slot = strata_view_slot_ref (slot);
  commit->view = strata_flat_view_ref (slot->view);
  commit->changes = g_array_new (FALSE, FALSE, sizeof (StrataChange));
  g_array_set_clear_func (commit->changes, (GDestroyNotify) clear_change);
  begin_progress (&progress, slot);
  while (!is_done (&progress))
    {
      StrataChange change;

      init_change (&change);
      make_change (&progress, slot->view, &change);
      if (apply_change (&commit->view, &change))
        g_array_append_val (commit->changes, change);
      else
        clear_change (&change);
    }
  strata_render_clear (&progress.render);
  return commit;
}

static gint
compare_slots (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  const StrataViewSlot *first = a;
  const StrataViewSlot *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

GPtrArray *
strata_commit_compute (StrataSystem *system)
{
  GPtrArray *commits = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_commit_free);

  g_queue_sort (&system->noted_slots, compare_slots, NULL);
  for (GList *link = system->noted_slots.head; link != NULL; link = link->next)
    {
      StrataSlotCommit *commit = compute_slot (link->data);

      if (commit->changes->len > 0)
        g_ptr_array_add (commits, commit);
      else
        slot_commit_free (commit);
    }
  return commits;
}

/* }}} */
/* {{{ When nobody listens */

typedef struct
{
  const GArray *ranges;
  guint n_same;
} Comparison;

static gboolean
compare_next (const StrataFlatRange *range, gpointer user_data)
{
  Comparison *self = user_data;

  if (self->n_same >= self->ranges->len
      || !is_same (range, get_range (self->ranges, self->n_same)))
    return FALSE;
  self->n_same++;
  return TRUE;
}

/* All has been rendered: if anything differs, the view is made from nothing. */
static gboolean
replace_all (Progress *self, StrataFlatView **view)
{
  g_autoptr (GArray) ranges
    = g_array_sized_new (FALSE, FALSE, sizeof (StrataFlatRange), self->render.segments->len);
  Comparison comparison = { ranges, 0 };

  append_rendered (ranges, &self->render, &g_array_index (self->slot->windows, StrataRange, 0),
                   &self->next_segment);
  if (strata_flat_view_foreach (*view, 0, G_MAXUINT64, compare_next, &comparison)
      && comparison.n_same == ranges->len)
    return FALSE;
  strata_flat_view_unref (*view);
  *view = strata_flat_view_replace (strata_flat_view_new (), 0, G_MAXUINT64,
                                    (StrataFlatRange *) (void *) ranges->data, ranges->len);
  return TRUE;
}

static gboolean
replace_windows (Progress *self, StrataFlatView **view)
{
  gboolean is_other = FALSE;
  StrataChange change;

  init_change (&change);
  while (!is_done (self))
    {
      g_array_set_size (change.old, 0);
      g_array_set_size (change.new, 0);
      make_change (self, *view, &change);
      is_other |= apply_change (view, &change);
    }
  clear_change (&change);
  return is_other;
}

void
strata_commit_replace (StrataViewSlot *slot)
{
  StrataFlatView *view = NULL;
  Progress progress;

  begin_progress (&progress, slot);
  if (slot->windows->len <= MAX_WINDOWS_IN_PLACE && !slot->noted_all)
    view = strata_view_slot_take (slot);
  if (view != NULL)
    {
      gboolean is_other = replace_windows (&progress, &view);

      strata_view_slot_put_back (slot, view, is_other);
    }
  else
    {
      view = strata_flat_view_ref (slot->view);
      if (slot->noted_all ? replace_all (&progress, &view) : replace_windows (&progress, &view))
        strata_view_slot_publish (slot, view);
      strata_flat_view_unref (view);
    }
  strata_render_clear (&progress.render);
}

/* }}} */
