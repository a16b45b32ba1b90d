/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a change of a flat view means to those who listen. */

#include "strata-events-private.h"

#include "strata-commit-private.h"
#include "strata-flat-view-private.h"
#include "strata-write-rules-private.h"

/* The addresses of a flat range that coalesced range number @index covers. */
static gboolean
get_part (const StrataFlatRange *range, guint index, StrataRange *part)
{
  StrataRange offsets;

  if (!strata_coalesced_ranges_clip (range->rules->coalesced, index, range->offset,
                                     range->offset + (range->last - range->first), &offsets))
    return FALSE;
  part->first = range->first + (offsets.first - range->offset);
  part->last = range->first + (offsets.last - range->offset);
  return TRUE;
}

static inline guint
count_parts (const StrataFlatRange *range)
{
  return range->slow & STRATA_SLOW_COALESCED ? range->rules->coalesced->n_ranges : 0;
}

static gboolean
has_part (const StrataFlatRange *range, const StrataRange *part)
{
  for (guint i = 0; i < count_parts (range); i++)
    {
      StrataRange other;

      if (get_part (range, i, &other) && other.first == part->first && other.last == part->last)
        return TRUE;
    }
  return FALSE;
}

static void
add_event (GArray *events, StrataEventKind kind, StrataAddressSpace *space,
           const StrataFlatRange *range, guint old_clients, guint new_clients)
{
  StrataEvent event = { kind,        space,       *range, { range->first, range->last },
                        old_clients, new_clients, { 0 } };

  g_array_append_val (events, event);
}

/* The coalesced parts of a range that another one does not have. */
static void
add_coalesced (GArray *events, StrataEventKind kind, StrataAddressSpace *space,
               const StrataFlatRange *range, const StrataFlatRange *other)
{
  for (guint i = 0; i < count_parts (range); i++)
    {
      StrataRange part;

      if (!get_part (range, i, &part) || (other != NULL && has_part (other, &part)))
        continue;
      add_event (events, kind, space, range, 0, 0);
      g_array_index (events, StrataEvent, events->len - 1).part = part;
    }
}

void
strata_events_add_gone (GArray *events, StrataAddressSpace *space, const StrataFlatRange *range)
{
  add_coalesced (events, STRATA_EVENT_COALESCED_DEL, space, range, NULL);
  if (range->dirty_clients != 0)
    add_event (events, STRATA_EVENT_LOG_STOP, space, range, range->dirty_clients, 0);
  add_event (events, STRATA_EVENT_REGION_DEL, space, range, 0, 0);
}

void
strata_events_add_come (GArray *events, StrataAddressSpace *space, const StrataFlatRange *range)
{
  add_event (events, STRATA_EVENT_REGION_ADD, space, range, 0, 0);
  if (range->dirty_clients != 0)
    add_event (events, STRATA_EVENT_LOG_START, space, range, 0, range->dirty_clients);
  add_coalesced (events, STRATA_EVENT_COALESCED_ADD, space, range, NULL);
}

/* {{{ Eventfds */

/* An eventfd that is visible somewhere. */
typedef struct
{
  guint64 address;
  const StrataFlatRange *range;
  const StrataEventfd *eventfd;
} Spot;

static gint
compare_spots (const Spot *a, const Spot *b)
{
  if (a->address != b->address)
    return a->address < b->address ? -1 : 1;
  if (a->range->region != b->range->region)
    return a->range->region < b->range->region ? -1 : 1;
  return strata_eventfd_compare (a->eventfd, b->eventfd);
}

/* Appends those that lie wholly in a range: a write that is not is no single access. */
static gboolean
add_spots (const StrataFlatRange *range, gpointer user_data)
{
  const StrataEventfds *eventfds = strata_write_rules_get_eventfds (range->rules);

  for (guint i = 0; eventfds != NULL && i < eventfds->n_entries; i++)
    {
      const StrataEventfd *eventfd = &eventfds->entries[i].eventfd;
      guint64 extra = MAX (eventfd->size, 1) - 1;
      Spot spot = { range->first + (eventfd->offset - range->offset), range, eventfd };

      if (eventfd->offset < range->offset
          || eventfd->offset - range->offset > range->last - range->first
          || range->last - spot.address < extra)
        continue;
      g_array_append_val ((GArray *) user_data, spot);
    }
  return TRUE;
}

/* The spots of one list that are not in another; both sorted. */
static void
add_eventfd_events (GArray *events, StrataEventKind kind, StrataAddressSpace *space,
                    const GArray *spots, const GArray *others)
{
  guint j = 0;

  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);
      StrataEvent *event;

      while (j < others->len && compare_spots (&g_array_index (others, Spot, j), spot) < 0)
        j++;
      if (j < others->len && compare_spots (&g_array_index (others, Spot, j), spot) == 0)
        continue;
      add_event (events, kind, space, spot->range, 0, 0);
      event = &g_array_index (events, StrataEvent, events->len - 1);
      event->part.first = event->part.last = spot->address;
      event->eventfd = *spot->eventfd;
    }
}

static GArray *
new_spots (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Spot));
}

void
strata_events_add_eventfds (GArray *events, StrataAddressSpace *space, StrataFlatView *old,
                            StrataFlatView *new)
{
  g_autoptr (GArray) gone = new_spots ();
  g_autoptr (GArray) come = new_spots ();

  if (old != NULL)
    strata_flat_view_foreach (old, 0, G_MAXUINT64, add_spots, gone);
  if (new != NULL)
    strata_flat_view_foreach (new, 0, G_MAXUINT64, add_spots, come);
  add_eventfd_events (events, STRATA_EVENT_EVENTFD_DEL, space, gone, come);
  add_eventfd_events (events, STRATA_EVENT_EVENTFD_ADD, space, come, gone);
}

/* What a commit changes: ranges are sorted, and so are the eventfds in each. */
static void
add_changed_eventfds (GArray *events, StrataEventKind kind, const StrataSlotCommit *commit)
{
  g_autoptr (GArray) gone = new_spots ();
  g_autoptr (GArray) come = new_spots ();

  for (guint i = 0; i < commit->changes->len; i++)
    {
      const StrataChange *change = &g_array_index (commit->changes, StrataChange, i);

      for (guint j = 0; j < change->old->len; j++)
        add_spots (&g_array_index (change->old, StrataFlatRange, j), gone);
      for (guint j = 0; j < change->new->len; j++)
        add_spots (&g_array_index (change->new, StrataFlatRange, j), come);
    }
  for (GList *link = commit->slot->spaces.head; link != NULL; link = link->next)
    add_eventfd_events (events, kind, link->data,
                        kind == STRATA_EVENT_EVENTFD_DEL ? gone : come,
                        kind == STRATA_EVENT_EVENTFD_DEL ? come : gone);
}

/* }}} */

/* Whether a listener sees the same range, though it may be logged or coalesced otherwise. */
static gboolean
is_same (const StrataFlatRange *a, const StrataFlatRange *b)
{
  return a->first == b->first && a->last == b->last && a->region == b->region
         && a->offset == b->offset && a->flags == b->flags;
}

typedef enum
{
  PASS_DEL,
  PASS_ADD,
} Pass;

static void
add_stayed (GArray *events, Pass pass, StrataAddressSpace *space, const StrataFlatRange *old,
            const StrataFlatRange *new, gboolean nops)
{
  if (pass == PASS_DEL)
    {
      add_coalesced (events, STRATA_EVENT_COALESCED_DEL, space, old, new);
      if (old->dirty_clients & ~new->dirty_clients)
        add_event (events, STRATA_EVENT_LOG_STOP, space, new, old->dirty_clients,
                   new->dirty_clients);
      return;
    }
  if (nops)
    add_event (events, STRATA_EVENT_REGION_NOP, space, new, 0, 0);
  if (new->dirty_clients & ~old->dirty_clients)
    add_event (events, STRATA_EVENT_LOG_START, space, new, old->dirty_clients, new->dirty_clients);
  add_coalesced (events, STRATA_EVENT_COALESCED_ADD, space, new, old);
}

static void
add_change (GArray *events, Pass pass, StrataAddressSpace *space, const StrataChange *change,
            gboolean nops)
{
  guint i = 0, j = 0;

  while (i < change->old->len || j < change->new->len)
    {
      const StrataFlatRange *old
        = i < change->old->len ? &g_array_index (change->old, StrataFlatRange, i) : NULL;
      const StrataFlatRange *new
        = j < change->new->len ? &g_array_index (change->new, StrataFlatRange, j) : NULL;

      if (old != NULL && new != NULL && is_same (old, new))
        {
          add_stayed (events, pass, space, old, new, nops);
          i++, j++;
        }
      else if (old != NULL && (new == NULL || old->first <= new->first))
        {
          if (pass == PASS_DEL)
            strata_events_add_gone (events, space, old);
          i++;
        }
      else
        {
          if (pass == PASS_ADD)
            strata_events_add_come (events, space, new);
          j++;
        }
    }
}

GArray *
strata_commit_list_events (GPtrArray *commits, gboolean nops)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (StrataEvent));

  for (Pass pass = PASS_DEL; pass <= PASS_ADD; pass++)
    for (guint i = 0; i < commits->len; i++)
      {
        const StrataSlotCommit *commit = g_ptr_array_index (commits, i);

        for (GList *link = commit->slot->spaces.head; link != NULL; link = link->next)
          for (guint j = 0; j < commit->changes->len; j++)
            add_change (events, pass, link->data,
                        &g_array_index (commit->changes, StrataChange, j), nops);
      }
  for (guint i = 0; i < commits->len; i++)
    add_changed_eventfds (events, STRATA_EVENT_EVENTFD_DEL, g_ptr_array_index (commits, i));
  for (guint i = 0; i < commits->len; i++)
    add_changed_eventfds (events, STRATA_EVENT_EVENTFD_ADD, g_ptr_array_index (commits, i));
  return events;
}
