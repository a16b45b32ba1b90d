/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-brute-model.h"

#include <string.h>

static BruteInt
node_length (const BruteNode *node)
{
  return node->size == STRATA_SIZE_MAX ? (BruteInt) 1 << 64 : (BruteInt) node->size;
}

gboolean
brute_node_has_content (const BruteNode *node)
{
  return node->kind != STRATA_REGION_CONTAINER && node->kind != STRATA_REGION_ALIAS;
}

gint
brute_model_add_node (BruteModel *self, StrataRegionKind kind, guint64 size)
{
  BruteNode *node = &self->nodes[self->n_nodes];

  g_assert_cmpint (self->n_nodes, <, BRUTE_MAX_NODES);

  *node = (BruteNode) {
    .kind = kind,
    .container = BRUTE_NONE,
    .target = BRUTE_NONE,
    .size = size,
    .enabled = TRUE,
    .readonly = kind == STRATA_REGION_ROM,
    .rom_mode = kind == STRATA_REGION_ROM_DEVICE,
  };
  return self->n_nodes++;
}

/* Whether the way down from @from, through subregions and aliases, comes to @to */
gboolean
brute_model_reaches (const BruteModel *self, gint from, gint to)
{
  const BruteNode *node = &self->nodes[from];

  if (from == to)
    return TRUE;
  if (node->target != BRUTE_NONE && brute_model_reaches (self, node->target, to))
    return TRUE;
  for (gint i = 0; i < node->n_children; i++)
    if (brute_model_reaches (self, node->children[i], to))
      return TRUE;
  return FALSE;
}

static gboolean
holds (const BruteModel *self, gint from, gint to)
{
  const BruteNode *node = &self->nodes[from];

  for (gint i = 0; i < node->n_children; i++)
    if (node->children[i] == to || holds (self, node->children[i], to))
      return TRUE;
  return from == to;
}

static gboolean
is_alias_of (const BruteModel *self, gint from, gint to)
{
  while (from != BRUTE_NONE && from != to)
    from = self->nodes[from].target;
  return from == to;
}

/**
 * brute_model_is_circle:
 *
 * Returns: whether an edit closes a circle through containers and aliases both, which is allowed if
 *   what the alias shows comes to an end. The model does not follow circles.
 */
gboolean
brute_model_is_circle (const BruteModel *self, const BruteEdit *edit)
{
  switch (edit->kind)
    {
    case BRUTE_ADD:
    case BRUTE_ADD_OVERLAP:
      return brute_model_reaches (self, edit->other, edit->node)
             && !holds (self, edit->other, edit->node);
    case BRUTE_ALIAS_TARGET:
      return brute_model_reaches (self, edit->other, edit->node)
             && !is_alias_of (self, edit->other, edit->node);
    default:
      return FALSE;
    }
}

/* How many places the hierarchy below @root has, itself included; stops counting past @limit */
guint
brute_model_count_instances (const BruteModel *self, gint root, guint limit)
{
  const BruteNode *node = &self->nodes[root];
  guint n = 1;

  if (node->target != BRUTE_NONE)
    n += brute_model_count_instances (self, node->target, limit);
  for (gint i = 0; i < node->n_children && n <= limit; i++)
    n += brute_model_count_instances (self, node->children[i], limit);
  return n;
}

/* How many containers and aliases the longest path below @root has, itself included */
guint
brute_model_get_depth (const BruteModel *self, gint root)
{
  const BruteNode *node = &self->nodes[root];
  guint depth = 0;

  if (node->target != BRUTE_NONE)
    depth = brute_model_get_depth (self, node->target);
  for (gint i = 0; i < node->n_children; i++)
    depth = MAX (depth, brute_model_get_depth (self, node->children[i]));
  return depth + 1;
}

static void
append_child (BruteModel *self, gint parent, gint child)
{
  BruteNode *node = &self->nodes[parent];

  node->children[node->n_children++] = (gint8) child;
  self->nodes[child].container = (gint8) parent;
}

static void
remove_child (BruteModel *self, gint child)
{
  BruteNode *node = &self->nodes[self->nodes[child].container];
  gint i = 0;

  while (node->children[i] != child)
    i++;
  memmove (&node->children[i], &node->children[i + 1], (gsize) (node->n_children - i - 1));
  node->n_children--;
  self->nodes[child].container = BRUTE_NONE;
}

static void
become_last_added (BruteModel *self, gint child)
{
  gint parent = self->nodes[child].container;

  if (parent == BRUTE_NONE)
    return;
  remove_child (self, child);
  append_child (self, parent, child);
}

static gboolean
add_subregion (BruteModel *self, const BruteEdit *edit)
{
  BruteNode *child = &self->nodes[edit->other];

  if (self->nodes[edit->node].kind == STRATA_REGION_ALIAS || child->container != BRUTE_NONE ||
      brute_model_reaches (self, edit->other, edit->node))
    return FALSE;
  child->address = edit->value;
  child->priority = edit->kind == BRUTE_ADD ? 0 : edit->number;
  append_child (self, edit->node, edit->other);
  return TRUE;
}

static gboolean
has_callbacks (const BruteNode *node)
{
  return node->kind == STRATA_REGION_MMIO || node->kind == STRATA_REGION_ROM_DEVICE;
}

/* What lies past the end of the region is never seen; what lies past the end of all is refused */
static gboolean
add_coalescing (BruteNode *node, guint64 offset, guint64 size)
{
  BruteInt last = (BruteInt) offset + size - 1;

  if (size == STRATA_SIZE_MAX)
    last = G_MAXUINT64;
  if (!has_callbacks (node) || last > (BruteInt) G_MAXUINT64)
    return FALSE;
  if (size > 0)
    node->coalesced[node->n_coalesced++] = (StrataRange) { offset, (guint64) last };
  return TRUE;
}

/**
 * brute_model_edit:
 *
 * Makes an edit, as the decisions say it works.
 *
 * Returns: whether it is allowed; nothing has changed if not
 */
gboolean
brute_model_edit (BruteModel *self, const BruteEdit *edit)
{
  BruteNode *node = &self->nodes[edit->node];

  switch (edit->kind)
    {
    case BRUTE_ADD:
    case BRUTE_ADD_OVERLAP:
      return add_subregion (self, edit);
    case BRUTE_DEL:
      if (self->nodes[edit->other].container != edit->node)
        return FALSE;
      remove_child (self, edit->other);
      return TRUE;
    case BRUTE_ADDRESS:
      if (node->address != edit->value)
        become_last_added (self, edit->node);
      node->address = edit->value;
      return TRUE;
    case BRUTE_SIZE:
      if (node->ram_size > 0 && edit->value > node->ram_size)
        return FALSE;
      node->size = edit->value;
      return TRUE;
    case BRUTE_PRIORITY:
      if (node->priority != edit->number)
        become_last_added (self, edit->node);
      node->priority = edit->number;
      return TRUE;
    case BRUTE_ENABLED:
      node->enabled = !!edit->number;
      return TRUE;
    case BRUTE_READONLY:
      if (node->kind == STRATA_REGION_ROM && !edit->number)
        return FALSE;
      node->readonly = !!edit->number;
      return TRUE;
    case BRUTE_NONVOLATILE:
      node->nonvolatile = !!edit->number;
      return TRUE;
    case BRUTE_ROM_MODE:
      if (node->kind != STRATA_REGION_ROM_DEVICE)
        return FALSE;
      node->rom_mode = !!edit->number;
      return TRUE;
    case BRUTE_LOG:
      if (node->ram_size == 0)
        return FALSE;
      node->clients ^= (guint8) edit->number;
      return TRUE;
    case BRUTE_CALLBACK_OFFSET:
      if (node->kind == STRATA_REGION_ALIAS)
        return FALSE;
      node->callback_offset = edit->value;
      return TRUE;
    case BRUTE_ALIAS_OFFSET:
      if (node->kind != STRATA_REGION_ALIAS)
        return FALSE;
      node->alias_offset = edit->value;
      return TRUE;
    case BRUTE_ALIAS_TARGET:
      if (node->kind != STRATA_REGION_ALIAS || brute_model_reaches (self, edit->other, edit->node))
        return FALSE;
      node->target = (gint8) edit->other;
      return TRUE;
    case BRUTE_ADD_COALESCING:
      return add_coalescing (node, edit->value, edit->size);
    case BRUTE_SET_COALESCING:
    case BRUTE_CLEAR_COALESCING:
      if (!has_callbacks (node))
        return FALSE;
      node->n_coalesced = 0;
      return edit->kind == BRUTE_CLEAR_COALESCING || add_coalescing (node, 0, node->size);
    case BRUTE_N_EDITS:
    default:
      g_assert_not_reached ();
    }
}

gboolean
brute_path_equal (const BrutePath *a, const BrutePath *b)
{
  return a->n == b->n && memcmp (a->node, b->node, (gsize) a->n) == 0;
}

/**
 * brute_model_get_precedence:
 *
 * Why @winner is tried before @loser: @depth is where the paths part, as the length of the path
 * down to it.
 */
void
brute_model_get_precedence (const BruteModel *self, const BrutePath *winner,
                            const BrutePath *loser, StrataRule *rule, guint *depth)
{
  guint d = 0;

  while (d < (guint) MIN (winner->n, loser->n) && winner->node[d] == loser->node[d])
    d++;
  *depth = d;
  if (d == (guint) loser->n)
    *rule = STRATA_RULE_OWN_SUBREGION;
  else if (self->nodes[winner->node[d]].priority != self->nodes[loser->node[d]].priority)
    *rule = STRATA_RULE_PRIORITY;
  else
    *rule = STRATA_RULE_ORDER;
}

/* The subregions by priority, highest first; among equals the one added last comes first */
static gint
sort_children (const BruteModel *self, const BruteNode *node, gint8 *sorted)
{
  for (gint i = 0; i < node->n_children; i++)
    {
      gint8 child = node->children[i];
      gint at = i;

      while (at > 0 && self->nodes[sorted[at - 1]].priority <= self->nodes[child].priority)
        {
          sorted[at] = sorted[at - 1];
          at--;
        }
      sorted[at] = child;
    }
  return node->n_children;
}

/* The one recursion: who has content at @address, below the node whose offset 0 is at @base. What
 * is outside of a node is outside for all below it: that is the whole of clipping. */
static void
resolve (const BruteModel *self, gint index, BruteInt base, guint64 address, BrutePath *path,
         guint8 flags, GArray *hits)
{
  const BruteNode *node = &self->nodes[index];
  gint8 sorted[BRUTE_MAX_NODES];
  BruteInt offset = (BruteInt) address - base;

  if (!node->enabled || offset < 0 || offset >= node_length (node))
    return;

  path->node[path->n++] = (gint8) index;
  if (node->readonly)
    flags |= STRATA_RANGE_READONLY;
  if (node->nonvolatile)
    flags |= STRATA_RANGE_NONVOLATILE;

  if (node->kind == STRATA_REGION_ALIAS)
    {
      resolve (self, node->target, base - node->alias_offset, address, path, flags, hits);
    }
  else
    {
      gint n = sort_children (self, node, sorted);

      for (gint i = 0; i < n; i++)
        resolve (self, sorted[i], base + self->nodes[sorted[i]].address, address, path, flags,
                 hits);
      if (brute_node_has_content (node))
        {
          guint8 mode = node->rom_mode ? STRATA_RANGE_ROM_MODE : 0;
          BruteHit hit = { *path, flags | mode, (guint64) offset };

          g_array_append_val (hits, hit);
        }
    }
  path->n--;
}

static void
list_instances (const BruteModel *self, gint index, BruteInt base, BruteInt first, BruteInt last,
                BruteInstance above, gboolean disabled, GArray *instances)
{
  const BruteNode *node = &self->nodes[index];
  BruteInstance own = above;
  gint8 sorted[BRUTE_MAX_NODES];

  first = MAX (first, base);
  last = MIN (last, base + node_length (node) - 1);
  if (first > last || (!node->enabled && !disabled))
    return;

  own.path.node[own.path.n++] = (gint8) index;
  own.first = (guint64) first;
  own.last = (guint64) last;
  own.offset = (guint64) (first - base);
  own.readonly |= node->readonly;
  own.nonvolatile |= node->nonvolatile;
  own.enabled &= node->enabled;
  own.content = brute_node_has_content (node);

  if (node->kind == STRATA_REGION_ALIAS)
    {
      list_instances (self, node->target, base - node->alias_offset, first, last, own, disabled,
                      instances);
    }
  else
    {
      gint n = sort_children (self, node, sorted);

      for (gint i = 0; i < n; i++)
        list_instances (self, sorted[i], base + self->nodes[sorted[i]].address, first, last, own,
                        disabled, instances);
    }
  g_array_append_val (instances, own);
}

/**
 * brute_model_list_instances:
 *
 * Lists the instances of a space in the order tried: each container and alias after what is in it.
 */
void
brute_model_list_instances (const BruteModel *self, gint root, gboolean disabled,
                            GArray *instances)
{
  BruteInstance none = { .enabled = TRUE };

  g_array_set_size (instances, 0);
  if (root != BRUTE_NONE)
    list_instances (self, root, self->nodes[root].address, 0, G_MAXUINT64, none, disabled,
                    instances);
}

void
brute_map_init (BruteMap *self)
{
  self->root = BRUTE_NONE;
  self->cells = g_array_new (FALSE, FALSE, sizeof (BruteCell));
  self->hits = g_array_new (FALSE, FALSE, sizeof (BruteHit));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (BruteRange));
}

void
brute_map_clear (BruteMap *self)
{
  g_array_unref (self->cells);
  g_array_unref (self->hits);
  g_array_unref (self->ranges);
}

static void
add_boundary (GArray *boundaries, BruteInt at)
{
  guint64 address = (guint64) at;

  if (at > 0 && at <= (BruteInt) G_MAXUINT64)
    g_array_append_val (boundaries, address);
}

/* All addresses at which the answer could change: both ends of everything, unclipped */
static void
collect_boundaries (const BruteModel *self, gint index, BruteInt base, GArray *boundaries)
{
  const BruteNode *node = &self->nodes[index];

  if (!node->enabled)
    return;
  add_boundary (boundaries, base);
  add_boundary (boundaries, base + node_length (node));
  for (guint i = 0; i < node->n_coalesced; i++)
    {
      add_boundary (boundaries, base + node->coalesced[i].first);
      add_boundary (boundaries, base + node->coalesced[i].last + 1);
    }
  if (node->target != BRUTE_NONE)
    collect_boundaries (self, node->target, base - node->alias_offset, boundaries);
  for (gint i = 0; i < node->n_children; i++)
    collect_boundaries (self, node->children[i], base + self->nodes[node->children[i]].address,
                        boundaries);
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return (first > second) - (first < second);
}

/* Neighbours are one range when region, attributes and dirty mask agree and the offset goes on */
static void
append_to_ranges (BruteMap *self, const BruteModel *model, const BruteCell *cell)
{
  const BruteHit *hit = brute_map_get_hit (self, cell, 0);
  gint node = brute_path_last (&hit->path);
  BruteRange range = { cell->first, cell->last,
                       hit->offset, node,
                       hit->flags,  model->nodes[node].clients };

  if (self->ranges->len > 0)
    {
      BruteRange *before = &g_array_index (self->ranges, BruteRange, self->ranges->len - 1);

      if (before->last + 1 == range.first && before->node == range.node &&
          before->flags == range.flags && before->clients == range.clients &&
          (BruteInt) before->offset + (range.first - before->first) == (BruteInt) range.offset)
        {
          before->last = range.last;
          return;
        }
    }
  g_array_append_val (self->ranges, range);
}

/**
 * brute_map_resolve:
 * @every_byte: how many addresses from 0 on get a cell of their own
 *
 * Asks for each cell, which is an address and those up to the next boundary, who answers there.
 */
void
brute_map_resolve (BruteMap *self, const BruteModel *model, gint root, guint64 every_byte)
{
  g_autoptr (GArray) boundaries = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 zero = 0;

  g_array_set_size (self->cells, 0);
  g_array_set_size (self->hits, 0);
  g_array_set_size (self->ranges, 0);
  self->root = root;
  if (root == BRUTE_NONE)
    return;

  g_array_append_val (boundaries, zero);
  for (guint64 i = 1; i < every_byte; i++)
    g_array_append_val (boundaries, i);
  collect_boundaries (model, root, model->nodes[root].address, boundaries);
  g_array_sort (boundaries, compare_addresses);

  for (guint i = 0; i < boundaries->len; i++)
    {
      BruteCell cell = { .first = g_array_index (boundaries, guint64, i), .last = G_MAXUINT64 };
      BrutePath path = { 0 };

      if (i + 1 < boundaries->len)
        {
          guint64 next = g_array_index (boundaries, guint64, i + 1);

          if (next == cell.first)
            continue;
          cell.last = next - 1;
        }
      cell.first_hit = self->hits->len;
      resolve (model, root, model->nodes[root].address, cell.first, &path, 0, self->hits);
      cell.n_hits = self->hits->len - cell.first_hit;
      g_array_append_val (self->cells, cell);
      if (cell.n_hits > 0)
        append_to_ranges (self, model, &cell);
    }
}
