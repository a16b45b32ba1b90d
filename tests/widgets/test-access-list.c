/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The list of logged accesses: filters, and what the log has forgotten */

#include "strata-access-list.h"

typedef struct
{
  StrataAccessLog *log;
  StrataAccessList *list;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  user_data)
{
  f->log = strata_access_log_new (4, NULL, NULL, NULL);
  f->list = strata_access_list_new (f->log);
}

static void
tear_down (Fixture       *f,
           gconstpointer  user_data)
{
  g_object_unref (f->list);
  strata_access_log_unref (f->log);
}

static void
add (Fixture      *f,
     guint64       address,
     const char   *initiator,
     const char   *region,
     gboolean      is_write,
     StrataResult  result,
     gboolean      is_watched)
{
  StrataAccess access = { .address = address, .size = 1, .initiator = initiator,
                          .space = "memory", .region = region, .result = result,
                          .is_write = is_write, .is_watched = is_watched };

  strata_access_log_add (f->log, &access);
}

/* The addresses that are listed, a digit each */
static char *
get_listed (Fixture *f)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->list)); i++)
    {
      g_autoptr (StrataAccessItem) item = g_list_model_get_item (G_LIST_MODEL (f->list), i);
      const StrataAccess *access = strata_access_item_get_access (item);

      g_string_append_c (text, access != NULL ? '0' + (char) access->address : '-');
    }

  return g_string_free (text, FALSE);
}

static void
assert_listed (Fixture    *f,
               const char *expected)
{
  g_autofree char *listed = get_listed (f);

  g_assert_cmpstr (listed, ==, expected);
}

static void
changed_cb (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, n_removed, n_added);
}

static void
test_updates (Fixture       *f,
              gconstpointer  user_data)
{
  g_autoptr (GString) changes = g_string_new (NULL);

  g_signal_connect (f->list, "items-changed", G_CALLBACK (changed_cb), changes);
  for (guint i = 0; i < 3; i++)
    add (f, i, "cpu", "ram", TRUE, STRATA_OK, FALSE);
  assert_listed (f, "");
  g_assert_cmpuint (strata_access_list_update (f->list), ==, 3);
  assert_listed (f, "012");
  for (guint i = 3; i < 6; i++)
    add (f, i, "cpu", "ram", TRUE, STRATA_OK, FALSE);
  /* forgotten, but listed still */
  assert_listed (f, "--2");
  strata_access_list_update (f->list);
  assert_listed (f, "2345");
  strata_access_log_clear (f->log);
  strata_access_list_update (f->list);
  assert_listed (f, "");
  g_assert_cmpstr (changes->str, ==, "0-0+3 0-2+0 1-0+3 0-4+0 ");
}

static void
test_filters (Fixture       *f,
              gconstpointer  user_data)
{
  add (f, 0, "CPU0", "vga.vram", TRUE, STRATA_OK, FALSE);
  add (f, 1, "dma", NULL, FALSE, STRATA_DECODE_ERROR, TRUE);
  add (f, 2, "cpu0", "ram", FALSE, STRATA_OK, FALSE);
  add (f, 3, "dma", "rom", TRUE, STRATA_READ_ONLY, FALSE);
  strata_access_list_set_filter (f->list, "", "", STRATA_ACCESS_ALL, STRATA_ACCESS_ANY);
  assert_listed (f, "0123");
  strata_access_list_set_filter (f->list, "Cpu", "", STRATA_ACCESS_ALL, STRATA_ACCESS_ANY);
  assert_listed (f, "02");
  strata_access_list_set_filter (f->list, "", "R", STRATA_ACCESS_ALL, STRATA_ACCESS_ANY);
  assert_listed (f, "023");
  strata_access_list_set_filter (f->list, "", "", STRATA_ACCESS_READS, STRATA_ACCESS_ANY);
  assert_listed (f, "12");
  strata_access_list_set_filter (f->list, "", "", STRATA_ACCESS_WRITES, STRATA_ACCESS_FAILED);
  assert_listed (f, "3");
  strata_access_list_set_filter (f->list, "", "", STRATA_ACCESS_ALL, STRATA_ACCESS_DONE);
  assert_listed (f, "02");
  strata_access_list_set_filter (f->list, "", "", STRATA_ACCESS_ALL, STRATA_ACCESS_WATCHED);
  assert_listed (f, "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/widgets/access-list/updates", Fixture, NULL, set_up, test_updates,
              tear_down);
  g_test_add ("/strata/widgets/access-list/filters", Fixture, NULL, set_up, test_filters,
              tear_down);

  return g_test_run ();
}
