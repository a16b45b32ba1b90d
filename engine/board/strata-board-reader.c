/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the document to the board, in steps: read all groups, resolve the ids, make the regions, put
 * them together, make the address spaces. */

#include "strata-board-private.h"

#include <string.h>

#include "memory/strata-owner.h"
#include "strata-board-error-private.h"
#include "strata-contents-private.h"
#include "strata-region-maker-private.h"
#include "strata-value.h"

#define FORMAT_VERSION 1

/* A region that is being read. */
typedef struct _Draft
{
  char *id;
  StrataKeyGroup *group;
  StrataRegionDescription description;
  struct _Draft *parent;
  struct _Draft *target;
  guint depth; /* of the chain that is being followed; 0: not yet, G_MAXUINT: on it right now */
  StrataRegion *region;
} Draft;

typedef struct
{
  StrataBoard *board;
  const char *file;
  GCancellable *cancellable;
  StrataKeyGroup *header;
  GPtrArray *drafts; /* of Draft, in the order of the file */
  GHashTable *drafts_by_id;
  GPtrArray *space_groups; /* of StrataKeyGroup */
  GHashTable *owners; /* by name */
} Reader;

static void
draft_free (Draft *draft)
{
  strata_region_description_clear (&draft->description);
  g_clear_pointer (&draft->region, strata_region_unref);
  g_free (draft->id);
  g_free (draft);
}

static void
reader_clear (Reader *reader)
{
  g_ptr_array_unref (reader->drafts);
  g_hash_table_unref (reader->drafts_by_id);
  g_ptr_array_unref (reader->space_groups);
  g_hash_table_unref (reader->owners);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static char *
dup_text (StrataKeyGroup *group, const char *key)
{
  char *text = strata_key_group_dup_value (group, key);

  return text != NULL ? g_strstrip (text) : NULL;
}

static void
note_unknown_keys (Reader *reader, StrataKeyGroup *group, gboolean (*is_known) (const char *key))
{
  const StrataKeyLine *line;
  guint position = 0;

  while ((line = strata_key_group_next_key (group, &position)) != NULL)
    {
      g_autofree char *key = strata_key_line_dup_key (line);

      if (!is_known (key) && !g_str_has_prefix (key, "x-"))
        strata_board_add_note (reader->board, reader->file, line->number,
                               "[%s] %s: this key is not known; it is kept", group->name, key);
    }
}

/* {{{ Reading the groups */

static gboolean
is_header_key (const char *key)
{
  return strcmp (key, "version") == 0 || strcmp (key, "title") == 0
         || strcmp (key, "byte-order") == 0;
}

static gboolean
is_space_key (const char *key)
{
  return strcmp (key, "name") == 0 || strcmp (key, "root") == 0;
}

static gboolean
read_version (Reader *reader, GError **error)
{
  g_autofree char *text = dup_text (reader->header, "version");
  GError *cause = NULL;
  guint64 version;

  if (text == NULL)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_VERSION, reader->file, reader->header,
                              "version", "the key is missing: write version=%d", FORMAT_VERSION);
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
                              "version %" G_GUINT64_FORMAT
                              " of the format is not known: only %d is",
                              version, FORMAT_VERSION);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_byte_order (Reader *reader, StrataByteOrder *byte_order, GError **error)
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
                          "byte-order", "%s is not a byte order: write little or big", quoted);
  return FALSE;
}

static gboolean
read_header (Reader *reader, GError **error)
{
  StrataByteOrder byte_order;
  g_autofree char *title = NULL;

  reader->header = strata_key_file_find_group (reader->board->document, "strata");
  if (reader->header == NULL)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_VERSION, reader->file, NULL, NULL,
                              "there is no [strata] group: a board file has one with version=%d",
                              FORMAT_VERSION);
      return FALSE;
    }
  if (!read_version (reader, error) || !read_byte_order (reader, &byte_order, error))
    return FALSE;
  reader->board->system = strata_system_new (byte_order);

  title = strata_key_group_dup_value (reader->header, "title");
  if (title != NULL)
    {
      GError *cause = NULL;

      reader->board->title = strata_value_parse_string (title, &cause);
      if (reader->board->title == NULL)
        {
          strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file,
                                   reader->header, "title");
          return FALSE;
        }
    }
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
check_id (Reader *reader, StrataKeyGroup *group, const char *id, StrataKeyGroup *twin,
          GError **error)
{
  g_autofree char *quoted = strata_value_quote (id);

  if (*id == '\0')
    strata_board_error_set (error, STRATA_BOARD_ERROR_SYNTAX, reader->file, group, NULL,
                            "the group has no id: write [%s ID]", group->name);
  else if (!strata_region_description_is_id (id))
    strata_board_error_set (error, STRATA_BOARD_ERROR_SYNTAX, reader->file, group, NULL,
                            "%s is not an id: it has letters, digits, “.”, “_” and “-” only",
                            quoted);
  else if (twin != NULL)
    strata_board_error_set (error, STRATA_BOARD_ERROR_SYNTAX, reader->file, group, NULL,
                            "this group is there already, in line %u", twin->number);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_region (Reader *reader, StrataKeyGroup *group, const char *id, GError **error)
{
  Draft *twin = g_hash_table_lookup (reader->drafts_by_id, id);
  Draft *draft;

  if (!check_id (reader, group, id, twin != NULL ? twin->group : NULL, error))
    return FALSE;
  draft = g_new0 (Draft, 1);
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
read_space (Reader *reader, StrataKeyGroup *group, const char *id, GHashTable *spaces,
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
read_groups (Reader *reader, GError **error)
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
      else if ((id = get_id (group, "address-space")) != NULL)
        {
          if (!read_space (reader, group, id, spaces, error))
            return FALSE;
        }
      else if (!g_str_has_prefix (group->name, "x-"))
        strata_board_add_note (reader->board, reader->file, group->number,
                               "[%s]: this group is not known; it is kept", group->name);
    }
  return TRUE;
}

/* }}} */
/* {{{ Resolving the ids */

static gboolean
find_draft (Reader *reader, StrataKeyGroup *group, const char *key, const char *id, Draft **draft,
            GError **error)
{
  g_autofree char *quoted = NULL;

  *draft = g_hash_table_lookup (reader->drafts_by_id, id);
  if (*draft != NULL)
    return TRUE;
  quoted = strata_value_quote (id);
  strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, group, key,
                          "there is no region %s", quoted);
  return FALSE;
}

static gboolean
resolve_ids (Reader *reader, GError **error)
{
  for (guint i = 0; i < reader->drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (reader->drafts, i);
      StrataRegionDescription *description = &draft->description;

      if (description->target != NULL
          && !find_draft (reader, draft->group, "target", description->target, &draft->target,
                          error))
        return FALSE;
      if (description->parent != NULL
          && !find_draft (reader, draft->group, "parent", description->parent, &draft->parent,
                          error))
        return FALSE;
    }
  return TRUE;
}

static Draft *
get_next (Draft *draft, const char *key)
{
  return strcmp (key, "parent") == 0 ? draft->parent : draft->target;
}

/* Follows the chains of parents, or of targets: they must end, and not be longer than the system
 * allows. */
static gboolean
check_chains (Reader *reader, const char *key, GError **error)
{
  guint64 limit = strata_system_get_limit (reader->board->system, STRATA_LIMIT_DEPTH);
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  for (guint i = 0; i < reader->drafts->len; i++)
    ((Draft *) g_ptr_array_index (reader->drafts, i))->depth = 0;
  for (guint i = 0; i < reader->drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (reader->drafts, i);
      guint depth;

      for (; draft != NULL && draft->depth == 0; draft = get_next (draft, key))
        {
          draft->depth = G_MAXUINT;
          g_ptr_array_add (chain, draft);
        }
      if (draft != NULL && draft->depth == G_MAXUINT)
        {
          strata_board_error_set (error, STRATA_BOARD_ERROR_HIERARCHY, reader->file, draft->group,
                                  key, "the region would be inside itself");
          return FALSE;
        }
      depth = draft != NULL ? draft->depth : 0;
      while (chain->len > 0)
        {
          draft = g_ptr_array_steal_index (chain, chain->len - 1);
          draft->depth = ++depth;
          if (depth > limit)
            {
              strata_board_error_set (error, STRATA_BOARD_ERROR_HIERARCHY, reader->file,
                                      draft->group, key,
                                      "the regions are nested too deeply: more than %u", depth - 1);
              return FALSE;
            }
        }
    }
  return TRUE;
}

/* }}} */
/* {{{ Making the regions */

static StrataOwner *
get_owner (Reader *reader, const char *name)
{
  StrataOwner *owner;

  if (name == NULL)
    return NULL;
  owner = g_hash_table_lookup (reader->owners, name);
  if (owner == NULL)
    {
      owner = strata_owner_new (name, NULL, NULL);
      g_hash_table_insert (reader->owners, g_strdup (name), owner);
    }
  return owner;
}

static gboolean
load_contents (Reader *reader, Draft *draft, GError **error)
{
  const char *load = draft->description.load;
  const char *directory = reader->board->directory;
  g_autofree char *path = NULL;
  g_autofree char *quoted = NULL;
  GError *cause = NULL;

  if (load == NULL)
    return TRUE;
  path = g_path_is_absolute (load) || directory == NULL
           ? g_strdup (load)
           : g_build_filename (directory, load, NULL);
  if (strata_contents_load (draft->region, path, reader->cancellable, &cause))
    return TRUE;
  if (cause->domain != STRATA_BOARD_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  quoted = strata_value_quote (path);
  g_prefix_error (&cause, "%s cannot be loaded: ", quoted);
  strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group,
                           "load");
  return FALSE;
}

static gboolean
make_draft (Reader *reader, Draft *draft, GError **error)
{
  StrataRegion *target = draft->target != NULL ? draft->target->region : NULL;
  const char *key;
  GError *cause = NULL;

  if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
    return FALSE;
  draft->region = strata_region_maker_make (&draft->description, reader->board->system,
                                            get_owner (reader, draft->description.owner), target,
                                            &key, &cause);
  if (draft->region == NULL)
    {
      strata_board_error_move (error, cause, STRATA_BOARD_ERROR_HIERARCHY, reader->file,
                               draft->group, key);
      return FALSE;
    }
  return load_contents (reader, draft, error);
}

/* Targets come before their aliases; else the order is that of the file. */
static gboolean
make_regions (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  for (guint i = 0; i < reader->drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (reader->drafts, i);

      for (; draft != NULL && draft->region == NULL; draft = draft->target)
        g_ptr_array_add (waiting, draft);
      while (waiting->len > 0)
        if (!make_draft (reader, g_ptr_array_steal_index (waiting, waiting->len - 1), error))
          return FALSE;
    }
  return TRUE;
}

/* }}} */
/* {{{ Putting them together */

static gboolean
add_regions (Reader *reader, GError **error)
{
  for (guint i = 0; i < reader->drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (reader->drafts, i);
      StrataRegionDescription *description = &draft->description;
      StrataBoardEntry *entry;
      GError *cause = NULL;
      gboolean added;

      entry = strata_board_add_entry (reader->board, draft->id, draft->region, error);
      if (entry == NULL)
        return FALSE;
      entry->load = g_strdup (description->load);
      entry->group = draft->group;
      if (draft->parent == NULL)
        continue;
      if (description->overlap)
        added = strata_region_add_subregion_overlap (draft->parent->region, description->address,
                                                     draft->region, description->priority, &cause);
      else
        added = strata_region_add_subregion (draft->parent->region, description->address,
                                             draft->region, &cause);
      if (!added)
        {
          strata_board_error_move (error, cause, STRATA_BOARD_ERROR_HIERARCHY, reader->file,
                                   draft->group, "parent");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
make_spaces (Reader *reader, GError **error)
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
      Draft *draft;

      if (root == NULL)
        {
          strata_board_error_set (error, STRATA_BOARD_ERROR_VALUE, reader->file, group, "root",
                                  "the key is missing");
          return FALSE;
        }
      if (!find_draft (reader, group, "root", root, &draft, error))
        return FALSE;
      name = strata_value_parse_string (text != NULL ? text : id, &cause);
      if (name == NULL)
        {
          strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, group,
                                   "name");
          return FALSE;
        }
      space = strata_address_space_new (reader->board->system, name, draft->region);
      strata_board_add_space (reader->board, id, space)->group = group;
    }
  return TRUE;
}

/* }}} */

/* Makes everything that the board's document describes. The board has nothing yet, not even a
 * system; after a failure it is of no use. */
gboolean
strata_board_read (StrataBoard *self, const char *file, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = {
    .board = self,
    .file = file,
    .cancellable = cancellable,
    .drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) draft_free),
    .drafts_by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .space_groups = g_ptr_array_new (),
    .owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) strata_owner_unref),
  };

  return read_header (&reader, error)
         && read_groups (&reader, error)
         && resolve_ids (&reader, error)
         && check_chains (&reader, "parent", error)
         && check_chains (&reader, "target", error)
         && make_regions (&reader, error)
         && add_regions (&reader, error)
         && make_spaces (&reader, error);
}
