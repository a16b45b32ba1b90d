/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-flat-item.h"

#include "paint/strata-map-text.h"
#include "strata-words.h"

/* A row of the flat table: what the columns bind to. */
struct _StrataFlatItem
{
  GObject parent_instance;

  StrataSpaceModel *model;
  const StrataFlatRange *range;
  StrataDifference difference;
};

enum
{
  PROP_0,
  PROP_START,
  PROP_END,
  PROP_SIZE,
  PROP_NAME,
  PROP_OFFSET,
  PROP_KIND,
  PROP_BENEATH,
  PROP_SIGN,
  PROP_FATE,
  PROP_CSS_CLASSES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataFlatItem, strata_flat_item, G_TYPE_OBJECT)

/* What a row looks like for what becomes of it */
static const char *const css_classes[][3] = {
  [STRATA_DIFFERENCE_NONE] = { NULL },
  [STRATA_DIFFERENCE_REMOVED] = { "error", "would-go", NULL },
  [STRATA_DIFFERENCE_ADDED] = { "success", NULL },
  [STRATA_DIFFERENCE_CHANGED] = { "warning", NULL },
};

static char *
dup_beneath (StrataFlatItem *self)
{
  guint n_beneath = 0;

  if (self->difference != STRATA_DIFFERENCE_REMOVED)
    n_beneath = strata_space_model_count_beneath (self->model, self->range);

  return n_beneath > 0 ? g_strdup_printf ("%u", n_beneath) : g_strdup ("–");
}

static void
strata_flat_item_dispose (GObject *object)
{
  StrataFlatItem *self = STRATA_FLAT_ITEM (object);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (strata_flat_item_parent_class)->dispose (object);
}

static void
strata_flat_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  StrataFlatItem *self = STRATA_FLAT_ITEM (object);
  const StrataFlatRange *range = self->range;

  switch (prop_id)
    {
    case PROP_START:
      g_value_take_string (value, strata_words_address (range->first));
      break;
    case PROP_END:
      g_value_take_string (value, strata_words_address (range->last));
      break;
    case PROP_SIZE:
      g_value_take_string (value, strata_words_size (range->first, range->last));
      break;
    case PROP_NAME:
      g_value_set_string (value, self->difference == STRATA_DIFFERENCE_REMOVED
                                   ? strata_region_get_name (range->region)
                                   : strata_space_model_get_name (self->model, range->region));
      break;
    case PROP_OFFSET:
      g_value_take_string (value, strata_words_address (range->offset));
      break;
    case PROP_KIND:
      g_value_set_string (value, strata_words_region_kind (
                            strata_region_get_kind (range->region),
                            (range->flags & STRATA_RANGE_READONLY) != 0));
      break;
    case PROP_BENEATH:
      g_value_take_string (value, dup_beneath (self));
      break;
    case PROP_SIGN:
      g_value_set_string (value, strata_map_mark_get_sign (self->difference));
      break;
    case PROP_FATE:
      g_value_set_string (value, strata_words_fate (self->difference,
                                                    strata_space_model_is_past (self->model)));
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, css_classes[self->difference]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_flat_item_class_init (StrataFlatItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_flat_item_dispose;
  object_class->get_property = strata_flat_item_get_property;

  properties[PROP_START] = g_param_spec_string ("start", NULL, NULL, NULL, flags);
  properties[PROP_END] = g_param_spec_string ("end", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_string ("size", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_OFFSET] = g_param_spec_string ("offset", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_BENEATH] = g_param_spec_string ("beneath", NULL, NULL, NULL, flags);
  properties[PROP_SIGN] = g_param_spec_string ("sign", NULL, NULL, NULL, flags);
  properties[PROP_FATE] = g_param_spec_string ("fate", NULL, NULL, NULL, flags);
  properties[PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV,
                                                     flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_flat_item_init (StrataFlatItem *self)
{
}

/**
 * strata_flat_item_new:
 * @model: a model
 * @pair: a range of its flat view, or one that would go; it lives as long as @model
 *
 * Creates the row of a flat range.
 *
 * Returns: (transfer full): the item
 */
StrataFlatItem *
strata_flat_item_new (StrataSpaceModel      *model,
                      const StrataRangePair *pair)
{
  StrataFlatItem *self;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);
  g_return_val_if_fail (pair != NULL, NULL);

  self = g_object_new (STRATA_TYPE_FLAT_ITEM, NULL);
  self->model = g_object_ref (model);
  self->range = pair->new_range != NULL ? pair->new_range : pair->old_range;
  self->difference = pair->difference;

  return self;
}

/**
 * strata_flat_item_get_range:
 * @self: an item
 *
 * Gets the flat range.
 *
 * Returns: (transfer none): the range
 */
const StrataFlatRange *
strata_flat_item_get_range (StrataFlatItem *self)
{
  g_return_val_if_fail (STRATA_IS_FLAT_ITEM (self), NULL);

  return self->range;
}

/**
 * strata_flat_item_refresh:
 * @self: an item
 *
 * Says that its region may be called something else by now.
 */
void
strata_flat_item_refresh (StrataFlatItem *self)
{
  g_return_if_fail (STRATA_IS_FLAT_ITEM (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}
