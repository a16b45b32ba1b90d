/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-dirty-log-private.h"
#include "strata-dirty-snapshot-private.h"
#include "strata-i18n-private.h"
#include "strata-initiator-private.h"
#include "strata-listener-private.h"
#include "strata-log-clients-private.h"
#include "strata-system-private.h"

/* A stretch of memory, found through aliases and cut to what there is. */
typedef struct
{
  StrataRegion *region; /* held; NULL if there is no memory */
  guint64 offset;
  guint64 length;
} Stretch;

static inline gboolean
is_one_client (StrataDirtyClients client)
{
  return client != 0 && (client & (client - 1)) == 0 && (client & ~STRATA_DIRTY_ALL) == 0;
}

/* The region with memory at an offset, held, or NULL. */
static StrataRegion *
ref_target (StrataRegion *self, guint64 *offset)
{
  StrataRegion *target = self;

  if (self->kind != STRATA_REGION_ALIAS)
    return self->ram != NULL ? strata_region_ref (self) : NULL;

  strata_system_lock (self->system);
  target = strata_region_resolve_alias (self, offset);
  target = target != NULL && target->ram != NULL ? strata_region_ref (target) : NULL;
  strata_system_unlock (self->system);
  return target;
}

static Stretch
find_stretch (StrataRegion *self, guint64 offset, guint64 length)
{
  Stretch stretch = { NULL, offset, length };

  if (self->kind == STRATA_REGION_ALIAS)
    {
      guint64 size = strata_region_get_size (self);

      if (size != STRATA_SIZE_MAX)
        stretch.length = offset < size ? MIN (length, size - offset) : 0;
    }
  stretch.region = ref_target (self, &stretch.offset);
  if (stretch.region != NULL && stretch.length > 0 && stretch.offset < stretch.region->ram->size)
    {
      stretch.length = MIN (stretch.length, stretch.region->ram->size - stretch.offset);
      return stretch;
    }
  g_clear_pointer (&stretch.region, strata_region_unref);
  stretch.length = 0;
  return stretch;
}

static inline guint64
get_first_page (const Stretch *stretch)
{
  return stretch->offset >> STRATA_PAGE_BITS;
}

static inline guint64
get_last_page (const Stretch *stretch)
{
  return (stretch->offset + (stretch->length - 1)) >> STRATA_PAGE_BITS;
}

/* {{{ On and off */

/* A commit that writers must have moved past before a log is complete, as a number other than 0. */
static inline guint64
encode_commit (guint commit)
{
  return (G_GUINT64_CONSTANT (1) << 32) | commit;
}

/* Looks whether writers who do not know of the log may still be at work. */
static void
settle (StrataSystem *system, StrataDirtyBitmap *bitmap)
{
  guint64 settles = __atomic_load_n (&bitmap->settles, __ATOMIC_ACQUIRE);

  if (settles != 0 && strata_system_has_moved_on (system, (guint) settles))
    __atomic_compare_exchange_n (&bitmap->settles, &settles, 0, FALSE, __ATOMIC_ACQ_REL,
                                 __ATOMIC_RELAXED);
}

void
strata_region_begin_log (StrataRegion *self, guint client_index)
{
  StrataDirtyBitmap *bitmap = strata_ram_get_dirty_bitmap (self->ram, client_index);
  guint commit = (guint) g_atomic_int_get (&self->system->n_commits) + 1;

  __atomic_store_n (&bitmap->settles, encode_commit (commit), __ATOMIC_RELEASE);
  strata_dirty_bitmap_mark_all (bitmap);
}

void
strata_region_settle_log (StrataRegion *self, guint client_index)
{
  settle (self->system, strata_ram_get_dirty_bitmap (self->ram, client_index));
}

static gboolean
edit_log (StrataRegion *self, StrataDirtyClients client, gboolean on, GError **error)
{
  guint index = __builtin_ctz (client);
  StrataRegionState state;
  gboolean edited;

  strata_region_begin_edit (self, &state);
  if (self->system->publishing || (on && state.log_counts[index] == G_MAXUINT16))
    {
      g_set_error (error, STRATA_MEMORY_ERROR,
                   on && !self->system->publishing ? STRATA_MEMORY_ERROR_LIMIT
                                                   : STRATA_MEMORY_ERROR_BUSY,
                   self->system->publishing
                     ? _ ("Logging of “%s” cannot be changed from inside a listener")
                     : _ ("Logging of “%s” cannot be turned on so often"), self->name);
      state = self->state;
      strata_region_end_edit (self, &state, NULL);
      return FALSE;
    }
  if (on && state.log_counts[index] == 0)
    strata_region_begin_log (self, index);
  if (on)
    state.log_counts[index]++;
  else if (state.log_counts[index] > 0)
    state.log_counts[index]--;
  else
    g_critical ("Logging of “%s” was turned off more often than on", self->name);
  edited = strata_region_end_edit (self, &state, error);
  if (on)
    strata_region_settle_log (self, index);
  return edited;
}

/**
 * strata_region_set_log:
 * @self: a region with memory, or an alias of one
 * @client: one client
 * @on: whether to begin or to end
 * @error: return location for an error
 *
 * Begins or ends dirty logging for a client. It is counted: on twice needs off twice. When it goes
 * on, all is dirty at first, and stays dirty until each running initiator has moved on to a view
 * that knows of the log, so that no write is missed. When it goes off, what is logged stays to be
 * read until it goes on again.
 *
 * Writes to ROM dirty nothing, nor do those through pointers.
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR set if not possible
 */
gboolean
strata_region_set_log (StrataRegion *self, StrataDirtyClients client, gboolean on, GError **error)
{
  g_autoptr (StrataRegion) target = NULL;
  guint64 offset = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (is_one_client (client), FALSE);

  target = ref_target (self, &offset);
  if (target == NULL)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_KIND,
                   _ ("“%s” has no memory that could be logged"), strata_region_get_name (self));
      return FALSE;
    }
  return edit_log (target, client, on, error);
}

/**
 * strata_region_get_log_clients:
 * @self: a region, or an alias of one
 *
 * Gets the log clients.
 *
 * Returns: the clients whose logging is on, for this region or for all memory of the system
 */
StrataDirtyClients
strata_region_get_log_clients (StrataRegion *self)
{
  g_autoptr (StrataRegion) target = NULL;
  StrataDirtyClients clients;
  guint64 offset = 0;

  g_return_val_if_fail (self != NULL, 0);

  target = ref_target (self, &offset);
  if (target == NULL)
    return 0;
  strata_system_lock (target->system);
  clients = strata_region_find_log_clients (target);
  strata_system_unlock (target->system);
  return clients;
}

/**
 * strata_region_is_logging:
 * @self: a region, or an alias of one
 * @client: one client
 *
 * Tells whether a client logs writes to a region.
 *
 * Returns: whether logging is on for the client
 */
gboolean
strata_region_is_logging (StrataRegion *self, StrataDirtyClients client)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (strata_region_get_log_clients (self) & client) != 0;
}

/* }}} */
/* {{{ Asking and marking */

/**
 * strata_region_get_dirty:
 * @self: a region with memory, or an alias of one
 * @offset: the first offset, in bytes
 * @length: how many bytes
 * @clients: some clients
 *
 * Tells whether a stretch is dirty.
 *
 * Returns: whether any page that the stretch touches is dirty for any of the clients
 */
gboolean
strata_region_get_dirty (StrataRegion *self, guint64 offset, guint64 length,
                         StrataDirtyClients clients)
{
  gboolean dirty = FALSE;
  Stretch stretch;

  g_return_val_if_fail (self != NULL, FALSE);

  stretch = find_stretch (self, offset, length);
  if (stretch.region == NULL)
    return FALSE;
  for (guint left = clients & STRATA_DIRTY_ALL; left != 0 && !dirty; left &= left - 1)
    {
      StrataDirtyBitmap *bitmap = g_atomic_pointer_get (
        &stretch.region->ram->dirty[__builtin_ctz (left)]);

      dirty = bitmap != NULL
              && strata_dirty_bitmap_is_dirty (bitmap, get_first_page (&stretch),
                                               get_last_page (&stretch));
    }
  strata_region_unref (stretch.region);
  return dirty;
}

/**
 * strata_region_set_dirty:
 * @self: a region with memory, or an alias of one
 * @offset: the first offset, in bytes
 * @length: how many bytes
 *
 * Marks the pages that a stretch touches dirty for all clients whose logging is on. For whoever
 * writes through a pointer: write first, then mark.
 */
void
strata_region_set_dirty (StrataRegion *self, guint64 offset, guint64 length)
{
  Stretch stretch;

  g_return_if_fail (self != NULL);

  stretch = find_stretch (self, offset, length);
  if (stretch.region == NULL)
    return;
  strata_ram_mark_dirty (stretch.region->ram, stretch.offset, stretch.length,
                         strata_region_get_log_clients (stretch.region));
  strata_region_unref (stretch.region);
}

/**
 * strata_region_flush_rom_device:
 * @self: a ROM device
 * @offset: the first offset, in bytes
 * @length: how many bytes
 *
 * Says that the contents of a ROM device have changed, as its own callbacks do after they have
 * written to its memory: the pages are dirty for all clients whose logging is on.
 */
void
strata_region_flush_rom_device (StrataRegion *self, guint64 offset, guint64 length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->kind == STRATA_REGION_ROM_DEVICE);

  strata_region_set_dirty (self, offset, length);
}

/* }}} */
/* {{{ Harvest */

/* Takes what is dirty; leaves nothing in @pages if the client never logged. */
static void
harvest (const Stretch *stretch, StrataDirtyClients client, StrataDirtyPages *pages)
{
  StrataDirtyBitmap *bitmap = g_atomic_pointer_get (
    &stretch->region->ram->dirty[__builtin_ctz (client)]);

  if (bitmap == NULL)
    return;
  strata_listeners_clear (stretch->region, get_first_page (stretch) << STRATA_PAGE_BITS,
                          get_last_page (stretch) << STRATA_PAGE_BITS | (STRATA_PAGE_SIZE - 1));
  settle (stretch->region->system, bitmap);
  strata_dirty_bitmap_harvest (bitmap, get_first_page (stretch), get_last_page (stretch), pages);
}

/**
 * strata_region_reset_dirty:
 * @self: a region with memory, or an alias of one
 * @offset: the first offset, in bytes
 * @length: how many bytes
 * @client: one client
 *
 * Makes the pages that a stretch touches clean for a client. Read the memory afterwards: what is
 * written from now on makes them dirty again. Listeners hear `log_clear` before.
 */
void
strata_region_reset_dirty (StrataRegion *self, guint64 offset, guint64 length,
                           StrataDirtyClients client)
{
  StrataDirtyPages pages = { 0 };
  Stretch stretch;

  g_return_if_fail (self != NULL);
  g_return_if_fail (is_one_client (client));

  stretch = find_stretch (self, offset, length);
  if (stretch.region == NULL)
    return;
  harvest (&stretch, client, &pages);
  strata_dirty_pages_clear (&pages);
  strata_region_unref (stretch.region);
}

/**
 * strata_region_sync_dirty:
 * @self: a region with memory, or an alias of one
 *
 * Lets the listeners bring in what they know: `log_sync` is called for each flat range that shows
 * the region and is logged; for a listener that has `log_sync_global`, this instead, once.
 */
void
strata_region_sync_dirty (StrataRegion *self)
{
  g_autoptr (StrataRegion) target = NULL;
  guint64 offset = 0;

  g_return_if_fail (self != NULL);

  target = ref_target (self, &offset);
  if (target != NULL)
    strata_listeners_sync (target->system, target);
}

/**
 * strata_region_snapshot_and_clear_dirty:
 * @self: a region with memory, or an alias of one
 * @offset: the first offset, in bytes
 * @length: how many bytes
 * @client: one client
 *
 * Takes what is dirty for a client in the pages that a stretch touches, and makes it clean.
 * Listeners are synced before, and hear `log_clear`. Read the memory afterwards: what is written
 * from now on is in the next snapshot, and no write is in neither.
 *
 * Returns: (transfer full): what was dirty
 */
StrataDirtySnapshot *
strata_region_snapshot_and_clear_dirty (StrataRegion *self, guint64 offset, guint64 length,
                                        StrataDirtyClients client)
{
  StrataDirtySnapshot *snapshot;
  Stretch stretch;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (is_one_client (client), NULL);

  strata_region_sync_dirty (self);

  snapshot = g_new0 (StrataDirtySnapshot, 1);
  g_atomic_ref_count_init (&snapshot->ref_count);
  stretch = find_stretch (self, offset, length);
  if (stretch.region == NULL)
    return snapshot;
  snapshot->offset = offset;
  snapshot->length = stretch.length;
  snapshot->shift = stretch.offset - offset;
  harvest (&stretch, client, &snapshot->pages);
  strata_region_unref (stretch.region);
  return snapshot;
}

/* }}} */
