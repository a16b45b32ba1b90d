/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Replacing a run of ranges copies the chunks on the way to it and shares all others with the view
 * before. */

#include "strata-flat-view-private.h"

#include <string.h>

#include "strata-region-private.h"
#include "strata-write-rules-private.h"

#define LEAF_MAX STRATA_LEAF_MAX
#define LEAF_MIN 8
#define INNER_MAX STRATA_INNER_MAX
#define INNER_MIN 16

typedef StrataFlatNode Node;

STRATA_DEFINE_BOXED (StrataFlatView, strata_flat_view)

/* {{{ Chunks */

static gsize
get_node_size (guint height, guint n_entries)
{
  if (height == 0)
    return sizeof (Node) + LEAF_MAX * sizeof (guint64) + n_entries * sizeof (StrataFlatRange);
  return sizeof (Node) + INNER_MAX * sizeof (guint64) + n_entries * sizeof (Node *);
}

static Node *
new_node (guint height, guint n_entries)
{
  Node *node = g_aligned_alloc (1, get_node_size (height, n_entries), 64);
  guint max = height == 0 ? LEAF_MAX : INNER_MAX;

  g_atomic_ref_count_init (&node->ref_count);
  node->height = height;
  node->n_entries = n_entries;
  node->n_ranges = 0;
  for (guint i = n_entries; i < max; i++)
    node->firsts[i] = G_MAXUINT64;
  return node;
}

static Node *
node_ref (Node *node)
{
  g_atomic_ref_count_inc (&node->ref_count);
  return node;
}

static void
node_unref (Node *node)
{
  if (!g_atomic_ref_count_dec (&node->ref_count))
    return;
  for (guint i = 0; i < node->n_entries; i++)
    if (node->height > 0)
      {
        node_unref (strata_flat_node_get_children (node)[i]);
      }
    else
      {
        const StrataFlatRange *range = &strata_flat_node_get_ranges (node)[i];

        if (range->rules != NULL)
          strata_write_rules_unref ((StrataWriteRules *) range->rules);
        strata_region_unref (range->region);
      }
  g_aligned_free (node);
}

/* How many entries begin at or before an address. */
static inline guint
node_search (const Node *node, guint64 address)
{
  guint n_steps = node->height > 0 ? STRATA_INNER_STEPS : STRATA_LEAF_STEPS;
  guint found = (guint) strata_flat_node_seek (node, n_steps, address);

  found += node->firsts[found] <= address;
  return MIN (found, node->n_entries);
}

/* }}} */
/* {{{ Replacing a run */


static void
emit_leaves (GPtrArray *out, const StrataFlatRange *const parts[3], const guint lengths[3])
{
  guint total = lengths[0] + lengths[1] + lengths[2];
  guint n_leaves = (total + LEAF_MAX - 1) / LEAF_MAX;
  guint part = 0, at = 0;

  for (guint i = 0; i < n_leaves; i++)
    {
      guint begin = (guint) ((guint64) total * i / n_leaves);
      guint end = (guint) ((guint64) total * (i + 1) / n_leaves);
      Node *leaf = new_node (0, end - begin);
      StrataFlatRange *ranges = strata_flat_node_get_ranges (leaf);

      for (guint j = 0; j < leaf->n_entries; j++)
        {
          while (at == lengths[part])
            {
              part++;
              at = 0;
            }
          ranges[j] = parts[part][at++];
          leaf->firsts[j] = ranges[j].first;
          strata_region_ref (ranges[j].region);
          if (ranges[j].rules != NULL)
            strata_write_rules_ref ((StrataWriteRules *) ranges[j].rules);
        }
      leaf->n_ranges = leaf->n_entries;
      g_ptr_array_add (out, leaf);
    }
}

/* Packs nodes, whose references it takes, into inner nodes one level higher. */
static void
emit_inners (GPtrArray *out, Node **nodes, guint n_nodes)
{
  guint n_inners = (n_nodes + INNER_MAX - 1) / INNER_MAX;

  for (guint i = 0; i < n_inners; i++)
    {
      guint begin = (guint) ((guint64) n_nodes * i / n_inners);
      guint end = (guint) ((guint64) n_nodes * (i + 1) / n_inners);
      Node *inner = new_node (nodes[0]->height + 1, end - begin);

      for (guint j = 0; j < inner->n_entries; j++)
        {
          strata_flat_node_get_children (inner)[j] = nodes[begin + j];
          inner->firsts[j] = nodes[begin + j]->firsts[0];
          inner->n_ranges += nodes[begin + j]->n_ranges;
        }
      g_ptr_array_add (out, inner);
    }
}

static gboolean
is_thin (const Node *node)
{
  return node->n_entries < (node->height == 0 ? LEAF_MIN : INNER_MIN);
}

/* Joins neighbours of which one is thin, from @begin to before @end, so that a view does not wear
 * out under many small edits. */
static void
join_thin (GPtrArray *nodes, guint begin, guint end)
{
  for (guint i = begin; i + 1 < nodes->len && i < end;)
    {
      Node *a = g_ptr_array_index (nodes, i);
      Node *b = g_ptr_array_index (nodes, i + 1);
      guint max = a->height == 0 ? LEAF_MAX : INNER_MAX;
      g_autoptr (GPtrArray) joined = NULL;

      if ((!is_thin (a) && !is_thin (b)) || a->n_entries + b->n_entries > max)
        {
          i++;
          continue;
        }
      joined = g_ptr_array_new ();
      if (a->height == 0)
        {
          const StrataFlatRange *const parts[3]
            = { strata_flat_node_get_ranges (a), strata_flat_node_get_ranges (b), NULL };
          const guint lengths[3] = { a->n_entries, b->n_entries, 0 };

          emit_leaves (joined, parts, lengths);
        }
      else
        {
          g_autofree Node **children = g_new (Node *, a->n_entries + b->n_entries);

          for (guint j = 0; j < a->n_entries; j++)
            children[j] = node_ref (strata_flat_node_get_children (a)[j]);
          for (guint j = 0; j < b->n_entries; j++)
            children[a->n_entries + j] = node_ref (strata_flat_node_get_children (b)[j]);
          emit_inners (joined, children, a->n_entries + b->n_entries);
        }
      node_unref (a);
      node_unref (b);
      g_ptr_array_index (nodes, i) = g_ptr_array_index (joined, 0);
      g_ptr_array_remove_index (nodes, i + 1);
      end--;
    }
}

/* Appends to @out what @node becomes when the entries that begin in [first, last] are replaced. */
static void
replace (Node *node, guint64 first, guint64 last, const StrataFlatRange *ranges, guint n_ranges,
         GPtrArray *out)
{
  guint left = first == 0 ? 0 : node_search (node, first - 1); /* kept on the left */
  guint right = node_search (node, last);                      /* first kept on the right */
  g_autoptr (GPtrArray) children = NULL;
  guint begin, end, changed;
  Node **before;

  if (node->height == 0)
    {
      const StrataFlatRange *old = strata_flat_node_get_ranges (node);
      const StrataFlatRange *const parts[3] = { old, ranges, old + right };
      const guint lengths[3] = { left, n_ranges, node->n_entries - right };

      emit_leaves (out, parts, lengths);
      return;
    }

  before = strata_flat_node_get_children (node);
  /* The child before may hold entries of the run, too: it only begins before it. */
  begin = left > 0 ? left - 1 : 0;
  end = MAX (right, begin + 1);
  children = g_ptr_array_sized_new (node->n_entries + 4);
  for (guint i = 0; i < begin; i++)
    g_ptr_array_add (children, node_ref (before[i]));
  changed = children->len;
  replace (before[begin], first, last, ranges, n_ranges, children);
  if (end - 1 > begin)
    replace (before[end - 1], first, last, NULL, 0, children);
  end = children->len - changed + begin; /* in the new list: past the changed ones */
  for (guint i = MAX (right, begin + 1); i < node->n_entries; i++)
    g_ptr_array_add (children, node_ref (before[i]));
  join_thin (children, changed > 0 ? changed - 1 : 0, end + 1);
  if (children->len > 0)
    emit_inners (out, (Node **) children->pdata, children->len);
}

StrataFlatView *
strata_flat_view_new (void)
{
  StrataFlatView *self = g_new0 (StrataFlatView, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

StrataFlatView *
strata_flat_view_replace (StrataFlatView *self, guint64 first, guint64 last,
                          const StrataFlatRange *ranges, guint n_ranges)
{
  StrataFlatView *new = strata_flat_view_new ();
  g_autoptr (GPtrArray) level = g_ptr_array_new ();

  if (self->top != NULL)
    {
      replace (self->top, first, last, ranges, n_ranges, level);
    }
  else
    {
      const StrataFlatRange *const parts[3] = { ranges, NULL, NULL };
      const guint lengths[3] = { n_ranges, 0, 0 };

      emit_leaves (level, parts, lengths);
    }
  while (level->len > 1)
    {
      GPtrArray *above = g_ptr_array_new ();

      emit_inners (above, (Node **) level->pdata, level->len);
      g_ptr_array_unref (level);
      level = above;
    }
  if (level->len == 1)
    {
      Node *top = g_ptr_array_index (level, 0);

      while (top->height > 0 && top->n_entries == 1)
        {
          Node *only = node_ref (strata_flat_node_get_children (top)[0]);

          node_unref (top);
          top = only;
        }
      new->top = top;
      new->top_steps = top->n_entries > 1 ? g_bit_storage (top->n_entries - 1) : 0;
    }
  return new;
}

/* }}} */

/**
 * strata_flat_view_ref:
 * @self: a flat view
 *
 * Returns: (transfer full): @self, held once more
 */
StrataFlatView *
strata_flat_view_ref (StrataFlatView *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_flat_view_unref:
 * @self: (transfer full): a flat view
 *
 * Lets go of a flat view, and of what only it shows.
 */
void
strata_flat_view_unref (StrataFlatView *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->top, node_unref);
  g_free (self);
}

/**
 * strata_flat_view_get_n_ranges:
 * @self: a flat view
 *
 * Returns: the number of its flat ranges
 */
guint
strata_flat_view_get_n_ranges (StrataFlatView *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->top != NULL ? self->top->n_ranges : 0;
}

/**
 * strata_flat_view_get_range:
 * @self: a flat view
 * @index: which, in order of address
 *
 * Returns: (transfer none): a flat range, which lives as long as the view
 */
const StrataFlatRange *
strata_flat_view_get_range (StrataFlatView *self, guint index)
{
  Node *node;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < strata_flat_view_get_n_ranges (self), NULL);

  for (node = self->top; node->height > 0;)
    {
      Node **child = strata_flat_node_get_children (node);

      for (; index >= (*child)->n_ranges; child++)
        index -= (*child)->n_ranges;
      node = *child;
    }
  return &strata_flat_node_get_ranges (node)[index];
}

/**
 * strata_flat_view_find:
 * @self: a flat view
 * @address: an address
 *
 * Returns: (transfer none) (nullable): the flat range that covers the address, which lives as long
 *   as the view; %NULL if nobody answers there
 */
const StrataFlatRange *
strata_flat_view_find (StrataFlatView *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, NULL);

  return strata_flat_view_search (self, address);
}

/**
 * strata_flat_view_find_index:
 * @self: a flat view
 * @address: an address
 *
 * Returns: the index of the first range that ends at or after the address; the number of ranges if
 *   there is none
 */
guint
strata_flat_view_find_index (StrataFlatView *self, guint64 address)
{
  guint index = 0;
  const Node *node;
  guint found;

  g_return_val_if_fail (self != NULL, 0);

  if (self->top == NULL)
    return 0;
  for (node = self->top; node->height > 0;)
    {
      Node **child = strata_flat_node_get_children (node);

      for (found = MAX (node_search (node, address), 1); found > 1; found--)
        index += (*child++)->n_ranges;
      node = *child;
    }
  found = node_search (node, address);
  if (found > 0 && strata_flat_node_get_ranges (node)[found - 1].last >= address)
    found--;
  return index + found;
}

static gboolean
foreach (const Node *node, guint64 first, guint64 last, StrataFlatRangeFunc func,
         gpointer user_data)
{
  guint begin = node_search (node, first);

  for (guint i = begin > 0 ? begin - 1 : 0; i < node->n_entries && node->firsts[i] <= last; i++)
    {
      if (node->height > 0)
        {
          if (!foreach (strata_flat_node_get_children (node)[i], first, last, func, user_data))
            return FALSE;
        }
      else if (strata_flat_node_get_ranges (node)[i].last >= first
               && !func (&strata_flat_node_get_ranges (node)[i], user_data))
        {
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * strata_flat_view_foreach:
 * @self: a flat view
 * @first: the first address
 * @last: the last address, inclusive
 * @func: (scope call): called for each flat range that overlaps the window, in order of address
 * @user_data: for @func
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
strata_flat_view_foreach (StrataFlatView *self, guint64 first, guint64 last,
                          StrataFlatRangeFunc func, gpointer user_data)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->top == NULL || foreach (self->top, first, last, func, user_data);
}

/**
 * strata_flat_view_equal:
 * @self: a flat view
 * @other: another
 *
 * Returns: whether both show the same
 */
gboolean
strata_flat_view_equal (StrataFlatView *self, StrataFlatView *other)
{
  guint n_ranges;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  n_ranges = strata_flat_view_get_n_ranges (self);
  if (n_ranges != strata_flat_view_get_n_ranges (other))
    return FALSE;
  for (guint i = 0; i < n_ranges; i++)
    if (!strata_flat_range_equal (strata_flat_view_get_range (self, i),
                                  strata_flat_view_get_range (other, i)))
      return FALSE;
  return TRUE;
}

static gsize
measure (const Node *node)
{
  gsize size = get_node_size (node->height, node->n_entries);

  for (guint i = 0; node->height > 0 && i < node->n_entries; i++)
    size += measure (strata_flat_node_get_children (node)[i]);
  return size;
}

gsize
strata_flat_view_get_memory (StrataFlatView *self)
{
  return sizeof *self + (self->top != NULL ? measure (self->top) : 0);
}

/**
 * strata_flat_range_equal:
 * @a: a flat range
 * @b: another
 *
 * Returns: whether they show the same in the same way
 */
gboolean
strata_flat_range_equal (const StrataFlatRange *a, const StrataFlatRange *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->first == b->first && a->last == b->last && a->region == b->region
         && a->offset == b->offset && a->flags == b->flags
         && a->dirty_clients == b->dirty_clients && a->callback_offset == b->callback_offset
         && strata_write_rules_equal (a->rules, b->rules);
}

/**
 * strata_flat_range_get_kind_name:
 * @range: a flat range
 *
 * The word that QEMU prints for it in `info mtree -f`: `rom` for all that is read-only, else
 * `ramd`, `romd`, `ram` or `i/o`.
 *
 * Returns: a static string
 */
const char *
strata_flat_range_get_kind_name (const StrataFlatRange *range)
{
  g_return_val_if_fail (range != NULL, NULL);

  if (range->flags & STRATA_RANGE_READONLY)
    return "rom";
  switch (strata_region_get_kind (range->region))
    {
    case STRATA_REGION_RAM:
      return "ram";
    case STRATA_REGION_RAM_DEVICE:
      return "ramd";
    case STRATA_REGION_ROM_DEVICE:
      return range->flags & STRATA_RANGE_ROM_MODE ? "romd" : "i/o";
    default:
      return "i/o";
    }
}
