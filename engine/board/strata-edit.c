/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-edit-private.h"

#include "memory/strata-i18n-private.h"
#include "memory/strata-macros-private.h"

STRATA_DEFINE_BOXED (StrataEdit, strata_edit)

void
strata_edit_region_free (StrataEditRegion *self)
{
  strata_region_unref (self->region);
  g_free (self->id);
  g_free (self->device);
  g_free (self->part);
  g_free (self->load);
  g_free (self);
}

void
strata_edit_place_free (StrataEditPlace *self)
{
  g_free (self->parent);
  g_free (self);
}

StrataEdit *
strata_edit_new (StrataEditKind kind, const char *id)
{
  StrataEdit *self = g_new0 (StrataEdit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->id = g_strdup (id);
  return self;
}

static StrataEdit *
new_number (StrataEditKind kind, const char *id, guint64 number)
{
  StrataEdit *self = strata_edit_new (kind, id);

  self->number = number;
  return self;
}

static StrataEdit *
new_text (StrataEditKind kind, const char *id, const char *text)
{
  StrataEdit *self = strata_edit_new (kind, id);

  self->text = g_strdup (text);
  return self;
}

/**
 * strata_edit_new_add:
 * @id: the id of the new region; see strata_board_make_id()
 * @name: its name
 * @kind: its kind; not an alias
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 * @parent: (nullable): the id of the container; %NULL for none
 * @address: its offset in that, in bytes
 *
 * Makes an edit that adds a region to a container.
 *
 * Returns: (transfer full): the edit that adds a region
 */
StrataEdit *
strata_edit_new_add (const char *id, const char *name, StrataRegionKind kind, guint64 size,
                     const char *parent, guint64 address)
{
  StrataEdit *self;

  g_return_val_if_fail (id != NULL && name != NULL, NULL);
  g_return_val_if_fail (kind != STRATA_REGION_ALIAS, NULL);

  self = strata_edit_new (STRATA_EDIT_ADD, id);
  self->description = g_new (StrataRegionDescription, 1);
  *self->description = (StrataRegionDescription) {
    .name = g_strdup (name),
    .kind = kind,
    .size = size,
    .parent = g_strdup (parent),
    .address = address,
    .enabled = TRUE,
    .readonly = kind == STRATA_REGION_ROM,
    .rom_mode = TRUE,
  };
  return self;
}

/**
 * strata_edit_new_add_alias:
 * @id: the id of the new region
 * @name: its name
 * @target: the id of the region that it shows
 * @offset: the offset in that which appears at its start, in bytes
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 * @parent: (nullable): the id of the container; %NULL for none
 * @address: its offset in that, in bytes
 *
 * Makes an edit that adds an alias to a container.
 *
 * Returns: (transfer full): the edit that adds an alias
 */
StrataEdit *
strata_edit_new_add_alias (const char *id, const char *name, const char *target, guint64 offset,
                           guint64 size, const char *parent, guint64 address)
{
  StrataEdit *self;

  g_return_val_if_fail (target != NULL, NULL);

  self = strata_edit_new_add (id, name, STRATA_REGION_CONTAINER, size, parent, address);
  g_return_val_if_fail (self != NULL, NULL);
  self->description->kind = STRATA_REGION_ALIAS;
  self->description->target = g_strdup (target);
  self->description->offset = offset;
  return self;
}

/* The edit that adds a region like another; takes the insides of @description. */
StrataEdit *
strata_edit_new_add_copy (const char *id, const char *source, StrataRegionDescription *description)
{
  StrataEdit *self = strata_edit_new (STRATA_EDIT_ADD, id);

  self->source = g_strdup (source);
  self->description = g_new (StrataRegionDescription, 1);
  *self->description = *description;
  *description = (StrataRegionDescription) { 0 };
  return self;
}

/**
 * strata_edit_new_remove:
 * @id: the id of a region
 *
 * Makes an edit that removes a region.
 *
 * Returns: (transfer full): the edit that removes it with all that is in it
 */
StrataEdit *
strata_edit_new_remove (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return strata_edit_new (STRATA_EDIT_REMOVE, id);
}

/**
 * strata_edit_new_name:
 * @id: the id of a region
 * @name: its new name, free text
 *
 * Makes an edit that renames a region.
 *
 * Returns: (transfer full): the edit that renames it
 */
StrataEdit *
strata_edit_new_name (const char *id, const char *name)
{
  g_return_val_if_fail (id != NULL && name != NULL, NULL);

  return new_text (STRATA_EDIT_NAME, id, name);
}

/**
 * strata_edit_new_address:
 * @id: the id of a region
 * @address: its new offset in its container, in bytes
 *
 * Makes an edit that moves a region within its container.
 *
 * Returns: (transfer full): the edit that moves it; among siblings of its priority it becomes the
 *   one added last
 */
StrataEdit *
strata_edit_new_address (const char *id, guint64 address)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_ADDRESS, id, address);
}

/**
 * strata_edit_new_parent:
 * @id: the id of a region
 * @parent: (nullable): the id of its new container; %NULL for none
 * @address: its new offset in that, in bytes
 *
 * Makes an edit that moves a region to another container.
 *
 * Returns: (transfer full): the edit that puts it there; its priority stays
 */
StrataEdit *
strata_edit_new_parent (const char *id, const char *parent, guint64 address)
{
  StrataEdit *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = new_text (STRATA_EDIT_PARENT, id, parent);
  self->number = address;
  return self;
}

/**
 * strata_edit_new_size:
 * @id: the id of a region
 * @size: its new size in bytes, %STRATA_SIZE_MAX for 2^64
 *
 * Makes an edit that resizes a region.
 *
 * Returns: (transfer full): the edit that resizes it
 */
StrataEdit *
strata_edit_new_size (const char *id, guint64 size)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_SIZE, id, size);
}

/**
 * strata_edit_new_priority:
 * @id: the id of a region
 * @priority: its new priority
 *
 * Makes an edit that changes the priority of a region.
 *
 * Returns: (transfer full): the edit that gives it this priority
 */
StrataEdit *
strata_edit_new_priority (const char *id, gint priority)
{
  StrataEdit *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = strata_edit_new (STRATA_EDIT_PRIORITY, id);
  self->priority = priority;
  return self;
}

/**
 * strata_edit_new_enabled:
 * @id: the id of a region
 * @enabled: whether it and what is below it take part
 *
 * Makes an edit that enables or disables a region.
 *
 * Returns: (transfer full): the edit that switches it on or off
 */
StrataEdit *
strata_edit_new_enabled (const char *id, gboolean enabled)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_ENABLED, id, !!enabled);
}

/**
 * strata_edit_new_readonly:
 * @id: the id of a region
 * @readonly: whether writes through it are ignored
 *
 * Makes an edit that makes a region read-only, or writable.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_readonly (const char *id, gboolean readonly)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_READONLY, id, !!readonly);
}

/**
 * strata_edit_new_nonvolatile:
 * @id: the id of a region
 * @nonvolatile: whether its bytes outlive a power cycle
 *
 * Makes an edit that makes a region non-volatile, or volatile.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_nonvolatile (const char *id, gboolean nonvolatile)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_NONVOLATILE, id, !!nonvolatile);
}

/**
 * strata_edit_new_rom_mode:
 * @id: the id of a ROM device
 * @rom_mode: whether it reads like ROM
 *
 * Makes an edit that switches the ROM mode of a ROM device.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_rom_mode (const char *id, gboolean rom_mode)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_ROM_MODE, id, !!rom_mode);
}

/**
 * strata_edit_new_target:
 * @id: the id of an alias
 * @target: the id of the region that it is to show
 *
 * Makes an edit that lets an alias show another region.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_target (const char *id, const char *target)
{
  g_return_val_if_fail (id != NULL && target != NULL, NULL);

  return new_text (STRATA_EDIT_TARGET, id, target);
}

/**
 * strata_edit_new_offset:
 * @id: the id of an alias
 * @offset: the offset in its target that is to appear at its start, in bytes
 *
 * Makes an edit that lets an alias show another part of its target.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_offset (const char *id, guint64 offset)
{
  g_return_val_if_fail (id != NULL, NULL);

  return new_number (STRATA_EDIT_OFFSET, id, offset);
}

/**
 * strata_edit_new_log:
 * @id: the id of a region with memory
 * @clients: the dirty clients that are to log it
 *
 * Makes an edit that sets for which clients the writes to a region are logged.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_log (const char *id, StrataDirtyClients clients)
{
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail ((clients & ~STRATA_DIRTY_ALL) == 0, NULL);

  return new_number (STRATA_EDIT_LOG, id, clients);
}

/**
 * strata_edit_new_coalesce:
 * @id: the id of a region with callbacks
 * @ranges: (array length=n_ranges): the parts of it, as offsets
 * @n_ranges: how many
 *
 * Makes an edit that sets where writes to a region are coalesced.
 *
 * Returns: (transfer full): the edit that lets writes to these parts, and to no others, be
 *   coalesced
 */
StrataEdit *
strata_edit_new_coalesce (const char *id, const StrataRange *ranges, guint n_ranges)
{
  StrataEdit *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (ranges != NULL || n_ranges == 0, NULL);

  self = strata_edit_new (STRATA_EDIT_COALESCE, id);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  if (n_ranges > 0)
    g_array_append_vals (self->ranges, ranges, n_ranges);
  return self;
}

/**
 * strata_edit_new_title:
 * @title: (nullable): what people are to call the board
 *
 * Makes an edit that changes the title of a board.
 *
 * Returns: (transfer full): the edit that makes it so
 */
StrataEdit *
strata_edit_new_title (const char *title)
{
  return new_text (STRATA_EDIT_TITLE, NULL, title);
}

/**
 * strata_edit_new_group:
 * @edits: (array length=n_edits): edits
 * @n_edits: how many
 *
 * Makes one edit of several.
 *
 * Returns: (transfer full): one edit that makes them in order: all of them or none
 */
StrataEdit *
strata_edit_new_group (StrataEdit *const *edits, guint n_edits)
{
  StrataEdit *self;

  g_return_val_if_fail (edits != NULL || n_edits == 0, NULL);

  self = strata_edit_new (STRATA_EDIT_GROUP, NULL);
  self->edits = g_ptr_array_new_full (n_edits, (GDestroyNotify) strata_edit_unref);
  for (guint i = 0; i < n_edits; i++)
    g_ptr_array_add (self->edits, strata_edit_ref (edits[i]));
  return self;
}

/**
 * strata_edit_ref:
 * @self: an edit
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataEdit *
strata_edit_ref (StrataEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_edit_unref:
 * @self: (transfer full): an edit
 *
 * Lets go of an edit.
 */
void
strata_edit_unref (StrataEdit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_clear_pointer (&self->place, strata_edit_place_free);
  if (self->description != NULL)
    {
      strata_region_description_clear (self->description);
      g_free (self->description);
    }
  g_free (self->source);
  g_free (self->text);
  g_free (self->id);
  g_free (self);
}

/**
 * strata_edit_get_kind:
 * @self: an edit
 *
 * Gets the kind.
 *
 * Returns: what it does
 */
StrataEditKind
strata_edit_get_kind (StrataEdit *self)
{
  g_return_val_if_fail (self != NULL, STRATA_EDIT_GROUP);

  return self->kind;
}

/**
 * strata_edit_get_id:
 * @self: an edit
 *
 * Gets the id.
 *
 * Returns: (nullable): the id of the region that it is about; %NULL for a group and for the title
 */
const char *
strata_edit_get_id (StrataEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * strata_edit_describe:
 * @self: an edit
 *
 * Says what an edit does.
 *
 * Returns: (transfer full): in plain English what it does, as a command: “Move “ram””
 */
char *
strata_edit_describe (StrataEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case STRATA_EDIT_GROUP:
      if (self->edits->len == 1)
        return strata_edit_describe (g_ptr_array_index (self->edits, 0));
      return g_strdup_printf (ngettext ("Make %u edit", "Make %u edits", self->edits->len),
                              self->edits->len);
    case STRATA_EDIT_ADD:
      return g_strdup_printf (_ ("Add “%s”"), self->id);
    case STRATA_EDIT_REMOVE:
      return g_strdup_printf (_ ("Remove “%s”"), self->id);
    case STRATA_EDIT_NAME:
      return g_strdup_printf (_ ("Rename “%s”"), self->id);
    case STRATA_EDIT_ADDRESS:
      return g_strdup_printf (_ ("Move “%s”"), self->id);
    case STRATA_EDIT_PARENT:
      return g_strdup_printf (_ ("Put “%s” into another container"), self->id);
    case STRATA_EDIT_SIZE:
      return g_strdup_printf (_ ("Resize “%s”"), self->id);
    case STRATA_EDIT_PRIORITY:
      return g_strdup_printf (_ ("Change the priority of “%s”"), self->id);
    case STRATA_EDIT_ENABLED:
      return g_strdup_printf (self->number ? _ ("Enable “%s”") : _ ("Disable “%s”"), self->id);
    case STRATA_EDIT_READONLY:
      return g_strdup_printf (self->number ? _ ("Make “%s” read-only") : _ ("Make “%s” writable"),
                              self->id);
    case STRATA_EDIT_NONVOLATILE:
      return g_strdup_printf (
          self->number ? _ ("Make “%s” non-volatile") : _ ("Make “%s” volatile"), self->id);
    case STRATA_EDIT_TARGET:
      return g_strdup_printf (_ ("Point “%s” at “%s”"), self->id, self->text);
    case STRATA_EDIT_OFFSET:
      return g_strdup_printf (_ ("Change the offset of “%s”"), self->id);
    case STRATA_EDIT_LOG:
      return g_strdup_printf (_ ("Change the dirty clients of “%s”"), self->id);
    case STRATA_EDIT_COALESCE:
      return g_strdup_printf (_ ("Change what is coalesced of “%s”"), self->id);
    case STRATA_EDIT_ROM_MODE:
      return g_strdup_printf (self->number ? _ ("Make “%s” read like ROM")
                                           : _ ("Make “%s” read through its device"), self->id);
    case STRATA_EDIT_TITLE:
    default:
      return g_strdup (_ ("Change the title"));
    }
}
