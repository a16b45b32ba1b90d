/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-eventfds-private.h"

#include <errno.h>
#include <unistd.h>

/* {{{ Signals */

struct _StrataSignal
{
  gatomicrefcount ref_count;
  int fd;
};

StrataSignal *
strata_signal_new (int fd)
{
  StrataSignal *self = g_new0 (StrataSignal, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->fd = fd;
  return self;
}

static StrataSignal *
signal_ref (StrataSignal *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_signal_unref (StrataSignal *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  close (self->fd);
  g_free (self);
}

/* One that cannot take more has been signalled and not been looked at yet. */
static void
signal_send (StrataSignal *self)
{
  const guint64 one = 1;

  while (write (self->fd, &one, sizeof one) < 0 && errno == EINTR)
    ;
}

/* }}} */

static StrataEventfds *
eventfds_alloc (guint n_entries)
{
  StrataEventfds *self = g_malloc (sizeof *self + n_entries * sizeof self->entries[0]);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_entries = n_entries;
  return self;
}

StrataEventfds *
strata_eventfds_ref (StrataEventfds *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_eventfds_unref (StrataEventfds *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_entries; i++)
    strata_signal_unref (self->entries[i].signal);
  g_free (self);
}

#define COMPARE(field)                        \
  if (a->field != b->field)                   \
    return a->field < b->field ? -1 : 1

gint
strata_eventfd_compare (const StrataEventfd *a, const StrataEventfd *b)
{
  COMPARE (offset);
  COMPARE (size);
  COMPARE (match_data);
  COMPARE (data);
  COMPARE (fd);
  return 0;
}

gboolean
strata_eventfds_equal (const StrataEventfds *a, const StrataEventfds *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n_entries != b->n_entries)
    return FALSE;
  for (guint i = 0; i < a->n_entries; i++)
    if (a->entries[i].signal != b->entries[i].signal
        || strata_eventfd_compare (&a->entries[i].eventfd, &b->entries[i].eventfd) != 0)
      return FALSE;
  return TRUE;
}

/* Where one is, or would go. */
static guint
find_place (const StrataEventfds *self, const StrataEventfd *eventfd)
{
  guint low = 0, high = self != NULL ? self->n_entries : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata_eventfd_compare (&self->entries[middle].eventfd, eventfd) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
strata_eventfds_has (const StrataEventfds *self, const StrataEventfd *eventfd)
{
  guint place = find_place (self, eventfd);

  return self != NULL && place < self->n_entries
         && strata_eventfd_compare (&self->entries[place].eventfd, eventfd) == 0;
}

static void
copy_entries (StrataEventfds *self, guint to, const StrataEventfds *source, guint from, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      self->entries[to + i] = source->entries[from + i];
      signal_ref (self->entries[to + i].signal);
    }
}

StrataEventfds *
strata_eventfds_add (const StrataEventfds *self, const StrataEventfd *eventfd,
                     StrataSignal *signal)
{
  guint n_old = self != NULL ? self->n_entries : 0;
  guint place = find_place (self, eventfd);
  StrataEventfds *sum = eventfds_alloc (n_old + 1);

  copy_entries (sum, 0, self, 0, place);
  sum->entries[place].eventfd = *eventfd;
  sum->entries[place].signal = signal_ref (signal);
  copy_entries (sum, place + 1, self, place, n_old - place);
  return sum;
}

StrataEventfds *
strata_eventfds_remove (const StrataEventfds *self, const StrataEventfd *eventfd)
{
  guint place = find_place (self, eventfd);
  StrataEventfds *rest;

  if (self->n_entries == 1)
    return NULL;
  rest = eventfds_alloc (self->n_entries - 1);
  copy_entries (rest, 0, self, 0, place);
  copy_entries (rest, place, self, place + 1, rest->n_entries - place);
  return rest;
}

gboolean
strata_eventfds_may_take (const StrataEventfds *self, guint64 offset, guint size)
{
  const StrataEventfd first = { .offset = offset, .fd = G_MININT };

  for (guint i = find_place (self, &first);
       i < self->n_entries && self->entries[i].eventfd.offset == offset; i++)
    if (self->entries[i].eventfd.size == 0 || self->entries[i].eventfd.size == size)
      return TRUE;
  return FALSE;
}

gboolean
strata_eventfds_take (const StrataEventfds *self, guint64 offset, guint size, guint64 value)
{
  const StrataEventfd first = { .offset = offset, .fd = G_MININT };
  gboolean taken = FALSE;

  for (guint i = find_place (self, &first);
       i < self->n_entries && self->entries[i].eventfd.offset == offset; i++)
    {
      const StrataEventfd *eventfd = &self->entries[i].eventfd;

      if ((eventfd->size != 0 && eventfd->size != size)
          || (eventfd->match_data && eventfd->data != value))
        continue;
      signal_send (self->entries[i].signal);
      taken = TRUE;
    }
  return taken;
}
