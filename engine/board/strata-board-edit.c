/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Edits of a board. Each is one transaction, and gives the edit that takes it back. */

#include "strata-board-edit.h"

#include <string.h>

#include "memory/strata-coalesced.h"
#include "memory/strata-dirty-log.h"
#include "memory/strata-i18n-private.h"
#include "strata-board-private.h"
#include "strata-board-removal-private.h"
#include "strata-edit-private.h"
#include "strata-region-maker-private.h"
#include "strata-value.h"

static StrataBoardEntry *
find_entry (StrataBoard *board, const char *id, GError **error)
{
  StrataBoardEntry *entry = g_hash_table_lookup (board->by_id, id);
  g_autofree char *quoted = NULL;

  if (entry != NULL)
    return entry;
  quoted = strata_value_quote (id);
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE, _ ("there is no region %s"),
               quoted);
  return NULL;
}

/* The key of a board file that an edit changes; NULL for none. */
static const char *
get_key (StrataEditKind kind)
{
  static const char *const keys[] = {
    [STRATA_EDIT_NAME] = "name",         [STRATA_EDIT_ADDRESS] = "address",
    [STRATA_EDIT_PARENT] = "parent",     [STRATA_EDIT_SIZE] = "size",
    [STRATA_EDIT_PRIORITY] = "priority", [STRATA_EDIT_ENABLED] = "enabled",
    [STRATA_EDIT_READONLY] = "read-only", [STRATA_EDIT_NONVOLATILE] = "non-volatile",
    [STRATA_EDIT_TARGET] = "target",     [STRATA_EDIT_OFFSET] = "offset",
    [STRATA_EDIT_LOG] = "log",           [STRATA_EDIT_COALESCE] = "coalesce",
    [STRATA_EDIT_ROM_MODE] = "rom-mode",
  };

  return kind < G_N_ELEMENTS (keys) ? keys[kind] : NULL;
}

/* {{{ Places */

static StrataEditPlace *
get_place (StrataBoard *board, StrataRegion *region)
{
  StrataEditPlace *place = g_new0 (StrataEditPlace, 1);
  StrataRegion *container = strata_region_get_container (region);

  place->parent = container ? g_strdup (strata_board_get_region_id (board, container)) : NULL;
  place->address = strata_region_get_address (region);
  place->priority = strata_region_get_priority (region);
  place->overlap = strata_region_get_may_overlap (region);
  place->rank = strata_region_get_rank (region);
  return place;
}

static gboolean
set_place (StrataBoard *board, StrataRegion *region, const StrataEditPlace *place, GError **error)
{
  StrataBoardEntry *container = NULL;

  if (place->parent != NULL && (container = find_entry (board, place->parent, error)) == NULL)
    return FALSE;
  return strata_region_set_place (region, container != NULL ? container->region : NULL,
                                  place->address, place->priority, place->overlap, place->rank,
                                  error);
}

/* Moves a region, or puts it back exactly where it was. */
static StrataEdit *
apply_place (StrataBoard *board, StrataEdit *edit, StrataRegion *region, GError **error)
{
  g_autoptr (StrataEdit) inverse = strata_edit_new (edit->kind, edit->id);
  gboolean done;

  inverse->place = get_place (board, region);
  if (edit->place != NULL)
    done = set_place (board, region, edit->place, error);
  else if (edit->kind == STRATA_EDIT_ADDRESS)
    done = strata_region_set_address (region, edit->number, error);
  else if (edit->kind == STRATA_EDIT_PRIORITY)
    done = strata_region_set_priority (region, edit->priority, error);
  else
    {
      StrataEditPlace place = *inverse->place;

      place.parent = edit->text;
      place.address = edit->number;
      place.rank = 0;
      done = set_place (board, region, &place, error);
    }
  return done ? g_steal_pointer (&inverse) : NULL;
}

/* }}} */
/* {{{ Regions come and go */

/* A copy has the bytes of the other only if these come from a file: so it is after loading, too. */
static void
copy_contents (StrataBoardEntry *entry, StrataRegion *source, const char *load)
{
  guint8 *bytes = strata_region_get_ram_ptr (entry->region);
  const guint8 *source_bytes = strata_region_get_ram_ptr (source);

  if (load == NULL || bytes == NULL || source_bytes == NULL)
    return;
  entry->load = g_strdup (load);
  memcpy (bytes, source_bytes,
          MIN (strata_region_get_size (entry->region), strata_region_get_size (source)));
}

/* Makes the region that an edit adds. */
static gboolean
make_region (StrataBoard *board, StrataEdit *edit, GError **error)
{
  const StrataRegionDescription *description = edit->description;
  const StrataEditPlace place = { description->parent, description->address,
                                  description->priority, description->overlap, 0 };
  StrataBoardEntry *target = NULL;
  StrataBoardEntry *source = NULL;
  StrataBoardEntry *entry;
  g_autoptr (StrataRegion) region = NULL;
  const char *key;

  if (description->target != NULL
      && (target = find_entry (board, description->target, error)) == NULL)
    return FALSE;
  if (edit->source != NULL && (source = find_entry (board, edit->source, error)) == NULL)
    return FALSE;
  region = strata_region_maker_make (
    description, board->system, source != NULL ? strata_region_get_owner (source->region) : NULL,
    target != NULL ? target->region : NULL, &key, error);
  if (region == NULL || (entry = strata_board_add_entry (board, edit->id, region, error)) == NULL)
    return FALSE;
  if (set_place (board, region, &place, error))
    {
      if (source != NULL)
        copy_contents (entry, source->region, description->load);
      return TRUE;
    }
  strata_board_remove_region (board, region);
  return FALSE;
}

static StrataEdit *
apply_add (StrataBoard *board, StrataEdit *edit, GError **error)
{
  if (edit->regions == NULL)
    return make_region (board, edit, error) ? strata_edit_new_remove (edit->id) : NULL;
  if (!strata_board_removal_undo (board, edit->regions, error))
    return NULL;
  if (set_place (board, strata_board_get_region (board, edit->id), edit->place, error))
    return strata_edit_new_remove (edit->id);
  for (guint i = 0; i < edit->regions->len; i++)
    strata_board_remove_region (
      board, ((StrataEditRegion *) g_ptr_array_index (edit->regions, i))->region);
  return NULL;
}

static StrataEdit *
apply_remove (StrataBoard *board, StrataEdit *edit, StrataBoardEntry *entry, GError **error)
{
  g_autoptr (StrataEdit) inverse = strata_edit_new (STRATA_EDIT_ADD, edit->id);

  inverse->place = get_place (board, entry->region);
  inverse->regions = strata_board_removal_remove (board, entry, error);
  return inverse->regions != NULL ? g_steal_pointer (&inverse) : NULL;
}

/* }}} */
/* {{{ Attributes */

static StrataEdit *
apply_log (StrataEdit *edit, StrataRegion *region, GError **error)
{
  StrataDirtyClients before = strata_region_get_log_clients (region);

  if ((before ^ edit->number) & strata_system_get_dirty_log (strata_region_get_system (region)))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                   _ ("all memory is logged now, and “%s” with it"),
                   strata_region_get_name (region));
      return NULL;
    }
  for (guint client = 1; client <= STRATA_DIRTY_ALL; client <<= 1)
    if (((before ^ edit->number) & client)
        && !strata_region_set_log (region, client, (edit->number & client) != 0, error))
      return NULL;
  return strata_edit_new_log (edit->id, before);
}

static StrataEdit *
apply_coalesce (StrataEdit *edit, StrataRegion *region, GError **error)
{
  g_autoptr (GArray) before = strata_region_list_coalescing (region);

  if (!strata_region_clear_coalescing (region, error))
    return NULL;
  for (guint i = 0; i < edit->ranges->len; i++)
    {
      StrataRange *range = &g_array_index (edit->ranges, StrataRange, i);
      guint64 less = range->last - range->first; /* one less than its size */

      if (!strata_region_add_coalescing (region, range->first,
                                         less == G_MAXUINT64 ? STRATA_SIZE_MAX : less + 1, error))
        return NULL;
    }
  return strata_edit_new_coalesce (edit->id, (const StrataRange *) (gpointer) before->data,
                                   before->len);
}

static StrataEdit *
apply_target (StrataBoard *board, StrataEdit *edit, StrataRegion *region, GError **error)
{
  StrataRegion *before = strata_region_get_alias_target (region);
  const char *id = strata_board_get_region_id (board, before);
  StrataBoardEntry *target = find_entry (board, edit->text, error);

  if (target == NULL)
    return NULL;
  if (id == NULL)
    {
      g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                   _ ("“%s”, which it shows now, is no part of the board"),
                   strata_region_get_name (before));
      return NULL;
    }
  return strata_region_set_alias_target (region, target->region, error)
           ? strata_edit_new_target (edit->id, id)
           : NULL;
}

/* What a setter took the place of. */
static StrataEdit *
apply_value (StrataEdit *edit, StrataRegion *region, GError **error)
{
  g_autoptr (StrataEdit) inverse = strata_edit_new (edit->kind, edit->id);
  gboolean done = FALSE;

  switch (edit->kind)
    {
    case STRATA_EDIT_NAME:
      inverse->text = g_strdup (strata_region_get_name (region));
      done = strata_region_set_name (region, edit->text, error);
      break;
    case STRATA_EDIT_SIZE:
      inverse->number = strata_region_get_size (region);
      done = strata_region_set_size (region, edit->number, error);
      break;
    case STRATA_EDIT_ENABLED:
      inverse->number = strata_region_get_enabled (region);
      done = strata_region_set_enabled (region, edit->number, error);
      break;
    case STRATA_EDIT_READONLY:
      inverse->number = strata_region_get_readonly (region);
      done = strata_region_set_readonly (region, edit->number, error);
      break;
    case STRATA_EDIT_NONVOLATILE:
      inverse->number = strata_region_get_nonvolatile (region);
      done = strata_region_set_nonvolatile (region, edit->number, error);
      break;
    case STRATA_EDIT_ROM_MODE:
      inverse->number = strata_region_get_rom_mode (region);
      done = strata_region_set_rom_mode (region, edit->number, error);
      break;
    case STRATA_EDIT_OFFSET:
    default:
      inverse->number = strata_region_get_alias_offset (region);
      done = strata_region_set_alias_offset (region, edit->number, error);
      break;
    }
  return done ? g_steal_pointer (&inverse) : NULL;
}

/* }}} */

static StrataEdit *apply (StrataBoard *board, StrataEdit *edit, GError **error);

/* The inverses, which are given in the order of the edits, as one edit. */
static StrataEdit *
join_inverses (GPtrArray *inverses)
{
  for (guint i = 0; i < inverses->len / 2; i++)
    {
      gpointer swapped = inverses->pdata[i];

      inverses->pdata[i] = inverses->pdata[inverses->len - 1 - i];
      inverses->pdata[inverses->len - 1 - i] = swapped;
    }
  return strata_edit_new_group ((StrataEdit *const *) inverses->pdata, inverses->len);
}

static StrataEdit *
apply_group (StrataBoard *board, StrataEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) inverses
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);

  for (guint i = 0; i < edit->edits->len; i++)
    {
      StrataEdit *inverse = apply (board, g_ptr_array_index (edit->edits, i), error);

      if (inverse == NULL)
        {
          /* What is no region is not the transaction's: names, ids, the title. */
          for (guint j = inverses->len; j-- > 0;)
            {
              g_autoptr (StrataEdit) again
                = apply (board, g_ptr_array_index (inverses, j), NULL);

              g_warn_if_fail (again != NULL);
            }
          return NULL;
        }
      g_ptr_array_add (inverses, inverse);
    }
  return join_inverses (inverses);
}

static StrataEdit *
apply_title (StrataBoard *board, StrataEdit *edit)
{
  StrataEdit *inverse = strata_edit_new_title (board->title);

  strata_board_set_title (board, edit->text);
  return inverse;
}

/* Makes an edit within a transaction. If it fails, only what the transaction takes back when it is
 * abandoned may have changed. */
static StrataEdit *
apply (StrataBoard *board, StrataEdit *edit, GError **error)
{
  StrataBoardEntry *entry;

  if (edit->kind == STRATA_EDIT_GROUP)
    return apply_group (board, edit, error);
  if (edit->kind == STRATA_EDIT_TITLE)
    return apply_title (board, edit);
  if (edit->kind == STRATA_EDIT_ADD)
    return apply_add (board, edit, error);
  entry = find_entry (board, edit->id, error);
  if (entry == NULL || !strata_board_check_edit (board, entry->region, edit->kind, error))
    return NULL;
  switch (edit->kind)
    {
    case STRATA_EDIT_REMOVE:
      return apply_remove (board, edit, entry, error);
    case STRATA_EDIT_ADDRESS:
    case STRATA_EDIT_PARENT:
    case STRATA_EDIT_PRIORITY:
      return apply_place (board, edit, entry->region, error);
    case STRATA_EDIT_LOG:
      return apply_log (edit, entry->region, error);
    case STRATA_EDIT_COALESCE:
      return apply_coalesce (edit, entry->region, error);
    case STRATA_EDIT_TARGET:
      return apply_target (board, edit, entry->region, error);
    default:
      return apply_value (edit, entry->region, error);
    }
}

/**
 * strata_board_check_edit:
 * @self: a board
 * @region: a region
 * @kind: what is to be done with it
 * @error: where to put an error
 *
 * Whether a board file can say what such an edit would come to, which depends on the region's kind
 * and on whether a device offers it. The edit itself can still fail.
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_BOARD_ERROR
 */
gboolean
strata_board_check_edit (StrataBoard *self, StrataRegion *region, StrataEditKind kind,
                         GError **error)
{
  StrataRegionDescription description = { 0 };
  StrataBoardEntry *entry;
  StrataDevice *device;

  g_return_val_if_fail (STRATA_IS_BOARD (self), FALSE);
  g_return_val_if_fail (region != NULL, FALSE);

  entry = strata_board_get_entry (self, region);
  if (entry == NULL)
    {
      device = strata_region_get_device (region);
      if (device != NULL)
        g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                     _ ("the device %s looks after “%s” itself"), strata_device_get_id (device),
                     strata_region_get_name (region));
      else
        g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                     _ ("“%s” is no part of the board"), strata_region_get_name (region));
      return FALSE;
    }
  if (get_key (kind) == NULL)
    return TRUE;
  description.kind = strata_region_get_kind (region);
  description.device = entry->device;
  return strata_region_description_check_key (&description, get_key (kind), error);
}

/**
 * strata_board_edit:
 * @self: a board
 * @edit: an edit
 * @error: where to put an error
 *
 * Makes an edit, as one transaction: all of it or nothing. The inverse takes it back exactly, ranks
 * among equals and contents of memory included, as long as nothing else has changed what it is
 * about.
 *
 * Returns: (transfer full): the inverse, or %NULL with an error of %STRATA_BOARD_ERROR or
 *   %STRATA_MEMORY_ERROR
 */
StrataEdit *
strata_board_edit (StrataBoard *self, StrataEdit *edit, GError **error)
{
  StrataEdit *inverse;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (edit != NULL, NULL);

  strata_system_begin (self->system);
  inverse = apply (self, edit, error);
  if (inverse != NULL)
    {
      g_autofree char *name = strata_edit_describe (edit);

      strata_system_name_transaction (self->system, name);
      strata_system_commit (self->system);
    }
  else
    strata_system_abandon (self->system);
  return inverse;
}

/* Tries an edit; while it holds, what is in a space is taken down, if somebody asks. */
static StrataDryCommit *
try_edit (StrataBoard *self, StrataEdit *edit, StrataAddressSpace *space,
          StrataRendering **rendering, GError **error)
{
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (StrataEdit) again = NULL;
  StrataDryCommit *commit = NULL;

  strata_system_begin (self->system);
  inverse = apply (self, edit, error);
  if (inverse != NULL)
    {
      commit = strata_system_dry_commit (self->system, error);
      if (commit != NULL && rendering != NULL)
        *rendering = strata_rendering_new (strata_address_space_get_root (space), 0, G_MAXUINT64,
                                           STRATA_RENDERING_DISABLED);
      again = apply (self, inverse, NULL);
      g_warn_if_fail (again != NULL);
    }
  strata_system_abandon (self->system);
  return commit;
}

/**
 * strata_board_try:
 * @self: a board
 * @edit: an edit; a group to try several
 * @error: where to put an error
 *
 * Computes what an edit would bring, and makes nothing of it: the flat views as they would be, and
 * the events that listeners would hear.
 *
 * Returns: (transfer full): the outcome, or %NULL with the error that strata_board_edit() would
 *   have
 */
StrataDryCommit *
strata_board_try (StrataBoard *self, StrataEdit *edit, GError **error)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (edit != NULL, NULL);

  return try_edit (self, edit, NULL, NULL, error);
}

/**
 * strata_board_try_space:
 * @self: a board
 * @edit: an edit; a group to try several
 * @space: an address space of the board
 * @rendering: (out): where to put what would be in @space, disabled instances included
 * @error: where to put an error
 *
 * Like strata_board_try(), and shows an address space as it would be. The regions in @rendering are
 * named as they are, not as they would be; see strata_board_list_new_names().
 *
 * Returns: (transfer full): the outcome, or %NULL with the error that strata_board_edit() would
 *   have
 */
StrataDryCommit *
strata_board_try_space (StrataBoard *self, StrataEdit *edit, StrataAddressSpace *space,
                        StrataRendering **rendering, GError **error)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (edit != NULL && space != NULL && rendering != NULL, NULL);
  g_return_val_if_fail (strata_address_space_get_system (space) == self->system, NULL);

  return try_edit (self, edit, space, rendering, error);
}

static void
add_new_names (StrataBoard *self, StrataEdit *edit, GHashTable *names)
{
  StrataBoardEntry *entry;

  for (guint i = 0; edit->edits != NULL && i < edit->edits->len; i++)
    add_new_names (self, g_ptr_array_index (edit->edits, i), names);
  if (edit->kind != STRATA_EDIT_NAME)
    return;
  entry = find_entry (self, edit->id, NULL);
  if (entry == NULL)
    return;
  if (strcmp (strata_region_get_name (entry->region), edit->text) == 0)
    g_hash_table_remove (names, entry->region);
  else
    g_hash_table_replace (names, strata_region_ref (entry->region), g_strdup (edit->text));
}

/**
 * strata_board_list_new_names:
 * @self: a board
 * @edit: an edit; a group for several
 *
 * Lists the regions of a board that an edit would rename, and how. What the edit would add is not
 * among them.
 *
 * Returns: (transfer full) (nullable) (element-type StrataRegion utf8): the new names; %NULL if all
 *   regions would keep theirs
 */
GHashTable *
strata_board_list_new_names (StrataBoard *self, StrataEdit *edit)
{
  g_autoptr (GHashTable) names = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (edit != NULL, NULL);

  names = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) strata_region_unref, g_free);
  add_new_names (self, edit, names);
  return g_hash_table_size (names) > 0 ? g_steal_pointer (&names) : NULL;
}
