/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A tree of wide chunks, all leaves at one depth: each step down waits for memory once, however
 * large the container is. */

#include "strata-region-index-private.h"

#include <string.h>

typedef StrataRegionChunk Chunk;

#define MAX_ENTRIES 32
/* A chunk with fewer is joined with a neighbour, if that has room. */
#define MIN_ENTRIES 8
/* The first size of a leaf; most containers hold few regions. */
#define FIRST_ROOM 4

typedef struct
{
  guint64 address; /* of the first region below */
  guint64 last;    /* the largest last offset below */
  gpointer below;  /* a region if the chunk is a leaf, else a chunk */
} Entry;

struct _StrataRegionChunk
{
  guint16 height; /* 0 for a leaf */
  guint16 n_entries;
  guint16 room;
  Entry entries[];
};

#define FULL_SIZE (sizeof (Chunk) + MAX_ENTRIES * sizeof (Entry))

/* {{{ Order */

static inline gboolean
is_before (const StrataRegion *a, const StrataRegion *b)
{
  if (a->state.address != b->state.address)
    return a->state.address < b->state.address;
  return strata_region_is_tried_before (a, b);
}

/* The last offset that a subregion covers, cut at 2^64-1. For size 0 its address: it is never
 * found by a query, which skips it. */
static inline guint64
get_last (const StrataRegion *region)
{
  guint64 length = region->state.size == STRATA_SIZE_MAX ? G_MAXUINT64
                   : region->state.size == 0             ? 0
                                                         : region->state.size - 1;

  return region->state.address > G_MAXUINT64 - length ? G_MAXUINT64
                                                      : region->state.address + length;
}

static inline const StrataRegion *
get_first (const Chunk *chunk, guint index)
{
  for (; chunk->height > 0; index = 0)
    chunk = chunk->entries[index].below;
  return chunk->entries[index].below;
}

/* How many entries begin before a region. Regions are looked at only where addresses are equal. */
static guint
search (const Chunk *chunk, const StrataRegion *region)
{
  guint64 address = region->state.address;
  guint begin = 0, end = chunk->n_entries;

  while (begin < end)
    {
      guint middle = (begin + end) / 2;
      const Entry *entry = &chunk->entries[middle];

      if (entry->address < address
          || (entry->address == address && is_before (get_first (chunk, middle), region)))
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

/* Which child a region is in, or is to be put into. */
static inline guint
search_child (const Chunk *chunk, const StrataRegion *region)
{
  guint found = search (chunk, region);

  /* It may be the very first of the child that was found. */
  if (found < chunk->n_entries && chunk->entries[found].address == region->state.address
      && get_first (chunk, found) == region)
    return found;
  return found > 0 ? found - 1 : 0;
}

/* }}} */
/* {{{ Chunks */

static Chunk *
new_chunk (guint height, guint room)
{
  Chunk *chunk = g_malloc (sizeof (Chunk) + room * sizeof (Entry));

  chunk->height = height;
  chunk->n_entries = 0;
  chunk->room = room;
  return chunk;
}

static void
insert_entry (Chunk **chunk, guint at, const Entry *entry)
{
  Chunk *self = *chunk;

  if (self->n_entries == self->room)
    {
      self->room = MIN (2 * self->room, MAX_ENTRIES);
      self = g_realloc (self, sizeof (Chunk) + self->room * sizeof (Entry));
      *chunk = self;
    }
  memmove (self->entries + at + 1, self->entries + at,
           (self->n_entries - at) * sizeof (Entry));
  self->entries[at] = *entry;
  self->n_entries++;
}

static void
remove_entry (Chunk *chunk, guint at)
{
  chunk->n_entries--;
  memmove (chunk->entries + at, chunk->entries + at + 1,
           (chunk->n_entries - at) * sizeof (Entry));
}

/* What the chunk above says of one. */
static inline Entry
summarize (Chunk *chunk)
{
  Entry entry = { chunk->entries[0].address, 0, chunk };

  for (guint i = 0; i < chunk->n_entries; i++)
    entry.last = MAX (entry.last, chunk->entries[i].last);
  return entry;
}

/* Moves the upper half of a full chunk into a new one. Where regions are added in order, chunks
 * stay full: what is added past the end of the last one begins a new one. */
static Chunk *
split (Chunk *chunk, gboolean at_end)
{
  guint kept = at_end ? chunk->n_entries - 1 : chunk->n_entries / 2;
  Chunk *upper = new_chunk (chunk->height, MAX_ENTRIES);

  upper->n_entries = chunk->n_entries - kept;
  memcpy (upper->entries, chunk->entries + kept, upper->n_entries * sizeof (Entry));
  chunk->n_entries = kept;
  return upper;
}

/* }}} */
/* {{{ Changing */

/* Puts a region below; what no longer fits comes back as a second chunk. */
static Chunk *
insert (Chunk **chunk, StrataRegion *region)
{
  Chunk *self = *chunk;
  Chunk *upper = NULL;
  Entry entry;
  guint at;

  if (self->height == 0)
    {
      at = search (self, region);
      entry.address = region->state.address;
      entry.last = get_last (region);
      entry.below = region;
    }
  else
    {
      Chunk *child, *second;

      at = search_child (self, region);
      child = self->entries[at].below;
      strata_fetch (child, FULL_SIZE);
      second = insert (&child, region);
      if (second == NULL)
        {
          Entry *above = &self->entries[at];

          above->address = MIN (above->address, region->state.address);
          above->last = MAX (above->last, get_last (region));
          above->below = child;
          return NULL;
        }
      self->entries[at++] = summarize (child);
      entry = summarize (second);
    }

  if (self->n_entries == MAX_ENTRIES)
    {
      upper = split (self, at == MAX_ENTRIES);
      if (at > self->n_entries)
        {
          insert_entry (&upper, at - self->n_entries, &entry);
          return upper;
        }
    }
  insert_entry (chunk, at, &entry);
  return upper;
}

/* Joins two neighbouring children if one of them is thin and both fit into one chunk. */
static void
join_children (Chunk *self, guint at)
{
  Chunk *a, *b;

  if (at + 1 >= self->n_entries)
    return;
  a = self->entries[at].below;
  b = self->entries[at + 1].below;
  if (MIN (a->n_entries, b->n_entries) >= MIN_ENTRIES || a->n_entries + b->n_entries > MAX_ENTRIES)
    return;
  if (a->room < a->n_entries + b->n_entries)
    {
      a->room = MAX_ENTRIES;
      a = g_realloc (a, sizeof (Chunk) + MAX_ENTRIES * sizeof (Entry));
    }
  memcpy (a->entries + a->n_entries, b->entries, b->n_entries * sizeof (Entry));
  a->n_entries += b->n_entries;
  g_free (b);
  remove_entry (self, at + 1);
  self->entries[at] = summarize (a);
}

/* Takes a region out; an emptied chunk is left to whoever holds it. */
static void
remove_below (Chunk *self, StrataRegion *region)
{
  Chunk *child;
  guint at;

  if (self->height == 0)
    {
      at = search (self, region);
      g_assert (at < self->n_entries && self->entries[at].below == region);
      remove_entry (self, at);
      return;
    }
  at = search_child (self, region);
  child = self->entries[at].below;
  strata_fetch (child, FULL_SIZE);
  remove_below (child, region);
  if (child->n_entries == 0)
    {
      g_free (child);
      remove_entry (self, at);
      return;
    }
  self->entries[at] = summarize (child);
  if (child->n_entries < MIN_ENTRIES)
    {
      join_children (self, at);
      if (at > 0)
        join_children (self, at - 1);
    }
}

void
strata_region_index_insert (StrataRegion *container, StrataRegion *subregion)
{
  Chunk *second;

  container->n_subregions++;
  if (container->subregions == NULL)
    container->subregions = new_chunk (0, FIRST_ROOM);
  second = insert (&container->subregions, subregion);
  if (second != NULL)
    {
      Chunk *top = new_chunk (second->height + 1, MAX_ENTRIES);

      top->n_entries = 2;
      top->entries[0] = summarize (container->subregions);
      top->entries[1] = summarize (second);
      container->subregions = top;
    }
}

void
strata_region_index_remove (StrataRegion *container, StrataRegion *subregion)
{
  Chunk *top = container->subregions;

  container->n_subregions--;
  remove_below (top, subregion);
  while (top->height > 0 && top->n_entries == 1)
    {
      container->subregions = top->entries[0].below;
      g_free (top);
      top = container->subregions;
    }
  if (top->n_entries == 0)
    g_clear_pointer (&container->subregions, g_free);
}

static void
free_chunk (Chunk *chunk)
{
  for (guint i = 0; chunk->height > 0 && i < chunk->n_entries; i++)
    free_chunk (chunk->entries[i].below);
  g_free (chunk);
}

void
strata_region_index_clear (StrataRegion *container)
{
  g_clear_pointer (&container->subregions, free_chunk);
  container->n_subregions = 0;
}

/* }}} */
/* {{{ Asking */

static void
query (const Chunk *chunk, guint64 first, guint64 last, GPtrArray *found)
{
  for (guint i = 0; i < chunk->n_entries && chunk->entries[i].address <= last; i++)
    {
      const Entry *entry = &chunk->entries[i];

      if (entry->last < first)
        continue;
      if (chunk->height > 0)
        query (entry->below, first, last, found);
      else if (((StrataRegion *) entry->below)->state.size != 0)
        g_ptr_array_add (found, entry->below);
    }
}

void
strata_region_index_query (StrataRegion *container, guint64 first, guint64 last, GPtrArray *found)
{
  if (container->subregions != NULL)
    query (container->subregions, first, last, found);
}

static void
foreach (const Chunk *chunk, StrataSubregionFunc func, gpointer user_data)
{
  for (guint i = 0; i < chunk->n_entries; i++)
    if (chunk->height > 0)
      foreach (chunk->entries[i].below, func, user_data);
    else
      func (chunk->entries[i].below, user_data);
}

void
strata_region_index_foreach (StrataRegion *container, StrataSubregionFunc func, gpointer user_data)
{
  if (container->subregions != NULL)
    foreach (container->subregions, func, user_data);
}

static void
collect (StrataRegion *subregion, gpointer user_data)
{
  g_ptr_array_add (user_data, subregion);
}

void
strata_region_index_list (StrataRegion *container, GPtrArray *found)
{
  strata_region_index_foreach (container, collect, found);
}

/* }}} */
