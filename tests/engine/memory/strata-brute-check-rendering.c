/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-brute-check.h"

/* Everything that a rendering answers: who wins, who loses and why, what is hidden by whom */

typedef struct
{
  guint64 first;
  guint64 last;
  BrutePath by; /* n is 0 where the instance is visible */
} Stretch;

typedef struct
{
  GArray *paths; /* of BrutePath: of each instance of the rendering */
  GArray *found; /* of Stretch */
  StrataRendering *rendering;
  gboolean beyond; /* an index was out of bounds */
} Answer;

static void
answer_init (Answer *self, BruteWorld *world, StrataRendering *rendering)
{
  self->rendering = rendering;
  self->beyond = FALSE;
  self->paths = g_array_new (FALSE, TRUE, sizeof (BrutePath));
  self->found = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_array_set_size (self->paths, strata_rendering_get_n_instances (rendering));
  for (guint i = 0; i < self->paths->len; i++)
    {
      BrutePath *path = &g_array_index (self->paths, BrutePath, i);
      guint depth = strata_rendering_get_instance (rendering, i)->depth;
      guint at = i;

      g_assert_cmpuint (depth, <, BRUTE_MAX_NODES);
      path->n = (gint8) (depth + 1);
      for (guint d = depth + 1; d > 0; d--)
        {
          const StrataInstance *instance = strata_rendering_get_instance (rendering, at);

          g_assert_cmpuint (instance->depth, ==, d - 1);
          path->node[d - 1] = (gint8) brute_world_find_node (world, instance->region);
          at = instance->parent;
        }
      g_assert_cmpuint (at, ==, STRATA_NO_INSTANCE);
    }
}

static void
answer_clear (Answer *self)
{
  g_array_unref (self->paths);
  g_array_unref (self->found);
}

static const BrutePath *
answer_get_path (Answer *self, guint instance)
{
  static const BrutePath none = { 0 };

  if (instance >= self->paths->len)
    {
      self->beyond |= instance != STRATA_NO_INSTANCE;
      return &none;
    }
  return &g_array_index (self->paths, BrutePath, instance);
}

/* In the model neighbours are cut at each boundary, in the answer they are whole */
static void
append_stretch (GArray *stretches, guint64 first, guint64 last, const BrutePath *by)
{
  Stretch stretch = { first, last, *by };

  if (stretches->len > 0)
    {
      Stretch *before = &g_array_index (stretches, Stretch, stretches->len - 1);

      if (before->last + 1 == first && brute_path_equal (&before->by, by))
        {
          before->last = last;
          return;
        }
    }
  g_array_append_val (stretches, stretch);
}

static char *
compare_stretches (const char *what, GArray *expected, GArray *found)
{
  for (guint i = 0; i < MAX (expected->len, found->len); i++)
    {
      const Stretch *a = i < expected->len ? &g_array_index (expected, Stretch, i) : NULL;
      const Stretch *b = i < found->len ? &g_array_index (found, Stretch, i) : NULL;

      if (a == NULL || b == NULL)
        return g_strdup_printf ("%s: there should be %u stretches, there are %u", what,
                                expected->len, found->len);
      if (a->first != b->first || a->last != b->last || !brute_path_equal (&a->by, &b->by))
        {
          g_autofree char *wanted = brute_path_to_string (&a->by);
          g_autofree char *got = brute_path_to_string (&b->by);

          return g_strdup_printf ("%s: 0x%" G_GINT64_MODIFIER "x-0x%" G_GINT64_MODIFIER
                                  "x by %s should be 0x%" G_GINT64_MODIFIER
                                  "x-0x%" G_GINT64_MODIFIER "x by %s",
                                  what, b->first, b->last, got, a->first, a->last, wanted);
        }
    }
  return NULL;
}

/* Who wins in the cells from number @begin to number @last */
static char *
check_segments (Answer *answer, const BruteMap *map, guint begin, guint last)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = begin; i <= last; i++)
    {
      const BruteCell *cell = &g_array_index (map->cells, BruteCell, i);

      if (cell->n_hits > 0)
        append_stretch (expected, cell->first, cell->last,
                        &brute_map_get_hit (map, cell, 0)->path);
    }
  g_array_set_size (answer->found, 0);
  for (guint i = 0; i < strata_rendering_get_n_segments (answer->rendering); i++)
    {
      const StrataSegment *segment = strata_rendering_get_segment (answer->rendering, i);
      Stretch stretch = { segment->first, segment->last,
                          *answer_get_path (answer, segment->instance) };

      g_array_append_val (answer->found, stretch);
    }
  return compare_stretches ("segments", expected, answer->found);
}

static char *
check_precedence (BruteWorld *world, Answer *answer, const BruteModel *model, guint winner,
                  guint loser)
{
  const BrutePath *winning = answer_get_path (answer, winner);
  const BrutePath *losing = answer_get_path (answer, loser);
  StrataPrecedence precedence;
  StrataRule rule;
  guint depth;
  BrutePath at = *winning;
  BrutePath above_winner = *winning;
  BrutePath above_loser = *losing;

  brute_model_get_precedence (model, winning, losing, &rule, &depth);
  world->tally->n_rules[rule]++;
  at.n = (gint8) depth;
  above_winner.n = (gint8) (depth + 1);
  above_loser.n = (gint8) (rule == STRATA_RULE_OWN_SUBREGION ? depth : depth + 1);
  strata_rendering_get_precedence (answer->rendering, winner, loser, &precedence);
  if (precedence.rule == rule &&
      brute_path_equal (answer_get_path (answer, precedence.at), &at) &&
      brute_path_equal (answer_get_path (answer, precedence.winner), &above_winner) &&
      brute_path_equal (answer_get_path (answer, precedence.loser), &above_loser))
    return NULL;
  else
    {
      g_autofree char *first = brute_path_to_string (winning);
      g_autofree char *second = brute_path_to_string (losing);

      return g_strdup_printf ("%s before %s: should be %s at depth %u, is %s at %u", first,
                              second, strata_rule_get_nick (rule), depth,
                              strata_rule_get_nick (precedence.rule), precedence.at);
    }
}

static char *
check_probe (BruteWorld *world, Answer *answer, const BruteModel *model, const BruteMap *map,
             const BruteCell *cell)
{
  guint64 address = brute_world_chance (world, 50) ? cell->first : cell->last;
  g_autoptr (GArray) tried = strata_rendering_list_tried (answer->rendering, address);
  guint winner = strata_rendering_find_winner (answer->rendering, address);

  if (tried->len != cell->n_hits)
    return g_strdup_printf ("at 0x%" G_GINT64_MODIFIER "x %u are tried; there should be %u",
                            address, tried->len, cell->n_hits);
  if (winner != (tried->len > 0 ? g_array_index (tried, guint, 0) : STRATA_NO_INSTANCE))
    return g_strdup_printf ("at 0x%" G_GINT64_MODIFIER "x the winner is not the first tried",
                            address);
  for (guint i = 0; i < tried->len; i++)
    {
      guint index = g_array_index (tried, guint, i);
      const BruteHit *hit = brute_map_get_hit (map, cell, i);
      const StrataInstance *instance;
      char *wrong;

      if (!brute_path_equal (answer_get_path (answer, index), &hit->path))
        {
          g_autofree char *wanted = brute_path_to_string (&hit->path);
          g_autofree char *got = brute_path_to_string (answer_get_path (answer, index));

          return g_strdup_printf ("at 0x%" G_GINT64_MODIFIER "x number %u tried is %s, not %s",
                                  address, i, got, wanted);
        }
      instance = strata_rendering_get_instance (answer->rendering, index);
      if (instance->offset + (address - instance->first) !=
            hit->offset + (address - cell->first) ||
          instance->readonly != !!(hit->flags & STRATA_RANGE_READONLY) ||
          instance->nonvolatile != !!(hit->flags & STRATA_RANGE_NONVOLATILE))
        return g_strdup_printf ("at 0x%" G_GINT64_MODIFIER
                                "x number %u tried has wrong attributes",
                                address, i);
      wrong = i > 0 ? check_precedence (world, answer, model, winner, index) : NULL;
      if (wrong != NULL)
        return wrong;
    }
  return NULL;
}

static void
hidden_cb (guint64 first, guint64 last, guint by, gpointer user_data)
{
  Answer *answer = user_data;
  Stretch stretch = { first, last, *answer_get_path (answer, by) };

  g_array_append_val (answer->found, stretch);
}

static void
visible_cb (guint64 first, guint64 last, gpointer user_data)
{
  Answer *answer = user_data;
  Stretch stretch = { first, last, { 0 } };

  g_array_append_val (answer->found, stretch);
}

static char *
check_hidden (BruteWorld *world, Answer *answer, const BruteMap *map, guint instance)
{
  const BrutePath *path = answer_get_path (answer, instance);
  static const BrutePath none = { 0 };
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GArray) visible = g_array_new (FALSE, FALSE, sizeof (Stretch));
  char *wrong;

  for (guint i = 0; i < map->cells->len; i++)
    {
      const BruteCell *cell = &g_array_index (map->cells, BruteCell, i);

      for (guint h = 0; h < cell->n_hits; h++)
        if (brute_path_equal (&brute_map_get_hit (map, cell, h)->path, path))
          append_stretch (h == 0 ? visible : hidden, cell->first, cell->last,
                          h == 0 ? &none : &brute_map_get_hit (map, cell, 0)->path);
    }
  world->tally->n_instances++;
  world->tally->n_hidden += hidden->len;
  g_array_set_size (answer->found, 0);
  strata_rendering_foreach_hidden (answer->rendering, instance, hidden_cb, answer);
  wrong = compare_stretches ("hidden", hidden, answer->found);
  if (wrong != NULL)
    return wrong;
  g_array_set_size (answer->found, 0);
  strata_rendering_foreach_visible (answer->rendering, instance, visible_cb, answer);
  return compare_stretches ("visible", visible, answer->found);
}

/**
 * brute_check_rendering:
 *
 * Renders a space from scratch and asks it everything: who wins everywhere, who is tried in some
 * cells, and of each instance where it is hidden.
 */
char *
brute_check_rendering (BruteWorld *world, const BruteModel *model, const BruteMap *map)
{
  g_autoptr (StrataRendering) rendering = strata_rendering_new (
    world->regions[map->root], 0, G_MAXUINT64, STRATA_RENDERING_DEFAULT);
  Answer answer;
  char *wrong;

  answer_init (&answer, world, rendering);
  wrong = check_segments (&answer, map, 0, map->cells->len - 1);
  for (guint i = brute_world_random (world, 2); i < map->cells->len && wrong == NULL; i += 2)
    wrong =
      check_probe (world, &answer, model, map, &g_array_index (map->cells, BruteCell, i));
  for (guint i = 0; i < answer.paths->len && wrong == NULL; i++)
    if (strata_rendering_get_instance (rendering, i)->content)
      wrong = check_hidden (world, &answer, map, i);
  if (wrong == NULL && answer.beyond)
    wrong = g_strdup ("an instance is named that is not there");
  answer_clear (&answer);
  return wrong;
}

/**
 * brute_check_window:
 *
 * Asks for a part of a space only, and gets that part of the whole.
 */
char *
brute_check_window (BruteWorld *world, const BruteModel *model, const BruteMap *map)
{
  guint begin = brute_world_random (world, map->cells->len);
  guint last = begin + brute_world_random (world, MIN (map->cells->len - begin, 4));
  g_autoptr (StrataRendering) rendering =
    strata_rendering_new (world->regions[map->root],
                          g_array_index (map->cells, BruteCell, begin).first,
                          g_array_index (map->cells, BruteCell, last).last,
                          STRATA_RENDERING_DEFAULT);
  Answer answer;
  char *wrong;

  answer_init (&answer, world, rendering);
  wrong = check_segments (&answer, map, begin, last);
  for (guint i = begin; i <= last && wrong == NULL; i++)
    wrong =
      check_probe (world, &answer, model, map, &g_array_index (map->cells, BruteCell, i));
  answer_clear (&answer);
  return wrong;
}

/**
 * brute_check_region:
 *
 * Asking about one region gives what the whole map says of it.
 */
char *
brute_check_region (BruteWorld *world, const BruteMap *map, gint node)
{
  g_autoptr (StrataRendering) rendering =
    strata_rendering_new_for_region (world->regions[map->root], world->regions[node]);
  g_autoptr (GArray) instances = g_array_new (FALSE, FALSE, sizeof (BruteInstance));
  guint n_found = 0;
  guint n_expected = 0;
  Answer answer;
  char *wrong = NULL;

  answer_init (&answer, world, rendering);
  for (guint i = 0; i < answer.paths->len && wrong == NULL; i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);

      if (instance->region != world->regions[node])
        continue;
      n_found++;
      if (instance->content)
        wrong = check_hidden (world, &answer, map, i);
    }
  brute_model_list_instances (&world->model, map->root, FALSE, instances);
  for (guint i = 0; i < instances->len; i++)
    n_expected += brute_path_last (&g_array_index (instances, BruteInstance, i).path) == node;
  if (wrong == NULL && n_found != n_expected)
    wrong = g_strdup_printf ("r%d has %u instances, the rendering for it lists %u", node,
                             n_expected, n_found);
  answer_clear (&answer);
  if (wrong != NULL)
    {
      g_autofree char *text = wrong;

      wrong = g_strdup_printf ("for region r%d: %s", node, text);
    }
  return wrong;
}

static char *
compare_instance (const BruteInstance *expected, const StrataInstance *found)
{
  g_autofree char *path = NULL;

  if (found->first == expected->first && found->last == expected->last &&
      found->offset == expected->offset && found->readonly == expected->readonly &&
      found->nonvolatile == expected->nonvolatile && found->enabled == expected->enabled &&
      found->content == expected->content &&
      (found->order != STRATA_NO_INSTANCE) == (expected->content && expected->enabled))
    return NULL;
  path = brute_path_to_string (&expected->path);
  return g_strdup_printf ("instance %s should be 0x%" G_GINT64_MODIFIER "x-0x%" G_GINT64_MODIFIER
                          "x @0x%" G_GINT64_MODIFIER "x, is 0x%" G_GINT64_MODIFIER
                          "x-0x%" G_GINT64_MODIFIER "x @0x%" G_GINT64_MODIFIER
                          "x, or an attribute or its order is wrong",
                          path, expected->first, expected->last, expected->offset, found->first,
                          found->last, found->offset);
}

static guint
find_instance (Answer *answer, const BrutePath *path)
{
  for (guint i = 0; i < answer->paths->len; i++)
    if (brute_path_equal (answer_get_path (answer, i), path))
      return i;
  return STRATA_NO_INSTANCE;
}

/* Of two instances that overlap the one tried first has the lower order */
static char *
check_order (Answer *answer, GArray *expected, guint index, guint order)
{
  const BruteInstance *own = &g_array_index (expected, BruteInstance, index);

  for (guint i = 0; i < index; i++)
    {
      const BruteInstance *before = &g_array_index (expected, BruteInstance, i);
      guint at;

      if (!before->content || !before->enabled || before->first > own->last ||
          before->last < own->first)
        continue;
      at = find_instance (answer, &before->path);
      if (strata_rendering_get_instance (answer->rendering, at)->order >= order)
        return g_strdup ("the order of the instances is not the order tried");
    }
  return NULL;
}

/**
 * brute_check_instances:
 *
 * Lists all instances, disabled ones too, and compares extents, attributes and the order tried.
 */
char *
brute_check_instances (BruteWorld *world, const BruteModel *model, gint root)
{
  g_autoptr (StrataRendering) rendering =
    strata_rendering_new (world->regions[root], 0, G_MAXUINT64, STRATA_RENDERING_DISABLED);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (BruteInstance));
  Answer answer;
  char *wrong = NULL;

  brute_model_list_instances (model, root, TRUE, expected);
  answer_init (&answer, world, rendering);
  if (expected->len != answer.paths->len)
    wrong = g_strdup_printf ("there are %u instances, should be %u", answer.paths->len,
                             expected->len);
  for (guint i = 0; i < expected->len && wrong == NULL; i++)
    {
      const BruteInstance *instance = &g_array_index (expected, BruteInstance, i);
      guint at = find_instance (&answer, &instance->path);
      const StrataInstance *found;

      if (at == STRATA_NO_INSTANCE)
        {
          g_autofree char *path = brute_path_to_string (&instance->path);

          wrong = g_strdup_printf ("instance %s is not listed", path);
          break;
        }
      found = strata_rendering_get_instance (rendering, at);
      wrong = compare_instance (instance, found);
      if (wrong == NULL && instance->content && instance->enabled)
        wrong = check_order (&answer, expected, i, found->order);
    }
  answer_clear (&answer);
  return wrong;
}
