/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-board-private.h"

#include <string.h>

#include "memory/strata-coalesced.h"
#include "memory/strata-dirty-log.h"
#include "memory/strata-i18n-private.h"
#include "memory/strata-owner.h"
#include "strata-value.h"

G_DEFINE_FINAL_TYPE (StrataBoard, strata_board, G_TYPE_OBJECT)

void
strata_board_entry_free (StrataBoardEntry *entry)
{
  strata_region_unref (entry->region);
  g_free (entry->load);
  g_free (entry->device);
  g_free (entry->part);
  g_free (entry->id);
  g_free (entry);
}

static void
space_free (StrataBoardSpace *space)
{
  strata_address_space_close (space->space);
  strata_address_space_unref (space->space);
  g_free (space->id);
  g_free (space);
}

/* Devices hold each other and each other's regions. */
static void
device_free (StrataBoardDevice *device)
{
  if (device->reset_line != NULL)
    {
      strata_line_remove_watch (device->reset_line, device->reset_watch);
      strata_line_unref (device->reset_line);
    }
  g_object_run_dispose (G_OBJECT (device->device));
  g_object_unref (device->device);
  g_free (device->id);
  g_free (device);
}

static void
note_free (StrataBoardNote *note)
{
  g_free (note->file);
  g_free (note->text);
  g_free (note);
}

static void
strata_board_finalize (GObject *object)
{
  StrataBoard *self = STRATA_BOARD (object);

  /* nobody accesses the devices any more once the address spaces are closed */
  g_hash_table_unref (self->spaces_by_id);
  g_hash_table_unref (self->space_suffixes);
  g_ptr_array_unref (self->spaces);
  g_hash_table_unref (self->devices_by_id);
  g_ptr_array_unref (self->devices);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_region);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->suffixes);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->document, strata_key_file_free);
  g_free (self->text);
  g_free (self->directory);
  g_free (self->title);
  g_free (self->power_on);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->system, strata_system_unref);

  G_OBJECT_CLASS (strata_board_parent_class)->finalize (object);
}

static void
strata_board_class_init (StrataBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_board_finalize;
}

static void
strata_board_init (StrataBoard *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_board_entry_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_region = g_hash_table_new (NULL, NULL);
  self->suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spaces = g_ptr_array_new_with_free_func ((GDestroyNotify) space_free);
  self->spaces_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->space_suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->devices = g_ptr_array_new_with_free_func ((GDestroyNotify) device_free);
  self->devices_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
}

/* The part of a name that an id can have. */
static char *
make_stem (const char *name)
{
  GString *stem = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && stem->len < 64; p++)
    if (g_ascii_isalnum (*p) || strchr ("._-", *p) != NULL)
      g_string_append_c (stem, *p);
    else if (stem->len > 0 && stem->str[stem->len - 1] != '-')
      g_string_append_c (stem, '-');
  while (stem->len > 0 && stem->str[stem->len - 1] == '-')
    g_string_truncate (stem, stem->len - 1);
  if (stem->len == 0)
    g_string_append (stem, "region");
  return g_string_free (stem, FALSE);
}

/* An id that is not taken, as like to a name as can be; @suffixes remembers the numbers given. */
char *
strata_board_make_unique_id (GHashTable *taken, GHashTable *suffixes, const char *name)
{
  g_autofree char *stem = make_stem (name);
  char *id = g_strdup (stem);
  guint number;

  if (!g_hash_table_contains (taken, id))
    return id;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (suffixes, stem));
  for (number = MAX (number, 2); g_hash_table_contains (taken, id); number++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, number);
    }
  g_hash_table_insert (suffixes, g_steal_pointer (&stem), GUINT_TO_POINTER (number - 1));
  return id;
}

StrataBoardEntry *
strata_board_get_entry (StrataBoard *self, StrataRegion *region)
{
  return g_hash_table_lookup (self->by_region, region);
}

StrataBoardEntry *
strata_board_add_entry (StrataBoard *self, const char *id, StrataRegion *region, GError **error)
{
  g_autofree char *quoted = strata_value_quote (id);
  StrataBoardEntry *entry = NULL;

  if (!strata_region_description_is_id (id))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                 _ ("%s is not an id: it has letters, digits, “.”, “_” and “-” only"), quoted);
  else if (g_hash_table_contains (self->by_id, id))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                 _ ("the id %s is taken by another region"), quoted);
  else if (g_hash_table_contains (self->by_region, region))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                 _ ("the region of the id %s has another one already"), quoted);
  else if (strata_region_get_system (region) != self->system)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY,
                 _ ("the region %s is of another system"), quoted);
  else
    {
      entry = g_new0 (StrataBoardEntry, 1);
      entry->id = g_strdup (id);
      entry->region = strata_region_ref (region);
      g_ptr_array_add (self->entries, entry);
      g_hash_table_insert (self->by_id, entry->id, entry);
      g_hash_table_insert (self->by_region, region, entry);
    }
  return entry;
}

/* What a board file would say of a region now; container and target must have ids. */
void
strata_board_describe (StrataBoard *self, StrataBoardEntry *entry,
                       StrataRegionDescription *description)
{
  StrataRegion *region = entry->region;
  StrataRegion *container = strata_region_get_container (region);
  StrataRegion *target = strata_region_get_alias_target (region);
  StrataOwner *owner = strata_region_get_owner (region);

  *description = (StrataRegionDescription) {
    .name = g_strdup (strata_region_get_name (region)),
    .kind = strata_region_get_kind (region),
    .size = strata_region_get_size (region),
    .parent = container ? g_strdup (strata_board_get_region_id (self, container)) : NULL,
    .address = strata_region_get_address (region),
    .priority = strata_region_get_priority (region),
    .overlap = strata_region_get_may_overlap (region),
    .enabled = strata_region_get_enabled (region),
    .readonly = strata_region_get_readonly (region),
    .nonvolatile = strata_region_get_nonvolatile (region),
    .rom_mode = strata_region_get_rom_mode (region),
    .target = target ? g_strdup (strata_board_get_region_id (self, target)) : NULL,
    .offset = strata_region_get_alias_offset (region),
    .device = g_strdup (entry->device),
    .part = g_strdup (entry->part),
    .load = g_strdup (entry->load),
    .log = strata_region_get_log_clients (region),
    .coalesce = strata_region_list_coalescing (region),
    .owner = owner ? g_strdup (strata_owner_get_name (owner)) : NULL,
  };
}

/* Gives a board that has nothing yet its memory system and its clock. */
void
strata_board_start (StrataBoard *self, StrataByteOrder byte_order)
{
  self->system = strata_system_new (byte_order);
  self->clock = strata_clock_new (self->system);
}

/**
 * strata_board_new:
 * @byte_order: the byte order of its memory system
 *
 * Makes an empty board.
 *
 * Returns: (transfer full): the board
 */
StrataBoard *
strata_board_new (StrataByteOrder byte_order)
{
  StrataBoard *self = g_object_new (STRATA_TYPE_BOARD, NULL);

  strata_board_start (self, byte_order);
  return self;
}

/**
 * strata_board_get_system:
 * @self: a board
 *
 * Gets the system.
 *
 * Returns: (transfer none): the memory system that its regions and address spaces are of
 */
StrataSystem *
strata_board_get_system (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  return self->system;
}

/**
 * strata_board_get_title:
 * @self: a board
 *
 * Gets the title.
 *
 * Returns: (nullable): what people call it
 */
const char *
strata_board_get_title (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  return self->title;
}

/**
 * strata_board_set_title:
 * @self: a board
 * @title: (nullable): what people are to call it
 *
 * Changes the title.
 */
void
strata_board_set_title (StrataBoard *self, const char *title)
{
  g_autofree char *old = NULL;

  g_return_if_fail (STRATA_IS_BOARD (self));

  old = self->title;
  self->title = g_strdup (title);
}

/**
 * strata_board_add_region:
 * @self: a board
 * @id: its id: letters, digits, `.`, `_` and `-`, unique in the board
 * @region: a region of the board's system; the board holds it
 * @error: where to put an error
 *
 * Makes a region part of the board. That does not put it into a container.
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_BOARD_ERROR
 */
gboolean
strata_board_add_region (StrataBoard *self, const char *id, StrataRegion *region, GError **error)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (region != NULL, FALSE);

  return strata_board_add_entry (self, id, region, error) != NULL;
}

/**
 * strata_board_remove_region:
 * @self: a board
 * @region: one of its regions
 *
 * Lets go of a region, of which nothing will be saved. That does not take it out of its container;
 * a region that is still used when the board is saved gets an id again.
 */
void
strata_board_remove_region (StrataBoard *self, StrataRegion *region)
{
  StrataBoardEntry *entry;

  g_return_if_fail (STRATA_IS_BOARD (self));
  g_return_if_fail (region != NULL);

  entry = strata_board_get_entry (self, region);
  g_return_if_fail (entry != NULL);
  g_hash_table_remove (self->by_id, entry->id);
  g_hash_table_remove (self->by_region, region);
  g_ptr_array_remove (self->entries, entry);
}

/**
 * strata_board_make_id:
 * @self: a board
 * @name: any text
 *
 * Makes an id for a region that is to become part of a board.
 *
 * Returns: (transfer full): an id that no region of the board has, as like to @name as can be
 */
char *
strata_board_make_id (StrataBoard *self, const char *name)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return strata_board_make_unique_id (self->by_id, self->suffixes, name);
}

/**
 * strata_board_get_region:
 * @self: a board
 * @id: an id
 *
 * Finds a region by its id.
 *
 * Returns: (transfer none) (nullable): the region of that id
 */
StrataRegion *
strata_board_get_region (StrataBoard *self, const char *id)
{
  StrataBoardEntry *entry;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  entry = g_hash_table_lookup (self->by_id, id);
  return entry != NULL ? entry->region : NULL;
}

/**
 * strata_board_get_region_id:
 * @self: a board
 * @region: a region
 *
 * Gets the id that a region has on a board.
 *
 * Returns: (nullable): its id; %NULL if it is not part of the board
 */
const char *
strata_board_get_region_id (StrataBoard *self, StrataRegion *region)
{
  StrataBoardEntry *entry;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  entry = strata_board_get_entry (self, region);
  return entry != NULL ? entry->id : NULL;
}

/**
 * strata_board_list_regions:
 * @self: a board
 *
 * Lists the regions.
 *
 * Returns: (transfer full) (element-type StrataRegion): its regions, in the order in which they
 *   became part of it
 */
GPtrArray *
strata_board_list_regions (StrataBoard *self)
{
  GPtrArray *regions;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  regions = g_ptr_array_new_full (self->entries->len, (GDestroyNotify) strata_region_unref);
  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (regions, strata_region_ref (entry->region));
    }
  return regions;
}

/**
 * strata_board_add_note:
 * @self: a board
 * @file: where the board came from
 * @line: the line it is about, 1 is the first; 0 for none
 * @format: a text as for printf()
 * @...: what goes into it
 *
 * Adds something that whoever loads the board may want to know.
 */
void
strata_board_add_note (StrataBoard *self, const char *file, guint line, const char *format, ...)
{
  StrataBoardNote *note;
  va_list args;

  g_return_if_fail (STRATA_IS_BOARD (self));
  g_return_if_fail (file != NULL && format != NULL);

  note = g_new0 (StrataBoardNote, 1);
  note->file = g_strdup (file);
  note->line = line;
  va_start (args, format);
  note->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->notes, note);
}

/**
 * strata_board_get_n_notes:
 * @self: a board
 *
 * Counts what there is to say about a board.
 *
 * Returns: how many notes there are
 */
guint
strata_board_get_n_notes (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), 0);

  return self->notes->len;
}

/**
 * strata_board_get_note:
 * @self: a board
 * @index: which, from 0 on
 *
 * Gets one of the notes about a board.
 *
 * Returns: (transfer none): the note
 */
const StrataBoardNote *
strata_board_get_note (StrataBoard *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (index < self->notes->len, NULL);

  return g_ptr_array_index (self->notes, index);
}
