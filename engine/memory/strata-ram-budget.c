/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-ram-budget-private.h"

#include <sys/mman.h>
#include <unistd.h>

#include "strata-ram-private.h"

struct _StrataRamBudget
{
  gatomicrefcount ref_count;
  GMutex lock;
  guint64 touched; /* an upper bound, in bytes */
  GQueue rams;     /* of StrataRam, not held: who was charged and lives */
};

StrataRamBudget *
strata_ram_budget_new (void)
{
  StrataRamBudget *self = g_new0 (StrataRamBudget, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_queue_init (&self->rams);
  return self;
}

StrataRamBudget *
strata_ram_budget_ref (StrataRamBudget *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_ram_budget_unref (StrataRamBudget *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
add_ram (StrataRamBudget *self, StrataRam *ram)
{
  if (ram->budget != NULL)
    return;
  ram->budget = strata_ram_budget_ref (self);
  ram->budget_link.data = ram;
  g_queue_push_tail_link (&self->rams, &ram->budget_link);
}

void
strata_ram_budget_remove (StrataRam *ram)
{
  StrataRamBudget *self = ram->budget;

  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  g_queue_unlink (&self->rams, &ram->budget_link);
  g_mutex_unlock (&self->lock);
  ram->budget = NULL;
  strata_ram_budget_unref (self);
}

/* How many bytes of a stretch take up memory of the host. */
static guint64
count_resident (StrataRam *self, guint64 offset, guint64 length)
{
  gsize page = sysconf (_SC_PAGESIZE);
  guint8 present[4096];
  guint64 first, end, count = 0;

  if (self->mapping == NULL || length == 0)
    return 0;
  first = (offset + (self->bytes - (guint8 *) self->mapping)) / page;
  end = (offset + (self->bytes - (guint8 *) self->mapping) + length - 1) / page + 1;
  while (first < end)
    {
      gsize n = MIN (end - first, sizeof present);

      if (mincore ((guint8 *) self->mapping + first * page, n * page, present) != 0)
        return length;
      for (gsize i = 0; i < n; i++)
        count += present[i] & 1;
      first += n;
    }
  return count * page;
}

/* What the charged blocks really take up now. */
static guint64
count_touched (StrataRamBudget *self)
{
  guint64 touched = 0;

  for (GList *l = self->rams.head; l != NULL; l = l->next)
    {
      StrataRam *ram = l->data;

      touched += count_resident (ram, 0, ram->size);
    }
  return touched;
}

gboolean
strata_ram_budget_charge (StrataRamBudget *self, guint64 limit, const StrataRamStretch *stretches,
                          gsize n_stretches)
{
  guint64 wanted = 0;
  gboolean granted;

  for (gsize i = 0; i < n_stretches; i++)
    if (!g_uint64_checked_add (&wanted, wanted, stretches[i].length))
      return FALSE;

  g_mutex_lock (&self->lock);
  for (gsize i = 0; i < n_stretches; i++)
    add_ram (self, stretches[i].ram);
  if (self->touched > limit || wanted > limit - self->touched)
    {
      self->touched = count_touched (self);
      for (gsize i = 0; i < n_stretches; i++)
        wanted -= MIN (wanted, count_resident (stretches[i].ram, stretches[i].offset,
                                               stretches[i].length));
    }
  granted = self->touched <= limit && wanted <= limit - self->touched;
  if (granted)
    self->touched += wanted;
  g_mutex_unlock (&self->lock);
  return granted;
}
