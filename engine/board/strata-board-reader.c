/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the document to the board, in steps: read all groups, resolve the ids, make regions and
 * devices, put the regions together, connect the devices, make the address spaces. */

#include "strata-board-reader-private.h"

#include <inttypes.h>
#include <string.h>

#include "memory/strata-i18n-private.h"
#include "memory/strata-owner.h"
#include "strata-board-error-private.h"
#include "strata-value.h"

#define FORMAT_VERSION 1

static void
draft_free (StrataRegionDraft *draft)
{
  strata_region_description_clear (&draft->description);
  g_clear_pointer (&draft->region, strata_region_unref);
  g_free (draft->id);
  g_free (draft);
}

static void
reader_clear (StrataBoardReader *reader)
{
  g_ptr_array_unref (reader->drafts);
  g_hash_table_unref (reader->drafts_by_id);
  g_ptr_array_unref (reader->devices);
  g_hash_table_unref (reader->devices_by_id);
  g_hash_table_unref (reader->parts);
  g_ptr_array_unref (reader->space_groups);
  g_hash_table_unref (reader->owners);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StrataBoardReader, reader_clear)

static char *
dup_text (StrataKeyGroup *group, const char *key)
{
  char *text = strata_key_group_dup_value (group, key);

  return text != NULL ? g_strstrip (text) : NULL;
}

static void
note_unknown_keys (StrataBoardReader *reader, StrataKeyGroup *group,
                   gboolean (*is_known) (const char *key))
{
  const StrataKeyLine *line;
  guint position = 0;

  while ((line = strata_key_group_next_key (group, &position)) != NULL)
    {
      g_autofree char *key = strata_key_line_dup_key (line);

      if (!is_known (key) && !g_str_has_prefix (key, "x-"))
        strata_board_add_note (reader->board, reader->file, line->number,
                               _ ("[%s] %s: this key is not known; it is kept"), group->name, key);
    }
}

/* {{{ Reading the groups */

static gboolean
is_header_key (const char *key)
{
  return strcmp (key, "version") == 0 || strcmp (key, "title") == 0
         || strcmp (key, "byte-order") == 0 || strcmp (key, "power-on") == 0;
}

static gboolean
is_space_key (const char *key)
{
  return strcmp (key, "name") == 0 || strcmp (key, "root") == 0;
}

static gboolean
read_version (StrataBoardReader *reader, GError **error)
{
  g_autofree char *text = dup_text (reader->header, "version");
  GError *cause = NULL;
  guint64 version;

  if (text == NULL)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_VERSION, reader->file, reader->header,
                              "version", _ ("the key is missing: write version=%d"),
                              FORMAT_VERSION);
      return FALSE;
    }
  if (!strata_value_parse_number (text, &version, &cause))
    {
      strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VERSION, reader->file,
                               reader->header, "version");
      return FALSE;
    }
  if (version != FORMAT_VERSION)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_VERSION, reader->file, reader->header,
                              "version",
                              _ ("version %" PRIu64
                                 " of the format is not known: only %d is"),
                              version, FORMAT_VERSION);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_byte_order (StrataBoardReader *reader, StrataByteOrder *byte_order, GError **error)
{
  g_autofree char *text = dup_text (reader->header, "byte-order");
  g_autofree char *quoted = NULL;

  *byte_order = STRATA_LITTLE_ENDIAN;
  if (text == NULL || strcmp (text, "little") == 0)
    return TRUE;
  *byte_order = STRATA_BIG_ENDIAN;
  if (strcmp (text, "big") == 0)
    return TRUE;
  quoted = strata_value_quote (text);
  strata_board_error_set (error, STRATA_BOARD_ERROR_VALUE, reader->file, reader->header,
                          "byte-order", _ ("%s is not a byte order: write little or big"), quoted);
  return FALSE;
}

static gboolean
read_text (StrataBoardReader *reader, const char *key, char **string, GError **error)
{
  g_autofree char *text = strata_key_group_dup_value (reader->header, key);
  GError *cause = NULL;

  if (text == NULL)
    return TRUE;
  *string = strata_value_parse_string (text, &cause);
  if (*string != NULL)
    return TRUE;
  strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, reader->header,
                           key);
  return FALSE;
}

static gboolean
read_header (StrataBoardReader *reader, GError **error)
{
  StrataByteOrder byte_order;

  reader->header = strata_key_file_find_group (reader->board->document, "strata");
  if (reader->header == NULL)
    {
      strata_board_error_set (
          error, STRATA_BOARD_ERROR_VERSION, reader->file, NULL, NULL,
          _ ("there is no [strata] group: a board file has one with version=%d"), FORMAT_VERSION);
      return FALSE;
    }
  if (!read_version (reader, error) || !read_byte_order (reader, &byte_order, error))
    return FALSE;
  strata_board_start (reader->board, byte_order);
  if (!read_text (reader, "title", &reader->board->title, error)
      || !read_text (reader, "power-on", &reader->board->power_on, error))
    return FALSE;
  note_unknown_keys (reader, reader->header, is_header_key);
  return TRUE;
}

/* The id in a group's name: what follows the word; NULL if the name does not begin with it. */
static const char *
get_id (StrataKeyGroup *group, const char *word)
{
  const char *rest;

  if (!g_str_has_prefix (group->name, word))
    return NULL;
  rest = group->name + strlen (word);
  if (*rest != '\0' && *rest != ' ' && *rest != '\t')
    return NULL;
  while (*rest == ' ' || *rest == '\t')
    rest++;
  return rest;
}

static gboolean
check_id (StrataBoardReader *reader, StrataKeyGroup *group, const char *id, StrataKeyGroup *twin,
          GError **error)
{
  g_autofree char *quoted = strata_value_quote (id);

  if (*id == '\0')
    strata_board_error_set (error, STRATA_BOARD_ERROR_SYNTAX, reader->file, group, NULL,
                            _ ("the group has no id: write [%s ID]"), group->name);
  else if (!strata_region_description_is_id (id))
    strata_board_error_set (error, STRATA_BOARD_ERROR_SYNTAX, reader->file, group, NULL,
                            _ ("%s is not an id: it has letters, digits, “.”, “_” and “-” only"),
                            quoted);
  else if (twin != NULL)
    strata_board_error_set (error, STRATA_BOARD_ERROR_SYNTAX, reader->file, group, NULL,
                            _ ("this group is there already, in line %u"), twin->number);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_region (StrataBoardReader *reader, StrataKeyGroup *group, const char *id, GError **error)
{
  StrataRegionDraft *twin = g_hash_table_lookup (reader->drafts_by_id, id);
  StrataRegionDraft *draft;

  if (!check_id (reader, group, id, twin != NULL ? twin->group : NULL, error))
    return FALSE;
  draft = g_new0 (StrataRegionDraft, 1);
  draft->id = g_strdup (id);
  draft->group = group;
  g_ptr_array_add (reader->drafts, draft);
  g_hash_table_insert (reader->drafts_by_id, draft->id, draft);
  if (!strata_region_description_read (&draft->description, group, id, reader->file, error))
    return FALSE;
  note_unknown_keys (reader, group, strata_region_description_has_key);
  return TRUE;
}

static gboolean
read_device (StrataBoardReader *reader, StrataKeyGroup *group, const char *id, GError **error)
{
  StrataDeviceDraft *twin = g_hash_table_lookup (reader->devices_by_id, id);
  StrataDeviceDraft *draft;

  if (!check_id (reader, group, id, twin != NULL ? twin->group : NULL, error))
    return FALSE;
  draft = g_new0 (StrataDeviceDraft, 1);
  draft->id = id;
  draft->group = group;
  g_ptr_array_add (reader->devices, draft);
  g_hash_table_insert (reader->devices_by_id, (char *) id, draft);
  return TRUE;
}

static gboolean
read_space (StrataBoardReader *reader, StrataKeyGroup *group, const char *id, GHashTable *spaces,
            GError **error)
{
  if (!check_id (reader, group, id, g_hash_table_lookup (spaces, id), error))
    return FALSE;
  g_hash_table_insert (spaces, (char *) id, group);
  g_ptr_array_add (reader->space_groups, group);
  note_unknown_keys (reader, group, is_space_key);
  return TRUE;
}

static gboolean
read_groups (StrataBoardReader *reader, GError **error)
{
  g_autoptr (GHashTable) spaces = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_groups = strata_key_file_get_n_groups (reader->board->document);

  for (guint i = 1; i < n_groups; i++)
    {
      StrataKeyGroup *group = strata_key_file_get_group (reader->board->document, i);
      const char *id;

      if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
        return FALSE;
      if (group == reader->header)
        continue;
      if ((id = get_id (group, "region")) != NULL)
        {
          if (!read_region (reader, group, id, error))
            return FALSE;
        }
      else if ((id = get_id (group, "device")) != NULL)
        {
          if (!read_device (reader, group, id, error))
            return FALSE;
        }
      else if ((id = get_id (group, "address-space")) != NULL)
        {
          if (!read_space (reader, group, id, spaces, error))
            return FALSE;
        }
      else if (!g_str_has_prefix (group->name, "x-"))
        strata_board_add_note (reader->board, reader->file, group->number,
                               _ ("[%s]: this group is not known; it is kept"), group->name);
    }
  return TRUE;
}

/* }}} */
/* {{{ Resolving the ids */

static gboolean
resolve_ids (StrataBoardReader *reader, GError **error)
{
  for (guint i = 0; i < reader->drafts->len; i++)
    {
      StrataRegionDraft *draft = g_ptr_array_index (reader->drafts, i);
      StrataRegionDescription *description = &draft->description;

      if (description->target != NULL
          && !strata_board_reader_find_draft (reader, draft->group, "target", description->target,
                                              &draft->target, error))
        return FALSE;
      if (description->parent != NULL
          && !strata_board_reader_find_draft (reader, draft->group, "parent", description->parent,
                                              &draft->parent, error))
        return FALSE;
    }
  return TRUE;
}

static StrataRegionDraft *
get_next (StrataRegionDraft *draft, const char *key)
{
  return strcmp (key, "parent") == 0 ? draft->parent : draft->target;
}

/* Follows the chains of parents, or of targets: they must end, and not be longer than the system
 * allows. */
static gboolean
check_chains (StrataBoardReader *reader, const char *key, GError **error)
{
  guint64 limit = strata_system_get_limit (reader->board->system, STRATA_LIMIT_DEPTH);
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  for (guint i = 0; i < reader->drafts->len; i++)
    ((StrataRegionDraft *) g_ptr_array_index (reader->drafts, i))->depth = 0;
  for (guint i = 0; i < reader->drafts->len; i++)
    {
      StrataRegionDraft *draft = g_ptr_array_index (reader->drafts, i);
      guint depth;

      for (; draft != NULL && draft->depth == 0; draft = get_next (draft, key))
        {
          draft->depth = G_MAXUINT;
          g_ptr_array_add (chain, draft);
        }
      if (draft != NULL && draft->depth == G_MAXUINT)
        {
          strata_board_error_set (error, STRATA_BOARD_ERROR_HIERARCHY, reader->file, draft->group,
                                  key, _ ("the region would be inside itself"));
          return FALSE;
        }
      depth = draft != NULL ? draft->depth : 0;
      while (chain->len > 0)
        {
          draft = g_ptr_array_steal_index (chain, chain->len - 1);
          draft->depth = ++depth;
          if (depth > limit)
            {
              strata_board_error_set (
                  error, STRATA_BOARD_ERROR_HIERARCHY, reader->file, draft->group, key,
                  _ ("the regions are nested too deeply: more than %u"), depth - 1);
              return FALSE;
            }
        }
    }
  return TRUE;
}

/* }}} */
/* {{{ Putting them together */

static gboolean
add_region (StrataBoardReader *reader, StrataRegionDraft *draft, GError **error)
{
  const StrataRegionDescription *description = &draft->description;
  GError *cause = NULL;
  gboolean added;

  if (description->overlap)
    added = strata_region_add_subregion_overlap (draft->parent->region, description->address,
                                                 draft->region, description->priority, &cause);
  else
    added = strata_region_add_subregion (draft->parent->region, description->address,
                                         draft->region, &cause);
  if (!added)
    strata_board_error_move (error, cause, STRATA_BOARD_ERROR_HIERARCHY, reader->file,
                             draft->group, "parent");
  return added;
}

/* Whether it is an alias of something that it lies in, as the mirrors of I/O areas are. */
static gboolean
is_mirror (const StrataRegionDraft *draft)
{
  const StrataRegionDraft *above = draft->parent;

  while (draft->target != NULL && above != NULL && above != draft->target)
    above = above->parent;
  return draft->target != NULL && above != NULL;
}

static gint
compare_ranks (gconstpointer a, gconstpointer b)
{
  const guint64 *first = a;
  const guint64 *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Ranks the regions as if they had been added in the order of the file. */
static gboolean
rank_regions (StrataBoardReader *reader, GError **error)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint at = 0;

  for (guint i = 0; i < reader->drafts->len; i++)
    {
      const StrataRegionDraft *draft = g_ptr_array_index (reader->drafts, i);
      guint64 rank = strata_region_get_rank (draft->region);

      if (draft->parent != NULL)
        g_array_append_val (ranks, rank);
    }
  g_array_sort (ranks, compare_ranks);
  for (guint i = 0; i < reader->drafts->len; i++)
    {
      const StrataRegionDraft *draft = g_ptr_array_index (reader->drafts, i);

      if (draft->parent != NULL
          && !strata_region_set_rank (draft->region, g_array_index (ranks, guint64, at++), error))
        return FALSE;
    }
  return TRUE;
}

/* Mirrors come last: until what they lie in has its place, which cuts it, they may have no end. */
static gboolean
add_regions (StrataBoardReader *reader, GError **error)
{
  g_autoptr (GPtrArray) mirrors = g_ptr_array_new ();

  for (guint i = 0; i < reader->drafts->len; i++)
    {
      StrataRegionDraft *draft = g_ptr_array_index (reader->drafts, i);
      StrataRegionDescription *description = &draft->description;
      StrataBoardEntry *entry;

      entry = strata_board_add_entry (reader->board, draft->id, draft->region, error);
      if (entry == NULL)
        return FALSE;
      entry->load = g_strdup (description->load);
      entry->device = g_strdup (description->device);
      entry->part = g_strdup (description->part);
      if (is_mirror (draft))
        g_ptr_array_add (mirrors, draft);
      else if (draft->parent != NULL && !add_region (reader, draft, error))
        return FALSE;
    }
  for (guint i = 0; i < mirrors->len; i++)
    if (!add_region (reader, g_ptr_array_index (mirrors, i), error))
      return FALSE;
  return mirrors->len == 0 || rank_regions (reader, error);
}

static gboolean
make_spaces (StrataBoardReader *reader, GError **error)
{
  for (guint i = 0; i < reader->space_groups->len; i++)
    {
      StrataKeyGroup *group = g_ptr_array_index (reader->space_groups, i);
      const char *id = get_id (group, "address-space");
      g_autofree char *root = dup_text (group, "root");
      g_autofree char *text = strata_key_group_dup_value (group, "name");
      g_autofree char *name = NULL;
      g_autoptr (StrataAddressSpace) space = NULL;
      GError *cause = NULL;
      StrataRegionDraft *draft;

      if (root == NULL)
        {
          strata_board_error_set (error, STRATA_BOARD_ERROR_VALUE, reader->file, group, "root",
                                  _ ("the key is missing"));
          return FALSE;
        }
      if (!strata_board_reader_find_draft (reader, group, "root", root, &draft, error))
        return FALSE;
      name = strata_value_parse_string (text != NULL ? text : id, &cause);
      if (name == NULL)
        {
          strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, group,
                                   "name");
          return FALSE;
        }
      space = strata_address_space_new (reader->board->system, name, draft->region);
      strata_board_add_space (reader->board, id, space);
    }
  return TRUE;
}

/* }}} */

/* Makes everything that the board's document describes. The board has nothing yet, not even a
 * system; after a failure it is of no use. */
gboolean
strata_board_read (StrataBoard *self, const char *file, GCancellable *cancellable, GError **error)
{
  g_auto (StrataBoardReader) reader = {
    .board = self,
    .file = file,
    .cancellable = cancellable,
    .drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) draft_free),
    .drafts_by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .devices = g_ptr_array_new_with_free_func (g_free),
    .devices_by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .parts = g_hash_table_new (NULL, NULL),
    .space_groups = g_ptr_array_new (),
    .owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) strata_owner_unref),
  };

  return read_header (&reader, error)
         && read_groups (&reader, error)
         && resolve_ids (&reader, error)
         && check_chains (&reader, "parent", error)
         && check_chains (&reader, "target", error)
         && strata_board_reader_make (&reader, error)
         && add_regions (&reader, error)
         && strata_board_reader_connect (&reader, error)
         && make_spaces (&reader, error);
}
