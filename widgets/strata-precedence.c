/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-precedence.h"

#include <glib/gi18n.h>

#include "strata-instance-link.h"
#include "strata-words.h"

static char *
dup_link (StrataSpaceModel *model,
          guint             instance)
{
  return strata_instance_link_write (
    model, instance,
    strata_space_model_get_name (model,
                                 strata_space_model_get_instance (model, instance)->region));
}

static char *
dup_priority (StrataSpaceModel *model,
              guint             instance)
{
  return strata_words_priority (strata_space_model_get_instance (model, instance)->priority);
}

/**
 * strata_precedence_dup_markup:
 * @model: a model
 * @winner: the index of an instance that is tried first
 * @loser: the index of another one at the same address
 *
 * Tells in a line why one goes before the other. Names are links, see
 * strata_instance_link_read().
 *
 * Returns: (transfer full): the reason, as markup
 */
char *
strata_precedence_dup_markup (StrataSpaceModel *model,
                              guint             winner,
                              guint             loser)
{
  StrataPrecedence precedence;
  g_autofree char *at = NULL;
  g_autofree char *winner_name = NULL;
  g_autofree char *loser_name = NULL;
  g_autofree char *winner_priority = NULL;
  g_autofree char *loser_priority = NULL;

  strata_rendering_get_precedence (strata_space_model_get_rendering (model), winner, loser,
                                   &precedence);
  at = dup_link (model, precedence.at);
  winner_name = dup_link (model, precedence.winner);
  loser_name = dup_link (model, precedence.loser);
  switch (precedence.rule)
    {
    case STRATA_RULE_PRIORITY:
      winner_priority = dup_priority (model, precedence.winner);
      loser_priority = dup_priority (model, precedence.loser);
      /* Translators: a container, a region in it and its priority, another one and its priority */
      return g_strdup_printf (_("in %s, %s with priority %s goes before %s with %s"), at,
                              winner_name, winner_priority, loser_name, loser_priority);
    case STRATA_RULE_ORDER:
      /* Translators: a container, and two regions in it */
      return g_strdup_printf (_("in %s, %s was added after %s"), at, winner_name, loser_name);
    case STRATA_RULE_OWN_SUBREGION:
    default:
      /* Translators: a region */
      return g_strdup_printf (_("what lies in %s goes before its own content"), at);
    }
}
