/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The text that QEMU 7.2 prints for `info mtree -D` and `info mtree -f`. */

#include "strata-text.h"

#include "strata-address-space-private.h"
#include "strata-region-index-private.h"
#include "strata-system-private.h"

#define ADDRESS_FORMAT "%016" G_GINT64_MODIFIER "x"
#define INDENT "  "

/* {{{ The tree */

/* A region with the offset of its last byte; QEMU prints size 0 like size 1. */
static guint64
get_last_offset (guint64 size)
{
  return size == STRATA_SIZE_MAX ? G_MAXUINT64 : size == 0 ? 0 : size - 1;
}

typedef struct
{
  GString *text;
  gboolean disabled; /* print disabled regions, too */
  GPtrArray *targets; /* of aliases, in the order in which they came by */
  GHashTable *seen;
} TreeWriter;

/* An alias prints the kind of what it shows in the end, also through other aliases. */
static const char *
get_shown_kind_name (StrataRegion *region)
{
  while (region->state.target != NULL)
    region = region->state.target;
  return strata_region_get_kind_name (region);
}

static void
write_region (TreeWriter *self, StrataRegion *region, guint level, guint64 base)
{
  const StrataRegionState *state = &region->state;
  guint64 first = base + state->address;
  guint64 last = first + get_last_offset (state->size);
  GString *text = self->text;

  if (state->target != NULL && g_hash_table_add (self->seen, state->target))
    g_ptr_array_add (self->targets, state->target);

  if (state->enabled || self->disabled)
    {
      if (first < base || last < first)
        g_string_append (text, "[DETECTED OVERFLOW!] ");
      for (guint i = 0; i < level; i++)
        g_string_append (text, INDENT);
      g_string_append_printf (text, ADDRESS_FORMAT "-" ADDRESS_FORMAT " (prio %d, %s%s): ", first,
                              last, state->priority, state->nonvolatile ? "nv-" : "",
                              get_shown_kind_name (region));
      if (state->target != NULL)
        g_string_append_printf (text, "alias %s @%s " ADDRESS_FORMAT "-" ADDRESS_FORMAT,
                                region->name, state->target->name, state->offset,
                                state->offset + get_last_offset (state->size));
      else
        g_string_append (text, region->name);
      g_string_append (text, state->enabled ? "\n" : " [disabled]\n");
    }

  if (region->subregions != NULL)
    {
      g_autoptr (GPtrArray) subregions = g_ptr_array_sized_new (region->n_subregions);

      strata_region_index_list (region, subregions);
      for (guint i = 0; i < subregions->len; i++)
        write_region (self, g_ptr_array_index (subregions, i), level + 1, first);
    }
}

/* Spaces of one root print as one section, in order of their making. */
static void
write_spaces (TreeWriter *self, GPtrArray *spaces)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < spaces->len; i++)
    {
      StrataAddressSpace *space = g_ptr_array_index (spaces, i);
      StrataRegion *root = strata_address_space_get_root (space);

      if (root == NULL || !g_hash_table_add (done, root))
        continue;
      for (guint j = i; j < spaces->len; j++)
        if (strata_address_space_get_root (g_ptr_array_index (spaces, j)) == root)
          g_string_append_printf (self->text, "address-space: %s\n",
                                  strata_address_space_get_name (g_ptr_array_index (spaces, j)));
      write_region (self, root, 1, 0);
      g_string_append_c (self->text, '\n');
    }
}

static char *
write_tree (StrataSystem *system, GPtrArray *spaces, gboolean disabled)
{
  TreeWriter writer = { g_string_new (NULL), disabled, g_ptr_array_new (),
                        g_hash_table_new (NULL, NULL) };

  strata_system_lock (system);
  write_spaces (&writer, spaces);
  /* Sections of alias targets may bring further targets. */
  for (guint i = 0; i < writer.targets->len; i++)
    {
      StrataRegion *target = g_ptr_array_index (writer.targets, i);

      g_string_append_printf (writer.text, "memory-region: %s\n", target->name);
      write_region (&writer, target, 1, 0);
      g_string_append_c (writer.text, '\n');
    }
  strata_system_unlock (system);
  g_hash_table_unref (writer.seen);
  g_ptr_array_unref (writer.targets);
  return g_string_free (writer.text, FALSE);
}

/**
 * strata_system_tree_to_string:
 * @self: a system
 * @disabled: whether to print disabled regions, as `info mtree -D` does
 *
 * Writes the hierarchies of all address spaces as QEMU 7.2 does: spaces in the order of their
 * making, those of one root together, then the targets of aliases in the order in which they come
 * by.
 *
 * Returns: (transfer full): the text
 */
char *
strata_system_tree_to_string (StrataSystem *self, gboolean disabled)
{
  g_autoptr (GPtrArray) spaces = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  spaces = strata_system_list_address_spaces (self);
  return write_tree (self, spaces, disabled);
}

/**
 * strata_address_space_tree_to_string:
 * @self: an address space
 * @disabled: whether to print disabled regions
 *
 * Writes the hierarchy of one address space like [method@Strata.System.tree_to_string].
 *
 * Returns: (transfer full): the text
 */
char *
strata_address_space_tree_to_string (StrataAddressSpace *self, gboolean disabled)
{
  g_autoptr (GPtrArray) spaces = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  g_ptr_array_add (spaces, self);
  return write_tree (strata_address_space_get_system (self), spaces, disabled);
}

/* }}} */
/* {{{ Flat views */

/* The only enabled subregion, if it is at 0 and fits: a pure container around it adds nothing.
 * @n_enabled tells how many are enabled, up to 2. */
static StrataRegion *
find_only (StrataRegion *container, guint *n_enabled)
{
  g_autoptr (GPtrArray) subregions = g_ptr_array_new ();
  StrataRegion *only = NULL;

  *n_enabled = 0;
  strata_region_index_list (container, subregions);
  for (guint i = 0; i < subregions->len && *n_enabled < 2; i++)
    {
      StrataRegion *subregion = g_ptr_array_index (subregions, i);

      if (!subregion->state.enabled)
        continue;
      (*n_enabled)++;
      only = subregion->state.address == 0 && subregion->state.size <= container->state.size
               ? subregion
               : NULL;
    }
  return *n_enabled == 1 ? only : NULL;
}

/* What QEMU calls the root of a flat view: aliases that show all of their target from its start and
 * containers around one region are skipped, so that more spaces share a view. */
static StrataRegion *
get_view_root (StrataRegion *region)
{
  while (region->state.enabled)
    {
      StrataRegion *next = NULL;

      if (region->kind == STRATA_REGION_ALIAS)
        {
          if (region->state.offset == 0 && region->state.size >= region->state.target->state.size)
            next = region->state.target;
        }
      else if (region->kind == STRATA_REGION_CONTAINER)
        {
          guint n_enabled;

          next = find_only (region, &n_enabled);
          if (n_enabled == 0)
            return NULL;
        }
      if (next == NULL)
        return region;
      region = next;
    }
  return NULL;
}

static void
view_group_free (StrataViewGroup *self)
{
  g_ptr_array_unref (self->spaces);
  g_clear_pointer (&self->root, strata_region_unref);
  strata_flat_view_unref (self->view);
  g_free (self);
}

/**
 * strata_system_list_view_groups:
 * @self: a system
 *
 * Groups the address spaces as QEMU does when it prints flat views: those whose views have one root
 * together. All that have none form a group.
 *
 * Returns: (transfer full) (element-type StrataViewGroup): the groups, by their first space
 */
GPtrArray *
strata_system_list_view_groups (StrataSystem *self)
{
  g_autoptr (GPtrArray) spaces = NULL;
  g_autoptr (GHashTable) by_root = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_own_root = g_hash_table_new (NULL, NULL);
  GPtrArray *groups;

  g_return_val_if_fail (self != NULL, NULL);

  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) view_group_free);
  strata_system_lock (self);
  spaces = strata_system_list_address_spaces (self);
  for (guint i = 0; i < spaces->len; i++)
    {
      StrataAddressSpace *space = g_ptr_array_index (spaces, i);
      StrataRegion *own_root = strata_address_space_get_root (space);
      StrataViewGroup *group = g_hash_table_lookup (by_own_root, own_root);
      StrataRegion *root = NULL;

      if (group != NULL)
        {
          g_ptr_array_add (group->spaces, strata_address_space_ref (space));
          continue;
        }
      root = get_view_root (own_root);
      group = g_hash_table_lookup (by_root, root);

      if (group == NULL)
        {
          group = g_new0 (StrataViewGroup, 1);
          group->spaces = g_ptr_array_new_with_free_func (
              (GDestroyNotify) strata_address_space_unref);
          group->root = root != NULL ? strata_region_ref (root) : NULL;
          group->view = strata_address_space_ref_view (space);
          g_hash_table_insert (by_root, root, group);
          g_ptr_array_add (groups, group);
        }
      g_hash_table_insert (by_own_root, own_root, group);
      g_ptr_array_add (group->spaces, strata_address_space_ref (space));
    }
  strata_system_unlock (self);
  return groups;
}

/* A view that is written, perhaps as something that is not so yet would make it */
typedef struct
{
  GString *text;
  StrataRendering *rendering; /* NULL: regions have the priorities that they have */
  GHashTable *names;          /* NULL: and the names */
} ViewWriter;

static const char *
get_name (const ViewWriter *self, StrataRegion *region)
{
  const char *name = NULL;

  if (region == NULL)
    return "(none)";
  if (self->names != NULL)
    name = g_hash_table_lookup (self->names, region);
  return name != NULL ? name : strata_region_get_name (region);
}

static gint
get_priority (const ViewWriter *self, const StrataFlatRange *range)
{
  guint winner = STRATA_NO_INSTANCE;

  if (self->rendering != NULL)
    winner = strata_rendering_find_winner (self->rendering, range->first);
  if (winner == STRATA_NO_INSTANCE)
    return strata_region_get_priority (range->region);
  return strata_rendering_get_instance (self->rendering, winner)->priority;
}

static gboolean
write_range (const StrataFlatRange *range, gpointer user_data)
{
  const ViewWriter *self = user_data;

  g_string_append_printf (self->text,
                          INDENT ADDRESS_FORMAT "-" ADDRESS_FORMAT " (prio %d, %s%s): %s",
                          range->first, range->last, get_priority (self, range),
                          range->flags & STRATA_RANGE_NONVOLATILE ? "nv-" : "",
                          strata_flat_range_get_kind_name (range), get_name (self, range->region));
  if (range->offset != 0)
    g_string_append_printf (self->text, " @" ADDRESS_FORMAT, range->offset);
  g_string_append_c (self->text, '\n');
  return TRUE;
}

/**
 * strata_view_group_to_string:
 * @group: a group of address spaces
 * @number: the number to give it
 *
 * Writes a flat view as `info mtree -f` of QEMU 7.2 does, with an empty line at its end.
 *
 * Returns: (transfer full): the text
 */
char *
strata_view_group_to_string (const StrataViewGroup *group, guint number)
{
  return strata_view_group_to_string_tried (group, number, NULL, NULL);
}

/**
 * strata_view_group_to_string_tried:
 * @group: a group of address spaces, with a view that is not published
 * @number: the number to give it
 * @rendering: (nullable): what came with the view, as from strata_board_try_space(); %NULL if
 *   regions have the priorities of the view
 * @names: (nullable) (element-type StrataRegion utf8): the regions that are called otherwise in the
 *   view, as from strata_board_list_new_names()
 *
 * Writes a flat view that an edit would bring, or one that was, as strata_view_group_to_string()
 * would if it were so.
 *
 * Returns: (transfer full): the text
 */
char *
strata_view_group_to_string_tried (const StrataViewGroup *group, guint number,
                                   StrataRendering *rendering, GHashTable *names)
{
  GString *text = g_string_new (NULL);
  ViewWriter writer = { text, rendering, names };

  g_return_val_if_fail (group != NULL, NULL);

  g_string_append_printf (text, "FlatView #%u\n", number);
  for (guint i = 0; i < group->spaces->len; i++)
    {
      StrataAddressSpace *space = g_ptr_array_index (group->spaces, i);
      StrataRegion *root = strata_address_space_get_root (space);
      StrataRegion *target = root != NULL ? strata_region_get_alias_target (root) : NULL;

      g_string_append_printf (text, " AS \"%s\", root: %s", strata_address_space_get_name (space),
                              get_name (&writer, root));
      if (target != NULL)
        g_string_append_printf (text, ", alias %s", get_name (&writer, target));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, " Root memory region: %s\n", get_name (&writer, group->root));
  if (strata_flat_view_get_n_ranges (group->view) == 0)
    g_string_append (text, INDENT "No rendered FlatView\n");
  else
    strata_flat_view_foreach (group->view, 0, G_MAXUINT64, write_range, &writer);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/**
 * strata_system_flat_to_string:
 * @self: a system
 *
 * Writes the flat views of all address spaces as `info mtree -f` of QEMU 7.2 does. The views come
 * in the order in which their first address space was made.
 *
 * Returns: (transfer full): the text
 */
char *
strata_system_flat_to_string (StrataSystem *self)
{
  g_autoptr (GPtrArray) groups = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  groups = strata_system_list_view_groups (self);
  for (guint i = 0; i < groups->len; i++)
    {
      g_autofree char *view = strata_view_group_to_string (g_ptr_array_index (groups, i), i);

      g_string_append (text, view);
    }
  return g_string_free (text, FALSE);
}

/* }}} */
