/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The queue of coalesced writes: nothing is lost or reordered, whoever flushes it and when */

#include "strata.h"

typedef struct
{
  StrataSystem *system;
  StrataOwner *owner;
  StrataRegion *root;
  StrataRegion *first;
  StrataRegion *second;
  StrataAddressSpace *space;
  StrataInitiator *initiator;
  StrataInitiator *dma;
  GArray *seen;         /* of guint64: the values that arrived */
  gboolean flush_first; /* flush from inside the callback, before the value is noted */
  gboolean reads_second;
  StrataResult dma_result;
} Fixture;

static guint64
read_cb (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Fixture *self = user_data;

  return self->seen->len;
}

static void
write_cb (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
          guint size G_GNUC_UNUSED)
{
  Fixture *self = user_data;
  guint64 ignored;

  g_array_append_val (self->seen, value);
  if (self->flush_first)
    strata_system_flush_coalesced (self->system);
  if (self->reads_second)
    self->dma_result
      = strata_initiator_load (self->dma, 0x1000, 4, STRATA_LITTLE_ENDIAN, &ignored);
}

static gboolean
accepts_cb (gpointer user_data G_GNUC_UNUSED, guint64 offset, guint size G_GNUC_UNUSED,
            gboolean is_write G_GNUC_UNUSED, const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return offset != 0x80;
}

static const StrataRegionOps ops = {
  .read = read_cb,
  .write = write_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .accepts = accepts_cb },
};

static void
setup (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->seen = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->owner = strata_owner_new ("device", NULL, NULL);
  self->root = strata_region_new_container (self->system, NULL, "root", 0x10000);
  self->first
    = strata_region_new_mmio (self->system, self->owner, "first", 0x100, &ops, self, NULL);
  self->second = strata_region_new_mmio (self->system, NULL, "second", 0x100, &ops, self, NULL);
  g_assert_true (strata_region_add_subregion (self->root, 0, self->first, NULL));
  g_assert_true (strata_region_add_subregion (self->root, 0x1000, self->second, NULL));
  g_assert_true (strata_region_set_coalescing (self->first, NULL));
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->initiator = strata_initiator_new (self->space, "cpu");
  self->dma = strata_initiator_new (self->space, "dma");
}

static void
teardown (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  strata_initiator_unref (self->dma);
  strata_initiator_unref (self->initiator);
  strata_address_space_unref (self->space);
  strata_region_unref (self->second);
  strata_region_unref (self->first);
  strata_region_unref (self->root);
  strata_owner_unref (self->owner);
  strata_system_unref (self->system);
  g_array_unref (self->seen);
}

static void
store (Fixture *self, guint64 value)
{
  g_assert_cmpint (strata_initiator_store (self->initiator, 0x10, 4, STRATA_LITTLE_ENDIAN, value),
                   ==, STRATA_OK);
}

/* The values 0 to n - 1 have arrived, in order and once. */
static void
assert_seen (Fixture *self, guint n)
{
  g_assert_cmpuint (self->seen->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (g_array_index (self->seen, guint64, i), ==, i);
}

static void
test_order (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint64 value;

  for (guint i = 0; i < 10; i++)
    store (self, i);
  assert_seen (self, 0);
  g_assert_cmpuint (strata_system_get_n_coalesced (self->system), ==, 10);
  /* The other device finds them all delivered. */
  g_assert_cmpint (
    strata_initiator_load (self->initiator, 0x1000, 4, STRATA_LITTLE_ENDIAN, &value), ==,
    STRATA_OK);
  g_assert_cmpuint (value, ==, 10);
  assert_seen (self, 10);
  g_assert_cmpuint (strata_system_get_n_coalesced (self->system), ==, 0);
}

static void
test_full (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 5000; i++)
    store (self, i);
  g_assert_cmpuint (self->seen->len, >, 0);
  strata_system_flush_coalesced (self->system);
  assert_seen (self, 5000);
}

static void
test_nested (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->flush_first = TRUE;
  for (guint i = 0; i < 500; i++)
    store (self, i);
  strata_system_flush_coalesced (self->system);
  assert_seen (self, 500);
}

/* A queued write whose callback reads another device: what is still queued comes before. */
static void
test_nested_access (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->reads_second = TRUE;
  for (guint i = 0; i < 20; i++)
    store (self, i);
  strata_system_flush_coalesced (self->system);
  assert_seen (self, 20);
  g_assert_cmpint (self->dma_result, ==, STRATA_OK);
}

static void
test_edits (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  store (self, 0);
  g_assert_true (strata_region_set_enabled (self->first, FALSE, NULL));
  assert_seen (self, 1);
  g_assert_true (strata_region_set_enabled (self->first, TRUE, NULL));
  store (self, 1);
  g_assert_true (strata_region_clear_coalescing (self->first, NULL));
  assert_seen (self, 2);
  store (self, 2);
  assert_seen (self, 3);
}

static void
test_refused (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (
    strata_initiator_store (self->initiator, 0x80, 4, STRATA_LITTLE_ENDIAN, 1), ==,
    STRATA_ACCESS_ERROR);
  g_assert_cmpint (
    strata_initiator_store (self->initiator, 0x11, 4, STRATA_LITTLE_ENDIAN, 1), ==,
    STRATA_ACCESS_ERROR);
  g_assert_cmpuint (strata_system_get_n_coalesced (self->system), ==, 0);
}

static void
test_memory (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) memory
    = strata_region_new_ram (self->system, NULL, "ram", 0x1000, NULL);
  guint64 value;

  g_assert_true (strata_region_add_subregion (self->root, 0x2000, memory, NULL));
  store (self, 0);
  g_assert_cmpint (
    strata_initiator_load (self->initiator, 0x2000, 4, STRATA_LITTLE_ENDIAN, &value), ==,
    STRATA_OK);
  assert_seen (self, 0);
  strata_region_set_flush_coalesced (memory);
  assert_seen (self, 1);
  store (self, 1);
  g_assert_cmpint (
    strata_initiator_store (self->initiator, 0x2000, 4, STRATA_LITTLE_ENDIAN, 0), ==, STRATA_OK);
  assert_seen (self, 2);
  strata_region_clear_flush_coalesced (memory);
  store (self, 2);
  g_assert_cmpint (
    strata_initiator_load (self->initiator, 0x2000, 4, STRATA_LITTLE_ENDIAN, &value), ==,
    STRATA_OK);
  assert_seen (self, 2);
  g_assert_true (strata_region_del_subregion (self->root, memory, NULL));
}

static void
test_ranges (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GArray) list = NULL;

  g_assert_true (strata_region_clear_coalescing (self->first, NULL));
  g_assert_true (strata_region_add_coalescing (self->first, 0x40, 0x10, NULL));
  g_assert_true (strata_region_add_coalescing (self->first, 0x10, 0x10, NULL));
  g_assert_true (strata_region_add_coalescing (self->first, 0x50, 0x10, NULL));
  g_assert_true (strata_region_add_coalescing (self->first, 0x18, 0x10, NULL));
  g_assert_true (strata_region_add_coalescing (self->first, 0x90, 0, NULL));
  list = strata_region_list_coalescing (self->first);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmphex (g_array_index (list, StrataRange, 0).first, ==, 0x10);
  g_assert_cmphex (g_array_index (list, StrataRange, 0).last, ==, 0x27);
  g_assert_cmphex (g_array_index (list, StrataRange, 1).first, ==, 0x40);
  g_assert_cmphex (g_array_index (list, StrataRange, 1).last, ==, 0x5f);

  /* A write that lies only partly in one is not queued. */
  store (self, 0);
  g_assert_cmpuint (strata_system_get_n_coalesced (self->system), ==, 1);
  g_assert_cmpint (
    strata_initiator_store (self->initiator, 0x5c, 8, STRATA_LITTLE_ENDIAN, 1), ==,
    STRATA_ACCESS_ERROR);
  g_assert_cmpint (
    strata_initiator_store (self->initiator, 0x28, 4, STRATA_LITTLE_ENDIAN, 1), ==, STRATA_OK);
  assert_seen (self, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/strata/coalesced-queue/" name, Fixture, NULL, setup, func, teardown)
  ADD ("order", test_order);
  ADD ("full", test_full);
  ADD ("nested", test_nested);
  ADD ("nested-access", test_nested_access);
  ADD ("edits", test_edits);
  ADD ("refused", test_refused);
  ADD ("memory", test_memory);
  ADD ("ranges", test_ranges);

  return g_test_run ();
}
