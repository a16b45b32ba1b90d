/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-instance-node.h"

#include "strata-words.h"

/* A row of the hierarchy: what the columns bind to. */
struct _StrataInstanceNode
{
  GObject parent_instance;

  StrataSpaceModel *model;
  guint instance;
  GListModel *children; /* once somebody has listed them */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LABEL,
  PROP_TOOLTIP,
  PROP_START,
  PROP_END,
  PROP_SIZE,
  PROP_KIND,
  PROP_PRIORITY,
  PROP_VISIBILITY,
  PROP_FRACTION,
  PROP_CSS_CLASSES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataInstanceNode, strata_instance_node, G_TYPE_OBJECT)

/* What a row looks like for what becomes of it */
static const char *const css_classes[][2] = {
  [STRATA_DIFFERENCE_NONE] = { NULL },
  [STRATA_DIFFERENCE_REMOVED] = { "error", NULL },
  [STRATA_DIFFERENCE_ADDED] = { "success", NULL },
  [STRATA_DIFFERENCE_CHANGED] = { "warning", NULL },
};

static StrataDifference
get_difference (StrataInstanceNode *self)
{
  return strata_space_model_get_difference (self->model, self->instance);
}

/* The title, with a sign if something would become of it */
static char *
dup_label (StrataInstanceNode *self)
{
  g_autofree char *title = strata_space_model_dup_title (self->model, self->instance);
  const char *sign = strata_map_mark_get_sign (get_difference (self));

  return *sign != '\0' ? g_strconcat (sign, " ", title, NULL) : g_steal_pointer (&title);
}

static char *
dup_tooltip (StrataInstanceNode *self)
{
  g_autofree char *title = strata_space_model_dup_title (self->model, self->instance);
  const char *fate = strata_words_fate (get_difference (self), FALSE);

  return *fate != '\0' ? g_strconcat (title, "\n", fate, NULL) : g_steal_pointer (&title);
}

static const char *const *
get_css_classes (StrataInstanceNode *self)
{
  static const char *const dim[] = { "dim-label", NULL };
  StrataVisibility visibility = strata_space_model_get_visibility (self->model, self->instance);
  StrataDifference difference = get_difference (self);

  if (difference == STRATA_DIFFERENCE_NONE && (visibility == STRATA_VISIBILITY_HIDDEN ||
                                               visibility == STRATA_VISIBILITY_DISABLED))
    return dim;

  return css_classes[difference];
}

static void
strata_instance_node_dispose (GObject *object)
{
  StrataInstanceNode *self = STRATA_INSTANCE_NODE (object);

  g_clear_object (&self->model);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (strata_instance_node_parent_class)->dispose (object);
}

static void
strata_instance_node_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  StrataInstanceNode *self = STRATA_INSTANCE_NODE (object);
  const StrataInstance *instance = strata_space_model_get_instance (self->model, self->instance);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_take_string (value, strata_space_model_dup_title (self->model, self->instance));
      break;
    case PROP_LABEL:
      g_value_take_string (value, dup_label (self));
      break;
    case PROP_TOOLTIP:
      g_value_take_string (value, dup_tooltip (self));
      break;
    case PROP_START:
      g_value_take_string (value, strata_words_address (instance->first));
      break;
    case PROP_END:
      g_value_take_string (value, strata_words_address (instance->last));
      break;
    case PROP_SIZE:
      g_value_take_string (value, strata_words_size (instance->first, instance->last));
      break;
    case PROP_KIND:
      g_value_set_string (value, strata_words_kind (instance));
      break;
    case PROP_PRIORITY:
      g_value_take_string (value, strata_words_priority (
                             strata_space_model_get_priority (self->model, self->instance)));
      break;
    case PROP_VISIBILITY:
      g_value_set_enum (value,
                        strata_space_model_get_visibility (self->model, self->instance));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, strata_space_model_get_visible_fraction (self->model,
                                                                          self->instance));
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, get_css_classes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_instance_node_class_init (StrataInstanceNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_instance_node_dispose;
  object_class->get_property = strata_instance_node_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_TOOLTIP] = g_param_spec_string ("tooltip", NULL, NULL, NULL, flags);
  properties[PROP_START] = g_param_spec_string ("start", NULL, NULL, NULL, flags);
  properties[PROP_END] = g_param_spec_string ("end", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_string ("size", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_PRIORITY] = g_param_spec_string ("priority", NULL, NULL, NULL, flags);
  properties[PROP_VISIBILITY] = g_param_spec_enum ("visibility", NULL, NULL, STRATA_TYPE_VISIBILITY,
                                                   STRATA_VISIBILITY_NONE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_instance_node_init (StrataInstanceNode *self)
{
}

/**
 * strata_instance_node_new:
 * @model: a model
 * @instance: the index of an instance as it is shown
 *
 * Creates the row of an instance.
 *
 * Returns: (transfer full): the node
 */
StrataInstanceNode *
strata_instance_node_new (StrataSpaceModel *model,
                          guint             instance)
{
  StrataInstanceNode *self;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  self = g_object_new (STRATA_TYPE_INSTANCE_NODE, NULL);
  self->model = g_object_ref (model);
  self->instance = instance;

  return self;
}

/**
 * strata_instance_node_get_instance:
 * @self: a node
 *
 * Gets whose row it is.
 *
 * Returns: the index of the instance
 */
guint
strata_instance_node_get_instance (StrataInstanceNode *self)
{
  g_return_val_if_fail (STRATA_IS_INSTANCE_NODE (self), STRATA_NO_INSTANCE);

  return self->instance;
}

/**
 * strata_instance_node_get_model:
 * @self: a node
 *
 * Gets the model that the instance is of.
 *
 * Returns: (transfer none): the model
 */
StrataSpaceModel *
strata_instance_node_get_model (StrataInstanceNode *self)
{
  g_return_val_if_fail (STRATA_IS_INSTANCE_NODE (self), NULL);

  return self->model;
}

/**
 * strata_instance_node_update:
 * @self: a node
 * @model: another model of the same space
 * @instance: the instance that stands there at the same place
 *
 * Shows the instance as it is by now.
 */
void
strata_instance_node_update (StrataInstanceNode *self,
                             StrataSpaceModel   *model,
                             guint               instance)
{
  g_return_if_fail (STRATA_IS_INSTANCE_NODE (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));

  g_set_object (&self->model, model);
  self->instance = instance;
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/**
 * strata_instance_node_get_children:
 * @self: a node
 *
 * Gets the list of what lies in the instance, if there is one yet.
 *
 * Returns: (transfer none) (nullable): the list
 */
GListModel *
strata_instance_node_get_children (StrataInstanceNode *self)
{
  g_return_val_if_fail (STRATA_IS_INSTANCE_NODE (self), NULL);

  return self->children;
}

/**
 * strata_instance_node_set_children:
 * @self: a node
 * @children: the list of what lies in the instance
 *
 * Keeps a list, so that it can be brought up to date together with the node.
 */
void
strata_instance_node_set_children (StrataInstanceNode *self,
                                   GListModel         *children)
{
  g_return_if_fail (STRATA_IS_INSTANCE_NODE (self));
  g_return_if_fail (G_IS_LIST_MODEL (children));

  g_set_object (&self->children, children);
}
