/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <strata.h>

/* How the regions of a map lie. */
typedef enum
{
  STRATA_BENCH_FLAT,        /* pages in one container, a gap after each */
  STRATA_BENCH_OVERLAPPING, /* each overlaps two on either side, in four priorities */
  STRATA_BENCH_DEEP,        /* at the bottom of eight containers */
  STRATA_BENCH_ALIASED,     /* each seen through an alias of its own */
  STRATA_BENCH_ALIASED_16,  /* all in one container that is seen through 16 aliases */
} StrataBenchShape;

#define STRATA_BENCH_N_SHAPES 5
#define STRATA_BENCH_STRIDE (2 * STRATA_PAGE_SIZE)

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataAddressSpace *space; /* NULL until it is opened */
  GPtrArray *regions;        /* the N siblings, not yet in a container unless built */
  GPtrArray *others;         /* containers and aliases around them */
} StrataBenchMap;

const char *strata_bench_shape_get_name (StrataBenchShape shape);

/* A system with an empty root, and N regions that do nothing, in no container. */
StrataBenchMap *strata_bench_map_new (guint n_regions);
/* The same with RAM: all regions show the page at @bytes. */
StrataBenchMap *strata_bench_map_new_ram (guint n_regions, gpointer bytes);
void strata_bench_map_free (StrataBenchMap *self);

/* Puts the regions where the shape has them, in one transaction. */
void strata_bench_map_build (StrataBenchMap *self, StrataBenchShape shape);
/* What places a region among its siblings: itself, or its alias. */
StrataRegion *strata_bench_map_get_placed (StrataBenchMap *self, StrataBenchShape shape,
                                           guint index);
/* Adds a region to the root, where the flat shape has it. */
void strata_bench_map_add (StrataBenchMap *self, guint index);
/* Makes the address space; the first view is rendered. */
void strata_bench_map_open (StrataBenchMap *self);
void strata_bench_map_close (StrataBenchMap *self);
