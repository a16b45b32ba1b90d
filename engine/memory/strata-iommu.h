/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"

G_BEGIN_DECLS

#define STRATA_TYPE_IOMMU_NOTIFIER (strata_iommu_notifier_get_type ())

/**
 * StrataIommuNotifier:
 *
 * Who hears when an IOMMU changes its translations.
 */
typedef struct _StrataIommuNotifier StrataIommuNotifier;

/**
 * StrataIommuAccess:
 * @STRATA_IOMMU_NONE: nothing
 * @STRATA_IOMMU_READ: reads
 * @STRATA_IOMMU_WRITE: writes
 *
 * What a translation is asked for, or allows.
 */
typedef enum /*< flags >*/
{
  STRATA_IOMMU_NONE = 0,
  STRATA_IOMMU_READ = 1 << 0,
  STRATA_IOMMU_WRITE = 1 << 1,
} StrataIommuAccess;

/**
 * StrataIommuEntry:
 * @space: (transfer none): where the access goes; %NULL for nowhere
 * @address: the translated address of the first byte of the page, in @space
 * @offset: the offset of the page in the IOMMU region
 * @mask: the size of the page less one: 0xfff for 4 KiB; 2^n - 1
 * @access: what is allowed; %STRATA_IOMMU_NONE if the page is not mapped
 *
 * What a page of an IOMMU region leads to.
 */
typedef struct
{
  StrataAddressSpace *space;
  guint64 address;
  guint64 offset;
  guint64 mask;
  StrataIommuAccess access;
} StrataIommuEntry;

/**
 * StrataIommuOps:
 * @translate: fills in where the page that holds @offset leads to; @entry comes with everything
 *   unset and stands for "not mapped" if it is left so
 * @get_index: which of the translation tables an access with these attributes uses; %NULL for 0
 * @n_indexes: how many tables there are; 0 means 1
 * @min_page_size: the smallest page, in bytes, a power of two; 0 means 4096
 * @replay: tells a notifier of all that is mapped now; %NULL to ask @translate page by page
 * @notifiers_changed: the events that anybody wants to hear of are now @wanted
 *
 * How an IOMMU region translates. The callbacks run under the system lock.
 */
typedef struct
{
  void (*translate) (gpointer user_data, guint64 offset, StrataIommuAccess access, guint index,
                     StrataIommuEntry *entry);
  guint (*get_index) (gpointer user_data, const StrataAttrs *attrs);
  guint n_indexes;
  guint64 min_page_size;
  void (*replay) (gpointer user_data, StrataIommuNotifier *notifier);
  void (*notifiers_changed) (gpointer user_data, guint wanted);
} StrataIommuOps;

/**
 * StrataIommuEvents:
 * @STRATA_IOMMU_MAP: a page came
 * @STRATA_IOMMU_UNMAP: a page went
 *
 * What an IOMMU notifier hears of.
 */
typedef enum /*< flags >*/
{
  STRATA_IOMMU_MAP = 1 << 0,
  STRATA_IOMMU_UNMAP = 1 << 1,
} StrataIommuEvents;

/**
 * StrataIommuFunc:
 * @event: what has happened
 * @entry: (transfer none): the translation that has come or gone
 * @user_data: data
 *
 * Called when an IOMMU changes its translations.
 */
typedef void (*StrataIommuFunc) (StrataIommuEvents event, const StrataIommuEntry *entry,
                                 gpointer user_data);

STRATA_PUBLIC
StrataRegion *strata_region_new_iommu (StrataSystem *system, StrataOwner *owner, const char *name,
                                       guint64 size, const StrataIommuOps *ops,
                                       gpointer user_data, GDestroyNotify destroy);
STRATA_PUBLIC
guint strata_iommu_get_index (StrataRegion *self, const StrataAttrs *attrs);
STRATA_PUBLIC
guint strata_iommu_get_n_indexes (StrataRegion *self);
STRATA_PUBLIC
guint64 strata_iommu_get_min_page_size (StrataRegion *self);
STRATA_PUBLIC
void strata_iommu_translate (StrataRegion *self, guint64 offset, StrataIommuAccess access,
                             guint index, StrataIommuEntry *entry);
STRATA_PUBLIC
gboolean strata_address_space_translate (StrataAddressSpace *self, guint64 address,
                                         StrataIommuAccess access, const StrataAttrs *attrs,
                                         StrataIommuEntry *entry);

STRATA_PUBLIC
GType strata_iommu_notifier_get_type (void);
STRATA_PUBLIC
StrataIommuNotifier *strata_iommu_notifier_new (StrataRegion *region, StrataIommuEvents events,
                                                guint64 first, guint64 last, guint index,
                                                StrataIommuFunc func, gpointer user_data,
                                                GDestroyNotify destroy);
STRATA_PUBLIC
StrataIommuNotifier *strata_iommu_notifier_ref (StrataIommuNotifier *self);
STRATA_PUBLIC
void strata_iommu_notifier_unref (StrataIommuNotifier *self);
STRATA_PUBLIC
void strata_iommu_notifier_remove (StrataIommuNotifier *self);
STRATA_PUBLIC
void strata_iommu_notifier_replay (StrataIommuNotifier *self);
STRATA_PUBLIC
void strata_iommu_notifier_tell (StrataIommuNotifier *self, StrataIommuEvents event,
                                 const StrataIommuEntry *entry);
STRATA_PUBLIC
void strata_iommu_notify (StrataRegion *self, guint index, StrataIommuEvents event,
                          const StrataIommuEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataIommuNotifier, strata_iommu_notifier_unref)

G_END_DECLS
