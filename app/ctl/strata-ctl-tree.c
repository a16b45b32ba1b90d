/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-text.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"

/* What is being printed: the targets of aliases are collected, each to be printed once. */
typedef struct
{
  StrataBoard *board;
  JsonBuilder *builder;
  GPtrArray *targets;
  GHashTable *seen;
} Tree;

static void
add_alias (Tree *self, StrataRegion *alias)
{
  StrataRegion *target = strata_region_get_alias_target (alias);

  json_builder_set_member_name (self->builder, "target");
  json_builder_begin_object (self->builder);
  strata_ctl_json_add_string (self->builder, "id",
                              strata_board_get_region_id (self->board, target));
  strata_ctl_json_add_string (self->builder, "name", strata_region_get_name (target));
  strata_ctl_json_add_number (self->builder, "offset", strata_region_get_alias_offset (alias));
  json_builder_end_object (self->builder);
  if (g_hash_table_add (self->seen, target))
    g_ptr_array_add (self->targets, target);
}

/* The kind as info mtree prints it: of an alias that of what it shows in the end. */
static char *
dup_kind (StrataRegion *region)
{
  StrataRegion *shown = region;

  while (strata_region_get_kind (shown) == STRATA_REGION_ALIAS)
    shown = strata_region_get_alias_target (shown);
  return g_strconcat (strata_region_get_nonvolatile (region) ? "nv-" : "",
                      strata_region_get_kind_name (shown), NULL);
}

static void
add_region (Tree *self, StrataRegion *region)
{
  g_autoptr (GPtrArray) children = strata_region_list_subregions (region);
  g_autofree char *kind = dup_kind (region);

  json_builder_begin_object (self->builder);
  strata_ctl_json_add_string (self->builder, "id",
                              strata_board_get_region_id (self->board, region));
  strata_ctl_json_add_string (self->builder, "name", strata_region_get_name (region));
  strata_ctl_json_add_string (self->builder, "type",
                              strata_region_kind_get_nick (strata_region_get_kind (region)));
  strata_ctl_json_add_string (self->builder, "kind", kind);
  strata_ctl_json_add_number (self->builder, "address", strata_region_get_address (region));
  strata_ctl_json_add_size (self->builder, "size", strata_region_get_size (region));
  strata_ctl_json_add_int (self->builder, "priority", strata_region_get_priority (region));
  strata_ctl_json_add_boolean (self->builder, "enabled", strata_region_get_enabled (region));
  strata_ctl_json_add_boolean (self->builder, "readonly", strata_region_get_readonly (region));
  strata_ctl_json_add_boolean (self->builder, "nonvolatile",
                               strata_region_get_nonvolatile (region));
  if (strata_region_get_kind (region) == STRATA_REGION_ALIAS)
    add_alias (self, region);
  json_builder_set_member_name (self->builder, "subregions");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < children->len; i++)
    add_region (self, g_ptr_array_index (children, i));
  json_builder_end_array (self->builder);
  json_builder_end_object (self->builder);
}

static void
add_section (Tree *self, GPtrArray *spaces, StrataRegion *root)
{
  json_builder_begin_object (self->builder);
  strata_ctl_json_add_spaces (self->builder, spaces);
  json_builder_set_member_name (self->builder, "root");
  add_region (self, root);
  json_builder_end_object (self->builder);
}

static void
add_json (StrataBoard *board, StrataAddressSpace *only, GString *out)
{
  g_autoptr (GPtrArray) roots = strata_ctl_board_list_roots (board, only);
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  Tree tree = { .board = board, .builder = builder, .targets = targets, .seen = seen };

  json_builder_begin_array (builder);
  for (guint i = 0; i < roots->len; i++)
    {
      GPtrArray *spaces = g_ptr_array_index (roots, i);

      add_section (&tree, spaces, strata_address_space_get_root (g_ptr_array_index (spaces, 0)));
    }
  for (guint i = 0; i < targets->len; i++) /* the list grows while it is gone through */
    add_section (&tree, none, g_ptr_array_index (targets, i));
  json_builder_end_array (builder);
  strata_ctl_json_finish (builder, out);
}

gboolean
strata_ctl_tree (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                 GError **error)
{
  g_autoptr (StrataBoard) board = strata_ctl_board_load (options, 0, error);
  g_autofree char *text = NULL;
  StrataAddressSpace *only;

  if (board == NULL || !strata_ctl_board_find_space (board, options, 0, &only, error))
    return FALSE;

  if (options->json)
    {
      add_json (board, only, out);
      return TRUE;
    }
  text = only ? strata_address_space_tree_to_string (only, TRUE)
              : strata_system_tree_to_string (strata_board_get_system (board), TRUE);
  g_string_append (out, text);
  return TRUE;
}
