/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a system is made of, and how it ends */

#include "strata-system-private.h"

#include "strata-bounce-private.h"
#include "strata-host-index-private.h"
#include "strata-journal-private.h"
#include "strata-observer-private.h"

/* High enough for a million regions seen through sixteen aliases. */
#define DEFAULT_LIMIT_INSTANCES (G_GUINT64_CONSTANT (1) << 25)
/* Real machines stay below ten; each level costs the renderer stack. */
#define DEFAULT_LIMIT_DEPTH 512
#define DEFAULT_LIMIT_RAM (G_GUINT64_CONSTANT (16) << 30)
#define DEFAULT_LIMIT_BOUNCE (64 * 1024)

/* The last holder is gone, and with it all regions and spaces. */
static void
end_system (StrataSystem *self)
{
  g_assert (self->slots.length == 0 && self->spaces.length == 0);
  strata_observer_free (self->observer);
  strata_coalesced_queue_free (self->queue);
  strata_ram_budget_unref (self->ram_budget);
  strata_host_index_free (self->host_index);
  strata_bounce_free (self->bounce);
  g_ptr_array_unref (self->listeners);
  g_array_unref (self->savepoints);
  g_array_unref (self->journal);
  g_cond_clear (&self->initiators_cond);
  g_mutex_clear (&self->initiators_lock);
  g_mutex_clear (&self->graveyard_lock);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static const StrataEnds ends = { end_system, strata_region_finalize, strata_address_space_close };

/**
 * strata_system_new:
 * @byte_order: the byte order of its guests; %STRATA_NATIVE_ENDIAN means that of this computer
 *
 * Makes a memory system: the unit of locking, transactions and byte order. Address spaces and
 * regions belong to one.
 *
 * Returns: (transfer full): a system
 */
StrataSystem *
strata_system_new (StrataByteOrder byte_order)
{
  StrataSystem *self = g_new0 (StrataSystem, 1);

  if (byte_order == STRATA_NATIVE_ENDIAN)
    byte_order = G_BYTE_ORDER == G_LITTLE_ENDIAN ? STRATA_LITTLE_ENDIAN : STRATA_BIG_ENDIAN;

  g_atomic_ref_count_init (&self->ref_count);
  self->ends = &ends;
  self->byte_order = byte_order;
  g_mutex_init (&self->lock);
  g_mutex_init (&self->graveyard_lock);
  g_mutex_init (&self->initiators_lock);
  g_cond_init (&self->initiators_cond);
  g_queue_init (&self->initiators);
  self->limit_instances = DEFAULT_LIMIT_INSTANCES;
  self->limit_depth = DEFAULT_LIMIT_DEPTH;
  self->limit_ram = DEFAULT_LIMIT_RAM;
  self->limit_bounce = DEFAULT_LIMIT_BOUNCE;
  self->bounce = strata_bounce_new ();
  self->journal = strata_journal_new ();
  self->savepoints = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->slots);
  g_queue_init (&self->noted_slots);
  g_queue_init (&self->spaces);
  self->listeners = g_ptr_array_new ();
  self->queue = strata_coalesced_queue_new ();
  self->observer = strata_observer_new ();
  self->ram_budget = strata_ram_budget_new ();
  self->host_index = strata_host_index_new ();
  return self;
}
