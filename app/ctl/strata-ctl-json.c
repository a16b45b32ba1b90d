/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-address-space.h"
#include "strata-ctl-json.h"

static void
add_text (JsonBuilder *builder, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_builder_add_string_value (builder, valid);
}

/* @text may be %NULL and then is null. */
void
strata_ctl_json_add_string (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  if (text)
    add_text (builder, text);
  else
    json_builder_add_null_value (builder);
}

/* Every 64-bit quantity is a text: a JSON number is a double to many who read it. */
void
strata_ctl_json_add_number (JsonBuilder *builder, const char *member, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", number);

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

void
strata_ctl_json_add_size (JsonBuilder *builder, const char *member, guint64 size)
{
  if (size == STRATA_SIZE_MAX)
    strata_ctl_json_add_string (builder, member, "0x10000000000000000");
  else
    strata_ctl_json_add_number (builder, member, size);
}

void
strata_ctl_json_add_int (JsonBuilder *builder, const char *member, gint64 number)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, number);
}

void
strata_ctl_json_add_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

void
strata_ctl_json_add_null (JsonBuilder *builder, const char *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_null_value (builder);
}

void
strata_ctl_json_add_spaces (JsonBuilder *builder, GPtrArray *spaces)
{
  json_builder_set_member_name (builder, "address_spaces");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spaces->len; i++)
    add_text (builder, strata_address_space_get_name (g_ptr_array_index (spaces, i)));
  json_builder_end_array (builder);
}

void
strata_ctl_json_add_path (JsonBuilder *builder, const char *member, StrataRendering *rendering,
                          guint instance)
{
  g_auto (GStrv) names = strata_rendering_dup_path (rendering, instance);

  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; names[i]; i++)
    add_text (builder, names[i]);
  json_builder_end_array (builder);
}

/* Why @loser is hidden where @winner wins: who, where their paths part, by which rule. */
void
strata_ctl_json_add_precedence (JsonBuilder *builder, StrataRendering *rendering, guint winner,
                                guint loser)
{
  StrataPrecedence met;

  strata_rendering_get_precedence (rendering, winner, loser, &met);
  strata_ctl_json_add_path (builder, "by", rendering, winner);
  strata_ctl_json_add_path (builder, "at", rendering, met.at);
  strata_ctl_json_add_string (builder, "rule", strata_rule_get_nick (met.rule));
  if (met.rule == STRATA_RULE_OWN_SUBREGION)
    {
      strata_ctl_json_add_null (builder, "priority");
      strata_ctl_json_add_null (builder, "by_priority");
    }
  else
    {
      const StrataInstance *sibling = strata_rendering_get_instance (rendering, met.loser);
      const StrataInstance *by_sibling = strata_rendering_get_instance (rendering, met.winner);

      strata_ctl_json_add_int (builder, "priority", strata_region_get_priority (sibling->region));
      strata_ctl_json_add_int (builder, "by_priority",
                               strata_region_get_priority (by_sibling->region));
    }
}

/* Appends the finished value to @out. */
void
strata_ctl_json_finish (JsonBuilder *builder, GString *out)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  JsonNode *root = json_builder_get_root (builder);

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
  json_node_unref (root);
}
