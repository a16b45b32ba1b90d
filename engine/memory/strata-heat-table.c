/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-heat-table-private.h"

#include <math.h>

#define COARSER 2 /* bits that are given up when there is no room */
#define MAX_SHIFT 63

/* Where accesses of one extent went. The heat is that of @time, and halves ever after. */
typedef struct
{
  guint64 place;
  guint64 first;
  guint64 last;
  gint64 time;
  float heats[2]; /* of reads and of writes */
} Mark;

/* As many marks as there is room for. When there are too many that are still warm, neighbours
 * become one: bits of their addresses are given up until half of the room is free. */
struct _StrataHeatTable
{
  GHashTable *marks; /* a set of Mark */
  guint max_marks;
  guint shift; /* bits of addresses that are given up for new marks */
};

static guint
hash_mark (gconstpointer data)
{
  const Mark *mark = data;
  guint64 hash = (mark->place * 31 + mark->first) * 31 + mark->last;

  return (guint) ((hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static gboolean
equal_marks (gconstpointer a, gconstpointer b)
{
  const Mark *one = a, *other = b;

  return one->first == other->first && one->last == other->last && one->place == other->place;
}

static GHashTable *
new_marks (void)
{
  return g_hash_table_new_full (hash_mark, equal_marks, g_free, NULL);
}

StrataHeatTable *
strata_heat_table_new (guint max_marks)
{
  StrataHeatTable *self = g_new0 (StrataHeatTable, 1);

  self->marks = new_marks ();
  self->max_marks = max_marks;
  return self;
}

void
strata_heat_table_free (StrataHeatTable *self)
{
  g_hash_table_unref (self->marks);
  g_free (self);
}

static void
cool (Mark *mark, gint64 time)
{
  double left;

  if (time <= mark->time)
    return;
  left = exp2 (-(double) (time - mark->time) / STRATA_HEAT_HALF_LIFE);
  mark->heats[0] *= (float) left;
  mark->heats[1] *= (float) left;
  mark->time = time;
}

static gboolean
is_cold (const Mark *mark)
{
  return mark->heats[0] < STRATA_HEAT_COLD && mark->heats[1] < STRATA_HEAT_COLD;
}

static gboolean
cool_and_check (gpointer key, gpointer value G_GNUC_UNUSED, gpointer user_data)
{
  cool (key, *(const gint64 *) user_data);
  return is_cold (key);
}

/* {{{ Room */

static void
widen (const StrataHeatTable *self, guint64 *first, guint64 *last)
{
  guint64 mask = (G_GUINT64_CONSTANT (1) << self->shift) - 1;

  *first &= ~mask;
  *last |= mask;
}

/* What becomes one is as warm as the warmest of it. */
static void
merge (GHashTable *marks, Mark *mark)
{
  Mark *present = g_hash_table_lookup (marks, mark);

  if (present == NULL)
    {
      g_hash_table_add (marks, mark);
      return;
    }
  present->heats[0] = MAX (present->heats[0], mark->heats[0]);
  present->heats[1] = MAX (present->heats[1], mark->heats[1]);
  g_free (mark);
}

/* All are of one time. */
static void
coarsen (StrataHeatTable *self)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->marks);
  GHashTableIter iter;
  gpointer mark;

  self->shift = MIN (self->shift + COARSER, MAX_SHIFT);
  self->marks = new_marks ();
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &mark, NULL))
    {
      g_hash_table_iter_steal (&iter);
      widen (self, &((Mark *) mark)->first, &((Mark *) mark)->last);
      merge (self->marks, mark);
    }
}

static void
make_room (StrataHeatTable *self, gint64 time)
{
  g_hash_table_foreach_remove (self->marks, cool_and_check, &time);
  if (g_hash_table_size (self->marks) <= self->max_marks / 2)
    {
      self->shift = 0;
      return;
    }
  while (g_hash_table_size (self->marks) > self->max_marks / 2 && self->shift < MAX_SHIFT)
    coarsen (self);
  /* More places than there is room for. */
  if (g_hash_table_size (self->marks) > self->max_marks / 2)
    strata_heat_table_clear (self);
}

/* With room to spare, bytes are told apart again. */
static void
forget_shift (StrataHeatTable *self)
{
  if (g_hash_table_size (self->marks) <= self->max_marks / 16)
    self->shift = 0;
}

/* }}} */

static Mark *
find (StrataHeatTable *self, guint64 place, guint64 first, guint64 last)
{
  Mark key = { .place = place, .first = first, .last = last };

  widen (self, &key.first, &key.last);
  return g_hash_table_lookup (self->marks, &key);
}

void
strata_heat_table_add (StrataHeatTable *self, guint64 place, guint64 first, guint64 last,
                       gboolean is_write, gint64 time)
{
  Mark *mark = find (self, place, first, last);
  float *heat;

  if (mark == NULL && g_hash_table_size (self->marks) >= self->max_marks)
    {
      make_room (self, time);
      mark = find (self, place, first, last);
    }
  if (mark == NULL)
    {
      mark = g_new0 (Mark, 1);
      *mark = (Mark){ .place = place, .first = first, .last = last, .time = time };
      widen (self, &mark->first, &mark->last);
      g_hash_table_add (self->marks, mark);
    }
  cool (mark, time);
  heat = &mark->heats[is_write ? 1 : 0];
  *heat = MIN (*heat + 1, (float) STRATA_HEAT_MAX);
}

/* Forgets what is cold by the way. */
GArray *
strata_heat_table_list (StrataHeatTable *self, guint64 place, guint64 first, guint64 last,
                        gint64 time)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (StrataHeatSpot));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->marks);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Mark *mark = key;

      cool (mark, time);
      if (is_cold (mark))
        g_hash_table_iter_remove (&iter);
      else if (mark->place == place && mark->first <= last && mark->last >= first)
        {
          StrataHeatSpot spot = { mark->first, mark->last, mark->heats[0], mark->heats[1] };

          g_array_append_val (spots, spot);
        }
    }
  forget_shift (self);
  return spots;
}

gboolean
strata_heat_table_is_cold (StrataHeatTable *self, gint64 time)
{
  gboolean cold = TRUE;
  GHashTableIter iter;
  gpointer mark;

  g_hash_table_iter_init (&iter, self->marks);
  while (cold && g_hash_table_iter_next (&iter, &mark, NULL))
    {
      cool (mark, time);
      cold = is_cold (mark);
      if (cold)
        g_hash_table_iter_remove (&iter);
    }
  forget_shift (self);
  return cold;
}

guint
strata_heat_table_get_n_marks (StrataHeatTable *self)
{
  return g_hash_table_size (self->marks);
}

void
strata_heat_table_clear (StrataHeatTable *self)
{
  g_hash_table_remove_all (self->marks);
  self->shift = 0;
}
