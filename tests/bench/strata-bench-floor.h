/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* What is compared with: the least that could be done. */

typedef guint64 (*StrataBenchCallback) (gpointer user_data, guint64 offset, guint size);

/* One of four callbacks that differ only in where they are. */
StrataBenchCallback strata_bench_get_callback (guint index);

/* N sorted first addresses and what is behind each. */
typedef struct
{
  const guint64 *firsts;
  const StrataBenchCallback *callbacks; /* one for each */
  guint n_firsts;
  const guint64 *queries;
  guint n_queries; /* a power of two */
} StrataBenchFloor;

void strata_bench_floor_search (gpointer floor, guint repeats);
void strata_bench_floor_call (gpointer floor, guint repeats);
void strata_bench_floor_search_and_call (gpointer floor, guint repeats);

/* Reads all words; the number of those that are not zero. */
guint64 strata_bench_floor_scan (const guint64 *words, gsize n_words);
