/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long views live: exactly as long as a running initiator or a reader holds them */

#include "strata.h"

#define N_VIEWS 8

/* Memory that is in one view only: it lives as long as that, and no longer. */
typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataAddressSpace *space;
  guint8 bytes[N_VIEWS][8];
  gboolean is_gone[N_VIEWS];
  guint present;
} Fixture;

static void
note_gone (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
show (Fixture *f, guint number)
{
  StrataRegion *region = strata_region_new_ram_from_pointer (
    f->system, NULL, "ram", 8, f->bytes[number], &f->is_gone[number], note_gone);
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (f->top);

  strata_system_begin (f->system);
  if (subregions->len > 0)
    g_assert_true (
      strata_region_del_subregion (f->top, g_ptr_array_index (subregions, 0), NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0, region, NULL));
  strata_system_commit (f->system);
  strata_region_unref (region);
  f->present = number;
}

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x100);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  for (guint i = 0; i < N_VIEWS; i++)
    f->bytes[i][0] = (guint8) i;
  show (f, 0);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_address_space_unref (f->space);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  for (guint i = 0; i <= f->present; i++)
    g_assert_true (f->is_gone[i]);
}

/* @alive: a digit for each view that lives, the present one included */
static void
assert_alive (Fixture *f, const char *alive)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i <= f->present; i++)
    if (!f->is_gone[i])
      g_string_append_c (text, (char) ('0' + i));
  g_assert_cmpstr (text->str, ==, alive);
}

static void
assert_sees (StrataInitiator *initiator, guint number)
{
  guint64 value;

  g_assert_cmphex (strata_initiator_load (initiator, 0, 1, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  g_assert_cmpuint (value, ==, number);
}

static void
test_nobody (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const char *const present[] = { "0", "1", "2", "3", "4", "5", "6", "7" };

  for (guint i = 1; i < N_VIEWS; i++)
    {
      show (f, i);
      assert_alive (f, present[i]);
    }
}

/* The last of two that is on a view takes it along, when it moves on or parks; one that is parked
 * or has never run holds none */
static void
test_initiators (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataInitiator) a = strata_initiator_new (f->space, "a");
  g_autoptr (StrataInitiator) b = strata_initiator_new (f->space, "b");
  StrataInitiator *c = strata_initiator_new (f->space, "c");

  assert_sees (a, 0);
  assert_sees (b, 0);
  show (f, 1);
  assert_alive (f, "01");
  assert_sees (a, 1);
  assert_alive (f, "01");
  show (f, 2);
  assert_alive (f, "012");
  assert_sees (a, 2);
  assert_alive (f, "02");
  assert_sees (b, 2);
  assert_alive (f, "2");

  assert_sees (c, 2);
  show (f, 3);
  assert_sees (a, 3);
  strata_initiator_park (b);
  assert_alive (f, "23");
  show (f, 4);
  assert_alive (f, "234");
  strata_initiator_unref (c);
  assert_alive (f, "34");
  strata_initiator_park (a);
  assert_alive (f, "4");
  show (f, 5);
  assert_alive (f, "5");
}

static void
test_readers (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataFlatView *first = strata_address_space_ref_view (f->space);
  StrataFlatView *second;
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->space, "cpu");

  show (f, 1);
  assert_alive (f, "01");
  second = strata_flat_view_ref (first);
  strata_flat_view_unref (first);
  assert_sees (cpu, 1);
  first = strata_address_space_ref_view (f->space);
  show (f, 2);
  assert_alive (f, "012");
  strata_flat_view_unref (second);
  assert_alive (f, "12");
  strata_flat_view_unref (first);
  assert_alive (f, "12");
  assert_sees (cpu, 2);
  assert_alive (f, "2");
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/view-life/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("nobody", test_nobody);
  add ("initiators", test_initiators);
  add ("readers", test_readers);

  return g_test_run ();
}
