/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What edits and accesses cost, as CPU time on one thread: medians of repeated rounds.
 * `--json` prints one object, `--short` only proves that it works. */

#include <strata.h>
#include <stdio.h>
#include <time.h>

#define ROUNDS 7

/* A container of N regions of one page, with a page between each */
typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataAddressSpace *space;
  StrataInitiator *initiator;
  GPtrArray *regions;
  GRand *random;
} Map;

typedef void (*Work) (Map *map, guint repeats);

static guint64
read_nothing (G_GNUC_UNUSED gpointer user_data, guint64 offset, G_GNUC_UNUSED guint size)
{
  return offset;
}

static const StrataRegionOps ops = { .read = read_nothing };

static StrataRegion *
make_region (Map *map, gboolean mmio)
{
  g_autoptr (GError) error = NULL;
  StrataRegion *region;

  if (mmio)
    region = strata_region_new_mmio (map->system, NULL, "device", STRATA_PAGE_SIZE, &ops, NULL,
                                     NULL);
  else
    region = strata_region_new_ram (map->system, NULL, "ram", STRATA_PAGE_SIZE, &error);
  g_assert_no_error (error);
  return region;
}

static void
add_regions (Map *map, guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      strata_region_add_subregion (map->root, (guint64) i * 2 * STRATA_PAGE_SIZE,
                                   map->regions->pdata[i], &error);
      g_assert_no_error (error);
    }
}

static Map *
map_new (guint n, gboolean mmio)
{
  Map *map = g_new0 (Map, 1);

  map->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  map->root = strata_region_new_container (map->system, NULL, "root", STRATA_SIZE_MAX);
  map->space = strata_address_space_new (map->system, "memory", map->root);
  map->initiator = strata_initiator_new (map->space, "benchmark");
  map->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  map->random = g_rand_new_with_seed (1);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (map->regions, make_region (map, mmio));
  return map;
}

static void
map_free (Map *map)
{
  strata_initiator_unref (map->initiator);
  strata_address_space_close (map->space);
  strata_address_space_unref (map->space);
  g_ptr_array_unref (map->regions);
  strata_region_unref (map->root);
  strata_system_unref (map->system);
  g_rand_free (map->random);
  g_free (map);
}

static void
add_all (Map *map, G_GNUC_UNUSED guint repeats)
{
  add_regions (map, map->regions->len);
}

static void
toggle_one (Map *map, guint repeats)
{
  StrataRegion *region = map->regions->pdata[map->regions->len / 2];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < repeats; i++)
    {
      strata_region_set_enabled (region, i % 2, &error);
      g_assert_no_error (error);
    }
}

static void
load_anywhere (Map *map, guint repeats)
{
  guint64 value;

  for (guint i = 0; i < repeats; i++)
    {
      guint64 page = 2 * (guint64) g_rand_int_range (map->random, 0, (gint) map->regions->len);

      strata_initiator_load (map->initiator, page * STRATA_PAGE_SIZE + i % 1024 * 4, 4,
                             STRATA_LITTLE_ENDIAN, &value);
    }
}

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Nanoseconds for each repeat */
static double
measure (Work work, guint n, gboolean mmio, guint repeats)
{
  double times[ROUNDS];

  for (guint round = 0; round < ROUNDS; round++)
    {
      Map *map = map_new (n, mmio);
      double start;

      if (work != add_all)
        add_regions (map, n);
      start = now ();
      work (map, repeats);
      times[round] = (now () - start) / repeats;
      map_free (map);
    }
  qsort (times, ROUNDS, sizeof times[0], compare);
  return times[ROUNDS / 2];
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    Work work;
    gboolean mmio;
    guint repeats;
  } rows[] = {
    { "add N regions, each", add_all, FALSE, 0 },
    { "toggle one of N", toggle_one, FALSE, 200 },
    { "RAM load anywhere", load_anywhere, FALSE, 100000 },
    { "MMIO load anywhere", load_anywhere, TRUE, 100000 },
  };
  static const guint counts[] = { 10, 100, 1000, 10000 };
  gboolean json = FALSE, quick = FALSE;

  for (int i = 1; i < argc; i++)
    {
      json |= g_str_equal (argv[i], "--json");
      quick |= g_str_equal (argv[i], "--short");
    }

  if (json)
    printf ("{");
  else
    printf ("nanoseconds of CPU time, median of %d rounds\n", ROUNDS);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint c = 0; c < (quick ? 2 : G_N_ELEMENTS (counts)); c++)
      {
        guint repeats = rows[r].repeats == 0 ? counts[c] : quick ? 10 : rows[r].repeats;
        double time = measure (rows[r].work, counts[c], rows[r].mmio, repeats);

        if (json)
          printf ("%s\"%s, N=%u\": %.1f", r + c ? ", " : "", rows[r].name, counts[c], time);
        else
          printf ("%-24s N=%-6u %12.1f\n", rows[r].name, counts[c], time);
      }
  if (json)
    printf ("}\n");
  return 0;
}
