/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-dirty-bitmap-private.h"

#include <inttypes.h>
#include <linux/membarrier.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "strata-i18n-private.h"

/* Above this the levels are mapped, so that only what is touched costs memory. */
#define HEAP_LIMIT (64 * 1024)

/* {{{ The barrier */

static gboolean
register_membarrier (void)
{
  long commands = syscall (SYS_membarrier, MEMBARRIER_CMD_QUERY, 0, 0);

  return commands > 0 && (commands & MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) != 0
         && syscall (SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

gboolean
strata_dirty_bitmap_may_test (void)
{
  static gsize state = 0;

  if (g_once_init_enter (&state))
    g_once_init_leave (&state, register_membarrier () ? 2 : 1);
  return state == 2;
}

/* Makes what other threads have stored before they tested a mark visible to this one. */
static void
run_barrier (void)
{
  if (strata_dirty_bitmap_may_test ())
    syscall (SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}

/* }}} */

static inline guint64
load_bits (guint64 *word)
{
  return __atomic_load_n (word, __ATOMIC_RELAXED);
}

/* The bits of word number @index that stand for places in [first, last]. */
static inline guint64
mask_of (gsize index, guint64 first, guint64 last)
{
  guint64 base = (guint64) index * 64;
  guint64 mask = G_MAXUINT64;

  if (first > base)
    mask &= first - base < 64 ? G_MAXUINT64 << (first - base) : 0;
  if (last < base + 63)
    mask &= last >= base ? G_MAXUINT64 >> (base + 63 - last) : 0;
  return mask;
}

StrataDirtyBitmap *
strata_dirty_bitmap_new (guint64 n_pages)
{
  StrataDirtyBitmap *self = g_new0 (StrataDirtyBitmap, 1);
  gsize n_summary, size;

  self->n_pages = n_pages;
  self->n_words = (n_pages + 63) / 64;
  n_summary = (self->n_words + 63) / 64;
  size = (self->n_words + n_summary) * sizeof (guint64);
  if (size > HEAP_LIMIT)
    {
      self->words = mmap (NULL, size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      if (self->words == MAP_FAILED)
        g_error (_ ("No room for the dirty log of %" PRIu64 " pages"), n_pages);
      self->mapped = size;
    }
  else
    self->words = g_malloc0 (size);
  self->summary = self->words + self->n_words;
  g_mutex_init (&self->lock);
  return self;
}

void
strata_dirty_bitmap_free (StrataDirtyBitmap *self)
{
  if (self->mapped != 0)
    munmap (self->words, self->mapped);
  else
    g_free (self->words);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
strata_dirty_bitmap_mark (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page)
{
  gboolean may_test = strata_dirty_bitmap_may_test ();

  for (gsize i = first_page / 64; i <= last_page / 64; i++)
    {
      guint64 mask = mask_of (i, first_page, last_page);
      guint64 bit = G_GUINT64_CONSTANT (1) << (i % 64);

      if (may_test && (load_bits (&self->words[i]) & mask) == mask)
        continue;
      __atomic_fetch_or (&self->words[i], mask, __ATOMIC_SEQ_CST);
      if ((__atomic_load_n (&self->summary[i / 64], __ATOMIC_SEQ_CST) & bit) == 0)
        __atomic_fetch_or (&self->summary[i / 64], bit, __ATOMIC_SEQ_CST);
    }
}

void
strata_dirty_bitmap_mark_all (StrataDirtyBitmap *self)
{
  if (self->n_pages == 0)
    return;
  g_mutex_lock (&self->lock);
  self->has_all = TRUE;
  self->all.first = 0;
  self->all.last = self->n_pages - 1;
  g_mutex_unlock (&self->lock);
}

static gboolean
is_bit_set (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page)
{
  guint64 first_word = first_page / 64, last_word = last_page / 64;

  for (gsize i = first_word / 64; i <= last_word / 64; i++)
    {
      guint64 bits = load_bits (&self->summary[i]) & mask_of (i, first_word, last_word);

      for (; bits != 0; bits &= bits - 1)
        {
          gsize word = i * 64 + __builtin_ctzll (bits);

          if ((load_bits (&self->words[word]) & mask_of (word, first_page, last_page)) != 0)
            return TRUE;
        }
    }
  return FALSE;
}

static inline gboolean
overlaps_all (gboolean has_all, const StrataRange *all, guint64 first_page, guint64 last_page)
{
  return has_all && all->first <= last_page && all->last >= first_page;
}

gboolean
strata_dirty_bitmap_is_dirty (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page)
{
  gboolean dirty;

  g_mutex_lock (&self->lock);
  dirty = overlaps_all (self->has_all, &self->all, first_page, last_page);
  g_mutex_unlock (&self->lock);
  return dirty || is_bit_set (self, first_page, last_page);
}

/* {{{ Harvest */

/* Takes the part of the stretch that is dirty as a whole. Harvesting its middle leaves two ends, of
 * which the shorter is marked page by page. */
static void
harvest_all (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page,
             StrataDirtyPages *pages)
{
  gboolean head, tail;

  if (!overlaps_all (self->has_all, &self->all, first_page, last_page))
    return;
  pages->has_all = TRUE;
  pages->all.first = MAX (self->all.first, first_page);
  pages->all.last = MIN (self->all.last, last_page);
  /* Asked under the lock: a log that goes on now has not marked all before this is over. */
  if (__atomic_load_n (&self->settles, __ATOMIC_ACQUIRE) != 0)
    return;

  head = self->all.first < first_page;
  tail = self->all.last > last_page;
  if (head && tail && first_page - self->all.first < self->all.last - last_page)
    {
      strata_dirty_bitmap_mark (self, self->all.first, first_page - 1);
      head = FALSE;
    }
  else if (head && tail)
    {
      strata_dirty_bitmap_mark (self, last_page + 1, self->all.last);
      tail = FALSE;
    }
  if (head)
    self->all.last = first_page - 1;
  else if (tail)
    self->all.first = last_page + 1;
  else
    self->has_all = FALSE;
}

static gsize
count_summary (StrataDirtyBitmap *self, guint64 first_word, guint64 last_word, gsize *n_groups)
{
  gsize n = 0;

  *n_groups = 0;
  for (gsize i = first_word / 64; i <= last_word / 64; i++)
    {
      guint64 bits = load_bits (&self->summary[i]) & mask_of (i, first_word, last_word);

      if (bits == 0)
        continue;
      n += __builtin_popcountll (bits);
      (*n_groups)++;
    }
  return n;
}

/* Marks that come while this runs can make for more words than were counted. */
static void
reserve (StrataDirtyPages *pages, gsize *room, gsize *group_room, gsize n_words)
{
  if (pages->n_words + n_words > *room)
    {
      *room = MAX (*room * 2, pages->n_words + n_words);
      pages->words = g_renew (guint64, pages->words, *room);
    }
  if (pages->n_groups == *group_room)
    {
      *group_room = MAX (*group_room * 2, 4);
      pages->groups = g_renew (StrataDirtyGroup, pages->groups, *group_room);
    }
}

/* Takes the words of one summary word. Returns whether any mark was cleared. */
static gboolean
harvest_group (StrataDirtyBitmap *self, gsize index, guint64 bits, guint64 first_page,
               guint64 last_page, StrataDirtyPages *pages)
{
  StrataDirtyGroup group = { index, 0, pages->n_words };
  gboolean cleared = FALSE;
  /* Each exchange waits for the stores before it: there is one, not two. */
  guint64 *next = pages->words + pages->n_words;

  for (; bits != 0; bits &= bits - 1)
    {
      gsize i = index * 64 + __builtin_ctzll (bits);
      guint64 mask = mask_of (i, first_page, last_page);
      guint64 word;

      if (mask == G_MAXUINT64)
        word = __atomic_exchange_n (&self->words[i], 0, __ATOMIC_SEQ_CST);
      else
        word = __atomic_fetch_and (&self->words[i], ~mask, __ATOMIC_SEQ_CST) & mask;
      cleared |= word != 0;
      if (G_UNLIKELY (pages->has_all))
        word &= ~mask_of (i, pages->all.first, pages->all.last);
      if (word == 0)
        continue;
      group.bits |= bits & -bits;
      *next++ = word;
    }
  pages->n_words = (gsize) (next - pages->words);
  if (group.bits != 0)
    pages->groups[pages->n_groups++] = group;
  return cleared;
}

static gboolean
harvest_bits (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page,
              StrataDirtyPages *pages)
{
  guint64 first_word = first_page / 64, last_word = last_page / 64;
  /* Words that are taken whole; the others keep their bit in the summary. */
  guint64 first_whole = (first_page + 63) / 64, end_whole = (last_page + 1) / 64;
  gsize group_room, room = count_summary (self, first_word, last_word, &group_room);
  gboolean cleared = FALSE;

  if (room == 0)
    return FALSE;
  pages->words = g_new (guint64, room);
  pages->groups = g_new (StrataDirtyGroup, group_room);
  for (gsize i = first_word / 64; i <= last_word / 64; i++)
    {
      guint64 mask = mask_of (i, first_word, last_word);
      guint64 bits = load_bits (&self->summary[i]) & mask;

      if (bits == 0)
        continue;
      if (first_whole < end_whole)
        bits |= __atomic_fetch_and (&self->summary[i], ~mask_of (i, first_whole, end_whole - 1),
                                    __ATOMIC_SEQ_CST)
                & mask;
      reserve (pages, &room, &group_room, __builtin_popcountll (bits));
      cleared |= harvest_group (self, i, bits, first_page, last_page, pages);
    }
  return cleared;
}

void
strata_dirty_bitmap_harvest (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page,
                             StrataDirtyPages *pages)
{
  memset (pages, 0, sizeof *pages);

  g_mutex_lock (&self->lock);
  harvest_all (self, first_page, last_page, pages);
  if (harvest_bits (self, first_page, last_page, pages))
    run_barrier ();
  g_mutex_unlock (&self->lock);
}

/* }}} */
/* {{{ What a harvest brought */

void
strata_dirty_pages_clear (StrataDirtyPages *self)
{
  g_free (self->words);
  g_free (self->groups);
  memset (self, 0, sizeof *self);
}

/* The first group whose summary word is not before @index. */
static gsize
find_group (const StrataDirtyPages *self, gsize index)
{
  gsize low = 0, high = self->n_groups;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->groups[middle].index < index)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
strata_dirty_pages_is_dirty (const StrataDirtyPages *self, guint64 first_page, guint64 last_page)
{
  guint64 first_word = first_page / 64, last_word = last_page / 64;

  if (overlaps_all (self->has_all, &self->all, first_page, last_page))
    return TRUE;
  for (gsize i = find_group (self, first_word / 64);
       i < self->n_groups && self->groups[i].index <= last_word / 64; i++)
    {
      const StrataDirtyGroup *group = &self->groups[i];
      guint64 wanted = group->bits & mask_of (group->index, first_word, last_word);

      for (; wanted != 0; wanted &= wanted - 1)
        {
          guint64 bit = wanted & -wanted;
          const guint64 *word
            = &self->words[group->before + __builtin_popcountll (group->bits & (bit - 1))];

          if ((*word & mask_of (group->index * 64 + __builtin_ctzll (bit), first_page, last_page))
              != 0)
            return TRUE;
        }
    }
  return FALSE;
}

guint64
strata_dirty_pages_count (const StrataDirtyPages *self)
{
  guint64 count = self->has_all ? self->all.last - self->all.first + 1 : 0;

  for (gsize i = 0; i < self->n_words; i++)
    count += __builtin_popcountll (self->words[i]);
  return count;
}

typedef struct
{
  gboolean running;
  StrataRange run;
  StrataDirtyPagesFunc func;
  gpointer user_data;
} Runs;

static void
add_run (Runs *runs, guint64 first, guint64 last)
{
  if (runs->running && runs->run.last + 1 == first)
    {
      runs->run.last = last;
      return;
    }
  if (runs->running)
    runs->func (runs->run.first, runs->run.last, runs->user_data);
  runs->running = TRUE;
  runs->run.first = first;
  runs->run.last = last;
}

void
strata_dirty_pages_foreach_run (const StrataDirtyPages *self, StrataDirtyPagesFunc func,
                                gpointer user_data)
{
  Runs runs = { .func = func, .user_data = user_data };
  gboolean all_is_due = self->has_all;
  const guint64 *next = self->words;

  for (gsize i = 0; i < self->n_groups; i++)
    for (guint64 bits = self->groups[i].bits; bits != 0; bits &= bits - 1)
      {
        guint64 base = (self->groups[i].index * 64 + __builtin_ctzll (bits)) * 64;

        for (guint64 word = *next++; word != 0;)
          {
            guint first = __builtin_ctzll (word);
            guint64 rest = ~(word >> first);
            guint length = rest == 0 ? 64 : __builtin_ctzll (rest);

            if (all_is_due && base + first > self->all.first)
              {
                add_run (&runs, self->all.first, self->all.last);
                all_is_due = FALSE;
              }
            add_run (&runs, base + first, base + first + length - 1);
            word &= length + first >= 64 ? 0 : G_MAXUINT64 << (first + length);
          }
      }
  if (all_is_due)
    add_run (&runs, self->all.first, self->all.last);
  if (runs.running)
    func (runs.run.first, runs.run.last, user_data);
}

/* }}} */
