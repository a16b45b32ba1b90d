/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-view-slot-private.h"

#include "strata-flat-view-private.h"
#include "strata-system-private.h"

/* The room for more windows is given back after a commit. */
#define KEPT_WINDOWS 1024

/* To render one more window, and to put what is in it into a view, costs about as much as to render
 * so many instances on end. */
#define INSTANCES_PER_WINDOW 32

/* Fewer windows than this are never too many. */
#define MIN_MANY_WINDOWS 64

/* {{{ Coming and going */

StrataViewSlot *
strata_view_slot_get (StrataRegion *root)
{
  StrataSystem *system = root->system;
  StrataViewSlot *self;

  if (root->slot != NULL)
    return strata_view_slot_ref (root->slot);

  self = g_new0 (StrataViewSlot, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->system = strata_system_ref (system);
  self->root = strata_region_ref (root);
  g_queue_init (&self->spaces);
  self->link.data = self->noted_link.data = self;
  self->number = ++system->last_slot;
  self->windows = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  g_mutex_init (&self->view_lock);
  self->view = strata_flat_view_new ();
  root->slot = self;
  g_queue_push_tail_link (&system->slots, &self->link);
  return self;
}

void
strata_view_slot_retire (StrataViewSlot *self)
{
  g_autoptr (StrataFlatView) empty = strata_flat_view_new ();

  strata_view_slot_clear_windows (self);
  g_queue_unlink (&self->system->slots, &self->link);
  self->root->slot = NULL;
  strata_view_slot_publish (self, empty);
  g_clear_pointer (&self->root, strata_region_unref);
}

StrataViewSlot *
strata_view_slot_ref (StrataViewSlot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_view_slot_unref (StrataViewSlot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  strata_flat_view_unref (self->view);
  g_mutex_clear (&self->view_lock);
  g_array_unref (self->windows);
  strata_system_unref (self->system);
  g_free (self);
}

/* }}} */
/* {{{ Windows */

static inline StrataRange *
get_window (StrataViewSlot *self, guint index)
{
  return &g_array_index (self->windows, StrataRange, index);
}

void
strata_view_slot_add_all (StrataViewSlot *self)
{
  const StrataRange all = { 0, G_MAXUINT64 };

  if (self->noted_all)
    return;
  if (self->windows->len == 0)
    g_queue_push_tail_link (&self->system->noted_slots, &self->noted_link);
  g_array_set_size (self->windows, 0);
  g_array_append_val (self->windows, all);
  self->noted_all = TRUE;
  self->system->n_slots_noted_all++;
}

/* Very many windows cost more than one that holds them all. If that is a good part of the view, all
 * is noted: what is edited then needs no noting any more. */
static void
join_many (StrataViewSlot *self)
{
  StrataRange *hull = get_window (self, 0);
  guint n_ranges = strata_flat_view_get_n_ranges (self->view);
  guint n_joined;

  for (guint i = 1; i < self->windows->len; i++)
    {
      hull->first = MIN (hull->first, get_window (self, i)->first);
      hull->last = MAX (hull->last, get_window (self, i)->last);
    }
  g_array_set_size (self->windows, 1);
  n_joined = strata_flat_view_find_index (self->view, hull->last)
             - strata_flat_view_find_index (self->view, hull->first);
  if (n_joined >= n_ranges / 2)
    strata_view_slot_add_all (self);
}

void
strata_view_slots_note_everything (StrataSystem *system)
{
  for (GList *link = system->slots.head; link != NULL; link = link->next)
    strata_view_slot_add_all (link->data);
}

void
strata_view_slot_add_window (StrataViewSlot *self, const StrataRange *window)
{
  guint n_windows = self->windows->len;

  if (self->noted_all)
    return;
  if (window->first == 0 && window->last == G_MAXUINT64)
    {
      strata_view_slot_add_all (self);
      return;
    }
  if (n_windows == 0)
    {
      g_queue_push_tail_link (&self->system->noted_slots, &self->noted_link);
      strata_flat_view_fetch (self->view, window->first);
    }
  else if (get_window (self, n_windows - 1)->first <= window->first
           && get_window (self, n_windows - 1)->last >= window->last)
    return;
  g_array_append_vals (self->windows, window, 1);
  if (n_windows >= MIN_MANY_WINDOWS
      && n_windows > MAX (strata_flat_view_get_n_ranges (self->view), self->root->n_instances)
                       / INSTANCES_PER_WINDOW)
    join_many (self);
}

void
strata_view_slot_merge_windows (StrataViewSlot *self)
{
  StrataRange *windows = get_window (self, 0);
  guint n_windows = 0;

  if (self->windows->len < 2)
    return;
  g_array_sort (self->windows, strata_range_compare);
  for (guint i = 1; i < self->windows->len; i++)
    {
      if (windows[n_windows].last == G_MAXUINT64
          || windows[i].first <= windows[n_windows].last + 1)
        windows[n_windows].last = MAX (windows[n_windows].last, windows[i].last);
      else
        windows[++n_windows] = windows[i];
    }
  n_windows++;
  g_array_set_size (self->windows, n_windows);
}

void
strata_view_slot_clear_windows (StrataViewSlot *self)
{
  if (self->windows->len > 0)
    g_queue_unlink (&self->system->noted_slots, &self->noted_link);
  if (self->noted_all)
    self->system->n_slots_noted_all--;
  self->noted_all = FALSE;
  if (self->windows->len > KEPT_WINDOWS)
    {
      g_array_unref (self->windows);
      self->windows = g_array_new (FALSE, FALSE, sizeof (StrataRange));
    }
  g_array_set_size (self->windows, 0);
}

/* }}} */
/* {{{ The view */

StrataFlatView *
strata_view_slot_ref_view (StrataViewSlot *self, guint *generation)
{
  StrataFlatView *view;

  g_mutex_lock (&self->view_lock);
  view = strata_flat_view_ref (self->view);
  if (generation != NULL)
    *generation = (guint) g_atomic_int_get (&self->generation);
  g_mutex_unlock (&self->view_lock);
  return view;
}

void
strata_view_slot_publish (StrataViewSlot *self, StrataFlatView *view)
{
  StrataFlatView *old;

  strata_flat_view_ref (view);
  g_mutex_lock (&self->view_lock);
  old = self->view;
  self->view = view;
  g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->view_lock);
  strata_flat_view_unref (old);
}

StrataFlatView *
strata_view_slot_take (StrataViewSlot *self)
{
  g_mutex_lock (&self->view_lock);
  /* Who does not hold it can get it only here. */
  if (g_atomic_ref_count_compare (&self->view->ref_count, 1))
    return g_steal_pointer (&self->view);
  g_mutex_unlock (&self->view_lock);
  return NULL;
}

void
strata_view_slot_put_back (StrataViewSlot *self, StrataFlatView *view, gboolean is_other)
{
  self->view = view;
  if (is_other)
    g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->view_lock);
}

/* }}} */
