/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-brute-recorder.h"

G_GNUC_PRINTF (2, 3)
static void
complain (BruteRecorder *self, const char *format, ...)
{
  va_list args;

  if (self->complaint != NULL)
    return;
  va_start (args, format);
  self->complaint = g_strdup_vprintf (format, args);
  va_end (args);
}

/**
 * brute_recorder_get_record:
 *
 * Returns: (transfer none): what was told about a space; a space not heard of is empty
 */
BruteRecord *
brute_recorder_get_record (BruteRecorder *self, StrataAddressSpace *space)
{
  BruteRecord *record;

  for (guint i = 0; i < self->n_records; i++)
    if (self->records[i].space == space)
      return &self->records[i];

  g_assert_cmpuint (self->n_records, <, BRUTE_MAX_SPACES);
  record = &self->records[self->n_records++];
  record->space = space;
  record->ranges = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));
  record->coalesced = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  return record;
}

static void
note (BruteRecorder *self, StrataEventKind kind, StrataAddressSpace *space,
      const StrataFlatRange *range, guint64 first, guint64 last)
{
  StrataEvent event = {
    .kind = kind,
    .space = space,
    .range = *range,
    .part = { first, last },
  };
  gboolean adds = kind == STRATA_EVENT_REGION_ADD || kind == STRATA_EVENT_LOG_START ||
                  kind == STRATA_EVENT_COALESCED_ADD;

  if (!self->inside)
    complain (self, "an event outside of begin and commit");
  if (self->adding && !adds)
    complain (self, "a delete after an add");
  self->adding |= adds;
  g_array_append_val (self->events, event);
}

/* The place of the first range that ends at @first or later */
static guint
find_place (const GArray *ranges, guint64 first)
{
  guint i = 0;

  while (i < ranges->len && g_array_index (ranges, StrataFlatRange, i).last < first)
    i++;
  return i;
}

static gboolean
same_place (const StrataFlatRange *a, const StrataFlatRange *b)
{
  return a->first == b->first && a->last == b->last && a->region == b->region &&
         a->offset == b->offset && a->flags == b->flags;
}

static void
begin_cb (gpointer user_data)
{
  BruteRecorder *self = user_data;

  if (self->inside)
    complain (self, "begin inside of begin");
  self->inside = TRUE;
  self->adding = FALSE;
  g_array_set_size (self->events, 0);
}

static void
region_del_cb (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data)
{
  BruteRecorder *self = user_data;
  GArray *ranges = brute_recorder_get_record (self, space)->ranges;
  guint place = find_place (ranges, range->first);

  note (self, STRATA_EVENT_REGION_DEL, space, range, range->first, range->last);
  if (place < ranges->len &&
      same_place (&g_array_index (ranges, StrataFlatRange, place), range) &&
      g_array_index (ranges, StrataFlatRange, place).dirty_clients == 0)
    g_array_remove_index (ranges, place);
  else
    complain (self, "a delete of what was not there, or was logged, at 0x%" G_GINT64_MODIFIER "x",
              range->first);
}

/* Nothing is logged yet: a log_start says so */
static void
region_add_cb (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data)
{
  BruteRecorder *self = user_data;
  GArray *ranges = brute_recorder_get_record (self, space)->ranges;
  guint place = find_place (ranges, range->first);
  StrataFlatRange added = *range;

  added.dirty_clients = 0;
  for (guint i = 0; i < self->events->len; i++)
    {
      const StrataEvent *event = &g_array_index (self->events, StrataEvent, i);

      if (event->kind == STRATA_EVENT_REGION_DEL && event->space == space &&
          same_place (&event->range, range))
        complain (self, "an event for an unchanged range, at 0x%" G_GINT64_MODIFIER "x",
                  range->first);
    }
  note (self, STRATA_EVENT_REGION_ADD, space, range, range->first, range->last);
  if (place < ranges->len &&
      g_array_index (ranges, StrataFlatRange, place).first <= range->last)
    complain (self, "an add over what is there, at 0x%" G_GINT64_MODIFIER "x", range->first);
  g_array_insert_val (ranges, place, added);
}

/* Both log events: the range must be there, with the clients that the event calls old */
static void
change_clients (BruteRecorder *self, StrataAddressSpace *space, const StrataFlatRange *range,
                StrataDirtyClients old, StrataDirtyClients now, StrataDirtyClients told)
{
  GArray *ranges = brute_recorder_get_record (self, space)->ranges;
  guint place = find_place (ranges, range->first);
  StrataFlatRange *known;

  if (place >= ranges->len ||
      !same_place (&g_array_index (ranges, StrataFlatRange, place), range))
    {
      complain (self, "a log event for no range, at 0x%" G_GINT64_MODIFIER "x", range->first);
      return;
    }
  known = &g_array_index (ranges, StrataFlatRange, place);
  if (told == 0)
    complain (self, "a log event that changes nothing, at 0x%" G_GINT64_MODIFIER "x",
              range->first);
  if ((known->dirty_clients & told) != (old & told))
    complain (self, "a log event from 0x%x where 0x%x was known, at 0x%" G_GINT64_MODIFIER "x",
              old, known->dirty_clients, range->first);
  known->dirty_clients = (guint8) ((known->dirty_clients & ~told) | (now & told));
}

static void
log_stop_cb (StrataAddressSpace *space, const StrataFlatRange *range, StrataDirtyClients old,
             StrataDirtyClients now, gpointer user_data)
{
  BruteRecorder *self = user_data;

  note (self, STRATA_EVENT_LOG_STOP, space, range, range->first, range->last);
  change_clients (self, space, range, old, now, old & ~now);
}

static void
log_start_cb (StrataAddressSpace *space, const StrataFlatRange *range, StrataDirtyClients old,
              StrataDirtyClients now, gpointer user_data)
{
  BruteRecorder *self = user_data;

  note (self, STRATA_EVENT_LOG_START, space, range, range->first, range->last);
  change_clients (self, space, range, old, now, now & ~old);
}

static void
coalesced_del_cb (StrataAddressSpace *space, const StrataFlatRange *range, guint64 first,
                  guint64 last, gpointer user_data)
{
  BruteRecorder *self = user_data;
  GArray *parts = brute_recorder_get_record (self, space)->coalesced;

  note (self, STRATA_EVENT_COALESCED_DEL, space, range, first, last);
  for (guint i = 0; i < parts->len; i++)
    {
      const StrataRange *part = &g_array_index (parts, StrataRange, i);

      if (part->first == first && part->last == last)
        {
          g_array_remove_index_fast (parts, i);
          return;
        }
    }
  complain (self, "a coalesced delete of what was not there, at 0x%" G_GINT64_MODIFIER "x", first);
}

static void
coalesced_add_cb (StrataAddressSpace *space, const StrataFlatRange *range, guint64 first,
                  guint64 last, gpointer user_data)
{
  BruteRecorder *self = user_data;
  GArray *parts = brute_recorder_get_record (self, space)->coalesced;
  StrataRange added = { first, last };

  note (self, STRATA_EVENT_COALESCED_ADD, space, range, first, last);
  if (first < range->first || last > range->last)
    complain (self, "a coalesced part outside of its range, at 0x%" G_GINT64_MODIFIER "x", first);
  for (guint i = 0; i < parts->len; i++)
    {
      const StrataRange *part = &g_array_index (parts, StrataRange, i);

      if (part->first <= last && part->last >= first)
        complain (self, "a coalesced part added twice, at 0x%" G_GINT64_MODIFIER "x", first);
    }
  g_array_append_val (parts, added);
}

/* The new view is published now, and it is what the events made of the old one */
static void
commit_cb (gpointer user_data)
{
  BruteRecorder *self = user_data;

  if (!self->inside)
    complain (self, "commit without begin");
  self->inside = FALSE;
  self->n_commits++;
  for (guint i = 0; i < self->n_records; i++)
    {
      BruteRecord *record = &self->records[i];
      g_autoptr (StrataFlatView) view = strata_address_space_ref_view (record->space);

      if (strata_flat_view_get_n_ranges (view) != record->ranges->len)
        complain (self, "%u ranges were told at commit, the published view has %u",
                  record->ranges->len, strata_flat_view_get_n_ranges (view));
    }
}

static const StrataListenerFuncs recorder_funcs = {
  .begin = begin_cb,
  .region_del = region_del_cb,
  .log_stop = log_stop_cb,
  .coalesced_del = coalesced_del_cb,
  .region_add = region_add_cb,
  .log_start = log_start_cb,
  .coalesced_add = coalesced_add_cb,
  .commit = commit_cb,
};

BruteRecorder *
brute_recorder_new (StrataSystem *system)
{
  BruteRecorder *self = g_new0 (BruteRecorder, 1);

  self->events = g_array_new (FALSE, FALSE, sizeof (StrataEvent));
  self->listener = strata_listener_new (system, NULL, 0, &recorder_funcs, self, NULL);
  return self;
}

void
brute_recorder_free (BruteRecorder *self)
{
  strata_listener_remove (self->listener);
  strata_listener_unref (self->listener);
  for (guint i = 0; i < self->n_records; i++)
    {
      g_array_unref (self->records[i].ranges);
      g_array_unref (self->records[i].coalesced);
    }
  g_array_unref (self->events);
  g_free (self->complaint);
  g_free (self);
}
