/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-board-private.h"

#include <string.h>

#include "memory/strata-coalesced.h"
#include "memory/strata-dirty-log.h"
#include "memory/strata-owner.h"
#include "strata-atomic-file-private.h"
#include "strata-value.h"

G_DEFINE_FINAL_TYPE (StrataBoard, strata_board, G_TYPE_OBJECT)

static void
entry_free (StrataBoardEntry *entry)
{
  strata_region_unref (entry->region);
  g_free (entry->load);
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

  g_hash_table_unref (self->spaces_by_id);
  g_hash_table_unref (self->space_suffixes);
  g_ptr_array_unref (self->spaces);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_region);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->suffixes);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->document, strata_key_file_free);
  g_free (self->directory);
  g_free (self->title);
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
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_region = g_hash_table_new (NULL, NULL);
  self->suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spaces = g_ptr_array_new_with_free_func ((GDestroyNotify) space_free);
  self->spaces_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->space_suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

/* An id that is not taken: the stem, or the stem with a number. */
static char *
make_unique (GHashTable *taken, GHashTable *suffixes, const char *stem)
{
  guint number;
  char *id = g_strdup (stem);

  if (!g_hash_table_contains (taken, id))
    return id;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (suffixes, stem));
  for (number = MAX (number, 2); g_hash_table_contains (taken, id); number++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, number);
    }
  g_hash_table_insert (suffixes, g_strdup (stem), GUINT_TO_POINTER (number - 1));
  return id;
}

static char *
dup_directory_of (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return g_canonicalize_filename (directory, NULL);
}

/* The name of the same file, seen from another directory. */
static char *
relocate (const char *name, const char *from, const char *to)
{
  g_autofree char *path = g_canonicalize_filename (name, from);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) directory = g_file_new_for_path (to);
  char *relative = g_file_get_relative_path (directory, file);

  return relative != NULL ? relative : g_steal_pointer (&path);
}

/* Makes names of files relative to another directory. Returns the names before, one per region. */
static GPtrArray *
move_to_directory (StrataBoard *self, const char *directory)
{
  g_autofree char *from = g_canonicalize_filename (self->directory ? self->directory : ".", NULL);
  GPtrArray *before = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (before, entry->load);
      if (entry->load == NULL || g_path_is_absolute (entry->load) || strcmp (from, directory) == 0)
        entry->load = g_strdup (entry->load);
      else
        entry->load = relocate (entry->load, from, directory);
    }
  return before;
}

static void
move_back (StrataBoard *self, GPtrArray *before)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      g_free (entry->load);
      entry->load = g_steal_pointer (&g_ptr_array_index (before, i));
    }
  strata_board_write (self);
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
                 "%s is not an id: it has letters, digits, “.”, “_” and “-” only", quoted);
  else if (g_hash_table_contains (self->by_id, id))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                 "the id %s is taken by another region", quoted);
  else if (g_hash_table_contains (self->by_region, region))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                 "the region of the id %s has another one already", quoted);
  else if (strata_region_get_system (region) != self->system)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY,
                 "the region %s is of another system", quoted);
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

StrataBoardSpace *
strata_board_add_space (StrataBoard *self, const char *id, StrataAddressSpace *space)
{
  StrataBoardSpace *added = g_new0 (StrataBoardSpace, 1);

  added->id = g_strdup (id);
  added->space = strata_address_space_ref (space);
  g_ptr_array_add (self->spaces, added);
  g_hash_table_insert (self->spaces_by_id, added->id, added);
  return added;
}

/* What a board file would say of a region now; container and target must have ids. To be
 * cleared. */
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
    .load = g_strdup (entry->load),
    .log = strata_region_get_log_clients (region),
    .coalesce = strata_region_list_coalescing (region),
    .owner = owner ? g_strdup (strata_owner_get_name (owner)) : NULL,
  };
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

  self->system = strata_system_new (byte_order);
  return self;
}

/**
 * strata_board_new_from_text:
 * @text: the text of a `.strata` file
 * @length: its length in bytes, or -1 if it ends with a zero byte
 * @file: (nullable): what to call the file in messages
 * @directory: (nullable): what the names of files to load are relative to; %NULL for the current
 *   directory
 * @cancellable: (nullable): to stop it
 * @error: where to put an error; its message starts with `FILE:LINE: `
 *
 * Makes the board that a text describes. The text stays with the board: saving it changes only the
 * lines that say something else by then.
 *
 * Returns: (transfer full): the board, or %NULL with an error of %STRATA_BOARD_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
StrataBoard *
strata_board_new_from_text (const char *text, gssize length, const char *file,
                            const char *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (StrataBoard) self = NULL;
  g_autoptr (StrataKeyFile) document = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  if (file == NULL)
    file = "(text)";
  document = strata_key_file_new (text, length < 0 ? strlen (text) : (gsize) length, file, error);
  if (document == NULL)
    return NULL;
  self = g_object_new (STRATA_TYPE_BOARD, NULL);
  self->document = g_steal_pointer (&document);
  self->directory = g_strdup (directory);
  if (!strata_board_read (self, file, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * strata_board_save:
 * @self: a board
 * @path: where to
 * @error: where to put an error
 *
 * Writes the board into a file, which is replaced as a whole or not at all; a symbolic link stays
 * one, and a file keeps its permissions. Of a board that was loaded only the lines that say
 * something else by now are changed. The names of files to load are made relative to the new place.
 *
 * Returns: %TRUE, or %FALSE with an error of %G_FILE_ERROR
 */
gboolean
strata_board_save (StrataBoard *self, const char *path, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  directory = dup_directory_of (path);
  before = move_to_directory (self, directory);
  text = strata_board_to_text (self);
  if (!strata_atomic_file_write (path, text, strlen (text), error))
    {
      move_back (self, before);
      return FALSE;
    }
  g_free (self->directory);
  self->directory = g_steal_pointer (&directory);
  return TRUE;
}

/**
 * strata_board_to_text:
 * @self: a board
 *
 * Returns: (transfer full): the board as the text of a `.strata` file; regions that had no id get
 *   one by that
 */
char *
strata_board_to_text (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  strata_board_write (self);
  return strata_key_file_to_text (self->document, NULL);
}

/**
 * strata_board_get_system:
 * @self: a board
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
 * Returns: (transfer full): an id that no region of the board has, as like to @name as can be
 */
char *
strata_board_make_id (StrataBoard *self, const char *name)
{
  g_autofree char *stem = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  stem = make_stem (name);
  return make_unique (self->by_id, self->suffixes, stem);
}

/**
 * strata_board_get_region:
 * @self: a board
 * @id: an id
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
 * strata_board_add_address_space:
 * @self: a board
 * @space: an address space of the board's system; the board holds it, and closes it in the end
 *
 * Makes an address space part of the board. Several may have one name.
 */
void
strata_board_add_address_space (StrataBoard *self, StrataAddressSpace *space)
{
  g_autofree char *stem = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (STRATA_IS_BOARD (self));
  g_return_if_fail (space != NULL && strata_address_space_get_system (space) == self->system);

  stem = make_stem (strata_address_space_get_name (space));
  id = make_unique (self->spaces_by_id, self->space_suffixes, stem);
  strata_board_add_space (self, id, space);
}

/**
 * strata_board_get_n_address_spaces:
 * @self: a board
 *
 * Returns: how many address spaces it has
 */
guint
strata_board_get_n_address_spaces (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), 0);

  return self->spaces->len;
}

/**
 * strata_board_get_address_space:
 * @self: a board
 * @index: which, from 0 on, in the order in which they became part of it
 *
 * Returns: (transfer none): the address space
 */
StrataAddressSpace *
strata_board_get_address_space (StrataBoard *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (index < self->spaces->len, NULL);

  return ((StrataBoardSpace *) g_ptr_array_index (self->spaces, index))->space;
}

/* Number @number, from 1 on, of the address spaces of a name; NULL if there are not as many. */
static StrataAddressSpace *
find_nth (StrataBoard *self, const char *name, guint64 number)
{
  for (guint i = 0; i < self->spaces->len; i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (self, i);

      if (strcmp (strata_address_space_get_name (space), name) == 0 && --number == 0)
        return space;
    }
  return NULL;
}

/**
 * strata_board_find_address_space:
 * @self: a board
 * @name: a name; `NAME#2` is the second of that name
 *
 * Returns: (transfer none) (nullable): the address space; %NULL if there is none
 */
StrataAddressSpace *
strata_board_find_address_space (StrataBoard *self, const char *name)
{
  StrataAddressSpace *space;
  const char *hash;
  g_autofree char *stem = NULL;
  guint64 number;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  space = find_nth (self, name, 1);
  hash = strrchr (name, '#');
  if (space != NULL || hash == NULL
      || !g_ascii_string_to_unsigned (hash + 1, 10, 1, G_MAXUINT, &number, NULL))
    return space;
  stem = g_strndup (name, hash - name);
  return find_nth (self, stem, number);
}

/**
 * strata_board_get_default_address_space:
 * @self: a board
 *
 * Returns: (transfer none) (nullable): the address space to show if none is named: `memory`, else
 *   the first; %NULL if there is none at all
 */
StrataAddressSpace *
strata_board_get_default_address_space (StrataBoard *self)
{
  StrataAddressSpace *space;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  space = find_nth (self, "memory", 1);
  if (space == NULL && self->spaces->len > 0)
    space = strata_board_get_address_space (self, 0);
  return space;
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
 * Returns: (transfer none): the note
 */
const StrataBoardNote *
strata_board_get_note (StrataBoard *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (index < self->notes->len, NULL);

  return g_ptr_array_index (self->notes, index);
}
