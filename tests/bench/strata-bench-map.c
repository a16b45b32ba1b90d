/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-bench-map.h"

#include <math.h>

#define N_LEVELS 8
#define N_ALIASES 16

static const StrataRegionOps no_ops = { 0 };

const char *
strata_bench_shape_get_name (StrataBenchShape shape)
{
  static const char *const names[] = { "flat", "overlapping", "8 deep", "through aliases",
                                       "through 16 aliases" };

  return names[shape];
}

static StrataBenchMap *
new_map (void)
{
  StrataBenchMap *self = g_new0 (StrataBenchMap, 1);

  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  return self;
}

StrataBenchMap *
strata_bench_map_new (guint n_regions)
{
  StrataBenchMap *self = new_map ();

  for (guint i = 0; i < n_regions; i++)
    g_ptr_array_add (self->regions, strata_region_new_mmio (self->system, NULL, "device",
                                                            STRATA_PAGE_SIZE, &no_ops, NULL, NULL));
  return self;
}

StrataBenchMap *
strata_bench_map_new_ram (guint n_regions, gpointer bytes)
{
  StrataBenchMap *self = new_map ();

  for (guint i = 0; i < n_regions; i++)
    g_ptr_array_add (self->regions,
                     strata_region_new_ram_from_pointer (self->system, NULL, "ram",
                                                         STRATA_PAGE_SIZE, bytes, NULL, NULL));
  return self;
}

void
strata_bench_map_free (StrataBenchMap *self)
{
  strata_bench_map_close (self);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->others);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
  g_free (self);
}

static void
add_at (StrataRegion *container, guint64 address, StrataRegion *region, gint priority)
{
  g_autoptr (GError) error = NULL;

  strata_region_add_subregion_overlap (container, address, region, priority, &error);
  g_assert_no_error (error);
}

static StrataRegion *
new_container (StrataBenchMap *self, guint64 size)
{
  StrataRegion *region = strata_region_new_container (self->system, NULL, "container", size);

  g_ptr_array_add (self->others, region);
  return region;
}

static void
add_alias (StrataBenchMap *self, guint64 address, StrataRegion *target, guint64 size)
{
  StrataRegion *alias = strata_region_new_alias (self->system, NULL, "alias", target, 0, size);

  g_ptr_array_add (self->others, alias);
  add_at (self->root, address, alias, 0);
}

/* {{{ Shapes */

static void
build_overlapping (StrataBenchMap *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->regions->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (self->regions, i);

      strata_region_set_size (region, 5 * STRATA_PAGE_SIZE, &error);
      g_assert_no_error (error);
      add_at (self->root, (guint64) i * STRATA_BENCH_STRIDE, region, (gint) (i * 7 % 4));
    }
}

/* Spreads the regions from @begin to before @end over the containers below one. */
static void
build_deep (StrataBenchMap *self, StrataRegion *container, guint begin, guint end, guint level)
{
  guint n_regions = end - begin;
  guint n_parts = (guint) ceil (pow (n_regions, 1.0 / (N_LEVELS - level + 1)));

  if (level == N_LEVELS)
    {
      for (guint i = begin; i < end; i++)
        add_at (container, (guint64) (i - begin) * STRATA_BENCH_STRIDE,
                g_ptr_array_index (self->regions, i), 0);
      return;
    }
  for (guint i = 0; i < n_parts; i++)
    {
      guint first = begin + (guint) ((guint64) n_regions * i / n_parts);
      guint next = begin + (guint) ((guint64) n_regions * (i + 1) / n_parts);
      StrataRegion *part = new_container (self, (guint64) (next - first) * STRATA_BENCH_STRIDE);

      build_deep (self, part, first, next, level + 1);
      add_at (container, (guint64) (first - begin) * STRATA_BENCH_STRIDE, part, 0);
    }
}

static void
build_aliased_16 (StrataBenchMap *self)
{
  guint64 size = (guint64) self->regions->len * STRATA_BENCH_STRIDE;
  StrataRegion *behind = new_container (self, size);

  for (guint i = 0; i < self->regions->len; i++)
    add_at (behind, (guint64) i * STRATA_BENCH_STRIDE, g_ptr_array_index (self->regions, i), 0);
  for (guint i = 0; i < N_ALIASES; i++)
    add_alias (self, i * size, behind, size);
}

void
strata_bench_map_build (StrataBenchMap *self, StrataBenchShape shape)
{
  strata_system_begin (self->system);
  switch (shape)
    {
    case STRATA_BENCH_FLAT:
      for (guint i = 0; i < self->regions->len; i++)
        strata_bench_map_add (self, i);
      break;
    case STRATA_BENCH_OVERLAPPING:
      build_overlapping (self);
      break;
    case STRATA_BENCH_DEEP:
      build_deep (self, self->root, 0, self->regions->len, 1);
      break;
    case STRATA_BENCH_ALIASED:
      for (guint i = 0; i < self->regions->len; i++)
        add_alias (self, (guint64) i * STRATA_BENCH_STRIDE, g_ptr_array_index (self->regions, i),
                   STRATA_PAGE_SIZE);
      break;
    case STRATA_BENCH_ALIASED_16:
      build_aliased_16 (self);
      break;
    default:
      g_assert_not_reached ();
    }
  strata_system_commit (self->system);
}

/* }}} */

StrataRegion *
strata_bench_map_get_placed (StrataBenchMap *self, StrataBenchShape shape, guint index)
{
  return g_ptr_array_index (shape == STRATA_BENCH_ALIASED ? self->others : self->regions, index);
}

void
strata_bench_map_add (StrataBenchMap *self, guint index)
{
  add_at (self->root, (guint64) index * STRATA_BENCH_STRIDE,
          g_ptr_array_index (self->regions, index), 0);
}

void
strata_bench_map_open (StrataBenchMap *self)
{
  self->space = strata_address_space_new (self->system, "memory", self->root);
}

void
strata_bench_map_close (StrataBenchMap *self)
{
  if (self->space != NULL)
    strata_address_space_close (self->space);
  g_clear_pointer (&self->space, strata_address_space_unref);
}
