/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "memory/strata-address-space.h"
#include "strata-ctl-text.h"

/* The heading of all that is said about address spaces with one root. */
void
strata_ctl_text_add_spaces (GString *out, GPtrArray *spaces)
{
  for (guint i = 0; i < spaces->len; i++)
    g_string_append_printf (out, "address-space: %s\n",
                            strata_address_space_get_name (g_ptr_array_index (spaces, i)));
}

void
strata_ctl_text_add_path (GString *out, StrataRendering *rendering, guint instance)
{
  g_auto (GStrv) names = strata_rendering_dup_path (rendering, instance);
  g_autofree char *joined = g_strjoinv (" > ", names);

  g_string_append (out, joined);
}

/* The rest of a line that names two instances: where their paths part, and by which rule. */
void
strata_ctl_text_add_precedence (GString *out, StrataRendering *rendering, guint winner, guint loser)
{
  StrataPrecedence met;
  gint priority;
  gint by_priority;

  strata_rendering_get_precedence (rendering, winner, loser, &met);
  priority = strata_region_get_priority (
      strata_rendering_get_instance (rendering, met.loser)->region);
  by_priority = strata_region_get_priority (
      strata_rendering_get_instance (rendering, met.winner)->region);

  g_string_append (out, _ ("at "));
  strata_ctl_text_add_path (out, rendering, met.at);
  switch (met.rule)
    {
    case STRATA_RULE_PRIORITY:
      g_string_append_printf (out, _ (": priority %d beats %d"), by_priority, priority);
      break;

    case STRATA_RULE_ORDER:
      g_string_append_printf (out, _ (": order, both have priority %d and it was added later"),
                              priority);
      break;

    case STRATA_RULE_OWN_SUBREGION:
      g_string_append (out, _ (": own-subregion, its subregions come before its own content"));
      break;

    default:
      g_assert_not_reached ();
    }
  g_string_append_c (out, '\n');
}
