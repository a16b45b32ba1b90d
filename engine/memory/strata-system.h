/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

G_BEGIN_DECLS

#define STRATA_TYPE_SYSTEM (strata_system_get_type ())

/**
 * StrataLimit:
 * @STRATA_LIMIT_INSTANCES: how many instances the hierarchy below one region may come to,
 *   counted through aliases
 * @STRATA_LIMIT_DEPTH: how many containers and aliases a path may have
 * @STRATA_LIMIT_RAM: how many bytes of RAM of its own the system may come to touch in bulk
 * @STRATA_LIMIT_BOUNCE: how many bytes the bounce buffers of mapped pointers may take together
 *
 * The budgets of a system.
 */
typedef enum
{
  STRATA_LIMIT_INSTANCES,
  STRATA_LIMIT_DEPTH,
  STRATA_LIMIT_RAM,
  STRATA_LIMIT_BOUNCE,
} StrataLimit;

/**
 * StrataMapFunc:
 * @user_data: data
 *
 * Called when there is room for a bounce buffer.
 */
typedef void (*StrataMapFunc) (gpointer user_data);

STRATA_PUBLIC
GType strata_system_get_type (void);
STRATA_PUBLIC
StrataSystem *strata_system_new (StrataByteOrder byte_order);
STRATA_PUBLIC
StrataSystem *strata_system_ref (StrataSystem *self);
STRATA_PUBLIC
void strata_system_unref (StrataSystem *self);
STRATA_PUBLIC
StrataByteOrder strata_system_get_byte_order (StrataSystem *self);
STRATA_PUBLIC
guint64 strata_system_get_limit (StrataSystem *self, StrataLimit limit);
STRATA_PUBLIC
void strata_system_set_limit (StrataSystem *self, StrataLimit limit, guint64 value);

/* The system lock: serialises device callbacks and topology changes; recursive */
STRATA_PUBLIC
void strata_system_lock (StrataSystem *self);
STRATA_PUBLIC
void strata_system_unlock (StrataSystem *self);

/* Transactions nest; the outermost commit brings the new flat views */
STRATA_PUBLIC
void strata_system_begin (StrataSystem *self);
STRATA_PUBLIC
void strata_system_commit (StrataSystem *self);
STRATA_PUBLIC
void strata_system_abandon (StrataSystem *self);
STRATA_PUBLIC
void strata_system_name_transaction (StrataSystem *self, const char *name);

STRATA_PUBLIC
GPtrArray *strata_system_list_address_spaces (StrataSystem *self);

/* Who waits for bounce buffers */
STRATA_PUBLIC
guint strata_system_add_map_client (StrataSystem *self, StrataMapFunc func, gpointer user_data,
                                    GDestroyNotify destroy);
STRATA_PUBLIC
void strata_system_remove_map_client (StrataSystem *self, guint id);

/* Coalesced MMIO */
STRATA_PUBLIC
void strata_system_flush_coalesced (StrataSystem *self);
STRATA_PUBLIC
void strata_system_flush_coalesced_for (StrataSystem *self, const char *who);
STRATA_PUBLIC
guint strata_system_get_n_coalesced (StrataSystem *self);

STRATA_PUBLIC
gboolean strata_system_synchronize (StrataSystem *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataSystem, strata_system_unref)

G_END_DECLS
