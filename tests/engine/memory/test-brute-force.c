/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Random hierarchies with live edits, against the brute-force model.
 *
 * The seed is printed; --seed=N or STRATA_TEST_SEED gives it. Hierarchy number I of a run with seed
 * N is number 0 of a run with seed N + I, and STRATA_TEST_COUNT says how many there are. */

#include <stdlib.h>

#include "strata-brute-check.h"

#define DEFAULT_COUNT 100000
#define LONG_COUNT 1000000

typedef struct
{
  guint64 seed;
  guint64 count;
} Run;

static void
resolve_spaces (BruteWorld *world, const BruteModel *model)
{
  guint64 bytes = world->scale == BRUTE_SCALE_BYTES && brute_world_chance (world, 12) ? 80 : 0;

  for (guint i = 0; i < world->n_spaces; i++)
    brute_map_resolve (&world->spaces[i].map, model, world->spaces[i].root, bytes);
}

/* Everything that can be asked of what is published */
static char *
check_published (BruteWorld *world)
{
  gboolean deep = brute_world_chance (world, 40);
  char *wrong = brute_check_links (world);

  resolve_spaces (world, &world->model);
  for (guint i = 0; i < world->n_spaces && wrong == NULL; i++)
    {
      BruteSpace *space = &world->spaces[i];
      g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space->space);

      wrong = brute_check_view (world, &space->map, view);
      if (wrong == NULL)
        wrong = brute_check_record (world, space);
      if (wrong == NULL)
        wrong = brute_check_loads (world, space);
      if (wrong != NULL || !deep)
        continue;
      wrong = brute_check_rendering (world, &world->model, &space->map);
      if (wrong == NULL)
        wrong = brute_check_window (world, &world->model, &space->map);
      if (wrong == NULL)
        wrong = brute_check_instances (world, &world->model, space->root);
      if (wrong == NULL)
        wrong = brute_check_region (
          world, &space->map, (gint) brute_world_random (world, (guint) world->model.n_nodes));
    }
  return wrong;
}

/* Whether the model stays small enough to be asked everything */
static gboolean
is_bounded (const BruteModel *model)
{
  for (gint i = 0; i < model->n_nodes; i++)
    if (brute_model_count_instances (model, i, 60) > 60)
      return FALSE;
  return TRUE;
}

/* A device whose window is visible makes the edit from inside its callback, if there is one */
static gboolean
edit_in_callback (BruteWorld *world, const BruteEdit *edit)
{
  for (guint i = 0; i < world->n_spaces; i++)
    {
      BruteSpace *space = &world->spaces[i];

      for (guint c = 0; c < space->map.cells->len; c++)
        {
          const BruteCell *cell = &g_array_index (space->map.cells, BruteCell, c);
          const BruteHit *hit = cell->n_hits > 0 ? brute_map_get_hit (&space->map, cell, 0) : NULL;

          if (hit == NULL || (hit->flags & STRATA_RANGE_READONLY) ||
              world->before.nodes[brute_path_last (&hit->path)].kind != STRATA_REGION_MMIO ||
              world->before.nodes[brute_path_last (&hit->path)].n_coalesced > 0)
            continue;
          world->in_callback = edit;
          g_assert_cmpint (strata_initiator_store (space->initiator, cell->first, 1,
                                                   STRATA_LITTLE_ENDIAN, 1),
                           ==, STRATA_OK);
          g_assert_null (world->in_callback);
          return TRUE;
        }
    }
  return FALSE;
}

/* Makes one edit in the engine and in the model; both allow it, or none. Sometimes a budget is so
 * tight that the engine refuses: then nothing has changed. */
static char *
make_edit (BruteWorld *world, BruteEdit edit, gboolean in_callback)
{
  BruteModel after = world->model;
  gboolean allowed = brute_model_edit (&after, &edit);
  gboolean tight = brute_world_chance (world, 3);
  g_autofree char *text = brute_edit_to_string (&edit);
  g_autoptr (GError) error = NULL;
  guint64 limit = strata_system_get_limit (world->system, STRATA_LIMIT_INSTANCES);
  gboolean made;

  if ((allowed && !is_bounded (&after)) || brute_model_is_circle (&world->model, &edit))
    return NULL;
  g_string_append_printf (world->history, "%s%s%s\n", text, tight ? " (tight)" : "",
                          in_callback ? " (in callback)" : "");
  if (in_callback && edit_in_callback (world, &edit))
    {
      made = world->callback_answer;
      world->tally->n_in_callback++;
    }
  else
    {
      if (tight)
        strata_system_set_limit (world->system, STRATA_LIMIT_INSTANCES,
                                 brute_world_random (world, 12));
      made = brute_world_edit_engine (world, &edit, &error);
      if (tight)
        strata_system_set_limit (world->system, STRATA_LIMIT_INSTANCES, limit);
      if (!made && error == NULL)
        return g_strdup_printf ("failed without an error: %s", text);
      if (made && error != NULL)
        return g_strdup_printf ("an error without failure: %s", text);
      if (tight && !made && allowed)
        {
          world->tally->n_limited++;
          return g_error_matches (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_LIMIT)
                   ? NULL
                   : g_strdup_printf ("refused by a tight budget with: %s", error->message);
        }
    }
  world->tally->n_refused += !made;
  if (made != allowed)
    return g_strdup_printf ("%s although it is %s: %s (%s)", made ? "done" : "refused",
                            allowed ? "allowed" : "not allowed", text,
                            error != NULL ? error->message : "no error");
  if (allowed)
    world->model = after;
  return NULL;
}

/* Edits in a transaction, some of them in an inner one that is taken back */
static char *
make_edits (BruteWorld *world, guint depth)
{
  guint n_edits = 1 + brute_world_random (world, 4);
  char *wrong = NULL;

  for (guint i = 0; i < n_edits && wrong == NULL; i++)
    {
      if (depth < 3 && brute_world_chance (world, 25))
        {
          BruteModel saved = world->model;
          gboolean abandon = brute_world_chance (world, 50);

          strata_system_begin (world->system);
          g_string_append (world->history, "begin\n");
          wrong = make_edits (world, depth + 1);
          g_string_append (world->history, abandon ? "abandon\n" : "commit\n");
          if (abandon)
            {
              strata_system_abandon (world->system);
              world->model = saved;
            }
          else
            {
              strata_system_commit (world->system);
            }
        }
      else
        {
          wrong = make_edit (world, brute_world_choose_edit (world), FALSE);
        }
    }
  return wrong;
}

/* What a dry commit shows, and that what is published is still as before */
static char *
check_dry (BruteWorld *world, StrataDryCommit *dry)
{
  char *wrong = NULL;

  world->tally->n_dry++;
  resolve_spaces (world, &world->before);
  for (guint i = 0; i < world->n_spaces && wrong == NULL; i++)
    {
      BruteSpace *space = &world->spaces[i];
      g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space->space);

      wrong = brute_check_view (world, &space->map, view);
    }
  resolve_spaces (world, &world->model);
  for (guint i = 0; i < world->n_spaces && wrong == NULL; i++)
    {
      BruteSpace *space = &world->spaces[i];
      g_autoptr (StrataFlatView) view = strata_dry_commit_ref_view (dry, space->space);

      wrong = brute_check_view (world, &space->map, view);
      if (wrong == NULL)
        wrong = brute_check_rendering (world, &world->model, &space->map);
    }
  return wrong;
}

static char *
make_transaction (BruteWorld *world)
{
  g_autoptr (StrataDryCommit) dry = NULL;
  g_autoptr (GError) error = NULL;
  BruteModel saved = world->model;
  gboolean abandon = brute_world_chance (world, 30);
  guint n_commits = world->recorder->n_commits;
  char *wrong;

  strata_system_begin (world->system);
  g_string_append (world->history, "begin\n");
  wrong = make_edits (world, 0);
  if (wrong == NULL && brute_world_chance (world, 40))
    {
      dry = strata_system_dry_commit (world->system, &error);
      wrong = dry != NULL ? check_dry (world, dry) : g_strdup (error->message);
      if (wrong != NULL)
        {
          g_autofree char *text = wrong;

          wrong = g_strdup_printf ("dry commit: %s", text);
        }
    }
  g_string_append (world->history, abandon ? "abandon\n" : "commit\n");
  if (abandon)
    {
      strata_system_abandon (world->system);
      world->model = saved;
      world->tally->n_abandoned++;
    }
  else
    {
      strata_system_commit (world->system);
    }
  if (world->recorder->n_commits == n_commits)
    g_array_set_size (world->recorder->events, 0);
  if (wrong == NULL && abandon && world->recorder->events->len > 0)
    wrong = g_strdup ("an abandoned transaction told the listener something");
  if (wrong == NULL && dry != NULL && !abandon && !world->deaf)
    wrong = brute_check_events (world->recorder->events, dry);
  return wrong;
}

/* One step, while somebody holds a view, or while only the system does */
static char *
make_step (BruteWorld *world)
{
  BruteSpace *space = &world->spaces[brute_world_random (world, world->n_spaces)];
  g_autoptr (StrataFlatView) held = NULL;
  g_autoptr (GArray) ranges = NULL;
  char *wrong;

  if (brute_world_chance (world, 40))
    {
      held = strata_address_space_ref_view (space->space);
      ranges = brute_check_copy (held);
      world->tally->n_held++;
    }
  else if (brute_world_chance (world, 70))
    {
      for (guint i = 0; i < world->n_spaces; i++)
        strata_initiator_park (world->spaces[i].initiator);
    }
  wrong = brute_world_chance (world, 35)
            ? make_transaction (world)
            : make_edit (world, brute_world_choose_edit (world), brute_world_chance (world, 10));
  if (wrong == NULL && held != NULL)
    wrong = brute_check_held (held, ranges);

  for (guint i = 0; i < world->recorder->events->len; i++)
    world->tally->n_events[g_array_index (world->recorder->events, StrataEvent, i).kind]++;
  if (wrong == NULL)
    {
      world->before = world->model;
      wrong = check_published (world);
    }
  return wrong;
}

static void
print_lines (const char *title, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_test_message ("%s", title);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_test_message ("  %s", lines[i]);
}

static void
report (BruteWorld *world, guint64 seed, gint step, const char *wrong)
{
  g_autofree char *model = brute_model_to_string (&world->model);
  g_autofree char *tree = strata_system_tree_to_string (world->system, TRUE);
  g_autofree char *flat = strata_system_flat_to_string (world->system);

  g_test_message ("STRATA_TEST_SEED=%" G_GUINT64_FORMAT " STRATA_TEST_COUNT=1: step %d: %s", seed,
                  step, wrong);
  print_lines ("edits:", world->history->str);
  print_lines ("model:", model);
  for (guint i = 0; i < world->n_spaces; i++)
    {
      g_autofree char *map = brute_map_to_string (&world->spaces[i].map);
      g_autofree char *title = g_strdup_printf ("model's view of s%u, root r%d:", i,
                                                world->spaces[i].root);

      print_lines (title, map);
    }
  print_lines ("engine's tree:", tree);
  print_lines ("engine's views:", flat);
}

static gboolean
run_one (guint64 seed, const guint8 *bytes, BruteTally *tally)
{
  g_autoptr (BruteWorld) world = brute_world_new (seed, bytes, tally);
  g_autofree char *wrong = NULL;
  gint n_steps = 4 + (gint) brute_world_random (world, 5);
  gint step = 0;

  /* The first step builds: in one transaction, or edit by edit */
  if (brute_world_chance (world, 50))
    strata_system_begin (world->system);
  else
    step = -1;
  for (gint i = 1; i < world->model.n_nodes && wrong == NULL; i++)
    wrong = make_edit (world,
                       brute_world_chance (world, 92) ? brute_world_choose_add (world, i)
                                                      : brute_world_choose_edit (world),
                       FALSE);
  if (step == 0)
    strata_system_commit (world->system);
  if (wrong == NULL)
    {
      world->before = world->model;
      wrong = check_published (world);
    }
  for (step = 1; step <= n_steps && wrong == NULL; step++)
    wrong = make_step (world);
  if (wrong != NULL)
    report (world, seed, step, wrong);
  return wrong == NULL;
}

static void
print_tally (const BruteTally *tally)
{
  g_test_message ("%" G_GUINT64_FORMAT " views of %.1f ranges, %" G_GUINT64_FORMAT
                  " instances with %" G_GUINT64_FORMAT " hidden stretches",
                  tally->n_views, (double) tally->n_ranges / (double) MAX (tally->n_views, 1),
                  tally->n_instances, tally->n_hidden);
  g_test_message ("losers by priority %" G_GUINT64_FORMAT ", order %" G_GUINT64_FORMAT
                  ", own-subregion %" G_GUINT64_FORMAT,
                  tally->n_rules[STRATA_RULE_PRIORITY], tally->n_rules[STRATA_RULE_ORDER],
                  tally->n_rules[STRATA_RULE_OWN_SUBREGION]);
  g_test_message ("edits refused %" G_GUINT64_FORMAT ", past a budget %" G_GUINT64_FORMAT
                  ", in a callback %" G_GUINT64_FORMAT "; transactions tried dry %" G_GUINT64_FORMAT
                  ", abandoned %" G_GUINT64_FORMAT,
                  tally->n_refused, tally->n_limited, tally->n_in_callback, tally->n_dry,
                  tally->n_abandoned);
}

/* A run of some length comes across everything, in no small number */
static void
check_tally (const BruteTally *tally, guint64 count)
{
  g_assert_cmpuint (tally->n_views, >=, 5 * count);
  g_assert_cmpuint (tally->n_ranges, >=, 2 * tally->n_views);
  g_assert_cmpuint (tally->n_hidden, >=, count);
  for (StrataRule rule = STRATA_RULE_PRIORITY; rule <= STRATA_RULE_OWN_SUBREGION; rule++)
    g_assert_cmpuint (tally->n_rules[rule], >=, count / 4);
  for (StrataEventKind kind = 0; kind <= STRATA_EVENT_COALESCED_ADD; kind++)
    if (kind != STRATA_EVENT_REGION_NOP)
      g_assert_cmpuint (tally->n_events[kind], >=, count / 100);
  g_assert_cmpuint (tally->n_refused, >=, count / 10);
  g_assert_cmpuint (tally->n_limited, >=, count / 100);
  g_assert_cmpuint (tally->n_in_callback, >=, count / 100);
  g_assert_cmpuint (tally->n_dry, >=, count / 10);
  g_assert_cmpuint (tally->n_abandoned, >=, count / 10);
  g_assert_cmpuint (tally->n_held, >=, count / 10);
}

static void
test_random (gconstpointer user_data)
{
  const Run *run = user_data;
  g_autofree guint8 *bytes = brute_world_make_bytes ();
  BruteTally tally = { 0 };

  g_test_message ("%" G_GUINT64_FORMAT " hierarchies, seed %" G_GUINT64_FORMAT, run->count,
                  run->seed);
  for (guint64 i = 0; i < run->count; i++)
    if (!run_one (run->seed + i, bytes, &tally))
      {
        g_test_fail ();
        return;
      }
  print_tally (&tally);
  if (run->count >= 1000)
    check_tally (&tally, run->count);
}

/* GLib has a --seed of its own that wants another form: ours is taken out of the way first */
static guint64
take_seed (int *argc, char **argv)
{
  const char *text = g_getenv ("STRATA_TEST_SEED");
  int kept = 1;

  for (int i = 1; i < *argc; i++)
    if (g_str_has_prefix (argv[i], "--seed=") && g_ascii_isdigit (argv[i][7]))
      text = argv[i] + 7;
    else
      argv[kept++] = argv[i];
  *argc = kept;
  argv[kept] = NULL;
  return text != NULL ? g_ascii_strtoull (text, NULL, 0)
                      : (guint64) g_get_real_time () * 1000003;
}

static guint64
get_count (void)
{
  const char *text = g_getenv ("STRATA_TEST_COUNT");
  const char *is_long = g_getenv ("STRATA_TEST_LONG");

  if (text != NULL)
    return g_ascii_strtoull (text, NULL, 0);
  return g_strcmp0 (is_long, "1") == 0 ? LONG_COUNT : DEFAULT_COUNT;
}

int
main (int argc, char *argv[])
{
  Run run = { .seed = take_seed (&argc, argv), .count = get_count () };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/strata/memory/brute-force", &run, test_random);

  return g_test_run ();
}
