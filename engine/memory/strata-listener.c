/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-listener-private.h"

#include "strata-events-private.h"
#include "strata-system-private.h"

struct _StrataListener
{
  gatomicrefcount ref_count;
  StrataSystem *system; /* held until it is removed */
  StrataAddressSpace *filter; /* held likewise; NULL for all */
  gint priority;
  gboolean comes;  /* was made while others were told, and waits until they have heard all */
  gboolean leaves; /* was removed likewise */
  gboolean going;  /* hears the last */
  gboolean removed;
  StrataListenerFuncs funcs;
  gpointer user_data;
  GDestroyNotify destroy;
};

STRATA_DEFINE_BOXED (StrataListener, strata_listener)

/* {{{ Telling */

static inline gboolean
hears (const StrataListener *self)
{
  return !self->removed && !self->comes;
}

static void
tell (StrataListener *self, const StrataEvent *event)
{
  const StrataListenerFuncs *funcs = &self->funcs;
  const StrataFlatRange *range = &event->range;

  if (!hears (self) || (self->filter != NULL && self->filter != event->space))
    return;
  switch (event->kind)
    {
    case STRATA_EVENT_COALESCED_DEL:
      if (funcs->coalesced_del != NULL)
        funcs->coalesced_del (event->space, range, event->part.first, event->part.last,
                              self->user_data);
      break;
    case STRATA_EVENT_LOG_STOP:
      if (funcs->log_stop != NULL)
        funcs->log_stop (event->space, range, event->old_clients, event->new_clients,
                         self->user_data);
      break;
    case STRATA_EVENT_REGION_DEL:
      if (funcs->region_del != NULL)
        funcs->region_del (event->space, range, self->user_data);
      break;
    case STRATA_EVENT_REGION_ADD:
      if (funcs->region_add != NULL)
        funcs->region_add (event->space, range, self->user_data);
      break;
    case STRATA_EVENT_REGION_NOP:
      if (funcs->region_nop != NULL)
        funcs->region_nop (event->space, range, self->user_data);
      break;
    case STRATA_EVENT_LOG_START:
      if (funcs->log_start != NULL)
        funcs->log_start (event->space, range, event->old_clients, event->new_clients,
                          self->user_data);
      break;
    case STRATA_EVENT_COALESCED_ADD:
      if (funcs->coalesced_add != NULL)
        funcs->coalesced_add (event->space, range, event->part.first, event->part.last,
                              self->user_data);
      break;
    case STRATA_EVENT_EVENTFD_DEL:
      if (funcs->eventfd_del != NULL)
        funcs->eventfd_del (event->space, range, event->part.first, &event->eventfd,
                            self->user_data);
      break;
    case STRATA_EVENT_EVENTFD_ADD:
      if (funcs->eventfd_add != NULL)
        funcs->eventfd_add (event->space, range, event->part.first, &event->eventfd,
                            self->user_data);
      break;
    default:
      g_assert_not_reached ();
    }
}

static inline gboolean
takes_away (StrataEventKind kind)
{
  return kind <= STRATA_EVENT_REGION_DEL || kind == STRATA_EVENT_EVENTFD_DEL;
}

/* Tells all events: those that take away to the listeners in reverse order, the others in order. */
static void
tell_all (GPtrArray *listeners, const GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const StrataEvent *event = &g_array_index (events, StrataEvent, i);

      for (guint j = 0; j < listeners->len; j++)
        tell (g_ptr_array_index (listeners, takes_away (event->kind) ? listeners->len - 1 - j : j),
              event);
    }
}

static void
tell_begin (GPtrArray *listeners)
{
  for (guint i = 0; i < listeners->len; i++)
    {
      StrataListener *listener = g_ptr_array_index (listeners, i);

      if (hears (listener) && listener->funcs.begin != NULL)
        listener->funcs.begin (listener->user_data);
    }
}

static void
tell_commit (GPtrArray *listeners)
{
  for (guint i = 0; i < listeners->len; i++)
    {
      StrataListener *listener = g_ptr_array_index (listeners, i);

      if (hears (listener) && listener->funcs.commit != NULL)
        listener->funcs.commit (listener->user_data);
    }
}

static gboolean
concerns (const StrataListener *self, GPtrArray *commits)
{
  if (self->filter == NULL)
    return TRUE;
  for (guint i = 0; i < commits->len; i++)
    if (((StrataSlotCommit *) g_ptr_array_index (commits, i))->slot == self->filter->slot)
      return TRUE;
  return FALSE;
}

/* A list of its own, because a listener may come or go while it is told. */
static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) strata_listener_unref);
}

static void introduce (StrataListener *self);

/* Goes back to what was before listeners were told. Those who have come or left meanwhile do so
 * now: only now does what is published match what has been told. */
static void
end_publishing (StrataSystem *system, gboolean publishing)
{
  system->publishing = publishing;
  while (!system->publishing && system->has_waiting_listeners)
    {
      StrataListener *waiting = NULL;

      for (guint i = 0; i < system->listeners->len && waiting == NULL; i++)
        {
          waiting = g_ptr_array_index (system->listeners, i);
          if (!waiting->comes && !waiting->leaves)
            waiting = NULL;
        }
      if (waiting == NULL)
        system->has_waiting_listeners = FALSE;
      else if (waiting->leaves)
        strata_listener_remove (waiting);
      else
        introduce (waiting);
    }
}

gboolean
strata_listeners_hear (StrataSystem *system)
{
  for (guint i = 0; i < system->listeners->len; i++)
    {
      const StrataListener *listener = g_ptr_array_index (system->listeners, i);

      if (listener->filter == NULL || listener->filter->slot->windows->len > 0)
        return TRUE;
    }
  return FALSE;
}

void
strata_listeners_deliver (StrataSystem *system, GPtrArray *commits)
{
  g_autoptr (GPtrArray) listeners = new_list ();
  gboolean nops = FALSE;

  system->publishing = TRUE;
  for (guint i = 0; i < system->listeners->len; i++)
    {
      StrataListener *listener = g_ptr_array_index (system->listeners, i);

      if (!concerns (listener, commits))
        continue;
      g_ptr_array_add (listeners, strata_listener_ref (listener));
      nops = nops || listener->funcs.region_nop != NULL;
    }
  if (listeners->len > 0)
    {
      g_autoptr (GArray) events = strata_commit_list_events (commits, nops);

      tell_begin (listeners);
      tell_all (listeners, events);
    }
  for (guint i = 0; i < commits->len; i++)
    {
      StrataSlotCommit *commit = g_ptr_array_index (commits, i);

      strata_view_slot_publish (commit->slot, commit->view);
    }
  tell_commit (listeners);
  end_publishing (system, FALSE);
}

static gboolean
collect_come (const StrataFlatRange *range, gpointer user_data)
{
  gpointer *data = user_data;

  strata_events_add_come (data[0], data[1], range);
  return TRUE;
}

static gboolean
collect_gone (const StrataFlatRange *range, gpointer user_data)
{
  gpointer *data = user_data;

  strata_events_add_gone (data[0], data[1], range);
  return TRUE;
}

/* Appends the events that bring, or take away, all that a space shows. */
static void
add_present (GArray *events, StrataAddressSpace *space, gboolean comes)
{
  gpointer data[] = { events, space };

  strata_flat_view_foreach (space->slot->view, 0, G_MAXUINT64, comes ? collect_come : collect_gone,
                            data);
  strata_events_add_eventfds (events, space, comes ? NULL : space->slot->view,
                              comes ? space->slot->view : NULL);
}

static void
replay (StrataSystem *system, GPtrArray *listeners, const GArray *events)
{
  gboolean publishing = system->publishing;

  if (events->len == 0 || listeners->len == 0)
    return;
  system->publishing = TRUE;
  tell_begin (listeners);
  tell_all (listeners, events);
  tell_commit (listeners);
  end_publishing (system, publishing);
}

void
strata_listeners_announce (StrataAddressSpace *space, gboolean comes)
{
  StrataSystem *system = space->system;
  g_autoptr (GPtrArray) listeners = new_list ();
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (StrataEvent));

  for (guint i = 0; i < system->listeners->len; i++)
    {
      StrataListener *listener = g_ptr_array_index (system->listeners, i);

      if (listener->filter == NULL || listener->filter == space)
        g_ptr_array_add (listeners, strata_listener_ref (listener));
    }
  if (listeners->len > 0)
    add_present (events, space, comes);
  replay (system, listeners, events);
}

static void
announce_listener (StrataListener *self, gboolean comes)
{
  g_autoptr (GPtrArray) listeners = new_list ();
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (StrataEvent));

  g_ptr_array_add (listeners, strata_listener_ref (self));
  for (GList *link = self->system->spaces.head; link != NULL; link = link->next)
    {
      StrataAddressSpace *space = link->data;

      if (self->filter == NULL || self->filter == space)
        add_present (events, space, comes);
    }
  replay (self->system, listeners, events);
}

/* }}} */
/* {{{ Telling of dirty logs */

static GPtrArray *
copy_listeners (StrataSystem *system)
{
  GPtrArray *listeners = new_list ();

  for (guint i = 0; i < system->listeners->len; i++)
    g_ptr_array_add (listeners, strata_listener_ref (g_ptr_array_index (system->listeners, i)));
  return listeners;
}

typedef struct
{
  StrataRegion *region; /* NULL for all */
  StrataRange offsets;
  gboolean clears;
  GPtrArray *listeners;
  StrataAddressSpace *space;
} LogVisit;

static void
visit_listener (const LogVisit *visit, StrataListener *listener, const StrataFlatRange *range,
                const StrataRange *part)
{
  const StrataListenerFuncs *funcs = &listener->funcs;

  if (!hears (listener) || (listener->filter != NULL && listener->filter != visit->space))
    return;
  if (visit->clears && funcs->log_clear != NULL)
    funcs->log_clear (visit->space, range, part->first, part->last, listener->user_data);
  if (!visit->clears && funcs->log_sync != NULL && funcs->log_sync_global == NULL)
    funcs->log_sync (visit->space, range, listener->user_data);
}

static gboolean
visit_range (const StrataFlatRange *range, gpointer user_data)
{
  const LogVisit *visit = user_data;
  guint64 last_offset = range->offset + (range->last - range->first);
  StrataRange part = { range->first, range->last };

  if ((visit->region != NULL && range->region != visit->region) || range->dirty_clients == 0
      || range->offset > visit->offsets.last || last_offset < visit->offsets.first)
    return TRUE;
  if (range->offset < visit->offsets.first)
    part.first += visit->offsets.first - range->offset;
  if (last_offset > visit->offsets.last)
    part.last -= last_offset - visit->offsets.last;
  for (guint i = 0; i < visit->listeners->len; i++)
    visit_listener (visit, g_ptr_array_index (visit->listeners, i), range, &part);
  return TRUE;
}

static void
visit_ranges (StrataSystem *system, LogVisit *visit)
{
  g_autoptr (GPtrArray) spaces = strata_system_list_address_spaces (system);

  for (guint i = 0; i < spaces->len; i++)
    {
      g_autoptr (StrataFlatView) view = NULL;

      visit->space = g_ptr_array_index (spaces, i);
      view = strata_address_space_ref_view (visit->space);
      strata_flat_view_foreach (view, 0, G_MAXUINT64, visit_range, visit);
    }
}

void
strata_listeners_sync (StrataSystem *system, StrataRegion *region)
{
  LogVisit visit = { region, { 0, G_MAXUINT64 }, FALSE, NULL, NULL };

  /* Without the lock: a harvest must not wait for a device. */
  if (g_atomic_int_get (&system->n_syncing_listeners) == 0)
    return;

  strata_system_lock (system);
  visit.listeners = copy_listeners (system);
  for (guint i = 0; i < visit.listeners->len; i++)
    {
      StrataListener *listener = g_ptr_array_index (visit.listeners, i);

      if (hears (listener) && listener->funcs.log_sync_global != NULL)
        listener->funcs.log_sync_global (listener->user_data);
    }
  visit_ranges (system, &visit);
  g_ptr_array_unref (visit.listeners);
  strata_system_unlock (system);
}

void
strata_listeners_clear (StrataRegion *region, guint64 first, guint64 last)
{
  StrataSystem *system = region->system;
  LogVisit visit = { region, { first, last }, TRUE, NULL, NULL };

  if (g_atomic_int_get (&system->n_clearing_listeners) == 0)
    return;

  strata_system_lock (system);
  visit.listeners = copy_listeners (system);
  visit_ranges (system, &visit);
  g_ptr_array_unref (visit.listeners);
  strata_system_unlock (system);
}

static void
tell_global_log (StrataListener *self, StrataDirtyClients clients, gboolean on)
{
  StrataSystem *system = self->system;
  gboolean publishing;

  if (!hears (self) || clients == 0)
    return;
  publishing = system->publishing;
  system->publishing = TRUE;
  if (on && self->funcs.log_global_start != NULL)
    self->funcs.log_global_start (clients, self->user_data);
  if (!on && self->funcs.log_global_stop != NULL)
    self->funcs.log_global_stop (clients, self->user_data);
  end_publishing (system, publishing);
}

void
strata_listeners_tell_global_log (StrataSystem *system, StrataDirtyClients clients, gboolean on)
{
  g_autoptr (GPtrArray) listeners = copy_listeners (system);

  for (guint i = 0; i < listeners->len; i++)
    tell_global_log (g_ptr_array_index (listeners, on ? i : listeners->len - 1 - i), clients, on);
}

/* }}} */

/* Tells a new one of what is there. */
static void
introduce (StrataListener *self)
{
  self->comes = FALSE;
  tell_global_log (self, self->system->log_clients, TRUE);
  announce_listener (self, TRUE);
}

/* Counts those that a harvest must ask. */
static void
count_funcs (StrataListener *self, gint change)
{
  if (self->funcs.log_sync != NULL || self->funcs.log_sync_global != NULL)
    g_atomic_int_add (&self->system->n_syncing_listeners, change);
  if (self->funcs.log_clear != NULL)
    g_atomic_int_add (&self->system->n_clearing_listeners, change);
}

/**
 * strata_listener_new: (skip)
 * @system: a system
 * @filter: (nullable): the only space it is to hear of; %NULL for all
 * @priority: its place: lower ones hear of what comes first, and of what goes last
 * @funcs: what to call; copied
 * @user_data: for the callbacks
 * @destroy: (nullable): called with @user_data when nothing holds the listener any more
 *
 * Makes a listener, which hears of the present state at once and of every commit from now on. The
 * callbacks run under the system lock; they may access memory, and see the view as it was before
 * the commit, but not edit. One that is made from inside a callback hears of what is there once all
 * have heard of the commit.
 *
 * Returns: (transfer full): a listener; it listens until [method@Strata.Listener.remove]
 */
StrataListener *
strata_listener_new (StrataSystem *system, StrataAddressSpace *filter, gint priority,
                     const StrataListenerFuncs *funcs, gpointer user_data, GDestroyNotify destroy)
{
  StrataListener *self;
  guint at;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (filter == NULL || filter->system == system, NULL);
  g_return_val_if_fail (funcs != NULL, NULL);

  self = g_new0 (StrataListener, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->system = strata_system_ref (system);
  self->filter = filter != NULL ? strata_address_space_ref (filter) : NULL;
  self->priority = priority;
  self->funcs = *funcs;
  self->user_data = user_data;
  self->destroy = destroy;

  strata_system_lock (system);
  for (at = 0; at < system->listeners->len; at++)
    if (((StrataListener *) g_ptr_array_index (system->listeners, at))->priority > priority)
      break;
  g_ptr_array_insert (system->listeners, (gint) at, strata_listener_ref (self));
  count_funcs (self, 1);
  self->comes = system->publishing;
  system->has_waiting_listeners |= self->comes;
  if (!self->comes)
    introduce (self);
  strata_system_unlock (system);
  return self;
}

/**
 * strata_listener_remove:
 * @self: a listener
 *
 * Ends a listener: it hears that all it knows of goes away, and nothing more. From inside a
 * callback it ends once all have heard of the commit.
 */
void
strata_listener_remove (StrataListener *self)
{
  StrataSystem *system;

  g_return_if_fail (self != NULL);

  if (self->system == NULL)
    return;
  system = self->system;
  strata_system_lock (system);
  if (system->publishing && !self->comes && !self->going)
    {
      self->leaves = TRUE;
      system->has_waiting_listeners = TRUE;
    }
  else if (!self->going && !self->removed)
    {
      strata_listener_ref (self);
      self->leaves = FALSE;
      self->going = TRUE;
      if (!self->comes)
        {
          announce_listener (self, FALSE);
          tell_global_log (self, system->log_clients, FALSE);
        }
      self->removed = TRUE;
      count_funcs (self, -1);
      g_ptr_array_remove (system->listeners, self);
      strata_listener_unref (self); /* that of the list */
      g_clear_pointer (&self->filter, strata_address_space_unref);
      self->system = NULL;
      strata_system_unlock (system);
      strata_system_unref (system);
      strata_listener_unref (self);
      return;
    }
  strata_system_unlock (system);
}

/**
 * strata_listener_ref:
 * @self: a listener
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataListener *
strata_listener_ref (StrataListener *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_listener_unref:
 * @self: (transfer full): a listener
 *
 * Lets go of a listener. The system holds it until it is removed.
 */
void
strata_listener_unref (StrataListener *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}
