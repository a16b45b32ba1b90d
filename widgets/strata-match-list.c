/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-match-list.h"

#include "strata-instance-node.h"

/* So long may a search take at a time, in microseconds: a part of a frame. */
#define SLICE 3000

/* The clock is looked at after so many instances. */
#define BURST 64

/* Where the search is in the hierarchy */
typedef struct
{
  guint instance;
  guint next; /* which of its children is to be gone into */
} Step;

/*
 * The instances of a space that match what someone looks for, in the order of the hierarchy. The
 * nodes are made when asked for.
 *
 * What is found in the first slice is there at once; the list grows while nothing else is to be
 * done. Who writes on after a letter looks only through what matched before.
 */
struct _StrataMatchList
{
  GObject parent_instance;

  StrataSpaceModel *model;
  GArray *instances;
  char *needle; /* folded; empty for any name */
  StrataMatchKind kind;
  gboolean hidden;

  GArray *steps;      /* of Step; NULL if candidates are gone through, or nothing is left */
  GArray *candidates; /* of guint: what matched less; NULL likewise */
  guint next_candidate;
  guint source;
};

enum
{
  PROP_0,
  PROP_SEARCHING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GType
strata_match_list_get_item_type (GListModel *list)
{
  return STRATA_TYPE_INSTANCE_NODE;
}

static guint
strata_match_list_get_n_items (GListModel *list)
{
  return STRATA_MATCH_LIST (list)->instances->len;
}

static gpointer
strata_match_list_get_item (GListModel *list,
                            guint       position)
{
  StrataMatchList *self = STRATA_MATCH_LIST (list);

  if (position >= self->instances->len)
    return NULL;

  return strata_instance_node_new (self->model, g_array_index (self->instances, guint, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = strata_match_list_get_item_type;
  iface->get_n_items = strata_match_list_get_n_items;
  iface->get_item = strata_match_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataMatchList, strata_match_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
strata_match_list_finalize (GObject *object)
{
  StrataMatchList *self = STRATA_MATCH_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->model);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->needle, g_free);
  g_array_unref (self->instances);

  G_OBJECT_CLASS (strata_match_list_parent_class)->finalize (object);
}

static void
strata_match_list_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, strata_match_list_is_searching (STRATA_MATCH_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_match_list_class_init (StrataMatchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = strata_match_list_finalize;
  object_class->get_property = strata_match_list_get_property;

  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_match_list_init (StrataMatchList *self)
{
  self->instances = g_array_new (FALSE, FALSE, sizeof (guint));
}

static StrataMatchKind
get_kind (const StrataInstance *instance)
{
  switch (strata_region_get_kind (instance->region))
    {
    case STRATA_REGION_CONTAINER:
      return STRATA_MATCH_CONTAINER;
    case STRATA_REGION_RAM:
    case STRATA_REGION_RAM_DEVICE:
      return instance->readonly ? STRATA_MATCH_ROM : STRATA_MATCH_RAM;
    case STRATA_REGION_ROM:
    case STRATA_REGION_ROM_DEVICE:
      return STRATA_MATCH_ROM;
    case STRATA_REGION_MMIO:
      return STRATA_MATCH_MMIO;
    default:
      return STRATA_MATCH_OTHER;
    }
}

static gboolean
is_match (StrataMatchList *self,
          guint            instance)
{
  g_autofree char *title = NULL;
  g_autofree char *folded = NULL;

  if (self->kind != STRATA_MATCH_ALL &&
      get_kind (strata_space_model_get_instance (self->model, instance)) != self->kind)
    return FALSE;
  if (self->hidden &&
      strata_space_model_get_visibility (self->model, instance) != STRATA_VISIBILITY_HIDDEN)
    return FALSE;
  if (*self->needle == '\0')
    return TRUE;

  title = strata_space_model_dup_title (self->model, instance);
  folded = g_utf8_casefold (title, -1);

  return strstr (folded, self->needle) != NULL;
}

static void
enter (StrataMatchList *self,
       guint            instance)
{
  const Step step = { instance, 0 };

  if (is_match (self, instance))
    g_array_append_val (self->instances, instance);
  g_array_append_val (self->steps, step);
}

/* Looks at the next instance. FALSE if there is none. */
static gboolean
look_on (StrataMatchList *self)
{
  Step *step;

  if (self->candidates != NULL)
    {
      guint candidate;

      if (self->next_candidate == self->candidates->len)
        return FALSE;
      candidate = g_array_index (self->candidates, guint, self->next_candidate++);
      if (is_match (self, candidate))
        g_array_append_val (self->instances, candidate);
      return TRUE;
    }

  if (self->steps->len == 0)
    return FALSE;
  step = &g_array_index (self->steps, Step, self->steps->len - 1);
  if (step->next < strata_space_model_get_n_children (self->model, step->instance))
    enter (self, strata_space_model_get_child (self->model, step->instance, step->next++));
  else
    g_array_set_size (self->steps, self->steps->len - 1);

  return TRUE;
}

/* Searches for the time of a slice. FALSE if nothing is left. */
static gboolean
search (StrataMatchList *self)
{
  gint64 end = g_get_monotonic_time () + SLICE;

  do
    for (guint i = 0; i < BURST; i++)
      if (!look_on (self))
        {
          g_clear_pointer (&self->steps, g_array_unref);
          g_clear_pointer (&self->candidates, g_array_unref);
          return FALSE;
        }
  while (g_get_monotonic_time () < end);

  return TRUE;
}

static gboolean
search_cb (gpointer user_data)
{
  StrataMatchList *self = user_data;
  guint n_before = self->instances->len;
  gboolean goes_on = search (self);

  if (!goes_on)
    self->source = 0;
  if (self->instances->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0,
                                self->instances->len - n_before);
  if (!goes_on)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Whether whatever matches is among what matched before. */
static gboolean
is_narrower (StrataMatchList *self,
             StrataMatchList *before)
{
  return before->model == self->model && before->source == 0 &&
         (before->kind == STRATA_MATCH_ALL || before->kind == self->kind) &&
         (!before->hidden || self->hidden) && strstr (self->needle, before->needle) != NULL;
}

static char *
fold_needle (const StrataMatch *match)
{
  return g_utf8_casefold (match->text != NULL ? match->text : "", -1);
}

/**
 * strata_match_list_new:
 * @model: a model
 * @match: what to look for
 * @before: (nullable): what was listed before, to be faster
 *
 * Lists the instances that match. Of many there are only the first at once; the others come while
 * #StrataMatchList:searching.
 *
 * Returns: (transfer full): the list
 */
StrataMatchList *
strata_match_list_new (StrataSpaceModel  *model,
                       const StrataMatch *match,
                       StrataMatchList   *before)
{
  StrataMatchList *self;
  guint root;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);
  g_return_val_if_fail (match != NULL, NULL);
  g_return_val_if_fail (before == NULL || STRATA_IS_MATCH_LIST (before), NULL);

  self = g_object_new (STRATA_TYPE_MATCH_LIST, NULL);
  self->model = g_object_ref (model);
  self->needle = fold_needle (match);
  self->kind = match->kind;
  self->hidden = match->hidden;
  if (before != NULL && is_narrower (self, before))
    {
      self->candidates = g_array_ref (before->instances);
    }
  else
    {
      self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
      root = strata_space_model_get_root (model);
      if (root != STRATA_NO_INSTANCE)
        enter (self, root);
    }
  if (search (self))
    self->source = g_idle_add (search_cb, self);

  return self;
}

/**
 * strata_match_list_is_of:
 * @self: a list
 * @match: what to look for
 *
 * Returns: whether that is what it lists
 */
gboolean
strata_match_list_is_of (StrataMatchList   *self,
                         const StrataMatch *match)
{
  g_autofree char *needle = NULL;

  g_return_val_if_fail (STRATA_IS_MATCH_LIST (self), FALSE);
  g_return_val_if_fail (match != NULL, FALSE);

  needle = fold_needle (match);

  return self->kind == match->kind && self->hidden == match->hidden &&
         g_str_equal (self->needle, needle);
}

/**
 * strata_match_list_is_searching:
 * @self: a list
 *
 * Gets whether more may come.
 *
 * Returns: %TRUE until all has been looked at
 */
gboolean
strata_match_list_is_searching (StrataMatchList *self)
{
  g_return_val_if_fail (STRATA_IS_MATCH_LIST (self), FALSE);

  return self->source != 0;
}

/**
 * strata_match_list_find:
 * @self: a list
 * @instance: the index of an instance
 *
 * Gets where an instance stands.
 *
 * Returns: the position, or %GTK_INVALID_LIST_POSITION if it does
 *   not match
 */
guint
strata_match_list_find (StrataMatchList *self,
                        guint            instance)
{
  g_return_val_if_fail (STRATA_IS_MATCH_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->instances->len; i++)
    if (g_array_index (self->instances, guint, i) == instance)
      return i;

  return GTK_INVALID_LIST_POSITION;
}
