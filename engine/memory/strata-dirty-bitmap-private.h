/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

/* Which pages of a block of memory one client has not seen yet.
 *
 * Two levels: a bit per page in words, a bit per word in summary, so that a harvest costs what is
 * dirty. A writer stores, then marks; marking tests before it sets, so that a page that is dirty
 * already costs a load. A harvest clears, then runs a membarrier(2) if it found anything, and only
 * then are the bytes read. The barrier stands in for the fence that the writer leaves out between
 * its store and its test; where the kernel has no membarrier, writers always set.
 *
 * A bit in a word is set before its bit in the summary, and cleared after it: a summary bit can be
 * set for an empty word, and a word can wait a moment for its summary bit, but none stays without.
 *
 * "All dirty" is a stretch of pages beside the bits. It shrinks as it is harvested from an end. */
typedef struct
{
  guint64 *words;   /* atomic */
  guint64 *summary; /* atomic */
  guint64 n_pages;
  gsize n_words;
  gsize mapped; /* bytes from mmap, or 0 if from the heap */

  guint64 settles; /* atomic; the publication that writers must have moved past; 0 for settled */

  GMutex lock; /* of harvesters, for what is below */
  gboolean has_all;
  StrataRange all; /* of pages */
} StrataDirtyBitmap;

/* The words that one summary word stood for. */
typedef struct
{
  gsize index;  /* of the summary word */
  guint64 bits; /* which of its words are there */
  gsize before; /* how many words come before */
} StrataDirtyGroup;

/* What a harvest brought: a stretch, and beside it groups of words. Never changed once made. */
typedef struct
{
  gboolean has_all;
  StrataRange all;
  StrataDirtyGroup *groups;
  gsize n_groups;
  guint64 *words;
  gsize n_words;
} StrataDirtyPages;

typedef void (*StrataDirtyPagesFunc) (guint64 first_page, guint64 last_page, gpointer user_data);

StrataDirtyBitmap *strata_dirty_bitmap_new (guint64 n_pages);
void strata_dirty_bitmap_free (StrataDirtyBitmap *self);
/* Whether writers may leave out a mark that is there already; the same for the whole process. */
gboolean strata_dirty_bitmap_may_test (void);
void strata_dirty_bitmap_mark (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page);
void strata_dirty_bitmap_mark_all (StrataDirtyBitmap *self);
gboolean strata_dirty_bitmap_is_dirty (StrataDirtyBitmap *self, guint64 first_page,
                                       guint64 last_page);
/* Takes what is dirty in a stretch and leaves it clean, but for a stretch that is dirty as a whole
 * while the log is not settled. */
void strata_dirty_bitmap_harvest (StrataDirtyBitmap *self, guint64 first_page, guint64 last_page,
                                  StrataDirtyPages *pages);

void strata_dirty_pages_clear (StrataDirtyPages *self);
gboolean strata_dirty_pages_is_dirty (const StrataDirtyPages *self, guint64 first_page,
                                      guint64 last_page);
guint64 strata_dirty_pages_count (const StrataDirtyPages *self);
/* Calls @func for each maximal run of dirty pages, in order. */
void strata_dirty_pages_foreach_run (const StrataDirtyPages *self, StrataDirtyPagesFunc func,
                                     gpointer user_data);
