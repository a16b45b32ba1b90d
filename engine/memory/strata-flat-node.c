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
#define INNER_STEP 8

/* Reference counts are all over the memory: how many of them are on their way at once. */
#define FETCHED_AHEAD 16

typedef StrataFlatNode Node;

/* {{{ Chunks */

/* A chunk has room for a few entries more, so that one that grows seldom moves. */
static inline guint
choose_room (guint height, guint n_entries)
{
  guint step = height == 0 ? LEAF_STEP : INNER_STEP;

  return (n_entries + step - 1) / step * step;
}

static inline gsize
get_node_size (guint height, gsize room)
{
  if (height == 0)
    return sizeof (Node) + LEAF_MAX * sizeof (guint64) + room * sizeof (StrataFlatRange);
  return sizeof (Node) + INNER_MAX * sizeof (guint64) + room * sizeof (Node *);
}

static Node *
new_node (guint height, guint n_entries)
{
  guint room = choose_room (height, n_entries);
  Node *node = g_malloc (get_node_size (height, room));
  guint max = height == 0 ? LEAF_MAX : INNER_MAX;

  g_atomic_ref_count_init (&node->ref_count);
  node->height = height;
  node->n_entries = n_entries;
  node->room = room;
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

static void
hold_all (const StrataFlatRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < MIN (n_ranges, FETCHED_AHEAD); i++)
    strata_fetch (ranges[i].region, 1);
  for (guint i = 0; i < n_ranges; i++)
    {
      if (i + FETCHED_AHEAD < n_ranges)
        strata_fetch (ranges[i + FETCHED_AHEAD].region, 1);
      hold (&ranges[i]);
    }
}

static void
let_go_all (const StrataFlatRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    let_go (&ranges[i]);
}

/* Whether only the caller holds a chunk. */
static inline gboolean
is_own (Node *node)
{
  return g_atomic_ref_count_compare (&node->ref_count, 1);
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
  if (node->height == 0)
    let_go_all (strata_flat_node_get_ranges (node), node->n_entries);
  for (guint i = 0; node->height > 0 && i < node->n_entries; i++)
    strata_flat_node_unref (strata_flat_node_get_children (node)[i]);
  g_free (node);
}

/* }}} */
/* {{{ Packing */

/* Packs ranges into leaves, which are to hold them. */
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

/* Lets go of a chunk whose entries have been copied into others, which are to hold them: what
 * nobody else holds moves over. */
static void
pass_on (Node *node)
{
  if (is_own (node))
    {
      g_free (node);
      return;
    }
  if (node->height == 0)
    hold_all (strata_flat_node_get_ranges (node), node->n_entries);
  for (guint i = 0; node->height > 0 && i < node->n_entries; i++)
    strata_fetch (strata_flat_node_get_children (node)[i], 1);
  for (guint i = 0; node->height > 0 && i < node->n_entries; i++)
    strata_flat_node_ref (strata_flat_node_get_children (node)[i]);
  strata_flat_node_unref (node);
}

static inline gboolean
is_thin (const Node *node)
{
  return node->n_entries < (node->height == 0 ? LEAF_MIN : INNER_MIN);
}

/* Makes one chunk of two that fit into it; takes their references. */
static Node *
join (Node *a, Node *b)
{
  g_autoptr (GPtrArray) joined = g_ptr_array_new ();

  if (a->height == 0)
    {
      const StrataFlatRange *const parts[3]
        = { strata_flat_node_get_ranges (a), strata_flat_node_get_ranges (b), NULL };
      const guint lengths[3] = { a->n_entries, b->n_entries, 0 };

      emit_leaves (joined, parts, lengths);
    }
  else
    {
      Node *children[INNER_MAX];

      memcpy (children, strata_flat_node_get_children (a), a->n_entries * sizeof *children);
      memcpy (children + a->n_entries, strata_flat_node_get_children (b),
              b->n_entries * sizeof *children);
      emit_inners (joined, children, a->n_entries + b->n_entries);
    }
  pass_on (a);
  pass_on (b);
  return g_ptr_array_index (joined, 0);
}

/* Joins neighbours of which one is thin, so that a view does not wear out under many small
 * edits. */
static void
join_thin (GPtrArray *nodes)
{
  for (guint i = 0; i + 1 < nodes->len;)
    {
      Node *a = g_ptr_array_index (nodes, i);
      Node *b = g_ptr_array_index (nodes, i + 1);
      guint max = a->height == 0 ? LEAF_MAX : INNER_MAX;

      if ((!is_thin (a) && !is_thin (b)) || a->n_entries + b->n_entries > max)
        {
          i++;
          continue;
        }
      g_ptr_array_index (nodes, i) = join (a, b);
      g_ptr_array_remove_index (nodes, i + 1);
    }
}

/* }}} */
/* {{{ Changing in place */

/* Gives a chunk that nobody else holds room for a number of entries, and not very much more. */
static Node *
make_room (Node *node, guint n_entries)
{
  if (n_entries <= node->room && n_entries > node->room / 4)
    return node;
  node->room = choose_room (node->height, n_entries);
  return g_realloc (node, get_node_size (node->height, node->room));
}

/* Makes a gap of another length of what is from @begin to before @end in the first addresses of a
 * chunk, which has the room. */
static void
move_firsts (Node *node, guint begin, guint end, guint n_new)
{
  guint n_after = node->n_entries - (end - begin) + n_new;

  memmove (node->firsts + begin + n_new, node->firsts + end,
           (node->n_entries - end) * sizeof *node->firsts);
  for (guint i = n_after; i < node->n_entries; i++)
    node->firsts[i] = G_MAXUINT64;
}

/* Replaces the ranges from @begin to before @end of a leaf that nobody else holds by as many others
 * as fit. */
static Node *
change_leaf (Node *leaf, guint begin, guint end, const StrataFlatRange *ranges, guint n_ranges)
{
  guint n_before = leaf->n_entries;
  guint n_after = n_before - (end - begin) + n_ranges;
  StrataFlatRange *entries = strata_flat_node_get_ranges (leaf);

  hold_all (ranges, n_ranges);
  let_go_all (entries + begin, end - begin);
  if (n_after > n_before)
    {
      leaf = make_room (leaf, n_after);
      entries = strata_flat_node_get_ranges (leaf);
    }
  memmove (entries + begin + n_ranges, entries + end, (n_before - end) * sizeof *entries);
  move_firsts (leaf, begin, end, n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    {
      entries[begin + i] = ranges[i];
      leaf->firsts[begin + i] = ranges[i].first;
    }
  if (n_after < n_before)
    leaf = make_room (leaf, n_after);
  leaf->n_entries = n_after;
  leaf->n_ranges = n_after;
  return leaf;
}

/* The same for the children of an inner node. The references of those that come move over, those
 * that go are gone already. The number of ranges is the caller's matter. */
static Node *
change_inner (Node *inner, guint begin, guint end, Node **nodes, guint n_nodes)
{
  guint n_before = inner->n_entries;
  guint n_after = n_before - (end - begin) + n_nodes;
  Node **children;

  if (n_after > n_before)
    inner = make_room (inner, n_after);
  children = strata_flat_node_get_children (inner);
  memmove (children + begin + n_nodes, children + end, (n_before - end) * sizeof *children);
  move_firsts (inner, begin, end, n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    {
      children[begin + i] = nodes[i];
      inner->firsts[begin + i] = nodes[i]->firsts[0];
    }
  if (n_after < n_before)
    inner = make_room (inner, n_after);
  inner->n_entries = n_after;
  return inner;
}

/* An inner node that nobody else holds: the same one, or a copy. Takes a reference. */
static Node *
own_inner (Node *node)
{
  Node *copy;

  if (is_own (node))
    return node;
  copy = new_node (node->height, node->n_entries);
  copy->n_ranges = node->n_ranges;
  memcpy (copy->firsts, node->firsts, node->n_entries * sizeof *node->firsts);
  memcpy (strata_flat_node_get_children (copy), strata_flat_node_get_children (node),
          node->n_entries * sizeof (Node *));
  pass_on (node);
  return copy;
}

/* }}} */
/* {{{ Replacing a run */

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

static void
replace_in_leaf (Node *leaf, guint64 first, guint64 last, const StrataFlatRange *ranges,
                 guint n_ranges, GPtrArray *out)
{
  const StrataFlatRange *old = strata_flat_node_get_ranges (leaf);
  guint left = first == 0 ? 0 : strata_flat_node_search (leaf, first - 1); /* are kept */
  guint right = strata_flat_node_search (leaf, last); /* the first that is kept again */
  const StrataFlatRange *const parts[3] = { old, ranges, old + right };
  const guint lengths[3] = { left, n_ranges, leaf->n_entries - right };
  guint total = left + n_ranges + lengths[2];
  gboolean own = is_own (leaf);

  if (own && total > 0 && total <= LEAF_MAX)
    {
      g_ptr_array_add (out, change_leaf (leaf, left, right, ranges, n_ranges));
      return;
    }
  emit_leaves (out, parts, lengths);
  hold_all (ranges, n_ranges);
  if (own)
    {
      let_go_all (old + left, right - left);
      g_free (leaf);
    }
  else
    {
      hold_all (old, left);
      hold_all (old + right, lengths[2]);
      strata_flat_node_unref (leaf);
    }
}

/* Puts others in the place of the children from @begin to before @end, which are gone already. */
static void
put_children (Node *node, guint begin, guint end, GPtrArray *nodes, GPtrArray *out)
{
  Node **children = strata_flat_node_get_children (node);
  guint n_after = node->n_entries - (end - begin) + nodes->len;

  if (n_after > 0 && n_after <= INNER_MAX)
    {
      for (guint i = 0; i < nodes->len; i++)
        node->n_ranges += ((Node *) g_ptr_array_index (nodes, i))->n_ranges;
      g_ptr_array_add (out, change_inner (node, begin, end, (Node **) nodes->pdata, nodes->len));
      return;
    }
  if (n_after > 0)
    {
      g_autofree Node **all = g_new (Node *, n_after);

      memcpy (all, children, begin * sizeof *all);
      memcpy (all + begin, nodes->pdata, nodes->len * sizeof *all);
      memcpy (all + begin + nodes->len, children + end, (node->n_entries - end) * sizeof *all);
      emit_inners (out, all, n_after);
    }
  g_free (node);
}

/* Appends to @out what @node, whose reference it takes, becomes when the entries that begin in
 * [first, last] are replaced. What nobody else holds is not copied: nobody else looks at the view,
 * or it comes from the change before in the same commit. */
static void
replace (Node *node, guint64 first, guint64 last, const StrataFlatRange *ranges, guint n_ranges,
         GPtrArray *out)
{
  g_autoptr (GPtrArray) changed = NULL;
  Node **children;
  guint begin, end;

  if (node->height == 0)
    {
      replace_in_leaf (node, first, last, ranges, n_ranges, out);
      return;
    }

  node = own_inner (node);
  children = strata_flat_node_get_children (node);
  end = find_children (node, first, last, &begin);
  for (guint i = begin; i < end; i++)
    node->n_ranges -= children[i]->n_ranges;
  changed = g_ptr_array_new ();
  replace (children[begin], first, last, ranges, n_ranges, changed);
  for (guint i = begin + 1; i + 1 < end; i++)
    strata_flat_node_unref (children[i]);
  if (end - 1 > begin)
    replace (children[end - 1], first, last, NULL, 0, changed);

  for (guint i = 0; i < changed->len; i++)
    if (is_thin (g_ptr_array_index (changed, i)))
      {
        if (begin > 0)
          {
            g_ptr_array_insert (changed, 0, children[--begin]);
            node->n_ranges -= children[begin]->n_ranges;
          }
        if (end < node->n_entries)
          {
            node->n_ranges -= children[end]->n_ranges;
            g_ptr_array_add (changed, children[end++]);
          }
        join_thin (changed);
        break;
      }
  put_children (node, begin, end, changed, out);
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

/* Like replace() for a run that is_simple(), without lists. */
static Node *
replace_simply (Node *node, guint64 first, guint64 last, const StrataFlatRange *ranges,
                guint n_ranges)
{
  Node **child, *changed;
  guint begin;

  if (node->height == 0)
    {
      g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

      replace_in_leaf (node, first, last, ranges, n_ranges, leaves);
      return g_ptr_array_index (leaves, 0);
    }
  node = own_inner (node);
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
      hold_all (ranges, n_ranges);
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
      Node *only = strata_flat_node_get_children (top)[0];

      pass_on (top);
      top = only;
    }
  return top;
}

gsize
strata_flat_node_measure (const Node *node)
{
  gsize size = get_node_size (node->height, node->room);

  for (guint i = 0; node->height > 0 && i < node->n_entries; i++)
    size += strata_flat_node_measure (strata_flat_node_get_children (node)[i]);
  return size;
}

/* }}} */
