/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-iommu-private.h"

#include "strata-system-private.h"

/* IOMMUs behind IOMMUs; a circle of spaces ends here. */
#define MAX_DEPTH 8

#define DEFAULT_PAGE_SIZE 4096

struct _StrataIommu
{
  const StrataIommuOps *ops;
  GPtrArray *notifiers; /* of StrataIommuNotifier, held */
};

struct _StrataIommuNotifier
{
  gatomicrefcount ref_count;
  StrataRegion *region; /* held until it is removed */
  StrataIommuEvents events;
  StrataRange range;
  guint index;
  StrataIommuFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
};

STRATA_DEFINE_BOXED (StrataIommuNotifier, strata_iommu_notifier)

/**
 * strata_region_new_iommu: (skip)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 * @ops: how it translates; must live as long as the region
 * @user_data: for the callbacks
 * @destroy: (nullable): called with @user_data when nothing holds the region any more
 *
 * Makes a region that passes each access on to wherever its page leads.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_iommu (StrataSystem *system, StrataOwner *owner, const char *name, guint64 size,
                         const StrataIommuOps *ops, gpointer user_data, GDestroyNotify destroy)
{
  StrataRegion *self;

  g_return_val_if_fail (system != NULL, NULL);
  g_return_val_if_fail (ops != NULL && ops->translate != NULL, NULL);

  self = strata_region_new_of_kind (system, owner, STRATA_REGION_IOMMU, name, size);
  self->user_data = user_data;
  self->destroy = destroy;
  self->iommu = g_new0 (StrataIommu, 1);
  self->iommu->ops = ops;
  self->iommu->notifiers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_iommu_notifier_unref);
  return self;
}

void
strata_iommu_free (StrataIommu *self)
{
  g_ptr_array_unref (self->notifiers);
  g_free (self);
}

static gboolean
is_iommu (StrataRegion *region)
{
  return region != NULL && region->iommu != NULL;
}

/**
 * strata_iommu_get_index:
 * @self: an IOMMU region
 * @attrs: what an access carries
 *
 * Gets the index.
 *
 * Returns: the number of the translation table that such an access uses
 */
guint
strata_iommu_get_index (StrataRegion *self, const StrataAttrs *attrs)
{
  guint index = 0;

  g_return_val_if_fail (is_iommu (self), 0);
  g_return_val_if_fail (attrs != NULL, 0);

  if (self->iommu->ops->get_index == NULL)
    return 0;
  strata_system_lock (self->system);
  index = self->iommu->ops->get_index (self->user_data, attrs);
  strata_system_unlock (self->system);
  return MIN (index, strata_iommu_get_n_indexes (self) - 1);
}

/**
 * strata_iommu_get_n_indexes:
 * @self: an IOMMU region
 *
 * Gets the number of indexes.
 *
 * Returns: how many translation tables it has, at least 1
 */
guint
strata_iommu_get_n_indexes (StrataRegion *self)
{
  g_return_val_if_fail (is_iommu (self), 1);

  return MAX (self->iommu->ops->n_indexes, 1);
}

/**
 * strata_iommu_get_min_page_size:
 * @self: an IOMMU region
 *
 * Gets the min page size.
 *
 * Returns: its smallest page, in bytes
 */
guint64
strata_iommu_get_min_page_size (StrataRegion *self)
{
  g_return_val_if_fail (is_iommu (self), DEFAULT_PAGE_SIZE);

  return self->iommu->ops->min_page_size != 0 ? self->iommu->ops->min_page_size
                                              : DEFAULT_PAGE_SIZE;
}

/**
 * strata_iommu_translate:
 * @self: an IOMMU region
 * @offset: an offset in it, in bytes
 * @access: what is to be done there
 * @index: the number of the translation table
 * @entry: (out caller-allocates): where the page leads; nothing is allowed if it is not mapped
 *
 * Asks an IOMMU where a page leads.
 */
void
strata_iommu_translate (StrataRegion *self, guint64 offset, StrataIommuAccess access, guint index,
                        StrataIommuEntry *entry)
{
  g_return_if_fail (is_iommu (self));
  g_return_if_fail (entry != NULL);

  *entry = (StrataIommuEntry) { 0 };
  strata_system_lock (self->system);
  self->iommu->ops->translate (self->user_data, offset, access, index, entry);
  strata_system_unlock (self->system);

  /* A page is 2^n bytes and holds the offset, whatever the device says. */
  if (entry->space == NULL || (entry->mask & (entry->mask + 1)) != 0)
    *entry = (StrataIommuEntry) { 0 };
  if (entry->space == NULL)
    entry->mask = strata_iommu_get_min_page_size (self) - 1;
  entry->offset = offset & ~entry->mask;
  entry->address &= ~entry->mask;
}

/**
 * strata_address_space_translate:
 * @self: an address space
 * @address: an address in it
 * @access: what is to be done there
 * @attrs: (nullable): what the access carries
 * @entry: (out caller-allocates): where the page that holds @address leads to at last; its offset
 *   is in @self
 *
 * Follows an address through all IOMMUs. Where there is none it leads to itself.
 *
 * Returns: %FALSE if some IOMMU on the way does not allow the access
 */
gboolean
strata_address_space_translate (StrataAddressSpace *self, guint64 address,
                                StrataIommuAccess access, const StrataAttrs *attrs,
                                StrataIommuEntry *entry)
{
  const StrataAttrs none = { 0 };
  StrataAddressSpace *space = self;
  guint64 at = address;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  entry->access = STRATA_IOMMU_READ | STRATA_IOMMU_WRITE;
  entry->mask = G_MAXUINT64;
  for (guint depth = 0;; depth++)
    {
      g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);
      const StrataFlatRange *range = strata_flat_view_find (view, at);
      StrataIommuEntry step;

      if (range == NULL || !is_iommu (range->region))
        break;
      if (depth == MAX_DEPTH)
        return FALSE;
      strata_iommu_translate (range->region, strata_flat_range_get_offset (range, at), access,
                              strata_iommu_get_index (range->region, attrs ? attrs : &none),
                              &step);
      entry->access &= step.access;
      entry->mask &= step.mask;
      if ((access & ~entry->access) != 0 || step.space == NULL)
        return FALSE;
      at = step.address | ((strata_flat_range_get_offset (range, at)) & step.mask);
      space = step.space;
    }
  entry->space = space;
  entry->address = at & ~entry->mask;
  entry->offset = address & ~entry->mask;
  return TRUE;
}

StrataInitiator *
strata_iommu_follow (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                     StrataIommuAccess access, guint64 *length, guint64 *translated)
{
  StrataRegion *region = range->region;
  guint64 offset = strata_flat_range_get_offset (range, address);
  StrataIommuEntry entry;

  strata_iommu_translate (region, offset, access, strata_iommu_get_index (region, &self->attrs),
                          &entry);
  *length = MIN (*length - 1, entry.mask - (offset & entry.mask)) + 1;
  *translated = entry.address | (offset & entry.mask);
  if (entry.space == NULL || (access & ~entry.access) != 0 || self->behind_depth == MAX_DEPTH)
    return NULL;
  return strata_initiator_get_behind (self, entry.space);
}

/* {{{ Notifiers */

static void
update_wanted (StrataRegion *region)
{
  guint wanted = 0;

  for (guint i = 0; i < region->iommu->notifiers->len; i++)
    wanted |= ((StrataIommuNotifier *) g_ptr_array_index (region->iommu->notifiers, i))->events;
  if (region->iommu->ops->notifiers_changed != NULL)
    region->iommu->ops->notifiers_changed (region->user_data, wanted);
}

/**
 * strata_iommu_notifier_new: (skip)
 * @region: an IOMMU region
 * @events: what to hear of
 * @first: the first offset that matters
 * @last: the last one, inclusive
 * @index: the number of the translation table that matters
 * @func: what to call
 * @user_data: for @func
 * @destroy: (nullable): called with @user_data when nothing holds the notifier any more
 *
 * Makes a notifier, which hears of pages that come and go until it is removed. It does not hear of
 * what is mapped already: [method@Strata.IommuNotifier.replay] tells that.
 *
 * Returns: (transfer full): a notifier
 */
StrataIommuNotifier *
strata_iommu_notifier_new (StrataRegion *region, StrataIommuEvents events, guint64 first,
                           guint64 last, guint index, StrataIommuFunc func, gpointer user_data,
                           GDestroyNotify destroy)
{
  StrataIommuNotifier *self;

  g_return_val_if_fail (is_iommu (region), NULL);
  g_return_val_if_fail (first <= last, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (StrataIommuNotifier, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->region = strata_region_ref (region);
  self->events = events;
  self->range.first = first;
  self->range.last = last;
  self->index = index;
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;

  strata_system_lock (region->system);
  g_ptr_array_add (region->iommu->notifiers, strata_iommu_notifier_ref (self));
  update_wanted (region);
  strata_system_unlock (region->system);
  return self;
}

/**
 * strata_iommu_notifier_remove:
 * @self: a notifier
 *
 * Ends a notifier; it hears nothing more.
 */
void
strata_iommu_notifier_remove (StrataIommuNotifier *self)
{
  g_autoptr (StrataRegion) region = NULL;
  g_autoptr (StrataSystem) system = NULL;

  g_return_if_fail (self != NULL);

  region = g_steal_pointer (&self->region);
  if (region == NULL)
    return;
  system = strata_system_ref (region->system);
  strata_system_lock (system);
  strata_iommu_notifier_ref (self);
  g_ptr_array_remove (region->iommu->notifiers, self);
  update_wanted (region);
  strata_system_unlock (system);
  strata_iommu_notifier_unref (self);
}

/**
 * strata_iommu_notifier_ref:
 * @self: a notifier
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataIommuNotifier *
strata_iommu_notifier_ref (StrataIommuNotifier *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_iommu_notifier_unref:
 * @self: (transfer full): a notifier
 *
 * Lets go of a notifier. Its region holds it until it is removed.
 */
void
strata_iommu_notifier_unref (StrataIommuNotifier *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

/**
 * strata_iommu_notifier_tell:
 * @self: a notifier
 * @event: what happened
 * @entry: the page
 *
 * Tells one notifier of a page, as an IOMMU does from its `replay`: if it wants to hear of it and
 * the page touches the offsets that matter to it.
 */
void
strata_iommu_notifier_tell (StrataIommuNotifier *self, StrataIommuEvents event,
                            const StrataIommuEntry *entry)
{
  g_return_if_fail (self != NULL && entry != NULL);

  if ((self->events & event) != 0 && entry->offset <= self->range.last
      && (entry->offset | entry->mask) >= self->range.first)
    self->func (event, entry, self->user_data);
}

/**
 * strata_iommu_notifier_replay:
 * @self: a notifier that is not removed
 *
 * Tells a notifier of all pages that are mapped now: by the IOMMU's `replay`, else by asking for
 * page after page.
 */
void
strata_iommu_notifier_replay (StrataIommuNotifier *self)
{
  StrataRegion *region;
  const StrataIommuOps *ops;
  StrataRange extent;
  guint64 last;

  g_return_if_fail (self != NULL && self->region != NULL);

  region = self->region;
  ops = region->iommu->ops;
  strata_system_lock (region->system);
  if (ops->replay != NULL)
    {
      ops->replay (region->user_data, self);
    }
  else if (strata_region_get_extent (region, &extent))
    {
      last = MIN (self->range.last, (guint64) (strata_size_to_int128 (region->state.size) - 1));
      for (guint64 offset = self->range.first; offset <= last;)
        {
          StrataIommuEntry entry;

          strata_iommu_translate (region, offset, STRATA_IOMMU_NONE, self->index, &entry);
          if (entry.access != STRATA_IOMMU_NONE)
            strata_iommu_notifier_tell (self, STRATA_IOMMU_MAP, &entry);
          if ((offset | entry.mask) == G_MAXUINT64)
            break;
          offset = (offset | entry.mask) + 1;
        }
    }
  strata_system_unlock (region->system);
}

/**
 * strata_iommu_notify:
 * @self: an IOMMU region
 * @index: the number of the translation table
 * @event: what happened
 * @entry: the page
 *
 * Tells all notifiers of a page that has come or gone.
 */
void
strata_iommu_notify (StrataRegion *self, guint index, StrataIommuEvents event,
                     const StrataIommuEntry *entry)
{
  g_autoptr (GPtrArray) notifiers = NULL;

  g_return_if_fail (is_iommu (self));
  g_return_if_fail (entry != NULL);

  strata_system_lock (self->system);
  /* A list of its own, because a notifier may be removed while it is told. */
  notifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_iommu_notifier_unref);
  for (guint i = 0; i < self->iommu->notifiers->len; i++)
    g_ptr_array_add (notifiers, strata_iommu_notifier_ref (
                                  g_ptr_array_index (self->iommu->notifiers, i)));
  for (guint i = 0; i < notifiers->len; i++)
    {
      StrataIommuNotifier *notifier = g_ptr_array_index (notifiers, i);

      if (notifier->region != NULL && notifier->index == index)
        strata_iommu_notifier_tell (notifier, event, entry);
    }
  strata_system_unlock (self->system);
}

/* }}} */
