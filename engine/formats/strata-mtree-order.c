/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* In which order subregions are tried. By priority, says the text. Among those of one priority that
 * overlap it says it only for those at one address: they stand in this order. For others a flat
 * view may show who wins; else the smaller is taken to be the one added last. */
#include "strata-mtree-order-private.h"

#include "memory/strata-i18n-private.h"

/* Subregions of one priority that are being put in order; the indices are places in the dump. */
typedef struct
{
  StrataMtreeMap *map;
  const guint *members;
  guint n_members;
  guint *n_before; /* how many must come first and are not placed yet */
  guint *first_win; /* the first win of each, as an index of @next_win plus 1 */
  guint *next_win;
  gboolean *placed;
  guint *heap; /* who may come next, the best first */
  guint n_heap;
} Sorter;

/* The order that the text alone gives. */
StrataMtreeOrder *
strata_mtree_order_new (StrataMtreeMap *map)
{
  StrataMtreeOrder *self = g_new0 (StrataMtreeOrder, 1);

  self->map = map;
  self->tried = strata_mtree_array_new (sizeof (guint));
  g_array_append_vals (self->tried, map->children->data, map->children->len);
  for (guint i = 0; i < map->regions->len; i++)
    strata_mtree_order_sort (self, i, NULL, 0);
  return self;
}

void
strata_mtree_order_free (StrataMtreeOrder *self)
{
  g_array_unref (self->tried);
  g_free (self);
}

/* {{{ One priority */

static const StrataMtreeRegion *
get_member (Sorter *self, guint index)
{
  return strata_mtree_map_get_region (self->map, self->members[index]);
}

static gboolean
is_better (Sorter *self, guint a, guint b)
{
  guint64 left = get_member (self, a)->size;
  guint64 right = get_member (self, b)->size;

  return left != right ? left < right : a < b;
}

static void
heap_add (Sorter *self, guint index)
{
  guint at = self->n_heap++;

  for (; at > 0 && is_better (self, index, self->heap[(at - 1) / 2]); at = (at - 1) / 2)
    self->heap[at] = self->heap[(at - 1) / 2];
  self->heap[at] = index;
}

static guint
heap_take (Sorter *self)
{
  guint best = self->heap[0];
  guint last = self->heap[--self->n_heap];
  guint at = 0;

  while (2 * at + 1 < self->n_heap)
    {
      guint child = 2 * at + 1;

      if (child + 1 < self->n_heap && is_better (self, self->heap[child + 1], self->heap[child]))
        child++;
      if (!is_better (self, self->heap[child], last))
        break;
      self->heap[at] = self->heap[child];
      at = child;
    }
  self->heap[at] = last;
  return best;
}

/* Whether any two overlap; then they need an order. They come in order of address. */
static gboolean
any_overlap (Sorter *self)
{
  guint64 reached = 0;

  for (guint i = 0; i < self->n_members; i++)
    {
      const StrataMtreeRegion *member = get_member (self, i);
      guint64 length = member->size == STRATA_SIZE_MAX ? G_MAXUINT64 : member->size;

      if (i > 0 &&
          (member->address < reached || member->address == get_member (self, i - 1)->address))
        return TRUE;
      reached = MAX (reached, length > G_MAXUINT64 - member->address ? G_MAXUINT64
                                                                     : member->address + length);
    }
  return FALSE;
}

static gboolean
follows_at_same_address (Sorter *self, guint index)
{
  return index > 0
         && get_member (self, index)->address == get_member (self, index - 1)->address;
}

static void
release (Sorter *self, guint index)
{
  if (--self->n_before[index] == 0 && !self->placed[index])
    heap_add (self, index);
}

static void
count_before (Sorter *self, const StrataMtreeWin *wins, guint n_wins)
{
  for (guint i = 0; i < n_wins; i++)
    {
      self->n_before[wins[i].loser]++;
      self->next_win[i] = self->first_win[wins[i].winner];
      self->first_win[wins[i].winner] = i + 1;
    }
  for (guint i = 0; i < self->n_members; i++)
    self->n_before[i] += follows_at_same_address (self, i);
  for (guint i = 0; i < self->n_members; i++)
    if (self->n_before[i] == 0)
      heap_add (self, i);
}

/* Puts the members in order: after each the next at its address and those it beats may come; of all
 * that may, the smallest does. Where the wins contradict each other or the text, the text is
 * followed. The wins speak of places in the dump. */
static void
sort_members (Sorter *self, const StrataMtreeWin *wins, guint n_wins, guint *sorted)
{
  guint next_stuck = 0;

  count_before (self, wins, n_wins);
  for (guint n = 0; n < self->n_members; n++)
    {
      guint index;

      if (self->n_heap == 0)
        while (self->placed[next_stuck])
          next_stuck++;
      index = self->n_heap > 0 ? heap_take (self) : next_stuck;
      self->placed[index] = TRUE;
      sorted[n] = self->members[index];
      if (index + 1 < self->n_members && follows_at_same_address (self, index + 1))
        release (self, index + 1);
      for (guint i = self->first_win[index]; i != 0; i = self->next_win[i - 1])
        release (self, wins[i - 1].loser);
    }
}

/* }}} */

static gint
compare_priorities (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const StrataMtreeRegion *left = strata_mtree_map_get_region (user_data, *(const guint *) a);
  const StrataMtreeRegion *right = strata_mtree_map_get_region (user_data, *(const guint *) b);

  return left->priority > right->priority ? -1 : left->priority < right->priority;
}

static guint
count_group (StrataMtreeMap *map, const guint *members, guint n_members)
{
  gint priority = strata_mtree_map_get_region (map, members[0])->priority;
  guint n = 1;

  while (n < n_members && strata_mtree_map_get_region (map, members[n])->priority == priority)
    n++;
  return n;
}

/* Those of @wins that are about @members, as places among them. */
static StrataMtreeWin *
pick_wins (const guint *members, guint n_members, const StrataMtreeWin *wins, guint n_wins,
           guint *n_picked)
{
  StrataMtreeWin *picked = g_new (StrataMtreeWin, n_wins);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; n_wins > 0 && i < n_members; i++)
    g_hash_table_insert (places, GUINT_TO_POINTER (members[i]), GUINT_TO_POINTER (i + 1));
  *n_picked = 0;
  for (guint i = 0; i < n_wins; i++)
    {
      gpointer winner = g_hash_table_lookup (places, GUINT_TO_POINTER (wins[i].winner));
      gpointer loser = g_hash_table_lookup (places, GUINT_TO_POINTER (wins[i].loser));

      if (winner != NULL && loser != NULL)
        picked[(*n_picked)++] = (StrataMtreeWin){
          .winner = GPOINTER_TO_UINT (winner) - 1,
          .loser = GPOINTER_TO_UINT (loser) - 1,
        };
    }
  return picked;
}

static void
sort_group (StrataMtreeMap *map, const guint *members, guint n_members,
            const StrataMtreeWin *wins, guint n_wins, guint *sorted)
{
  Sorter sorter = { .map = map, .members = members, .n_members = n_members };
  g_autofree StrataMtreeWin *picked = NULL;
  guint n_picked;

  if (!any_overlap (&sorter))
    {
      memcpy (sorted, members, n_members * sizeof (guint));
      return;
    }
  picked = pick_wins (members, n_members, wins, n_wins, &n_picked);
  sorter.n_before = g_new0 (guint, n_members);
  sorter.first_win = g_new0 (guint, n_members);
  sorter.next_win = g_new0 (guint, n_picked);
  sorter.placed = g_new0 (gboolean, n_members);
  sorter.heap = g_new (guint, n_members);
  sort_members (&sorter, picked, n_picked, sorted);
  g_free (sorter.n_before);
  g_free (sorter.first_win);
  g_free (sorter.next_win);
  g_free (sorter.placed);
  g_free (sorter.heap);
}

/* Puts the subregions of a region in the order in which they are tried. @wins are those among its
 * subregions. */
void
strata_mtree_order_sort (StrataMtreeOrder *self, guint region, const StrataMtreeWin *wins,
                         guint n_wins)
{
  const StrataMtreeRegion *container = strata_mtree_map_get_region (self->map, region);
  guint n = container->n_children;
  guint *tried;
  g_autofree guint *members = NULL;

  if (n == 0)
    return;
  tried = &g_array_index (self->tried, guint, container->first_child);
  members = g_memdup2 (strata_mtree_map_get_children (self->map, container), n * sizeof (guint));
  g_qsort_with_data (members, (gint) n, sizeof (guint), compare_priorities, self->map);
  for (guint i = 0; i < n;)
    {
      guint n_group = count_group (self->map, members + i, n - i);

      sort_group (self->map, members + i, n_group, wins, n_wins, tried + i);
      i += n_group;
    }
}

/* {{{ Notes */

static const StrataMtreeWin *
find_win (const StrataMtreeWin *wins, guint n_wins, guint a, guint b)
{
  for (guint i = 0; i < n_wins; i++)
    if ((wins[i].winner == a && wins[i].loser == b) || (wins[i].winner == b && wins[i].loser == a))
      return &wins[i];
  return NULL;
}

static void
note_pair (StrataMtreeOrder *self, guint a, guint b, const StrataMtreeWin *wins, guint n_wins,
           guint *places, const char *hints_file)
{
  StrataMtreeMap *map = self->map;
  const StrataMtreeRegion *left = strata_mtree_map_get_region (map, a);
  const StrataMtreeRegion *right = strata_mtree_map_get_region (map, b);
  const StrataMtreeRegion *winner = places[0] < places[1] ? left : right;
  const StrataMtreeWin *win = find_win (wins, n_wins, a, b);
  const char *format;
  g_autofree char *text = NULL;

  if (win != NULL)
    format = _ ("“%s” overlaps “%s” of line %u with equal priority: “%s” of line %u is taken to "
                "win, as %s:%u shows");
  else if (left->address == right->address)
    format = _ ("“%s” overlaps “%s” of line %u with equal priority: “%s” of line %u is taken to "
                "win, which comes first in the dump");
  else if (left->size == right->size)
    format = _ ("“%s” overlaps “%s” of line %u with equal priority: “%s” of line %u is taken to "
                "win, the lower one of two of one size");
  else if (winner->size == MIN (left->size, right->size))
    format = _ ("“%s” overlaps “%s” of line %u with equal priority: “%s” of line %u is taken to "
                "win, the smaller one");
  else
    format = _ ("“%s” overlaps “%s” of line %u with equal priority: “%s” of line %u is taken to "
                "win, the larger one");
  text = g_strdup_printf (format, right->name, left->name, left->text_line, winner->name,
                          winner->text_line, hints_file, win != NULL ? win->line : 0);
  strata_import_notes_add (map->notes, map->scan->file, right->text_line, "%s", text);
}

static guint64
get_end (const StrataMtreeRegion *region)
{
  return region->size > G_MAXUINT64 - region->address ? G_MAXUINT64
                                                      : region->address + region->size;
}

/* Notes about the subregions of one priority, in order of address: for each that overlaps an
 * earlier one, one of those it overlaps. */
static void
note_group (StrataMtreeOrder *self, const guint *members, guint n_members, guint *places,
            const StrataMtreeWin *wins, guint n_wins, const char *hints_file)
{
  guint reaching = STRATA_MTREE_NONE;

  for (guint i = 0; i < n_members; i++)
    {
      const StrataMtreeRegion *member = strata_mtree_map_get_region (self->map, members[i]);

      if (member->disabled || member->size == 0)
        continue;
      if (reaching != STRATA_MTREE_NONE)
        {
          const StrataMtreeRegion *last = strata_mtree_map_get_region (self->map,
                                                                       members[reaching]);

          if (member->address < get_end (last))
            {
              guint pair[] = { places[reaching], places[i] };

              note_pair (self, members[reaching], members[i], wins, n_wins, pair, hints_file);
            }
          if (get_end (member) <= get_end (last))
            continue;
        }
      reaching = i;
    }
}

/* Notes how the subregions of a region that overlap with equal priority were put in order. */
void
strata_mtree_order_note (StrataMtreeOrder *self, guint region, const StrataMtreeWin *wins,
                         guint n_wins, const char *hints_file)
{
  const StrataMtreeRegion *container = strata_mtree_map_get_region (self->map, region);
  guint n = container->n_children;
  g_autofree guint *members = NULL;
  g_autofree guint *places = NULL;
  g_autoptr (GHashTable) tried = NULL;

  if (n < 2)
    return;
  tried = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (tried,
                         GUINT_TO_POINTER (strata_mtree_order_get_tried (self, container)[i]),
                         GUINT_TO_POINTER (i));
  members = g_memdup2 (strata_mtree_map_get_children (self->map, container), n * sizeof (guint));
  g_qsort_with_data (members, (gint) n, sizeof (guint), compare_priorities, self->map);
  places = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    places[i] = GPOINTER_TO_UINT (g_hash_table_lookup (tried, GUINT_TO_POINTER (members[i])));
  for (guint i = 0; i < n;)
    {
      guint n_group = count_group (self->map, members + i, n - i);

      note_group (self, members + i, n_group, places + i, wins, n_wins, hints_file);
      i += n_group;
    }
}

/* }}} */
