/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a change of a flat view means to those who listen. */

#include "strata-coalesced-private.h"
#include "strata-commit-private.h"

/* The addresses of a flat range that coalesced range number @index covers. */
static gboolean
get_part (const StrataFlatRange *range, guint index, StrataRange *part)
{
  StrataRange offsets;

  if (!strata_coalesced_ranges_clip (range->coalesced, index, range->offset,
                                     range->offset + (range->last - range->first), &offsets))
    return FALSE;
  part->first = range->first + (offsets.first - range->offset);
  part->last = range->first + (offsets.last - range->offset);
  return TRUE;
}

static gboolean
has_part (const StrataFlatRange *range, const StrataRange *part)
{
  for (guint i = 0; range->coalesced != NULL && i < range->coalesced->n_ranges; i++)
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
  StrataEvent event = { kind,        space,      *range, { range->first, range->last },
                        old_clients, new_clients };

  g_array_append_val (events, event);
}

/* The coalesced parts of a range that another one does not have. */
static void
add_coalesced (GArray *events, StrataEventKind kind, StrataAddressSpace *space,
               const StrataFlatRange *range, const StrataFlatRange *other)
{
  for (guint i = 0; range->coalesced != NULL && i < range->coalesced->n_ranges; i++)
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

        for (guint j = 0; j < commit->slot->spaces->len; j++)
          for (guint k = 0; k < commit->changes->len; k++)
            add_change (events, pass, g_ptr_array_index (commit->slot->spaces, j),
                        &g_array_index (commit->changes, StrataChange, k), nops);
      }
  return events;
}
