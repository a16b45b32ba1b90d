/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-brute-model.h"

/* What a person needs to see when the model and the engine differ */

static const char *const edit_names[BRUTE_N_EDITS] = {
  [BRUTE_ADD] = "add",
  [BRUTE_ADD_OVERLAP] = "add-overlap",
  [BRUTE_DEL] = "del",
  [BRUTE_ADDRESS] = "address",
  [BRUTE_SIZE] = "size",
  [BRUTE_PRIORITY] = "priority",
  [BRUTE_ENABLED] = "enabled",
  [BRUTE_READONLY] = "readonly",
  [BRUTE_NONVOLATILE] = "nonvolatile",
  [BRUTE_ROM_MODE] = "rom-mode",
  [BRUTE_LOG] = "log",
  [BRUTE_CALLBACK_OFFSET] = "callback-offset",
  [BRUTE_ALIAS_OFFSET] = "alias-offset",
  [BRUTE_ALIAS_TARGET] = "alias-target",
  [BRUTE_ADD_COALESCING] = "add-coalescing",
  [BRUTE_SET_COALESCING] = "set-coalescing",
  [BRUTE_CLEAR_COALESCING] = "clear-coalescing",
};

char *
brute_edit_to_string (const BruteEdit *edit)
{
  return g_strdup_printf ("%s r%d other=r%d value=0x%" G_GINT64_MODIFIER
                          "x size=0x%" G_GINT64_MODIFIER "x number=%d",
                          edit_names[edit->kind], edit->node, edit->other, edit->value, edit->size,
                          edit->number);
}

char *
brute_path_to_string (const BrutePath *path)
{
  GString *text = g_string_new (NULL);

  for (gint i = 0; i < path->n; i++)
    g_string_append_printf (text, "%sr%d", i > 0 ? "/" : "", path->node[i]);
  return g_string_free (text, FALSE);
}

char *
brute_model_to_string (const BruteModel *self)
{
  GString *text = g_string_new (NULL);

  for (gint i = 0; i < self->n_nodes; i++)
    {
      const BruteNode *node = &self->nodes[i];

      g_string_append_printf (text,
                              "r%d %s at 0x%" G_GINT64_MODIFIER "x size 0x%" G_GINT64_MODIFIER
                              "x prio %d in r%d",
                              i, strata_region_kind_get_nick (node->kind), node->address,
                              node->size, node->priority, node->container);
      if (node->target != BRUTE_NONE)
        g_string_append_printf (text, " alias of r%d+0x%" G_GINT64_MODIFIER "x", node->target,
                                node->alias_offset);
      g_string_append_printf (text, "%s%s%s%s", node->enabled ? "" : " disabled",
                              node->readonly ? " readonly" : "",
                              node->nonvolatile ? " nonvolatile" : "",
                              node->rom_mode ? " rom-mode" : "");
      if (node->clients != 0)
        g_string_append_printf (text, " clients 0x%x", node->clients);
      if (node->callback_offset != 0)
        g_string_append_printf (text, " callback+0x%" G_GINT64_MODIFIER "x",
                                node->callback_offset);
      for (guint c = 0; c < node->n_coalesced; c++)
        g_string_append_printf (text,
                                " coalesced 0x%" G_GINT64_MODIFIER "x-0x%" G_GINT64_MODIFIER "x",
                                node->coalesced[c].first, node->coalesced[c].last);
      if (node->n_children > 0)
        g_string_append (text, " added:");
      for (gint c = 0; c < node->n_children; c++)
        g_string_append_printf (text, " r%d", node->children[c]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

char *
brute_map_to_string (const BruteMap *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->ranges->len; i++)
    {
      const BruteRange *range = &g_array_index (self->ranges, BruteRange, i);

      g_string_append_printf (text,
                              "%016" G_GINT64_MODIFIER "x-%016" G_GINT64_MODIFIER
                              "x r%d @%016" G_GINT64_MODIFIER "x flags %x clients %x\n",
                              range->first, range->last, range->node, range->offset, range->flags,
                              range->clients);
    }
  return g_string_free (text, FALSE);
}
