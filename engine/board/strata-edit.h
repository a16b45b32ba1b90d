/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "memory/strata-types.h"

G_BEGIN_DECLS

#define STRATA_TYPE_EDIT (strata_edit_get_type ())

/**
 * StrataEdit:
 *
 * A change of a board as a value: it can be tried, made, described, and taken back.
 */
typedef struct _StrataEdit StrataEdit;

/**
 * StrataEditKind:
 * @STRATA_EDIT_GROUP: several edits as one
 * @STRATA_EDIT_ADD: a region is added
 * @STRATA_EDIT_REMOVE: a region is removed, with all that is in it
 * @STRATA_EDIT_NAME: a region gets another name
 * @STRATA_EDIT_ADDRESS: a region moves within its container
 * @STRATA_EDIT_PARENT: a region moves to another container, or out of any
 * @STRATA_EDIT_SIZE: a region is resized
 * @STRATA_EDIT_PRIORITY: a region gets another priority
 * @STRATA_EDIT_ENABLED: a region is switched on or off
 * @STRATA_EDIT_READONLY: a region becomes read-only or writable
 * @STRATA_EDIT_NONVOLATILE: a region becomes non-volatile or volatile
 * @STRATA_EDIT_TARGET: an alias shows another region
 * @STRATA_EDIT_OFFSET: an alias shows another part of its target
 * @STRATA_EDIT_LOG: other dirty clients log a region
 * @STRATA_EDIT_COALESCE: writes to other parts of a region are coalesced
 * @STRATA_EDIT_TITLE: the board gets another title
 * @STRATA_EDIT_ROM_MODE: a ROM device reads like ROM, or through its device
 *
 * What an edit of a board does.
 */
typedef enum
{
  STRATA_EDIT_GROUP,
  STRATA_EDIT_ADD,
  STRATA_EDIT_REMOVE,
  STRATA_EDIT_NAME,
  STRATA_EDIT_ADDRESS,
  STRATA_EDIT_PARENT,
  STRATA_EDIT_SIZE,
  STRATA_EDIT_PRIORITY,
  STRATA_EDIT_ENABLED,
  STRATA_EDIT_READONLY,
  STRATA_EDIT_NONVOLATILE,
  STRATA_EDIT_TARGET,
  STRATA_EDIT_OFFSET,
  STRATA_EDIT_LOG,
  STRATA_EDIT_COALESCE,
  STRATA_EDIT_TITLE,
  STRATA_EDIT_ROM_MODE,
} StrataEditKind;

STRATA_PUBLIC
GType strata_edit_get_type (void);
STRATA_PUBLIC
StrataEdit *strata_edit_new_add (const char *id, const char *name, StrataRegionKind kind,
                                 guint64 size, const char *parent, guint64 address);
STRATA_PUBLIC
StrataEdit *strata_edit_new_add_alias (const char *id, const char *name, const char *target,
                                       guint64 offset, guint64 size, const char *parent,
                                       guint64 address);
STRATA_PUBLIC
StrataEdit *strata_edit_new_remove (const char *id);
STRATA_PUBLIC
StrataEdit *strata_edit_new_name (const char *id, const char *name);
STRATA_PUBLIC
StrataEdit *strata_edit_new_address (const char *id, guint64 address);
STRATA_PUBLIC
StrataEdit *strata_edit_new_parent (const char *id, const char *parent, guint64 address);
STRATA_PUBLIC
StrataEdit *strata_edit_new_size (const char *id, guint64 size);
STRATA_PUBLIC
StrataEdit *strata_edit_new_priority (const char *id, gint priority);
STRATA_PUBLIC
StrataEdit *strata_edit_new_enabled (const char *id, gboolean enabled);
STRATA_PUBLIC
StrataEdit *strata_edit_new_readonly (const char *id, gboolean readonly);
STRATA_PUBLIC
StrataEdit *strata_edit_new_nonvolatile (const char *id, gboolean nonvolatile);
STRATA_PUBLIC
StrataEdit *strata_edit_new_rom_mode (const char *id, gboolean rom_mode);
STRATA_PUBLIC
StrataEdit *strata_edit_new_target (const char *id, const char *target);
STRATA_PUBLIC
StrataEdit *strata_edit_new_offset (const char *id, guint64 offset);
STRATA_PUBLIC
StrataEdit *strata_edit_new_log (const char *id, StrataDirtyClients clients);
STRATA_PUBLIC
StrataEdit *strata_edit_new_coalesce (const char *id, const StrataRange *ranges, guint n_ranges);
STRATA_PUBLIC
StrataEdit *strata_edit_new_title (const char *title);
STRATA_PUBLIC
StrataEdit *strata_edit_new_group (StrataEdit *const *edits, guint n_edits);

STRATA_PUBLIC
StrataEdit *strata_edit_ref (StrataEdit *self);
STRATA_PUBLIC
void strata_edit_unref (StrataEdit *self);
STRATA_PUBLIC
StrataEditKind strata_edit_get_kind (StrataEdit *self);
STRATA_PUBLIC
const char *strata_edit_get_id (StrataEdit *self);
STRATA_PUBLIC
char *strata_edit_describe (StrataEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataEdit, strata_edit_unref)

G_END_DECLS
