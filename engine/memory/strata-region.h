/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-ops.h"

G_BEGIN_DECLS

#define STRATA_TYPE_REGION (strata_region_get_type ())

/**
 * StrataCollision:
 * @a: (transfer none): one subregion
 * @b: (transfer none): the other
 * @overlap: the offsets in their container that both cover
 *
 * Two subregions of one container that overlap though neither was added with leave to.
 */
typedef struct
{
  StrataRegion *a;
  StrataRegion *b;
  StrataRange overlap;
} StrataCollision;

/**
 * StrataRegionResizedFunc:
 * @region: a resizable region
 * @old_size: its size before, in bytes
 * @new_size: its size now, in bytes
 * @user_data: data
 *
 * Called after the outermost commit that has changed the size of a resizable region, with the
 * system locked. It may edit.
 */
typedef void (*StrataRegionResizedFunc) (StrataRegion *region, guint64 old_size, guint64 new_size,
                                         gpointer user_data);

STRATA_PUBLIC
GType strata_region_get_type (void);

/* Making regions. A new region is enabled, at address 0 with priority 0, in no container. */
STRATA_PUBLIC
StrataRegion *strata_region_new_container (StrataSystem *system, StrataOwner *owner,
                                           const char *name, guint64 size);
STRATA_PUBLIC
StrataRegion *strata_region_new_mmio (StrataSystem *system, StrataOwner *owner, const char *name,
                                      guint64 size, const StrataRegionOps *ops, gpointer user_data,
                                      GDestroyNotify destroy);
STRATA_PUBLIC
StrataRegion *strata_region_new_ram (StrataSystem *system, StrataOwner *owner, const char *name,
                                     guint64 size, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_resizable_ram (StrataSystem *system, StrataOwner *owner,
                                               const char *name, guint64 size, guint64 max_size,
                                               StrataRegionResizedFunc resized, gpointer user_data,
                                               GDestroyNotify destroy, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_ram_from_pointer (StrataSystem *system, StrataOwner *owner,
                                                  const char *name, guint64 size, gpointer bytes,
                                                  gpointer user_data, GDestroyNotify destroy);
STRATA_PUBLIC
StrataRegion *strata_region_new_ram_from_file (StrataSystem *system, StrataOwner *owner,
                                               const char *name, guint64 size, const char *path,
                                               guint64 file_offset, gboolean shared,
                                               GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_ram_from_fd (StrataSystem *system, StrataOwner *owner,
                                             const char *name, guint64 size, int fd,
                                             guint64 file_offset, gboolean shared, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_ram_device (StrataSystem *system, StrataOwner *owner,
                                            const char *name, guint64 size, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_ram_device_from_pointer (StrataSystem *system, StrataOwner *owner,
                                                         const char *name, guint64 size,
                                                         gpointer bytes, gpointer user_data,
                                                         GDestroyNotify destroy);
STRATA_PUBLIC
StrataRegion *strata_region_new_rom (StrataSystem *system, StrataOwner *owner, const char *name,
                                     guint64 size, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_rom_device (StrataSystem *system, StrataOwner *owner,
                                            const char *name, guint64 size,
                                            const StrataRegionOps *ops, gpointer user_data,
                                            GDestroyNotify destroy, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_new_alias (StrataSystem *system, StrataOwner *owner, const char *name,
                                       StrataRegion *target, guint64 offset, guint64 size);
STRATA_PUBLIC
StrataRegion *strata_region_new_reserved (StrataSystem *system, StrataOwner *owner,
                                          const char *name, guint64 size);
STRATA_PUBLIC
StrataRegion *strata_region_ref (StrataRegion *self);
STRATA_PUBLIC
void strata_region_unref (StrataRegion *self);

/* What a region is */
STRATA_PUBLIC
StrataSystem *strata_region_get_system (StrataRegion *self);
STRATA_PUBLIC
StrataOwner *strata_region_get_owner (StrataRegion *self);
STRATA_PUBLIC
StrataRegionKind strata_region_get_kind (StrataRegion *self);
STRATA_PUBLIC
const char *strata_region_get_kind_name (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_has_content (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_is_ram (StrataRegion *self);
STRATA_PUBLIC
const StrataRegionOps *strata_region_get_ops (StrataRegion *self);
STRATA_PUBLIC
gpointer strata_region_get_user_data (StrataRegion *self);
STRATA_PUBLIC
gpointer strata_region_get_ram_ptr (StrataRegion *self);
STRATA_PUBLIC
int strata_region_get_fd (StrataRegion *self);
STRATA_PUBLIC
StrataRegion *strata_system_find_host (StrataSystem *self, gconstpointer pointer, guint64 *offset);

/* Attributes; every setter can fail and then leaves everything as it was */
STRATA_PUBLIC
const char *strata_region_get_name (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_name (StrataRegion *self, const char *name, GError **error);
STRATA_PUBLIC
guint64 strata_region_get_size (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_size (StrataRegion *self, guint64 size, GError **error);
STRATA_PUBLIC
gboolean strata_region_get_extent (StrataRegion *self, StrataRange *extent);
STRATA_PUBLIC
gboolean strata_region_get_enabled (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_enabled (StrataRegion *self, gboolean enabled, GError **error);
STRATA_PUBLIC
gboolean strata_region_get_readonly (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_readonly (StrataRegion *self, gboolean readonly, GError **error);
STRATA_PUBLIC
gboolean strata_region_get_nonvolatile (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_nonvolatile (StrataRegion *self, gboolean nonvolatile, GError **error);
STRATA_PUBLIC
gboolean strata_region_get_rom_mode (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_rom_mode (StrataRegion *self, gboolean rom_mode, GError **error);
STRATA_PUBLIC
guint64 strata_region_get_callback_offset (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_callback_offset (StrataRegion *self, guint64 offset, GError **error);
STRATA_PUBLIC
gboolean strata_region_get_lock_free (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_lock_free (StrataRegion *self, gboolean lock_free, GError **error);

/* Aliases */
STRATA_PUBLIC
StrataRegion *strata_region_get_alias_target (StrataRegion *self);
STRATA_PUBLIC
guint64 strata_region_get_alias_offset (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_alias_offset (StrataRegion *self, guint64 offset, GError **error);
STRATA_PUBLIC
gboolean strata_region_set_alias_target (StrataRegion *self, StrataRegion *target, GError **error);
STRATA_PUBLIC
GPtrArray *strata_region_list_aliases (StrataRegion *self);

/* The hierarchy */
STRATA_PUBLIC
gboolean strata_region_add_subregion (StrataRegion *self, guint64 address, StrataRegion *subregion,
                                      GError **error);
STRATA_PUBLIC
gboolean strata_region_add_subregion_overlap (StrataRegion *self, guint64 address,
                                              StrataRegion *subregion, gint priority,
                                              GError **error);
STRATA_PUBLIC
gboolean strata_region_del_subregion (StrataRegion *self, StrataRegion *subregion, GError **error);
STRATA_PUBLIC
StrataRegion *strata_region_get_container (StrataRegion *self);
STRATA_PUBLIC
guint64 strata_region_get_address (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_address (StrataRegion *self, guint64 address, GError **error);
STRATA_PUBLIC
gint strata_region_get_priority (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_priority (StrataRegion *self, gint priority, GError **error);
STRATA_PUBLIC
gboolean strata_region_get_may_overlap (StrataRegion *self);
STRATA_PUBLIC
guint64 strata_region_get_rank (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_set_rank (StrataRegion *self, guint64 rank, GError **error);
STRATA_PUBLIC
gboolean strata_region_set_place (StrataRegion *self, StrataRegion *container, guint64 address,
                                  gint priority, gboolean may_overlap, guint64 rank,
                                  GError **error);
STRATA_PUBLIC
guint strata_region_get_n_subregions (StrataRegion *self);
STRATA_PUBLIC
GPtrArray *strata_region_list_subregions (StrataRegion *self);
STRATA_PUBLIC
GPtrArray *strata_region_list_collisions (StrataRegion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataRegion, strata_region_unref)

G_END_DECLS
