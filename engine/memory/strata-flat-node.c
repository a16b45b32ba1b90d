/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Replacing a run of ranges copies the chunks on the way to it and shares all others with the view
 * before. */

#include "strata-flat-node-private.h"

#include <string.h>

#include "strata-region-private.h"
#include "strata-write-rules-private.h"

#define LEAF_MAX STRATA_LEAF_MAX
#define LEAF_MIN 4
#define LEAF_STEP 4
#define INNER_MAX STRATA_INNER_MAX
#define INNER_MIN 8

typedef StrataFlatNode Node;

/* {{{ Chunks */

/* A leaf has room for a few ranges more, so that one that grows seldom moves. */
static inline gsize
get_leaf_room (guint n_entries)
{
  return (n_entries + LEAF_STEP - 1) / LEAF_STEP * LEAF_STEP;
}

static gsize
get_node_size (guint height, guint n_entries)
{
  if (height == 0)
    return sizeof (Node) + LEAF_MAX * sizeof (guint64)
           + get_leaf_room (n_entries) * sizeof (StrataFlatRange);
  return sizeof (Node) + INNER_MAX * sizeof (guint64) + n_entries * sizeof (Node *);
}

static Node *
new_node (guint height, guint n_entries)
{
  Node *node = g_malloc (get_node_size (height, n_entries));
  guint max = height == 0 ? LEAF_MAX : INNER_MAX;

  g_atomic_ref_count_init (&node->ref_count);
  node->height = height;
  node->n_entries = n_entries;
  node->n_ranges = 0;
  for (guint i = n_entries; i < max; i++)
    node->firsts[i] = G_MAXUINT64;
  return node;
}

static inline void
hold (const StrataFlatRange *range)
{
  strata_region_ref (range->region);
  if (range->rules != NULL)
    strata_write_rules_ref ((StrataWriteRules *) range->rules);
}

static inline void
let_go (const StrataFlatRange *range)
{
  if (range->rules != NULL)
    strata_write_rules_unref ((StrataWriteRules *) range->rules);
  strata_region_unref (range->region);
}

Node *
strata_flat_node_ref (Node *node)
{
  g_atomic_ref_count_inc (&node->ref_count);
  return node;
}

void
strata_flat_node_unref (Node *node)
{
  if (!g_atomic_ref_count_dec (&node->ref_count))
    return;
  for (guint i = 0; i < node->n_entries; i++)
    if (node->height > 0)
      {
        strata_flat_node_unref (strata_flat_node_get_children (node)[i]);
      }
    else
      {
        let_go (&strata_flat_node_get_ranges (node)[i]);
      }
  g_free (node);
}

/* }}} */
/* {{{ Replacing a run */

/* Replaces the ranges from @begin to before @end of a leaf that nobody else holds, where it has room
 * for those that come. */
static Node *
change_leaf (Node *leaf, guint begin, guint end, const StrataFlatRange *ranges, guint n_ranges)
{
  guint n_before = leaf->n_entries;
  guint n_after = n_before - (end - begin) + n_ranges;
  gboolean fits = get_leaf_room (n_before) == get_leaf_room (n_after);
  StrataFlatRange *entries;

  for (guint i = 0; i < n_ranges; i++)
    hold (&ranges[i]);
  entries = strata_flat_node_get_ranges (leaf);
  for (guint i = begin; i < end; i++)
    let_go (&entries[i]);

  if (!fits && n_after > n_before)
    {
      leaf = g_realloc (leaf, get_node_size (0, n_after));
      entries = strata_flat_node_get_ranges (leaf);
    }
  memmove (entries + begin + n_ranges, entries + end, (n_before - end) * sizeof *entries);
  memmove (leaf->firsts + begin + n_ranges, leaf->firsts + end,
           (n_before - end) * sizeof *leaf->firsts);
  for (guint i = 0; i < n_ranges; i++)
    {
      entries[begin + i] = ranges[i];
      leaf->firsts[begin + i] = ranges[i].first;
    }
  for (guint i = n_after; i < n_before; i++)
    leaf->firsts[i] = G_MAXUINT64;
  leaf->n_entries = n_after;
  leaf->n_ranges = n_after;
  if (!fits && n_after < n_before)
    leaf = g_realloc (leaf, get_node_size (0, n_after));
  return leaf;
}

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
          hold (&ranges[j]);
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
            children[j] = strata_flat_node_ref (strata_flat_node_get_children (a)[j]);
          for (guint j = 0; j < b->n_entries; j++)
            children[a->n_entries + j]
              = strata_flat_node_ref (strata_flat_node_get_children (b)[j]);
          emit_inners (joined, children, a->n_entries + b->n_entries);
        }
      strata_flat_node_unref (a);
      strata_flat_node_unref (b);
      g_ptr_array_index (nodes, i) = g_ptr_array_index (joined, 0);
      g_ptr_array_remove_index (nodes, i + 1);
      end--;
    }
}

/* A child for another node: its reference moves over if the node that holds it is about to go. */
static inline Node *
pass_child (Node *child, gboolean moves)
{
  return moves ? child : strata_flat_node_ref (child);
}

/* Which children of an inner node the entries that begin in [first, last] are in: from @begin to
 * before the result. */
static inline guint
find_children (const Node *node, guint64 first, guint64 last, guint *begin)
{
  guint left = first == 0 ? 0 : strata_flat_node_search (node, first - 1);

  /* The child before may hold entries of the run, too: it only begins before it. */
  *begin = left > 0 ? left - 1 : 0;
  return MAX (strata_flat_node_search (node, last), *begin + 1);
}

/* Appends to @out what @node, whose reference it takes, becomes when the entries that begin in
 * [first, last] are replaced. What nobody else holds is not copied: it comes from the change before
 * in the same commit. */
static void
replace (Node *node, guint64 first, guint64 last, const StrataFlatRange *ranges, guint n_ranges,
         GPtrArray *out)
{
  g_autoptr (GPtrArray) children = NULL;
  gboolean moves = g_atomic_ref_count_compare (&node->ref_count, 1);
  Node **before;
  guint begin, end, changed;

  if (node->height == 0)
    {
      const StrataFlatRange *old = strata_flat_node_get_ranges (node);
      guint left = first == 0 ? 0 : strata_flat_node_search (node, first - 1); /* are kept */
      guint right = strata_flat_node_search (node, last); /* the first that is kept again */
      const StrataFlatRange *const parts[3] = { old, ranges, old + right };
      const guint lengths[3] = { left, n_ranges, node->n_entries - right };
      guint total = left + n_ranges + lengths[2];

      if (moves && total > 0 && total <= LEAF_MAX)
        {
          g_ptr_array_add (out, change_leaf (node, left, right, ranges, n_ranges));
          return;
        }
      emit_leaves (out, parts, lengths);
      strata_flat_node_unref (node);
      return;
    }

  before = strata_flat_node_get_children (node);
  end = find_children (node, first, last, &begin);
  children = g_ptr_array_sized_new (node->n_entries + 4);
  for (guint i = 0; i < begin; i++)
    g_ptr_array_add (children, pass_child (before[i], moves));
  changed = children->len;
  replace (pass_child (before[begin], moves), first, last, ranges, n_ranges, children);
  for (guint i = begin + 1; moves && i + 1 < end; i++)
    strata_flat_node_unref (before[i]);
  if (end - 1 > begin)
    replace (pass_child (before[end - 1], moves), first, last, NULL, 0, children);
  for (guint i = end; i < node->n_entries; i++)
    g_ptr_array_add (children, pass_child (before[i], moves));
  end = children->len - (node->n_entries - end); /* in the new list: past the changed ones */
  join_thin (children, changed > 0 ? changed - 1 : 0, end + 1);
  if (children->len > 0)
    emit_inners (out, (Node **) children->pdata, children->len);
  if (moves)
    g_free (node);
  else
    strata_flat_node_unref (node);
}

/* Whether the run lies in one leaf, which neither overflows nor gets thin. */
static gboolean
is_simple (const Node *node, guint64 first, guint64 last, guint n_ranges)
{
  guint begin, count;

  for (; node->height > 0; node = strata_flat_node_get_children (node)[begin])
    if (find_children (node, first, last, &begin) != begin + 1)
      return FALSE;
  count = node->n_entries - strata_flat_node_search (node, last) + n_ranges;
  count += first == 0 ? 0 : strata_flat_node_search (node, first - 1);
  return count >= LEAF_MIN && count <= LEAF_MAX;
}

/* Like replace() for a run that is_simple(): one chunk of each level is copied, or changed in place
 * if nobody else holds it. */
static Node *
replace_simply (Node *node, guint64 first, guint64 last, const StrataFlatRange *ranges,
                guint n_ranges)
{
  Node **child, *changed;
  guint begin;

  if (node->height == 0)
    {
      g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

      replace (node, first, last, ranges, n_ranges, leaves);
      return g_ptr_array_index (leaves, 0);
    }
  if (!g_atomic_ref_count_compare (&node->ref_count, 1))
    {
      Node *copy = new_node (node->height, node->n_entries);

      copy->n_ranges = node->n_ranges;
      memcpy (copy->firsts, node->firsts, node->n_entries * sizeof *node->firsts);
      for (guint i = 0; i < node->n_entries; i++)
        strata_flat_node_get_children (copy)[i]
          = strata_flat_node_ref (strata_flat_node_get_children (node)[i]);
      strata_flat_node_unref (node);
      node = copy;
    }
  find_children (node, first, last, &begin);
  child = &strata_flat_node_get_children (node)[begin];
  node->n_ranges -= (*child)->n_ranges;
  changed = replace_simply (*child, first, last, ranges, n_ranges);
  *child = changed;
  node->firsts[begin] = changed->firsts[0];
  node->n_ranges += changed->n_ranges;
  return node;
}

Node *
strata_flat_node_replace (Node *top, guint64 first, guint64 last, const StrataFlatRange *ranges,
                          guint n_ranges)
{
  g_autoptr (GPtrArray) level = NULL;

  if (top != NULL && is_simple (top, first, last, n_ranges))
    return replace_simply (top, first, last, ranges, n_ranges);

  level = g_ptr_array_new ();
  if (top != NULL)
    {
      replace (top, first, last, ranges, n_ranges, level);
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
  if (level->len == 0)
    return NULL;
  top = g_ptr_array_index (level, 0);
  while (top->height > 0 && top->n_entries == 1)
    {
      Node *only = strata_flat_node_ref (strata_flat_node_get_children (top)[0]);

      strata_flat_node_unref (top);
      top = only;
    }
  return top;
}

gsize
strata_flat_node_measure (const Node *node)
{
  gsize size = get_node_size (node->height, node->n_entries);

  for (guint i = 0; node->height > 0 && i < node->n_entries; i++)
    size += strata_flat_node_measure (strata_flat_node_get_children (node)[i]);
  return size;
}

/* }}} */
