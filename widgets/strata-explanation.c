/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explanation.h"

#include <glib/gi18n.h>

#include "strata-instance-link.h"
#include "strata-words.h"

/* More than this nobody reads; the rest is counted. */
#define MAX_RANGES 60
#define MAX_ELSEWHERE 12

/* Addresses below 0 and past 2^64 */
__extension__ typedef __int128 Wide;

/* The name of an instance, as a link to it if there are to be links */
static char *
dup_name (const StrataExplanation *self,
          guint                    instance,
          gboolean                 links)
{
  const char *name = strata_space_model_get_name (
    self->model, strata_space_model_get_instance (self->model, instance)->region);

  return links ? strata_instance_link_write (self->model, instance, name) : g_strdup (name);
}

static void
add_visible (guint64  first,
             guint64  last,
             gpointer user_data)
{
  StrataExplanation *self = user_data;
  StrataExplainedRange range = { first, last, STRATA_NO_INSTANCE, 0 };

  if (self->n_visible++ < MAX_RANGES)
    g_array_append_val (self->visible, range);
}

static void
reason_free (gpointer data)
{
  StrataReason *reason = data;

  g_array_unref (reason->winners);
  g_free (reason);
}

static void
add_winner (StrataReason *reason,
            guint         winner)
{
  for (guint i = 0; i < reason->winners->len; i++)
    if (g_array_index (reason->winners, guint, i) == winner)
      return;

  g_array_append_val (reason->winners, winner);
}

static void
add_reason (StrataExplanation *self,
            guint              by)
{
  StrataPrecedence precedence;
  StrataReason *reason;
  gint priority;

  strata_rendering_get_precedence (strata_space_model_get_rendering (self->model), by,
                                   self->instance, &precedence);
  priority = strata_space_model_get_instance (self->model, precedence.winner)->priority;

  for (guint i = 0; i < self->reasons->len; i++)
    {
      reason = g_ptr_array_index (self->reasons, i);
      if (reason->rule == precedence.rule && reason->at == precedence.at &&
          reason->loser == precedence.loser &&
          (reason->priority == priority || reason->rule == STRATA_RULE_OWN_SUBREGION))
        {
          add_winner (reason, precedence.winner);
          return;
        }
    }

  reason = g_new0 (StrataReason, 1);
  reason->rule = precedence.rule;
  reason->at = precedence.at;
  reason->loser = precedence.loser;
  reason->priority = priority;
  reason->winners = g_array_new (FALSE, FALSE, sizeof (guint));
  add_winner (reason, precedence.winner);
  g_ptr_array_add (self->reasons, reason);
}

/* Whether what goes on at @first looks the same to a person: small pieces of one name in a row. */
static gboolean
continues (const StrataExplanation    *self,
           const StrataExplainedRange *range,
           guint64                     first,
           guint                       by)
{
  g_autofree char *title = NULL;
  g_autofree char *next = NULL;

  if (range->last + 1 != first ||
      strata_space_model_get_holder (self->model, range->by) !=
      strata_space_model_get_holder (self->model, by))
    return FALSE;

  title = strata_space_model_dup_title (self->model, range->by);
  next = strata_space_model_dup_title (self->model, by);

  return g_str_equal (title, next);
}

static void
add_hidden (guint64  first,
            guint64  last,
            guint    by,
            gpointer user_data)
{
  StrataExplanation *self = user_data;
  StrataExplainedRange range = { first, last, by, 1 };

  if (self->hidden->len > 0 && self->n_hidden == self->hidden->len)
    {
      StrataExplainedRange *before = &g_array_index (self->hidden, StrataExplainedRange,
                                                     self->hidden->len - 1);

      if (continues (self, before, first, by))
        {
          before->last = last;
          before->n_by++;
          add_reason (self, by);
          return;
        }
    }

  if (self->n_hidden++ >= MAX_RANGES)
    return;

  g_array_append_val (self->hidden, range);
  add_reason (self, by);
}

/* The whole of a region in the space, as if nothing clipped it. */
static void
get_whole (const StrataInstance *instance,
           Wide                 *base,
           Wide                 *end)
{
  guint64 size = strata_region_get_size (instance->region);

  *base = (Wide) instance->first - instance->offset;
  *end = *base + size + (size == STRATA_SIZE_MAX ? 1 : 0);
}

/* Finds who cuts. What an alias leaves out of its target is not cut: it is not asked for. */
static void
find_cut (StrataExplanation *self)
{
  guint at = strata_space_model_get_sibling (self->model, self->instance);
  const StrataInstance *instance = strata_space_model_get_instance (self->model, at);
  Wide base, end;

  get_whole (instance, &base, &end);
  while ((at = instance->parent) != STRATA_NO_INSTANCE)
    {
      Wide above_base, above_end;

      instance = strata_space_model_get_instance (self->model, at);
      get_whole (instance, &above_base, &above_end);
      if (base < above_base || end > above_end)
        {
          self->clipped_by = at;
          return;
        }
    }
}

static void
find_path (StrataExplanation *self)
{
  for (guint at = self->instance;
       at != STRATA_NO_INSTANCE;
       at = strata_space_model_get_holder (self->model, at))
    {
      guint sibling = strata_space_model_get_sibling (self->model, at);
      const StrataInstance *instance;

      g_array_prepend_val (self->path, at);
      for (guint step = at; ; step = instance->parent)
        {
          instance = strata_space_model_get_instance (self->model, step);
          if (!strata_region_get_enabled (instance->region))
            self->disabled_by = step;
          if (step == sibling)
            break;
        }
    }
}

static void
find_elsewhere (StrataExplanation *self)
{
  StrataRendering *rendering = strata_space_model_get_rendering (self->model);
  guint n_instances = strata_rendering_get_n_instances (rendering);
  StrataRegion *region = strata_rendering_get_instance (rendering, self->instance)->region;

  for (guint i = 0; i < n_instances; i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);

      if (i != self->instance && instance->region == region && instance->enabled &&
          self->n_elsewhere++ < MAX_ELSEWHERE)
        g_array_append_val (self->elsewhere, i);
    }
}

/**
 * strata_explanation_new:
 * @model: a model
 * @instance: the index of an instance as it is shown
 *
 * Finds out what there is to say about an instance: where it is visible, where hidden, by whom and
 * why.
 *
 * Returns: (transfer full): the explanation
 */
StrataExplanation *
strata_explanation_new (StrataSpaceModel *model,
                        guint             instance)
{
  StrataExplanation *self;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  self = g_new0 (StrataExplanation, 1);
  self->model = g_object_ref (model);
  self->instance = instance;
  self->visibility = strata_space_model_get_visibility (model, instance);
  self->disabled_by = STRATA_NO_INSTANCE;
  self->clipped_by = STRATA_NO_INSTANCE;
  self->visible = g_array_new (FALSE, FALSE, sizeof (StrataExplainedRange));
  self->hidden = g_array_new (FALSE, FALSE, sizeof (StrataExplainedRange));
  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  self->path = g_array_new (FALSE, FALSE, sizeof (guint));
  self->elsewhere = g_array_new (FALSE, FALSE, sizeof (guint));

  find_path (self);
  find_cut (self);
  find_elsewhere (self);
  if (self->visibility >= STRATA_VISIBILITY_HIDDEN)
    {
      StrataRendering *rendering = strata_space_model_get_rendering (model);

      strata_rendering_foreach_visible (rendering, instance, add_visible, self);
      strata_rendering_foreach_hidden (rendering, instance, add_hidden, self);
    }

  return self;
}

/**
 * strata_explanation_free:
 * @self: (transfer full): an explanation
 *
 * Frees an explanation.
 */
void
strata_explanation_free (StrataExplanation *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->model);
  g_clear_pointer (&self->visible, g_array_unref);
  g_clear_pointer (&self->hidden, g_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_array_unref);
  g_clear_pointer (&self->elsewhere, g_array_unref);
  g_free (self);
}

/**
 * strata_explanation_dup_summary:
 * @self: an explanation
 *
 * Says in one line what the instance is: kind and priority.
 *
 * Returns: (transfer full): the text
 */
char *
strata_explanation_dup_summary (const StrataExplanation *self)
{
  const StrataInstance *instance;
  g_autofree char *priority = NULL;
  g_autofree char *kind = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  instance = strata_space_model_get_instance (self->model, self->instance);
  priority = strata_words_priority (strata_space_model_get_priority (self->model, self->instance));
  if (strata_space_model_get_sibling (self->model, self->instance) == self->instance)
    kind = g_strdup (strata_words_kind (instance));
  else
    /* Translators: %s is a kind of memory: "RAM through an alias" */
    kind = g_strdup_printf (_("%s through an alias"), strata_words_kind (instance));

  /* Translators: a kind of memory, and its priority */
  return g_strdup_printf (_("%s · priority %s"), kind, priority);
}

/**
 * strata_explanation_dup_place:
 * @self: an explanation
 *
 * Says in one line where the instance is: addresses and size.
 *
 * Returns: (transfer full): the text
 */
char *
strata_explanation_dup_place (const StrataExplanation *self)
{
  const StrataInstance *instance;
  g_autofree char *range = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  instance = strata_space_model_get_instance (self->model, self->instance);
  range = strata_words_range (instance->first, instance->last);
  size = strata_words_size (instance->first, instance->last);

  /* Translators: addresses, and how many bytes that is */
  return g_strdup_printf (_("%s · %s"), range, size);
}

/**
 * strata_explanation_dup_verdict:
 * @self: an explanation
 *
 * Says in two or three words how much of the instance is visible.
 *
 * Returns: (transfer full): the text
 */
char *
strata_explanation_dup_verdict (const StrataExplanation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->visibility)
    {
    case STRATA_VISIBILITY_DISABLED:
      return g_strdup (_("Disabled"));
    case STRATA_VISIBILITY_HIDDEN:
      return g_strdup (_("Hidden everywhere"));
    case STRATA_VISIBILITY_PARTLY:
      return g_strdup (_("Partly hidden"));
    case STRATA_VISIBILITY_WHOLLY:
      return g_strdup (_("Visible everywhere"));
    case STRATA_VISIBILITY_NONE:
    default:
      return g_strdup (_("Holds other regions"));
    }
}

/**
 * strata_explanation_dup_remark:
 * @self: an explanation
 * @links: whether to write markup in which names are links, see strata_instance_link_read()
 *
 * Says what has to be said besides the ranges: what is switched off, what is cut off, what a
 * container holds.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
strata_explanation_dup_remark (const StrataExplanation *self,
                               gboolean                 links)
{
  g_autofree char *name = NULL;
  GString *remark;
  guint n_children;

  g_return_val_if_fail (self != NULL, NULL);

  remark = g_string_new (NULL);
  n_children = strata_space_model_get_n_children (self->model, self->instance);
  if (self->visibility == STRATA_VISIBILITY_NONE)
    {
      if (n_children == 0)
        g_string_append (remark, _("It is empty: an access finds what lies behind it."));
      else
        g_string_append_printf (
          remark, ngettext (
                               "It has no content of its own. Where the %u region in it leaves a "
                               "hole, an access finds what lies behind.",
                               "It has no content of its own. Where the %u regions in it leave a "
                               "hole, an access finds what lies behind.", n_children),
          n_children);
    }
  else if (self->disabled_by == self->instance)
    g_string_append (remark, _("It is switched off."));
  else if (self->visibility == STRATA_VISIBILITY_DISABLED)
    {
      name = dup_name (self, self->disabled_by, links);
      g_string_append_printf (remark, _("%s is switched off, and with it all that it holds."),
                              name);
    }

  if (self->clipped_by != STRATA_NO_INSTANCE)
    {
      if (remark->len > 0)
        g_string_append_c (remark, ' ');
      g_free (name);
      name = dup_name (self, self->clipped_by, links);
      g_string_append_printf (remark, _("A part of it lies outside %s and is cut off."), name);
    }

  if (remark->len == 0)
    {
      g_string_free (remark, TRUE);
      return NULL;
    }

  return g_string_free (remark, FALSE);
}

/**
 * strata_explanation_dup_rule:
 * @self: an explanation
 * @reason: one of its reasons
 * @links: whether to write markup in which names are links, see strata_instance_link_read()
 *
 * Says in a sentence or two how the rule decides.
 *
 * Returns: (transfer full): the text
 */
char *
strata_explanation_dup_rule (const StrataExplanation *self,
                             const StrataReason      *reason,
                             gboolean                 links)
{
  const StrataInstance *loser;
  g_autofree char *high = NULL;
  g_autofree char *low = NULL;
  guint sibling;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (reason != NULL, NULL);

  loser = strata_space_model_get_instance (self->model, reason->loser);
  high = strata_words_priority (reason->priority);
  low = strata_words_priority (loser->priority);
  sibling = strata_space_model_get_sibling (self->model, self->instance);

  switch (reason->rule)
    {
    case STRATA_RULE_ORDER:
      return g_strdup_printf (_("They have priority %s alike: the one that was added last is tried "
                                "first."), high);
    case STRATA_RULE_OWN_SUBREGION:
      return g_strdup (_("What lies in a region is tried before the region’s own content, whatever "
                         "its priority."));
    case STRATA_RULE_PRIORITY:
    default:
      if (reason->loser == sibling)
        return g_strdup_printf (_("%s beats %s."), high, low);
      {
        g_autofree char *own = strata_words_priority (
          strata_space_model_get_priority (self->model, self->instance));
        g_autofree char *name = dup_name (self, sibling, links);
        g_autofree char *holder = dup_name (
          self, strata_space_model_get_holder (self->model, self->instance), links);

        return g_strdup_printf (_("%s beats %s. The priority %s of %s counts only inside %s."),
                                high, low, own, name, holder);
      }
    }
}
