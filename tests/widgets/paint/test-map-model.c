/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-fixture.h"

#include "memory/strata-region.h"
#include "memory/strata-system.h"

/* All that a model shows, a line each: the flat ranges, then the columns beneath. */
static char *
describe (StrataMapModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strata_map_model_get_n_flats (model); i++)
    {
      const StrataMapFlat *flat = strata_map_model_get_flat (model, i);

      g_string_append_printf (text, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %s %s\n",
                              flat->first, flat->last,
                              strata_map_model_get_instance (model, flat->instance)->name,
                              strata_map_kind_get_tag (strata_map_model_get_kind (model,
                                                                                  flat->instance)));
    }
  for (guint column = 0; column < strata_map_model_get_n_columns (model); column++)
    {
      guint n;
      const StrataMapStratum *strata = strata_map_model_get_strata (model, column, &n);

      for (guint i = 0; i < n; i++)
        {
          guint instance = strata[i].instance;
          g_autofree char *label = NULL;

          g_string_append_printf (text, "%u: %" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x ",
                                  column, strata[i].first, strata[i].last);
          if (instance == STRATA_NO_INSTANCE)
            {
              g_string_append_printf (text, "%u disabled\n", strata[i].count);
              continue;
            }
          label = strata_map_model_dup_label (model, instance);
          g_assert_cmpuint (strata_map_model_get_column (model, instance), ==, column);
          g_assert_cmpuint (strata[i].count, ==, 1);
          g_string_append (text, label);
          g_string_append (text, strata_map_model_get_instance (model, instance)->enabled
                                 ? "\n" : " (disabled)\n");
        }
    }
  return g_string_free (text, FALSE);
}

static void
test_overlap (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_overlap ();
  g_autofree char *text = describe (model);
  const StrataMapSummary *summary = strata_map_model_get_summary (model);

  g_assert_cmpstr (text, ==,
                   "0-1fff C MMIO\n"
                   "2000-2fff D RAM\n"
                   "3000-3fff C MMIO\n"
                   "4000-4fff E ROM\n"
                   "5000-5fff C MMIO\n"
                   "0: 0-5fff C\n");
  g_assert_cmpuint (summary->n_partly, ==, 1);
  g_assert_cmpuint (summary->n_wholly, ==, 0);
  g_assert_cmpuint (summary->n_disabled, ==, 0);
  g_assert_cmphex (strata_map_model_get_extent (model)->last, ==, 0x7fff);
}

/* What a read-only window shows of a RAM is ROM; neighbours that go on are one. */
static void
test_pc (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autofree char *text = describe (model);

  g_assert_true (g_str_has_prefix (text,
                                   "0-9ffff pc.ram RAM\n"
                                   "a0000-bffff vga-lowmem MMIO\n"
                                   "c0000-cafff pc.ram ROM\n"
                                   "cb000-cdfff pc.ram RAM\n"
                                   "ce000-e7fff pc.ram ROM\n"
                                   "e8000-effff pc.ram RAM\n"
                                   "f0000-fffff pc.ram ROM\n"
                                   "100000-7ffffff pc.ram RAM\n"
                                   "fd000000-fdffffff vga.vram RAM\n"));
  g_assert_nonnull (g_strstr_len (text, -1,
                                  "0: c8000-cbfff pam-rom → pc.ram\n"
                                  "0: cc000-cffff pam-rom → pc.ram\n"
                                  "0: febf0000-febf0fff pci → vga.mmio\n"
                                  "1: 0-7ffffff ram-below-4g → pc.ram\n"
                                  "2: a0000-bffff pci → vga-lowmem\n"
                                  "2: c0000-dffff pci → pc.rom\n"
                                  "2: e0000-fffff isa-bios → pc.bios\n"
                                  "3: c0000-c3fff pam-ram → pc.ram (disabled)\n"));
  g_assert_cmpuint (strata_map_model_get_summary (model)->n_wholly, ==, 3);
  g_assert_cmpuint (strata_map_model_get_summary (model)->n_partly, ==, 4);
  g_assert_cmpuint (strata_map_model_get_summary (model)->n_disabled, ==, 13);
}

static void
test_empty (void)
{
  g_autoptr (StrataMapModel) model = strata_map_model_new (NULL, 0, NULL, 0);
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmphex (stretches[0].first, ==, 0);
  g_assert_cmphex (stretches[0].last, ==, G_MAXUINT64);
  g_assert_true (stretches[0].empty);
  g_assert_cmpuint (strata_map_model_get_n_flats (model), ==, 0);
  g_assert_cmpuint (strata_map_model_get_n_columns (model), ==, 0);
}

/* A region that goes on somewhere else, or with other attributes, is another flat range. */
static void
test_merge (void)
{
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  g_autoptr (StrataMapModel) model = NULL;
  g_autofree char *text = NULL;
  guint root = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER, 0,
                                0xffff);

  for (guint i = 0; i < 6; i++)
    {
      guint ram = map_fixture_add (fixture, root, "ram", STRATA_REGION_RAM, i * 0x1000,
                                   i * 0x1000 + 0xfff);

      map_fixture_get (fixture, ram)->offset = i < 2 ? i * 0x1000 : i * 0x1000 + 0x10000;
      map_fixture_get (fixture, ram)->nonvolatile = i == 3;
      map_fixture_get (fixture, ram)->readonly = i == 5;
      map_fixture_try (fixture, ram);
    }
  model = map_fixture_build (fixture);
  text = describe (model);
  g_assert_cmpstr (text, ==,
                   "0-1fff ram RAM\n"
                   "2000-2fff ram RAM\n"
                   "3000-3fff ram RAM\n"
                   "4000-4fff ram RAM\n"
                   "5000-5fff ram ROM\n");
}

/* The stretches fill the space; nothing drawn begins or ends inside one. */
static void
check_stretches (StrataMapModel *model)
{
  const StrataRange *extent = strata_map_model_get_extent (model);
  guint64 next = extent->first;
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);

  for (gsize i = 0; i < n; i++)
    {
      guint flat = strata_map_model_find_flat (model, stretches[i].first);
      gboolean any = FALSE;

      g_assert_cmphex (stretches[i].first, ==, next);
      g_assert_cmphex (stretches[i].last, >=, stretches[i].first);
      next = stretches[i].last + 1;

      if (flat < strata_map_model_get_n_flats (model)
          && strata_map_model_get_flat (model, flat)->first <= stretches[i].last)
        {
          any = TRUE;
          g_assert_cmphex (strata_map_model_get_flat (model, flat)->first, <=, stretches[i].first);
          g_assert_cmphex (strata_map_model_get_flat (model, flat)->last, >=, stretches[i].last);
        }
      for (guint column = 0; column < strata_map_model_get_n_columns (model); column++)
        {
          guint n_strata;
          const StrataMapStratum *stratum = strata_map_model_get_strata (model, column, &n_strata);
          guint k = strata_map_model_find_stratum (model, column, stretches[i].first);

          if (k >= n_strata)
            continue;
          stratum += k;
          if (stratum->first > stretches[i].last)
            continue;
          any = TRUE;
          g_assert_cmphex (stratum->first, <=, stretches[i].first);
          g_assert_cmphex (stratum->last, >=, stretches[i].last);
        }
      g_assert_cmpint (stretches[i].empty, ==, !any);
    }
  g_assert_cmphex (next, ==, extent->last + 1);
}

static void
test_stretches (void)
{
  g_autoptr (StrataMapModel) overlap = map_fixture_build_overlap ();
  g_autoptr (StrataMapModel) pc = map_fixture_build_pc ();
  g_autoptr (StrataMapModel) many = map_fixture_build_many (300);

  check_stretches (overlap);
  check_stretches (pc);
  check_stretches (many);
}

/* Whatever is guessed, what is found is the same. */
static void
test_guess (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_many (300);
  guint n = strata_map_model_get_n_segments (model);

  for (guint i = 0; i < 2 * n; i++)
    {
      const StrataSegment *segment = strata_map_model_get_segment (model, i / 2);
      guint64 address = i % 2 == 0 ? segment->first : segment->last + 1;
      guint found = strata_map_model_find_segment (model, address);

      g_assert_true (found == n || strata_map_model_get_segment (model, found)->last >= address);
      for (guint guess = 0; guess < n + 10; guess += 7)
        g_assert_cmpuint (strata_map_model_find_segment_near (model, address, guess), ==, found);
    }
  for (guint i = 0; i < strata_map_model_get_n_flats (model); i++)
    g_assert_cmpuint (strata_map_model_get_flat_kinds (model)[i], ==,
                      strata_map_model_get_kind (model,
                                                 strata_map_model_get_flat (model, i)->instance));
}

/* From left to right a row is what the address is tried against, in order. */
static void
test_row_is_probe (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (MapFixture) fixture = map_fixture_new ();
      g_autoptr (StrataMapModel) model = NULL;
      guint root = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER, 0,
                                    255);

      for (gint32 i = g_test_rand_int_range (0, 25); i > 0; i--)
        {
          guint64 first = (guint64) g_test_rand_int_range (0, 256);
          guint64 last = MIN (first + (guint64) g_test_rand_int_range (0, 100), 255);
          g_autofree char *name = g_strdup_printf ("r%d", i);

          map_fixture_try (fixture, map_fixture_add (fixture, root, g_intern_string (name),
                                                     STRATA_REGION_MMIO, first, last));
        }
      model = map_fixture_build (fixture);
      check_stretches (model);

      for (guint64 address = 0; address < 256; address++)
        {
          guint order = STRATA_NO_INSTANCE;
          guint i = strata_map_model_find_segment (model, address);

          if (i < strata_map_model_get_n_segments (model)
              && strata_map_model_get_segment (model, i)->first <= address)
            order = strata_map_model_get_instance (
              model, strata_map_model_get_segment (model, i)->instance)->order;
          for (guint column = 0; column < strata_map_model_get_n_columns (model); column++)
            {
              guint n;
              const StrataMapStratum *strata = strata_map_model_get_strata (model, column, &n);
              guint k = strata_map_model_find_stratum (model, column, address);
              const StrataMapInstance *stratum;

              if (k >= n)
                continue;
              stratum = strata_map_model_get_instance (model, strata[k].instance);
              if (stratum->first > address)
                continue;
              /* The winner itself may stand beneath, too, where it is hidden elsewhere. */
              g_assert_cmpuint (order, !=, STRATA_NO_INSTANCE);
              g_assert_cmpuint (stratum->order, >=, order);
              order = stratum->order;
            }
        }
    }
}

/* What the engine renders arrives as it is. */
static void
test_rendering (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 0x8000, NULL);
  g_autoptr (StrataRegion) window = strata_region_new_alias (system, NULL, "window", ram, 0x1000,
                                                             0x1000);
  g_autoptr (StrataRegion) device = strata_region_new_reserved (system, NULL, "device", 0x1000);
  g_autoptr (StrataRegion) off = strata_region_new_reserved (system, NULL, "off", 0x2000);
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (StrataMapModel) model = NULL;
  g_autofree char *text = NULL;

  g_assert_true (strata_region_set_readonly (window, TRUE, NULL));
  g_assert_true (strata_region_set_enabled (off, FALSE, NULL));
  g_assert_true (strata_region_add_subregion_overlap (root, 0, ram, 0, NULL));
  g_assert_true (strata_region_add_subregion_overlap (root, 0xc000, window, 1, NULL));
  g_assert_true (strata_region_add_subregion_overlap (root, 0x2000, device, 1, NULL));
  g_assert_true (strata_region_add_subregion_overlap (root, 0x7000, off, 2, NULL));
  rendering = strata_rendering_new (root, 0, G_MAXUINT64, STRATA_RENDERING_DISABLED);
  model = strata_map_model_new_for_rendering (rendering, NULL, NULL);
  text = describe (model);
  g_assert_cmpstr (text, ==,
                   "0-1fff ram RAM\n"
                   "2000-2fff device reserved\n"
                   "3000-7fff ram RAM\n"
                   "c000-cfff ram ROM\n"
                   "0: 0-7fff ram\n"
                   "1: 7000-8fff off (disabled)\n");
}

/* Of what is disabled only the outermost shows; what lies over the same addresses is one. */
static void
test_disabled (void)
{
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  g_autoptr (StrataMapModel) model = NULL;
  g_autofree char *text = NULL;
  guint root = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER, 0,
                                G_MAXUINT64);
  guint bus = map_fixture_add (fixture, root, "bus", STRATA_REGION_CONTAINER, 0x1000, 0x4fff);
  guint alias, inner;

  map_fixture_get (fixture, bus)->enabled = FALSE;
  inner = map_fixture_add (fixture, bus, "inner", STRATA_REGION_MMIO, 0x1000, 0x1fff);
  alias = map_fixture_add (fixture, root, "window", STRATA_REGION_ALIAS, 0x3000, G_MAXUINT64);
  map_fixture_get (fixture, alias)->enabled = FALSE;
  map_fixture_add (fixture, alias, "system", STRATA_REGION_CONTAINER, 0x3000, G_MAXUINT64);
  map_fixture_try (fixture, map_fixture_add (fixture, root, "device", STRATA_REGION_MMIO, 0x1000,
                                             0x1fff));
  model = map_fixture_build (fixture);
  text = describe (model);
  g_assert_cmpstr (text, ==,
                   "1000-1fff device MMIO\n"
                   "0: 1000-2fff bus (disabled)\n"
                   "0: 3000-4fff 2 disabled\n"
                   "0: 5000-ffffffffffffffff window → system (disabled)\n");
  g_assert_cmpuint (strata_map_model_get_summary (model)->n_disabled, ==, 2);
  g_assert_cmpuint (strata_map_model_get_shown (model, inner), ==, bus);
  check_stretches (model);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/map-model/overlap", test_overlap);
  g_test_add_func ("/strata/map-model/pc", test_pc);
  g_test_add_func ("/strata/map-model/empty", test_empty);
  g_test_add_func ("/strata/map-model/merge", test_merge);
  g_test_add_func ("/strata/map-model/stretches", test_stretches);
  g_test_add_func ("/strata/map-model/guess", test_guess);
  g_test_add_func ("/strata/map-model/row-is-probe", test_row_is_probe);
  g_test_add_func ("/strata/map-model/rendering", test_rendering);
  g_test_add_func ("/strata/map-model/disabled", test_disabled);

  return g_test_run ();
}
