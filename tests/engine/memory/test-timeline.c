/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The timeline: what it shows of the past is what was there, as it was written down then */

#include "strata-memory-testing.h"

#define LENGTH 32
#define N_STEPS 600

typedef struct
{
  StrataSystem *system;
  StrataRegion *tops[2];
  StrataRegion *regions[8];
  StrataAddressSpace *spaces[2];
  StrataTimeline *timeline;
  GPtrArray *flat[2];     /* of char *: each space after each commit, by number */
  GPtrArray *beneath[2];  /* likewise, with all that is hidden or disabled */
  guint64 now;            /* the time */
  guint n_destroyed;
} Fixture;

static guint64
get_time (gpointer user_data)
{
  return ((Fixture *) user_data)->now;
}

static void
destroyed_cb (gpointer user_data)
{
  ((Fixture *) user_data)->n_destroyed++;
}

/* All instances, and where they win */
static char *
describe (StrataRendering *rendering)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *it = strata_rendering_get_instance (rendering, i);

      g_string_append_printf (text,
                              "%s %" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER
                              "x @%" G_GINT64_MODIFIER "x in %d, %d-th%s%s\n",
                              strata_region_get_name (it->region), it->first, it->last,
                              it->offset, (gint) it->parent, (gint) it->order,
                              it->readonly ? " ro" : "", it->enabled ? "" : " off");
    }
  for (guint i = 0; i < strata_rendering_get_n_segments (rendering); i++)
    {
      const StrataSegment *it = strata_rendering_get_segment (rendering, i);

      g_string_append_printf (text, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x: %u\n",
                              it->first, it->last, it->instance);
    }
  return g_string_free (text, FALSE);
}

/* Writes down what is there */
static void
take_down (Fixture *f)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (StrataRendering) rendering
        = strata_rendering_new (f->tops[i], 0, G_MAXUINT64, STRATA_RENDERING_DISABLED);

      g_ptr_array_add (f->flat[i], testing_space_to_string (f->spaces[i]));
      g_ptr_array_add (f->beneath[i], describe (rendering));
    }
}

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps ops = { .endianness = STRATA_LITTLE_ENDIAN };

  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  for (guint i = 0; i < 2; i++)
    {
      f->tops[i] = strata_region_new_container (f->system, NULL, i == 0 ? "a" : "b", 0x10000);
      f->spaces[i] = strata_address_space_new (f->system, i == 0 ? "first" : "second", f->tops[i]);
      f->flat[i] = g_ptr_array_new_with_free_func (g_free);
      f->beneath[i] = g_ptr_array_new_with_free_func (g_free);
    }
  f->regions[0] = strata_region_new_ram (f->system, NULL, "ram", 0x4000, NULL);
  f->regions[1] = strata_region_new_rom (f->system, NULL, "rom", 0x2000, NULL);
  f->regions[2] = strata_region_new_mmio (f->system, NULL, "mmio", 0x1000, &ops, NULL, NULL);
  f->regions[3] = strata_region_new_container (f->system, NULL, "box", 0x3000);
  f->regions[4] = strata_region_new_mmio (f->system, NULL, "small", 0x100, &ops, NULL, NULL);
  f->regions[5] = strata_region_new_alias (f->system, NULL, "mirror", f->regions[0], 0, 0x2000);
  f->regions[6] = strata_region_new_alias (f->system, NULL, "view", f->regions[3], 0x800, 0x1000);
  f->regions[7] = strata_region_new_ram (f->system, NULL, "more", 0x800, NULL);
  f->timeline = strata_timeline_new (f->system, LENGTH, get_time, f, NULL);
  take_down (f);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_clear_pointer (&f->timeline, strata_timeline_unref);
  for (guint i = 0; i < 2; i++)
    {
      strata_address_space_unref (f->spaces[i]);
      strata_region_unref (f->tops[i]);
      g_ptr_array_unref (f->flat[i]);
      g_ptr_array_unref (f->beneath[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (f->regions); i++)
    g_clear_pointer (&f->regions[i], strata_region_unref);
  strata_system_unref (f->system);
}

static guint
random_below (guint below)
{
  return (guint) g_test_rand_int_range (0, (gint32) below);
}

/* One edit, which can fail */
static void
edit (Fixture *f)
{
  StrataRegion *region = f->regions[random_below (G_N_ELEMENTS (f->regions))];
  StrataRegion *container = strata_region_get_container (region);

  switch (random_below (9))
    {
    case 0:
      strata_region_set_enabled (region, !strata_region_get_enabled (region), NULL);
      break;
    case 1:
      strata_region_set_priority (region, (gint) random_below (5) - 2, NULL);
      break;
    case 2:
      strata_region_set_readonly (region, !strata_region_get_readonly (region), NULL);
      break;
    case 3:
      if (strata_region_get_kind (region) == STRATA_REGION_ALIAS)
        strata_region_set_alias_offset (region, random_below (16) * 0x100, NULL);
      break;
    case 4:
      if (strata_region_get_kind (region) == STRATA_REGION_CONTAINER)
        strata_region_set_size (region, (1 + random_below (0x40)) * 0x100, NULL);
      break;
    case 5:
      if (container != NULL)
        strata_region_del_subregion (container, region, NULL);
      break;
    case 6:
      if (strata_region_is_ram (region))
        strata_region_set_log (region, STRATA_DIRTY_VGA,
                               !(strata_region_get_log_clients (region) & STRATA_DIRTY_VGA), NULL);
      break;
    default:
      if (container != NULL)
        strata_region_set_address (region, random_below (0x100) * 0x100, NULL);
      else
        {
          /* No circles: an alias that once closed one is listed differently ever after. */
          container = random_below (4) == 0 && region != f->regions[3] && region != f->regions[6]
                        ? f->regions[3]
                        : f->tops[random_below (2)];
          strata_region_add_subregion_overlap (container, random_below (0x100) * 0x100, region,
                                               (gint) random_below (3), NULL);
        }
    }
}

/* One transaction, which can be abandoned */
static void
step (Fixture *f)
{
  guint n_edits = 1 + random_below (4);

  if (random_below (2) == 0)
    {
      edit (f);
      return;
    }
  strata_system_begin (f->system);
  for (guint i = 0; i < n_edits; i++)
    {
      strata_system_begin (f->system);
      edit (f);
      if (random_below (4) == 0)
        strata_system_abandon (f->system);
      else
        strata_system_commit (f->system);
    }
  if (random_below (4) == 0)
    strata_system_abandon (f->system);
  else
    strata_system_commit (f->system);
}

static void
check_past (Fixture *f, guint64 number)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (StrataRendering) rendering = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (StrataFlatView) view
        = strata_timeline_look_back (f->timeline, number, f->spaces[i], &rendering, &error);
      g_autofree char *flat = NULL;
      g_autofree char *beneath = NULL;

      g_assert_no_error (error);
      flat = testing_view_to_string (view);
      beneath = describe (rendering);
      g_assert_cmpstr (flat, ==, f->flat[i]->pdata[number]);
      g_assert_cmpstr (beneath, ==, f->beneath[i]->pdata[number]);
    }
}

static gboolean
is_same (const StrataFlatRange *a, const StrataFlatRange *b)
{
  return a->first == b->first && a->last == b->last && a->region == b->region
         && a->offset == b->offset;
}

/* What a listener would make of an event */
static void
replay (GArray *ranges, const StrataEvent *event)
{
  guint i = 0;

  if (event->kind != STRATA_EVENT_REGION_ADD && event->kind != STRATA_EVENT_REGION_DEL)
    return;
  while (i < ranges->len && g_array_index (ranges, StrataFlatRange, i).first < event->range.first)
    i++;
  if (event->kind == STRATA_EVENT_REGION_ADD)
    g_array_insert_val (ranges, i, event->range);
  else
    {
      g_assert_cmpuint (i, <, ranges->len);
      g_assert_true (is_same (&g_array_index (ranges, StrataFlatRange, i), &event->range));
      g_array_remove_index (ranges, i);
    }
}

/* The events since the oldest state that is remembered bring each view, one after another. */
static void
check_events (Fixture *f)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));
  guint64 first, end;

  strata_timeline_get_span (f->timeline, &first, &end);
  for (guint64 number = first - 1; number < end; number++)
    {
      g_autoptr (StrataPastCommit) commit = strata_timeline_ref_commit (f->timeline, number);
      g_autoptr (StrataFlatView) view
        = strata_timeline_look_back (f->timeline, number, f->spaces[0], NULL, NULL);
      guint n_ranges = strata_flat_view_get_n_ranges (view);

      if (number == first - 1)
        for (guint i = 0; i < n_ranges; i++)
          g_array_append_vals (ranges, strata_flat_view_get_range (view, i), 1);
      g_assert_true ((commit == NULL) == (number == first - 1));
      for (guint i = 0; commit != NULL && i < strata_past_commit_get_n_events (commit); i++)
        {
          const StrataEvent *event = strata_past_commit_get_event (commit, i);

          if (event->space == f->spaces[0])
            replay (ranges, event);
        }
      g_assert_cmpuint (ranges->len, ==, n_ranges);
      for (guint i = 0; i < n_ranges; i++)
        g_assert_true (is_same (&g_array_index (ranges, StrataFlatRange, i),
                                strata_flat_view_get_range (view, i)));
    }
}

static void
test_random (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 first, end;

  for (guint i = 0; i < N_STEPS; i++)
    {
      guint64 before = f->flat[0]->len;

      step (f);
      strata_timeline_get_span (f->timeline, &first, &end);
      g_assert_cmpuint (end, >=, before);
      g_assert_cmpuint (end, <=, before + 1);
      g_assert_cmpuint (end - first, ==, MIN (end - 1, LENGTH));
      if (end > before)
        take_down (f);
      check_past (f, first - 1 + random_below ((guint) (end - first) + 1));
      check_past (f, end - 1);
      if (i % 50 == 49)
        check_events (f);
    }
  g_assert_cmpuint (end, >, N_STEPS / 4);
}

/* The last ones stay when it gets shorter, all when it gets longer. */
static void
test_length (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const guint lengths[] = { 16, 7, 64, 64, 10, 1, 3 };
  guint64 first, end, n_remembered = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      guint64 before;

      strata_timeline_set_length (f->timeline, lengths[i]);
      n_remembered = MIN (n_remembered, lengths[i]);
      strata_timeline_get_span (f->timeline, &first, &before);
      g_assert_cmpuint (before - first, ==, n_remembered);
      for (end = before; end < before + 10;)
        {
          step (f);
          strata_timeline_get_span (f->timeline, &first, &end);
          if (end > f->flat[0]->len)
            take_down (f);
        }
      n_remembered = MIN (n_remembered + 10, lengths[i]);
      g_assert_cmpuint (end - first, ==, n_remembered);
      for (guint64 number = first - 1; number < end; number++)
        check_past (f, number);
      g_assert_null (strata_timeline_ref_commit (f->timeline, first - 1));
    }
}

static void
test_forgotten (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  guint64 first, end;

  testing_add (f->tops[0], 0, strata_region_ref (f->regions[0]), 0);
  for (guint i = 0; i < LENGTH + 5; i++)
    g_assert_true (strata_region_set_address (f->regions[0], 0x1000 * (1 + i % 8), NULL));
  strata_timeline_get_span (f->timeline, &first, &end);
  g_assert_cmpuint (first, ==, 7);
  g_assert_cmpuint (end, ==, LENGTH + 7);
  g_assert_null (strata_timeline_ref_commit (f->timeline, 6));
  g_assert_null (strata_timeline_ref_commit (f->timeline, end));
  g_assert_null (strata_timeline_look_back (f->timeline, 5, f->spaces[0], NULL, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (strata_timeline_look_back (f->timeline, end, f->spaces[0], NULL, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
  g_clear_error (&error);

  strata_system_begin (f->system);
  g_assert_null (strata_timeline_look_back (f->timeline, 10, f->spaces[0], NULL, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY);
  strata_system_commit (f->system);
}

/* What nobody else holds any more can still be seen, until that is forgotten. */
static void
test_gone (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps ops = { .endianness = STRATA_LITTLE_ENDIAN };
  StrataRegion *box = strata_region_new_container (f->system, NULL, "case", 0x1000);
  StrataRegion *gone
    = strata_region_new_mmio (f->system, NULL, "gone", 0x100, &ops, f, destroyed_cb);
  g_autoptr (StrataFlatView) view = NULL;
  g_autofree char *text = NULL;

  testing_add (box, 0x200, strata_region_ref (gone), 0);
  testing_add (f->tops[0], 0x1000, strata_region_ref (box), 0);
  g_assert_true (strata_region_del_subregion (f->tops[0], box, NULL));
  g_assert_true (strata_region_del_subregion (box, gone, NULL));
  strata_region_unref (gone);
  strata_region_unref (box);
  g_assert_cmpuint (f->n_destroyed, ==, 0);

  view = strata_timeline_look_back (f->timeline, 2, f->spaces[0], NULL, NULL);
  text = testing_view_to_string (view);
  g_assert_nonnull (strstr (text, "gone"));
  g_clear_pointer (&view, strata_flat_view_unref);
  g_clear_pointer (&f->timeline, strata_timeline_unref);
  g_assert_cmpuint (f->n_destroyed, ==, 1);
}

static void
toggle_cb (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
           guint size G_GNUC_UNUSED)
{
  strata_region_set_enabled (user_data, value != 0, NULL);
}

static void
assert_cause (Fixture *f, guint64 number, const char *name, const char *region, const char *owner)
{
  g_autoptr (StrataPastCommit) commit = strata_timeline_ref_commit (f->timeline, number);

  g_assert_nonnull (commit);
  g_assert_cmpuint (strata_past_commit_get_number (commit), ==, number);
  g_assert_cmpuint (strata_past_commit_get_time (commit), ==, 1000 + number);
  g_assert_cmpint (strata_past_commit_get_real_time (commit), >, 0);
  g_assert_cmpstr (strata_past_commit_get_name (commit), ==, name);
  g_assert_cmpstr (strata_past_commit_get_region (commit), ==, region);
  g_assert_cmpstr (strata_past_commit_get_owner (commit), ==, owner);
}

static void
test_causes (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps ops = { .write = toggle_cb, .endianness = STRATA_LITTLE_ENDIAN };
  g_autoptr (StrataOwner) owner = strata_owner_new ("chipset", NULL, NULL);
  g_autoptr (StrataRegion) toggle
    = strata_region_new_mmio (f->system, owner, "toggle", 4, &ops, f->regions[0], NULL);
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->spaces[0], "cpu");
  guint64 first, end;

  f->now = 1001;
  testing_add (f->tops[0], 0x8000, strata_region_ref (toggle), 0);
  f->now = 1002;
  strata_system_begin (f->system);
  strata_system_name_transaction (f->system, "Put it in");
  testing_add (f->tops[0], 0, strata_region_ref (f->regions[0]), 0);
  strata_system_commit (f->system);
  f->now = 1003;
  g_assert_cmpint (strata_initiator_store (cpu, 0x8000, 4, STRATA_LITTLE_ENDIAN, 0), ==,
                   STRATA_OK);
  f->now = 1004;
  g_assert_true (strata_region_set_enabled (f->regions[0], TRUE, NULL));

  assert_cause (f, 1, NULL, NULL, NULL);
  assert_cause (f, 2, "Put it in", NULL, NULL);
  assert_cause (f, 3, NULL, "toggle", "chipset");
  assert_cause (f, 4, NULL, NULL, NULL);

  /* Nothing changes: nothing is remembered. */
  strata_system_begin (f->system);
  strata_system_name_transaction (f->system, "Nothing");
  strata_system_commit (f->system);
  strata_system_begin (f->system);
  g_assert_true (strata_region_set_enabled (f->regions[0], FALSE, NULL));
  strata_system_abandon (f->system);
  strata_timeline_get_span (f->timeline, &first, &end);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (end, ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/memory/timeline/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/strata/memory/timeline/length", Fixture, NULL, set_up, test_length, tear_down);
  g_test_add ("/strata/memory/timeline/forgotten", Fixture, NULL, set_up, test_forgotten,
              tear_down);
  g_test_add ("/strata/memory/timeline/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/strata/memory/timeline/causes", Fixture, NULL, set_up, test_causes, tear_down);

  return g_test_run ();
}
