/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-rendering.h"
#include "strata-ctl-board.h"
#include "strata-ctl-finding.h"

/* Where the search is. */
typedef struct
{
  GArray *findings;
  GHashTable *shown;   /* regions that win somewhere */
  GHashTable *present; /* regions with content that appear somewhere */
} Search;

static void
add (Search *self, StrataCtlFindingKind kind, StrataRegion *region, StrataRegion *other,
     guint64 first, guint64 last)
{
  const StrataCtlFinding finding = { kind, region, other, first, last };

  g_array_append_val (self->findings, finding);
}

/* The offset of the last byte; not for an empty region. */
static guint64
get_last_offset (StrataRegion *region)
{
  guint64 size = strata_region_get_size (region);

  return size == STRATA_SIZE_MAX ? G_MAXUINT64 : size - 1;
}

static void
find_collisions (Search *self, StrataRegion *container)
{
  g_autoptr (GPtrArray) collisions = strata_region_list_collisions (container);

  for (guint i = 0; i < collisions->len; i++)
    {
      const StrataCollision *collision = g_ptr_array_index (collisions, i);

      add (self, STRATA_CTL_FINDING_COLLISION, collision->a, collision->b, collision->overlap.first,
           collision->overlap.last);
    }
}

static void
find_past_target (Search *self, StrataRegion *alias)
{
  StrataRegion *target = strata_region_get_alias_target (alias);
  guint64 offset = strata_region_get_alias_offset (alias);
  guint64 last = get_last_offset (alias);

  if (strata_region_get_size (target) == 0 || offset > get_last_offset (target))
    add (self, STRATA_CTL_FINDING_PAST_TARGET, alias, target, 0, last);
  else if (last > get_last_offset (target) - offset)
    add (self, STRATA_CTL_FINDING_PAST_TARGET, alias, target, get_last_offset (target) - offset + 1,
         last);
}

static void
look_at_root (Search *self, StrataRegion *root)
{
  g_autoptr (StrataRendering)
      rendering = strata_rendering_new (root, 0, G_MAXUINT64, STRATA_RENDERING_DEFAULT);

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);

      if (instance->content)
        g_hash_table_add (self->present, instance->region);
    }
  for (guint i = 0; i < strata_rendering_get_n_segments (rendering); i++)
    {
      guint index = strata_rendering_get_segment (rendering, i)->instance;

      g_hash_table_add (self->shown, strata_rendering_get_instance (rendering, index)->region);
    }
}

/* Every region that can be reached from a root, through aliases too. */
static void
collect (GHashTable *reached, StrataRegion *root)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();

  g_ptr_array_add (stack, root);
  while (stack->len > 0)
    {
      StrataRegion *region = g_ptr_array_steal_index (stack, stack->len - 1);
      g_autoptr (GPtrArray) children = NULL;

      if (!g_hash_table_add (reached, region))
        continue;
      if (strata_region_get_kind (region) == STRATA_REGION_ALIAS)
        g_ptr_array_add (stack, strata_region_get_alias_target (region));
      children = strata_region_list_subregions (region);
      for (guint i = 0; i < children->len; i++)
        g_ptr_array_add (stack, g_ptr_array_index (children, i));
    }
}

/**
 * strata_ctl_finding_list:
 * @board: a board
 * @only: (nullable): an address space, to look only at what can be reached from it
 *
 * Looks for what is probably not meant so.
 *
 * Returns: (transfer full) (element-type StrataCtlFinding): what was found, in the order of the
 *   board's regions
 */
GArray *
strata_ctl_finding_list (StrataBoard *board, StrataAddressSpace *only)
{
  g_autoptr (GPtrArray) regions = strata_board_list_regions (board);
  g_autoptr (GPtrArray) roots = strata_ctl_board_list_roots (board, only);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  Search search = { .shown = shown, .present = present };

  search.findings = g_array_new (FALSE, FALSE, sizeof (StrataCtlFinding));
  for (guint i = 0; i < roots->len; i++)
    {
      GPtrArray *spaces = g_ptr_array_index (roots, i);
      StrataRegion *root = strata_address_space_get_root (g_ptr_array_index (spaces, 0));

      look_at_root (&search, root);
      collect (reached, root);
    }
  for (guint i = 0; i < regions->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (regions, i);

      if (only && !g_hash_table_contains (reached, region))
        continue;
      if (strata_region_get_size (region) == 0)
        {
          add (&search, STRATA_CTL_FINDING_EMPTY, region, NULL, 0, 0);
          continue;
        }
      find_collisions (&search, region);
      if (g_hash_table_contains (present, region) && !g_hash_table_contains (shown, region))
        add (&search, STRATA_CTL_FINDING_HIDDEN, region, NULL, 0, get_last_offset (region));
      if (strata_region_get_kind (region) == STRATA_REGION_ALIAS)
        find_past_target (&search, region);
    }
  return search.findings;
}

const char *
strata_ctl_finding_get_nick (const StrataCtlFinding *self)
{
  static const char *const nicks[] = {
    [STRATA_CTL_FINDING_COLLISION] = "collision",
    [STRATA_CTL_FINDING_HIDDEN] = "hidden-everywhere",
    [STRATA_CTL_FINDING_PAST_TARGET] = "alias-past-target",
    [STRATA_CTL_FINDING_EMPTY] = "empty",
  };

  return nicks[self->kind];
}

/* An empty region is often meant so, as a bridge's window that is closed; the others seldom are. */
const char *
strata_ctl_finding_get_severity (const StrataCtlFinding *self)
{
  return self->kind == STRATA_CTL_FINDING_EMPTY ? "note" : "warning";
}

char *
strata_ctl_finding_dup_message (const StrataCtlFinding *self)
{
  const char *name = strata_region_get_name (self->region);
  g_autofree char *first = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", self->first);
  g_autofree char *last = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", self->last);

  switch (self->kind)
    {
    case STRATA_CTL_FINDING_COLLISION:
      return g_strdup_printf (
          "“%s” and “%s” overlap in “%s” at %s-%s, and neither was said to overlap", name,
          strata_region_get_name (self->other),
          strata_region_get_name (strata_region_get_container (self->region)), first, last);

    case STRATA_CTL_FINDING_HIDDEN:
      return g_strdup_printf ("“%s” is hidden wherever it appears", name);

    case STRATA_CTL_FINDING_PAST_TARGET:
      return g_strdup_printf ("the alias “%s” shows nothing at %s-%s, past its target “%s”",
                              name, first, last, strata_region_get_name (self->other));

    case STRATA_CTL_FINDING_EMPTY:
      return g_strdup_printf ("“%s” is empty: its size is 0", name);

    default:
      g_return_val_if_reached (NULL);
    }
}
