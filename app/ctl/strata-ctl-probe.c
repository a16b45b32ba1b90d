/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-near-miss.h"
#include "strata-ctl-address.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"
#include "strata-ctl-range.h"
#include "strata-ctl-text.h"

/* So many of those that nearly answer are told. */
#define MAX_MISSES 20

/* An address, and who is tried for it; if nobody is, who has been put there in vain. */
typedef struct
{
  StrataAddressSpace *space;
  StrataRendering *rendering;
  GArray *tried;
  GPtrArray *misses; /* NULL if somebody answers */
  guint64 address;
} Probe;

static guint64
get_offset (const Probe *self, guint index)
{
  const StrataInstance *instance = strata_rendering_get_instance (self->rendering, index);

  return instance->offset + (self->address - instance->first);
}

/* The kind as a flat view prints it: what the path makes read-only is ROM. */
static char *
dup_kind (const Probe *self, guint index)
{
  const StrataInstance *instance = strata_rendering_get_instance (self->rendering, index);
  StrataFlatRange range = { .region = instance->region };

  if (instance->readonly)
    range.flags |= STRATA_RANGE_READONLY;
  if (instance->nonvolatile)
    range.flags |= STRATA_RANGE_NONVOLATILE;
  if (strata_region_get_kind (instance->region) == STRATA_REGION_ROM_DEVICE &&
      strata_region_get_rom_mode (instance->region))
    range.flags |= STRATA_RANGE_ROM_MODE;
  return strata_ctl_range_dup_kind (&range);
}

static void
begin_json_instance (const Probe *self, JsonBuilder *builder, guint index)
{
  const StrataInstance *instance = strata_rendering_get_instance (self->rendering, index);
  g_autofree char *kind = dup_kind (self, index);

  json_builder_begin_object (builder);
  strata_ctl_json_add_path (builder, "path", self->rendering, index);
  strata_ctl_json_add_string (builder, "name", strata_region_get_name (instance->region));
  strata_ctl_json_add_number (builder, "offset", get_offset (self, index));
  strata_ctl_json_add_string (
      builder, "type", strata_region_kind_get_nick (strata_region_get_kind (instance->region)));
  strata_ctl_json_add_string (builder, "kind", kind);
  strata_ctl_json_add_boolean (builder, "readonly", instance->readonly);
  strata_ctl_json_add_boolean (builder, "nonvolatile", instance->nonvolatile);
}

static void
add_json_names (JsonBuilder *builder, const char *member, const StrataNearMiss *miss, guint n_steps)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_steps; i++)
    {
      StrataRegion *region = g_ptr_array_index (miss->path, i);
      g_autofree char *name = g_utf8_make_valid (strata_region_get_name (region), -1);

      json_builder_add_string_value (builder, name);
    }
  json_builder_end_array (builder);
}

static void
add_json_misses (const Probe *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "missed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->misses->len; i++)
    {
      const StrataNearMiss *miss = g_ptr_array_index (self->misses, i);

      json_builder_begin_object (builder);
      add_json_names (builder, "path", miss, miss->path->len);
      strata_ctl_json_add_number (builder, "offset", miss->offset);
      json_builder_set_member_name (builder, "obstacles");
      json_builder_begin_array (builder);
      for (guint k = 0; k < miss->obstacles->len; k++)
        {
          const StrataObstacle *obstacle = &g_array_index (miss->obstacles, StrataObstacle, k);

          json_builder_begin_object (builder);
          strata_ctl_json_add_string (builder, "type",
                                      strata_obstacle_type_get_nick (obstacle->type));
          add_json_names (builder, "at", miss, obstacle->step + 1);
          if (obstacle->type != STRATA_OBSTACLE_DISABLED)
            strata_ctl_json_add_number (builder, "edge", obstacle->edge);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_json (const Probe *self, GString *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "address_space",
                              strata_address_space_get_name (self->space));
  strata_ctl_json_add_number (builder, "address", self->address);
  if (self->tried->len == 0)
    {
      strata_ctl_json_add_null (builder, "winner");
    }
  else
    {
      json_builder_set_member_name (builder, "winner");
      begin_json_instance (self, builder, g_array_index (self->tried, guint, 0));
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "losers");
  json_builder_begin_array (builder);
  for (guint i = 1; i < self->tried->len; i++)
    {
      guint loser = g_array_index (self->tried, guint, i);

      begin_json_instance (self, builder, loser);
      strata_ctl_json_add_precedence (builder, self->rendering,
                                      g_array_index (self->tried, guint, 0), loser);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (self->misses)
    add_json_misses (self, builder);
  json_builder_end_object (builder);
  strata_ctl_json_finish (builder, out);
}

/* PATH + OFFSET (KIND, ATTRIBUTES) */
static char *
dup_text (const Probe *self, guint index)
{
  const StrataInstance *instance = strata_rendering_get_instance (self->rendering, index);
  g_autofree char *path = strata_ctl_text_dup_path (self->rendering, index);
  g_autofree char *kind = dup_kind (self, index);
  GString *text = g_string_new (path);

  g_string_append_printf (text, " + 0x%" G_GINT64_MODIFIER "x (%s", get_offset (self, index), kind);
  if (instance->readonly)
    g_string_append (text, ", read-only");
  if (instance->nonvolatile)
    g_string_append (text, ", non-volatile");
  if (strata_region_get_kind (instance->region) == STRATA_REGION_RESERVED)
    g_string_append (text, ", reserved: nobody answers");
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

static char *
dup_names (const StrataNearMiss *miss, guint n_steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_steps; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " > " : "",
                            strata_region_get_name (g_ptr_array_index (miss->path, i)));
  return g_string_free (text, FALSE);
}

static void
add_miss (const StrataNearMiss *miss, GString *out)
{
  g_autofree char *path = dup_names (miss, miss->path->len);

  g_string_append_printf (out, "  missed: %s + 0x%" G_GINT64_MODIFIER "x\n", path,
                          miss->offset);
  for (guint i = 0; i < miss->obstacles->len; i++)
    {
      const StrataObstacle *obstacle = &g_array_index (miss->obstacles, StrataObstacle, i);
      g_autofree char *at = dup_names (miss, obstacle->step + 1);
      g_autofree char *edge = strata_ctl_text_dup_address (obstacle->edge);

      if (obstacle->type == STRATA_OBSTACLE_DISABLED)
        g_string_append_printf (out, "    %s is disabled\n", at);
      else if (obstacle->type == STRATA_OBSTACLE_TOO_SHORT)
        g_string_append_printf (out, "    %s ends at %s\n", at, edge);
      else
        g_string_append_printf (out, "    %s begins at %s\n", at, edge);
    }
}

static void
add_text (const Probe *self, GString *out)
{
  g_autofree char *address = strata_ctl_text_dup_address (self->address);

  g_string_append_printf (out, "%s in %s\n", address,
                          strata_address_space_get_name (self->space));
  if (self->tried->len == 0)
    g_string_append (out, "  nobody answers there\n");
  if (self->misses)
    for (guint i = 0; i < self->misses->len; i++)
      add_miss (g_ptr_array_index (self->misses, i), out);
  for (guint i = 0; i < self->tried->len; i++)
    {
      guint winner = g_array_index (self->tried, guint, 0);
      guint index = g_array_index (self->tried, guint, i);
      g_autofree char *text = dup_text (self, index);

      if (i == 0)
        {
          g_string_append_printf (out, "  wins: %s\n", text);
        }
      else
        {
          g_autofree char *why = strata_ctl_text_dup_precedence (self->rendering, winner, index);

          g_string_append_printf (out, "  hidden: %s\n    %s\n", text, why);
        }
    }
}

gboolean
strata_ctl_probe (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                  GError **error)
{
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (GArray) tried = NULL;
  g_autoptr (GPtrArray) misses = NULL;
  Probe probe = { 0 };
  StrataCtlAddress address;

  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  if (!strata_ctl_address_find (&address, board, options, 1, error))
    return FALSE;
  probe.address = address.address;
  probe.space = address.space;

  rendering = strata_rendering_new (strata_address_space_get_root (probe.space), probe.address,
                                    probe.address, STRATA_RENDERING_DEFAULT);
  tried = strata_rendering_list_tried (rendering, probe.address);
  probe.rendering = rendering;
  probe.tried = tried;
  if (tried->len == 0)
    misses = strata_near_miss_list (strata_address_space_get_root (probe.space), probe.address,
                                    MAX_MISSES);
  probe.misses = misses;
  if (options->json)
    add_json (&probe, out);
  else
    add_text (&probe, out);
  return TRUE;
}
