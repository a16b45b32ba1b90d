/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the board to a document that says what is so. It starts as the text that the board was read
 * from, whose lines stay as they are where they say so; a board without a text gets a complete one.
 * What comes out depends on nothing else: when an edit is undone, its lines are as before. */

#include "strata-board-private.h"

#include <string.h>

#include "strata-value.h"

#define REGION "region "
#define SPACE "address-space "

/* {{{ Ids for all */

static void
push_region (GPtrArray *queue, GHashTable *seen, StrataRegion *region)
{
  if (region != NULL && g_hash_table_add (seen, region))
    g_ptr_array_add (queue, region);
}

/* Whether a region is in the document. Those that a device puts somewhere itself are not. */
static gboolean
is_written (StrataBoard *self, StrataRegion *region)
{
  return strata_board_get_entry (self, region) != NULL || strata_region_get_device (region) == NULL;
}

/* Gives an id to every region that the board's regions and address spaces lead to. */
static void
adopt_regions (StrataBoard *self)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    push_region (queue, seen, ((StrataBoardEntry *) g_ptr_array_index (self->entries, i))->region);
  for (guint i = 0; i < self->spaces->len; i++)
    push_region (queue, seen,
                 strata_address_space_get_root (strata_board_get_address_space (self, i)));
  for (guint i = 0; i < queue->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (queue, i);

      if (!is_written (self, region))
        continue;
      if (strata_board_get_entry (self, region) == NULL)
        {
          g_autofree char *id = strata_board_make_id (self, strata_region_get_name (region));

          strata_board_add_entry (self, id, region, NULL);
        }
      push_region (queue, seen, strata_region_get_container (region));
      push_region (queue, seen, strata_region_get_alias_target (region));
      if (strata_region_get_n_subregions (region) > 0)
        {
          g_autoptr (GPtrArray) subregions = strata_region_list_subregions (region);

          for (guint j = 0; j < subregions->len; j++)
            push_region (queue, seen, g_ptr_array_index (subregions, j));
        }
    }
}

/* }}} */
/* {{{ The header and the address spaces */

static void
write_if_other (StrataKeyGroup *group, const char *key, const char *value)
{
  g_autofree char *said = strata_key_group_dup_value (group, key);

  if (said == NULL || strcmp (g_strstrip (said), value) != 0)
    strata_key_group_set_value (group, key, value);
}

static void
write_string (StrataKeyGroup *group, const char *key, const char *string, const char *implied)
{
  g_autofree char *text = strata_key_group_dup_value (group, key);
  g_autofree char *said = text ? strata_value_parse_string (text, NULL) : g_strdup (implied);
  g_autofree char *value = NULL;

  if (g_strcmp0 (said, string) == 0)
    return;
  value = string != NULL ? strata_value_format_string (string) : NULL;
  if (value != NULL)
    strata_key_group_set_value (group, key, value);
  else
    strata_key_group_remove_key (group, key);
}

static void
write_header (StrataBoard *self)
{
  StrataKeyGroup *header = strata_key_file_find_group (self->document, "strata");
  gboolean big = strata_system_get_byte_order (self->system) == STRATA_BIG_ENDIAN;

  if (header == NULL)
    {
      header = strata_key_file_add_group (self->document, "strata", NULL);
      strata_key_group_add_comment (header, "A memory map for Strata. The order of the regions is "
                                            "the order of adding: where");
      strata_key_group_add_comment (header, "siblings of one priority overlap, the last is seen.");
      strata_key_group_set_value (header, "version", "1");
      write_string (header, "title", self->title, NULL);
      strata_key_group_set_value (header, "byte-order", big ? "big" : "little");
    }
  else
    write_string (header, "title", self->title, NULL);
}

static void
write_spaces (StrataBoard *self)
{
  StrataKeyGroup *last = NULL;

  for (guint i = 0; i < self->spaces->len; i++)
    {
      StrataBoardSpace *space = g_ptr_array_index (self->spaces, i);
      StrataRegion *root = strata_address_space_get_root (space->space);

      if (space->group == NULL)
        {
          g_autofree char *name = g_strconcat (SPACE, space->id, NULL);

          space->group = strata_key_file_add_group (self->document, name, last);
        }
      write_string (space->group, "name", strata_address_space_get_name (space->space), space->id);
      write_if_other (space->group, "root", strata_board_get_region_id (self, root));
      last = space->group;
    }
}

/* }}} */
/* {{{ The regions */

/* What is written at the moment. */
typedef struct
{
  StrataBoard *board;
  gboolean fresh; /* the document has been started just now: everything goes to its end */
  GPtrArray *stack; /* of StrataBoardEntry: their trees are still to be written */
  GHashTable *written; /* of StrataBoardEntry */
} Writer;

/* What the name of a group says behind the word that it starts with; NULL if that is another. */
static char *
dup_id (StrataKeyGroup *group, const char *word)
{
  gsize length = strlen (word);

  if (!g_str_has_prefix (group->name, word) || strchr (" \t", group->name[length]) == NULL)
    return NULL;
  return g_strstrip (g_strdup (group->name + length));
}

/* Finds the groups of regions and address spaces, and removes those of regions that are gone. */
static void
bind_groups (StrataBoard *self)
{
  for (guint i = strata_key_file_get_n_groups (self->document); i-- > 1;)
    {
      StrataKeyGroup *group = strata_key_file_get_group (self->document, i);
      g_autofree char *region_id = dup_id (group, "region");
      g_autofree char *space_id = dup_id (group, "address-space");
      StrataBoardEntry *entry;
      StrataBoardSpace *space;

      if (space_id != NULL && (space = g_hash_table_lookup (self->spaces_by_id, space_id)) != NULL)
        space->group = group;
      if (region_id == NULL)
        continue;
      entry = g_hash_table_lookup (self->by_id, region_id);
      if (entry == NULL)
        strata_key_file_remove_group (self->document, group);
      else
        entry->group = group;
    }
}

static void
unbind_groups (StrataBoard *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    ((StrataBoardEntry *) g_ptr_array_index (self->entries, i))->group = NULL;
  for (guint i = 0; i < self->spaces->len; i++)
    ((StrataBoardSpace *) g_ptr_array_index (self->spaces, i))->group = NULL;
}

static gint
compare_ranks (gconstpointer a, gconstpointer b)
{
  guint64 left = strata_region_get_rank ((*(StrataBoardEntry *const *) a)->region);
  guint64 right = strata_region_get_rank ((*(StrataBoardEntry *const *) b)->region);

  return left < right ? -1 : left > right;
}

/* The subregions in the order of adding. */
static GPtrArray *
list_siblings (StrataBoard *self, StrataRegion *container)
{
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (container);
  GPtrArray *siblings = g_ptr_array_new_full (subregions->len, NULL);

  for (guint i = 0; i < subregions->len; i++)
    {
      StrataBoardEntry *entry = strata_board_get_entry (self, g_ptr_array_index (subregions, i));

      if (entry != NULL)
        g_ptr_array_add (siblings, entry);
    }
  g_ptr_array_sort (siblings, compare_ranks);
  return siblings;
}

static void
write_region (Writer *writer, StrataBoardEntry *entry, StrataKeyGroup *after)
{
  StrataRegionDescription description;

  if (entry->group == NULL)
    {
      g_autofree char *name = g_strconcat (REGION, entry->id, NULL);

      entry->group = strata_key_file_add_group (writer->board->document, name,
                                                writer->fresh ? NULL : after);
    }
  strata_board_describe (writer->board, entry, &description);
  strata_region_description_update (&description, entry->id, entry->group);
  strata_region_description_clear (&description);
}

/* Writes a region and all below it: each before its subregions. */
static void
write_tree (Writer *writer, StrataBoardEntry *top)
{
  if (!g_hash_table_add (writer->written, top))
    return;
  write_region (writer, top, NULL);
  g_ptr_array_add (writer->stack, top);
  while (writer->stack->len > 0)
    {
      StrataBoardEntry *entry = g_ptr_array_steal_index (writer->stack, writer->stack->len - 1);
      g_autoptr (GPtrArray) siblings = NULL;
      StrataKeyGroup *after = entry->group;

      if (strata_region_get_n_subregions (entry->region) == 0)
        continue;
      siblings = list_siblings (writer->board, entry->region);
      for (guint i = 0; i < siblings->len; i++)
        {
          StrataBoardEntry *sibling = g_ptr_array_index (siblings, i);

          g_hash_table_add (writer->written, sibling);
          write_region (writer, sibling, after);
          after = sibling->group;
        }
      for (guint i = siblings->len; i-- > 0;)
        g_ptr_array_add (writer->stack, g_ptr_array_index (siblings, i));
    }
}

static void
write_tree_of (Writer *writer, StrataRegion *region)
{
  StrataBoardEntry *top = strata_board_get_entry (writer->board, region);
  StrataBoardEntry *above;

  for (; (region = strata_region_get_container (region)) != NULL; top = above)
    if ((above = strata_board_get_entry (writer->board, region)) == NULL)
      break;
  if (top != NULL)
    write_tree (writer, top);
}

static void
write_regions (StrataBoard *self, gboolean fresh)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL);
  Writer writer = { .board = self, .fresh = fresh, .stack = stack, .written = written };

  for (guint i = 0; i < self->spaces->len; i++)
    write_tree_of (&writer,
                   strata_address_space_get_root (strata_board_get_address_space (self, i)));
  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      if (!g_hash_table_contains (written, entry))
        write_tree_of (&writer, entry->region);
    }
}

static void
arrange_regions (StrataBoard *self)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  guint n_groups = strata_key_file_get_n_groups (self->document);

  for (guint i = 0; i < n_groups; i++)
    g_hash_table_insert (positions, strata_key_file_get_group (self->document, i),
                         GUINT_TO_POINTER (i));
  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      if (strata_region_get_n_subregions (entry->region) > 1)
        {
          g_autoptr (GPtrArray) siblings = list_siblings (self, entry->region);

          strata_board_arrange (self, siblings, positions);
        }
    }
}

/* }}} */

/* The text that says what is so now. */
char *
strata_board_write (StrataBoard *self)
{
  gboolean fresh = self->text == NULL;
  char *text;

  strata_system_lock (self->system);
  self->document = fresh ? strata_key_file_new ("", 0, "", NULL)
                         : strata_key_file_new (self->text, self->text_length, "", NULL);
  adopt_regions (self);
  write_header (self);
  if (!fresh)
    bind_groups (self);
  write_spaces (self);
  write_regions (self, fresh);
  if (!fresh)
    arrange_regions (self);
  text = strata_key_file_to_text (self->document, NULL);
  unbind_groups (self);
  g_clear_pointer (&self->document, strata_key_file_free);
  strata_system_unlock (self->system);
  return text;
}
