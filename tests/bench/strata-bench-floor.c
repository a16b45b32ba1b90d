/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-bench-floor.h"

#include "strata-bench.h"

/* {{{ Callbacks */

#define DEFINE_CALLBACK(name, number)                                                  \
  static guint64 name (gpointer user_data G_GNUC_UNUSED, guint64 offset, guint size)   \
  {                                                                                    \
    return offset * (number) + size;                                                   \
  }

DEFINE_CALLBACK (answer_1, 1)
DEFINE_CALLBACK (answer_2, 2)
DEFINE_CALLBACK (answer_3, 3)
DEFINE_CALLBACK (answer_4, 4)

StrataBenchCallback
strata_bench_get_callback (guint index)
{
  static const StrataBenchCallback callbacks[] = { answer_1, answer_2, answer_3, answer_4 };

  return callbacks[index % 4];
}

/* }}} */

/* The index of the last first address at or below one. The mask instead of a condition keeps
 * compilers from making a branch of it; no search depends on the one before. */
static inline guint
search (const StrataBenchFloor *floor, guint64 address)
{
  const guint64 *base = floor->firsts;

  for (guint n = floor->n_firsts; n > 1;)
    {
      guint half = n / 2;

      base += half & -(guint) (base[half] <= address);
      n -= half;
    }
  return (guint) (base - floor->firsts);
}

void
strata_bench_floor_search (gpointer data, guint repeats)
{
  const StrataBenchFloor *floor = data;
  guint64 sum = 0;

  for (guint i = 0; i < repeats; i++)
    sum += search (floor, floor->queries[i & (floor->n_queries - 1)]);
  strata_bench_consume (sum);
}

void
strata_bench_floor_call (gpointer data, guint repeats)
{
  const StrataBenchFloor *floor = data;
  guint64 sum = 0;

  for (guint i = 0; i < repeats; i++)
    {
      guint64 query = floor->queries[i & (floor->n_queries - 1)];

      sum += floor->callbacks[(query >> 13) % 4] (NULL, query, 4);
    }
  strata_bench_consume (sum);
}

void
strata_bench_floor_search_and_call (gpointer data, guint repeats)
{
  const StrataBenchFloor *floor = data;
  guint64 sum = 0;

  for (guint i = 0; i < repeats; i++)
    {
      guint64 query = floor->queries[i & (floor->n_queries - 1)];

      sum += floor->callbacks[search (floor, query)] (NULL, query, 4);
    }
  strata_bench_consume (sum);
}

guint64
strata_bench_floor_scan (const guint64 *words, gsize n_words)
{
  guint64 n_set = 0;

  for (gsize i = 0; i < n_words; i++)
    n_set += words[i] != 0;
  return n_set;
}
