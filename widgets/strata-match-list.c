/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-match-list.h"

#include "strata-instance-node.h"

/* The instances of a space that match what someone looks for, in the order of the hierarchy. The
 * nodes are made when asked for. */
struct _StrataMatchList
{
  GObject parent_instance;

  StrataSpaceModel *model;
  GArray *instances;
};

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

  g_clear_object (&self->model);
  g_array_unref (self->instances);

  G_OBJECT_CLASS (strata_match_list_parent_class)->finalize (object);
}

static void
strata_match_list_class_init (StrataMatchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = strata_match_list_finalize;
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
is_match (StrataSpaceModel  *model,
          guint              instance,
          const StrataMatch *match,
          const char        *needle)
{
  g_autofree char *title = NULL;
  g_autofree char *folded = NULL;

  if (match->kind != STRATA_MATCH_ALL &&
      get_kind (strata_space_model_get_instance (model, instance)) != match->kind)
    return FALSE;
  if (match->hidden &&
      strata_space_model_get_visibility (model, instance) != STRATA_VISIBILITY_HIDDEN)
    return FALSE;
  if (*needle == '\0')
    return TRUE;

  title = strata_space_model_dup_title (model, instance);
  folded = g_utf8_casefold (title, -1);

  return strstr (folded, needle) != NULL;
}

/* Goes through what is shown; as deep as the hierarchy is. */
static void
collect (StrataMatchList   *self,
         guint              instance,
         const StrataMatch *match,
         const char        *needle)
{
  guint n_children = strata_space_model_get_n_children (self->model, instance);

  if (is_match (self->model, instance, match, needle))
    g_array_append_val (self->instances, instance);
  for (guint i = 0; i < n_children; i++)
    collect (self, strata_space_model_get_child (self->model, instance, i), match, needle);
}

/**
 * strata_match_list_new:
 * @model: a model
 * @match: what to look for
 *
 * Lists the instances that match.
 *
 * Returns: (transfer full): the list
 */
StrataMatchList *
strata_match_list_new (StrataSpaceModel  *model,
                       const StrataMatch *match)
{
  StrataMatchList *self;
  g_autofree char *needle = NULL;
  guint root;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);
  g_return_val_if_fail (match != NULL, NULL);

  self = g_object_new (STRATA_TYPE_MATCH_LIST, NULL);
  self->model = g_object_ref (model);
  needle = g_utf8_casefold (match->text != NULL ? match->text : "", -1);
  root = strata_space_model_get_root (model);
  if (root != STRATA_NO_INSTANCE)
    collect (self, root, match, needle);

  return self;
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
