/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From lines to nodes: who is below whom. Without -D the line of a disabled region is missing, but
 * what is below it is printed one level deeper than it should be; a node is put in its place. */
#include "strata-mtree-map-private.h"

#include "memory/strata-i18n-private.h"

/* So many regions in a row may be missing. */
#define MAX_MISSING 8

#define NOT_PRINTED "(disabled, not printed)"

typedef struct
{
  StrataMtreeMap *map;
  GArray *path; /* of guint: the nodes from the root of the block to the last one */
  guint block;
  guint first_node; /* of the block */
  gboolean is_complete; /* the dump prints disabled regions */
} Reader;

static StrataMtreeNode *
get_node (StrataMtreeMap *map, guint index)
{
  return &g_array_index (map->nodes, StrataMtreeNode, index);
}

static guint64
get_line_size (const StrataMtreeLine *line)
{
  guint64 last = line->last - line->first;

  if (last == 0)
    return line->target != NULL ? 0 : 1;
  return last == G_MAXUINT64 ? STRATA_SIZE_MAX : last + 1;
}

static void
push (Reader *self, const StrataMtreeLine *line, const char *name, guint64 first, guint64 size,
      guint text_line)
{
  StrataMtreeNode node = {
    .line = line,
    .name = name,
    .first = first,
    .size = size,
    .parent = STRATA_MTREE_NONE,
    .block = self->block,
    .region = STRATA_MTREE_NONE,
    .text_line = text_line,
  };
  guint index = self->map->nodes->len;

  if (self->path->len > 0)
    node.parent = g_array_index (self->path, guint, self->path->len - 1);
  g_array_append_val (self->map->nodes, node);
  g_array_append_val (self->path, index);
}

/* Leaves the last nodes of the path, so that @length are left. */
static void
pop (Reader *self, guint length)
{
  while (self->path->len > length)
    {
      StrataMtreeNode *node;

      node = get_node (self->map, g_array_index (self->path, guint, self->path->len - 1));
      node->end = self->map->nodes->len;
      g_array_set_size (self->path, self->path->len - 1);
    }
}

/* Whether a line one level below a node is not below it all the same, but below a disabled region
 * behind it that is not printed: aliases have nothing below them; and where disabled regions are
 * not printed, what lies wholly outside is not taken for the first thing below. */
static gboolean
is_stranger (Reader *self, guint index, const StrataMtreeLine *line)
{
  const StrataMtreeNode *node = get_node (self->map, index);

  if (node->line == NULL || node->parent == STRATA_MTREE_NONE)
    return FALSE;
  if (node->line->target != NULL)
    return TRUE;
  return !self->is_complete && index == self->map->nodes->len - 1
         && node->line->first <= node->line->last && line->first <= line->last
         && (line->first > node->line->last || line->last < node->line->first);
}

static gboolean
fail (Reader *self, const StrataMtreeLine *line, GError **error, const char *reason)
{
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_SYNTAX,
               /* Translators: a file, a line, what is wrong there, and what it reads */
               _ ("%s:%u: %s: “%s”"),
               self->map->scan->file, line->line, reason, line->name);
  return FALSE;
}

static gboolean
read_line (Reader *self, const StrataMtreeLine *line, GError **error)
{
  StrataMtreeMap *map = self->map;
  const StrataMtreeBlock *block = &g_array_index (map->scan->blocks, StrataMtreeBlock, self->block);
  guint missing;

  if (line->level == 1 && self->map->nodes->len > self->first_node)
    return fail (self, line, error, _ ("a second root below one heading"));
  pop (self, MIN (self->path->len, line->level - 1));
  if (self->path->len == line->level - 1 && self->path->len > 0)
    {
      guint last = g_array_index (self->path, guint, self->path->len - 1);

      if (is_stranger (self, last, line))
        pop (self, self->path->len - 1);
      else if (get_node (map, last)->line != NULL && get_node (map, last)->line->target != NULL)
        return fail (self, line, error, _ ("a region below an alias"));
    }
  missing = line->level - 1 - self->path->len;
  if (missing > MAX_MISSING)
    return fail (self, line, error, _ ("indented too deeply for what it is below"));
  if (missing > 0)
    strata_import_notes_add (map->notes, map->scan->file, line->line,
                             _ ("“%s” is indented as if below a region that is not printed: it is "
                                "taken to be below a disabled one"),
                             line->name);
  for (; missing > 0; missing--)
    push (self, NULL, self->path->len == 0 && block->is_section ? block->name : NOT_PRINTED,
          line->first, 0, line->line);
  push (self, line, line->name, line->first, get_line_size (line), line->line);
  return TRUE;
}

static gboolean
read_block (Reader *self, const StrataMtreeBlock *block, GError **error)
{
  StrataMtreeMap *map = self->map;

  for (guint i = 0; i < block->n_lines; i++)
    if (!read_line (self,
                    &g_array_index (map->scan->lines, StrataMtreeLine, block->first_line + i),
                    error))
      return FALSE;
  if (block->n_lines == 0)
    {
      strata_import_notes_add (map->notes, map->scan->file, block->line,
                               _ ("no region is printed here: the root is taken to be disabled"));
      push (self, NULL, block->is_section ? block->name : NOT_PRINTED, 0, STRATA_SIZE_MAX,
            block->line);
    }
  pop (self, 0);
  return TRUE;
}

/* Gives a region that is not printed the extent of what is below it, from the last to the first, so
 * that those below have theirs already. */
static void
span_missing (StrataMtreeMap *map)
{
  for (guint i = map->nodes->len; i-- > 0;)
    {
      StrataMtreeNode *node = get_node (map, i);
      guint64 first = G_MAXUINT64;
      guint64 last = 0;

      if (node->line != NULL || node->size != 0)
        continue;
      for (guint j = i + 1; j < node->end; j = get_node (map, j)->end)
        {
          const StrataMtreeNode *child = get_node (map, j);
          guint64 length = child->size == STRATA_SIZE_MAX ? G_MAXUINT64 : MAX (child->size, 1) - 1;

          first = MIN (first, child->first);
          last = MAX (last, child->first + MIN (length, G_MAXUINT64 - child->first));
        }
      node->first = first;
      node->size = last - first == G_MAXUINT64 ? STRATA_SIZE_MAX : last - first + 1;
    }
}

/* Makes the nodes, with who is below whom and at which address. */
gboolean
strata_mtree_map_read_nodes (StrataMtreeMap *self, StrataLoadMonitor *monitor, GError **error)
{
  g_autoptr (GArray) path = strata_mtree_array_new (sizeof (guint));
  Reader reader = { .map = self, .path = path };
  guint told = 0;

  for (guint i = 0; i < self->scan->lines->len && !reader.is_complete; i++)
    reader.is_complete = g_array_index (self->scan->lines, StrataMtreeLine, i).disabled;
  for (guint i = 0; i < self->scan->blocks->len; i++)
    {
      const StrataMtreeBlock *block = &g_array_index (self->scan->blocks, StrataMtreeBlock, i);

      reader.block = i;
      reader.first_node = self->nodes->len;
      if (!read_block (&reader, block, error))
        return FALSE;
      if (block->first_line - told >= STRATA_LOAD_MONITOR_STRIDE)
        {
          told = block->first_line;
          if (!strata_load_monitor_tell (monitor, told, self->scan->lines->len, error))
            return FALSE;
        }
    }
  span_missing (self);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      StrataMtreeNode *node = get_node (self, i);

      node->address = node->first;
      if (node->parent != STRATA_MTREE_NONE)
        node->address -= get_node (self, node->parent)->first;
    }
  return TRUE;
}
