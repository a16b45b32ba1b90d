/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "../strata-wait.h"
#include "strata-instance-node.h"
#include "strata-match-list.h"

#define MANY 60000

/* Devices of which every second is covered by one of a higher priority; each has its number in its
 * name. */
static StrataSpaceModel *
create_many (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "Root",
                                                               G_GUINT64_CONSTANT (1) << 32);
  g_autoptr (StrataRegion) cover = strata_region_new_reserved (system, NULL, "Roof", 0x10);
  g_autoptr (StrataAddressSpace) space = NULL;

  strata_system_begin (system);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Dev%u", i);
      g_autoptr (StrataRegion) device = strata_region_new_reserved (system, NULL, name, 0x10);

      strata_region_add_subregion (root, 0x1000 + i * 0x10, device, NULL);
    }
  strata_region_add_subregion_overlap (root, 0x1000, cover, 1, NULL);
  strata_system_commit (system);
  space = strata_address_space_new (system, "memory", root);

  return strata_space_model_new (space);
}

/* What came, as `position+added` */
static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *next)
{
  /* it only grows, at its end */
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (position, ==, *next);
  g_assert_cmpuint (added, >, 0);
  *next += added;
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, *next);
}

static void
finish (StrataMatchList *list)
{
  guint next = g_list_model_get_n_items (G_LIST_MODEL (list));

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &next);
  strata_wait_for (!strata_match_list_is_searching (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, next);
  g_signal_handlers_disconnect_by_data (list, &next);
}

static StrataMatchList *
look_for (StrataSpaceModel *model,
          const char       *text,
          StrataMatchList  *before)
{
  const StrataMatch match = { .text = text };
  StrataMatchList *list = strata_match_list_new (model, &match, before);

  finish (list);

  return list;
}

/* By their names alone: those of 0 to MANY - 1 that have the digits in them, in order */
static void
assert_numbers (StrataMatchList *list,
                const char      *digits)
{
  guint n = 0;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Dev%u", i);
      g_autoptr (StrataInstanceNode) node = NULL;
      g_autofree char *title = NULL;

      if (strstr (name, digits) == NULL)
        continue;
      node = g_list_model_get_item (G_LIST_MODEL (list), n++);
      g_assert_nonnull (node);
      g_object_get (node, "title", &title, NULL);
      g_assert_cmpstr (title, ==, name);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
}

static void
test_search (void)
{
  g_autoptr (StrataSpaceModel) model = create_many ();
  g_autoptr (StrataMatchList) all = look_for (model, "dEV", NULL);
  g_autoptr (StrataMatchList) some = look_for (model, "77", NULL);
  g_autoptr (StrataMatchList) none = look_for (model, "nothing", NULL);

  assert_numbers (all, "Dev");
  assert_numbers (some, "77");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);
  /* Root is instance 0; the first that matches is the one at the lowest address. */
  g_assert_cmpuint (strata_match_list_find (all, 0), ==, GTK_INVALID_LIST_POSITION);
}

/* Who writes on gets the same as who writes it all at once, and who takes back a letter does. */
static void
test_narrower (void)
{
  g_autoptr (StrataSpaceModel) model = create_many ();
  static const char *const texts[] = { "v", "v5", "v55", "ev55", "v55", "v5", "4", "" };
  g_autoptr (StrataMatchList) before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      StrataMatchList *list = look_for (model, texts[i], before);
      g_autoptr (StrataMatchList) fresh = look_for (model, texts[i], NULL);

      g_clear_object (&before);
      before = list;
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==,
                        g_list_model_get_n_items (G_LIST_MODEL (fresh)));
      if (*texts[i] != '\0')
        assert_numbers (list, texts[i]);
      else /* and the root, and the cover */
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY + 2);
    }
}

/* What is narrower by kind or by being hidden, and what is wider */
static void
test_kinds (void)
{
  g_autoptr (StrataSpaceModel) model = create_many ();
  StrataMatch match = { .text = "o" };
  g_autoptr (StrataMatchList) named = look_for (model, "o", NULL);
  g_autoptr (StrataMatchList) containers = NULL;
  g_autoptr (StrataMatchList) hidden = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (named)), ==, 2);
  match.kind = STRATA_MATCH_CONTAINER;
  containers = strata_match_list_new (model, &match, named);
  finish (containers);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (containers)), ==, 1);
  match.text = NULL;
  match.kind = STRATA_MATCH_ALL;
  match.hidden = TRUE;
  hidden = strata_match_list_new (model, &match, containers);
  finish (hidden);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hidden)), ==, 1);
}

/* A search that nobody waits for leaves nothing behind. */
static void
test_given_up (void)
{
  g_autoptr (StrataSpaceModel) model = create_many ();
  const StrataMatch match = { .text = "9" };
  StrataMatchList *list = strata_match_list_new (model, &match, NULL);

  g_assert_finalize_object (list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/match-list/search", test_search);
  g_test_add_func ("/strata/match-list/narrower", test_narrower);
  g_test_add_func ("/strata/match-list/kinds", test_kinds);
  g_test_add_func ("/strata/match-list/given-up", test_given_up);

  return g_test_run ();
}
