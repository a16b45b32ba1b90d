/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

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

/* As QEMU prints an address. */
char *
strata_ctl_text_dup_address (guint64 address)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", address);
}

char *
strata_ctl_text_dup_path (StrataRendering *rendering, guint instance)
{
  g_auto (GStrv) names = strata_rendering_dup_path (rendering, instance);

  return g_strjoinv (" > ", names);
}

/* Where the paths of two instances part, and by which rule one of them wins. */
char *
strata_ctl_text_dup_precedence (StrataRendering *rendering, guint winner, guint loser)
{
  g_autofree char *at = NULL;
  StrataPrecedence met;
  gint priority;
  gint by_priority;

  strata_rendering_get_precedence (rendering, winner, loser, &met);
  priority = strata_region_get_priority (
      strata_rendering_get_instance (rendering, met.loser)->region);
  by_priority = strata_region_get_priority (
      strata_rendering_get_instance (rendering, met.winner)->region);
  at = strata_ctl_text_dup_path (rendering, met.at);
  switch (met.rule)
    {
    case STRATA_RULE_PRIORITY:
      return g_strdup_printf ("at %s: priority %d beats %d", at, by_priority, priority);

    case STRATA_RULE_ORDER:
      return g_strdup_printf ("at %s: order, both have priority %d and it was added later", at,
                              priority);

    case STRATA_RULE_OWN_SUBREGION:
      return g_strdup_printf (
          "at %s: own-subregion, its subregions come before its own content", at);

    default:
      g_return_val_if_reached (NULL);
    }
}
