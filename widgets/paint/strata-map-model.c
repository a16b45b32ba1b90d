/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-columns.h"
#include "strata-map-model.h"
#include "strata-map-spans-private.h"
#include "strata-map-stretches-private.h"

struct _StrataMapModel
{
  gatomicrefcount ref_count;
  GStringChunk *names;
  StrataMapInstance *instances;
  guint n_instances;
  StrataSegment *segments;
  guint n_segments;
  guint *targets;   /* of an alias instance: the instance of its target */
  guint *columns;   /* of an instance: where it stands beneath */
  GPtrArray *strata; /* of GArray of StrataMapStratum: each column, by address */
  GArray *flats;
  GArray *stretches;
  StrataRange extent;
  StrataMapSummary summary;
};

/* What is tried, in that order. */
static GArray *
list_tried (StrataMapModel *self)
{
  GArray *tried = g_array_new (FALSE, FALSE, sizeof (StrataMapStratum));
  guint n_tried = 0;

  g_array_set_size (tried, self->n_instances);
  for (guint i = 0; i < self->n_instances; i++)
    {
      const StrataMapInstance *instance = &self->instances[i];
      StrataMapStratum stratum = { instance->first, instance->last, i, 1 };

      if (instance->order >= self->n_instances)
        continue;
      g_array_index (tried, StrataMapStratum, instance->order) = stratum;
      n_tried = MAX (n_tried, instance->order + 1);
    }
  g_array_set_size (tried, n_tried);
  return tried;
}

/* The outermost of what is disabled: what lies over the same addresses is one. */
static void
append_disabled (StrataMapModel *self, GArray *strata)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (StrataMapSpanItem));
  g_autoptr (GArray) spans = NULL;

  for (guint i = 0; i < self->n_instances; i++)
    {
      const StrataMapInstance *instance = &self->instances[i];
      StrataMapSpanItem item = { instance->first, instance->last, i };

      if (instance->enabled || (instance->parent != STRATA_NO_INSTANCE
                                && !self->instances[instance->parent].enabled))
        continue;
      g_array_append_val (items, item);
    }
  self->summary.n_disabled = items->len;

  spans = _strata_map_spans_new (items);
  for (guint i = 0; i < spans->len; i++)
    {
      const StrataMapSpan *span = &g_array_index (spans, StrataMapSpan, i);
      StrataMapStratum stratum = { span->first, span->last, span->item, span->count };

      g_array_append_val (strata, stratum);
    }
}

static int
compare_strata (gconstpointer a, gconstpointer b)
{
  const StrataMapStratum *left = a, *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

static void
build_columns (StrataMapModel *self)
{
  g_autoptr (GArray) placed = list_tried (self);
  guint n_tried = placed->len;
  g_autofree StrataRange *ranges = NULL;
  g_autofree guint *columns = NULL;
  guint n_columns;

  append_disabled (self, placed);
  ranges = g_new (StrataRange, placed->len);
  columns = g_new (guint, placed->len);
  for (guint i = 0; i < placed->len; i++)
    {
      ranges[i].first = g_array_index (placed, StrataMapStratum, i).first;
      ranges[i].last = g_array_index (placed, StrataMapStratum, i).last;
    }
  n_columns = strata_map_columns_assign (ranges, placed->len, n_tried, columns);

  self->strata = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 1; i < n_columns; i++)
    g_ptr_array_add (self->strata, g_array_new (FALSE, FALSE, sizeof (StrataMapStratum)));
  for (guint i = 0; i < placed->len; i++)
    {
      const StrataMapStratum *stratum = &g_array_index (placed, StrataMapStratum, i);

      if (columns[i] == 0)
        continue;
      if (stratum->instance != STRATA_NO_INSTANCE)
        self->columns[stratum->instance] = columns[i] - 1;
      g_array_append_val (g_ptr_array_index (self->strata, columns[i] - 1), *stratum);
    }
  for (guint i = 0; i < self->strata->len; i++)
    g_array_sort (g_ptr_array_index (self->strata, i), compare_strata);
}

static guint64
get_offset (StrataMapModel *self, const StrataSegment *segment)
{
  const StrataMapInstance *instance = &self->instances[segment->instance];

  return instance->offset + (segment->first - instance->first);
}

static gboolean
continues (StrataMapModel *self, const StrataSegment *left, const StrataSegment *right)
{
  const StrataMapInstance *a = &self->instances[left->instance];
  const StrataMapInstance *b = &self->instances[right->instance];

  return left->last + 1 == right->first && a->region == b->region && a->readonly == b->readonly
         && a->nonvolatile == b->nonvolatile
         && get_offset (self, left) + (left->last - left->first) + 1 == get_offset (self, right);
}

static void
build_flats (StrataMapModel *self)
{
  self->flats = g_array_new (FALSE, FALSE, sizeof (StrataMapFlat));
  for (guint i = 0; i < self->n_segments; i++)
    {
      const StrataSegment *segment = &self->segments[i];

      if (i > 0 && continues (self, segment - 1, segment))
        {
          g_array_index (self->flats, StrataMapFlat, self->flats->len - 1).last = segment->last;
        }
      else
        {
          StrataMapFlat flat = { segment->first, segment->last, segment->instance };

          g_array_append_val (self->flats, flat);
        }
    }
}

static void
build_summary (StrataMapModel *self)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->n_instances + 1);

  for (guint i = 0; i < self->n_segments; i++)
    {
      seen[self->segments[i].instance] = TRUE;
      self->summary.kinds |= 1u << strata_map_model_get_kind (self, self->segments[i].instance);
    }
  for (guint i = 0; i < self->n_instances; i++)
    {
      if (self->columns[i] == STRATA_NO_INSTANCE || !self->instances[i].enabled)
        continue;
      self->summary.kinds |= 1u << strata_map_model_get_kind (self, i);
      if (seen[i])
        self->summary.n_partly++;
      else
        self->summary.n_wholly++;
    }
}

/**
 * strata_map_model_new:
 * @instances: (array length=n_instances): every place where a region appears, parents first
 * @n_instances: their number
 * @segments: (array length=n_segments): who wins where, by address
 * @n_segments: their number
 *
 * Makes the data of a picture: what is seen, and what lies beneath in columns. Everything is
 * copied. The first instance tells the extent of the space; without one it is all of 2^64.
 *
 * Returns: (transfer full): the model, which never changes
 */
StrataMapModel *
strata_map_model_new (const StrataMapInstance *instances, guint n_instances,
                      const StrataSegment *segments, guint n_segments)
{
  StrataMapModel *self;

  g_return_val_if_fail (instances != NULL || n_instances == 0, NULL);
  g_return_val_if_fail (segments != NULL || n_segments == 0, NULL);

  self = g_new0 (StrataMapModel, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->names = g_string_chunk_new (4096);
  self->instances = g_new (StrataMapInstance, n_instances);
  self->n_instances = n_instances;
  self->segments = g_memdup2 (segments, n_segments * sizeof (StrataSegment));
  self->n_segments = n_segments;
  self->targets = g_new (guint, n_instances);
  self->columns = g_new (guint, n_instances);
  self->extent.last = G_MAXUINT64;
  for (guint i = 0; i < n_instances; i++)
    {
      guint parent = instances[i].parent;

      self->instances[i] = instances[i];
      self->instances[i].name = g_string_chunk_insert_const (self->names, instances[i].name);
      self->columns[i] = STRATA_NO_INSTANCE;
      self->targets[i] = STRATA_NO_INSTANCE;
      if (parent < i && instances[parent].kind == STRATA_REGION_ALIAS)
        self->targets[parent] = i;
      if (i == 0)
        self->extent = (StrataRange) { instances[0].first, instances[0].last };
    }

  build_columns (self);
  build_flats (self);
  self->stretches = _strata_map_stretches_new (self);
  build_summary (self);
  return self;
}

/**
 * strata_map_model_new_for_rendering:
 * @rendering: a rendering, best with %STRATA_RENDERING_DISABLED
 *
 * Makes the data of a picture of what the engine rendered.
 *
 * Returns: (transfer full): the model, which needs @rendering no more
 */
StrataMapModel *
strata_map_model_new_for_rendering (StrataRendering *rendering)
{
  g_autofree StrataMapInstance *instances = NULL;
  g_autofree StrataSegment *segments = NULL;
  guint n_instances, n_segments;

  g_return_val_if_fail (rendering != NULL, NULL);

  n_instances = strata_rendering_get_n_instances (rendering);
  n_segments = strata_rendering_get_n_segments (rendering);
  instances = g_new0 (StrataMapInstance, n_instances);
  segments = g_new (StrataSegment, n_segments);
  for (guint i = 0; i < n_instances; i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);

      instances[i].name = strata_region_get_name (instance->region);
      instances[i].region = instance->region;
      instances[i].first = instance->first;
      instances[i].last = instance->last;
      instances[i].offset = instance->offset;
      instances[i].parent = instance->parent;
      instances[i].order = instance->order;
      instances[i].kind = strata_region_get_kind (instance->region);
      instances[i].readonly = instance->readonly;
      instances[i].nonvolatile = instance->nonvolatile;
      instances[i].enabled = instance->enabled;
    }
  for (guint i = 0; i < n_segments; i++)
    segments[i] = *strata_rendering_get_segment (rendering, i);
  return strata_map_model_new (instances, n_instances, segments, n_segments);
}

/**
 * strata_map_model_ref:
 * @self: a model
 *
 * Returns: (transfer full): @self, held once more
 */
StrataMapModel *
strata_map_model_ref (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_map_model_unref:
 * @self: (transfer full): a model
 *
 * Lets go of a model.
 */
void
strata_map_model_unref (StrataMapModel *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_chunk_free (self->names);
  g_free (self->instances);
  g_free (self->segments);
  g_free (self->targets);
  g_free (self->columns);
  g_ptr_array_unref (self->strata);
  g_array_unref (self->flats);
  g_array_unref (self->stretches);
  g_free (self);
}

/**
 * strata_map_model_get_extent:
 * @self: a model
 *
 * Returns: (transfer none): the addresses of the whole space
 */
const StrataRange *
strata_map_model_get_extent (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->extent;
}

/**
 * strata_map_model_get_summary:
 * @self: a model
 *
 * Returns: (transfer none): what there is in the picture
 */
const StrataMapSummary *
strata_map_model_get_summary (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->summary;
}

/**
 * strata_map_model_get_stretches:
 * @self: a model
 * @n_stretches: (out): their number, at least 1
 *
 * The space cut at every boundary that the picture shows.
 *
 * Returns: (transfer none) (array length=n_stretches): the stretches, by address
 */
const StrataMapStretch *
strata_map_model_get_stretches (StrataMapModel *self, gsize *n_stretches)
{
  g_return_val_if_fail (self != NULL && n_stretches != NULL, NULL);

  *n_stretches = self->stretches->len;
  return &g_array_index (self->stretches, StrataMapStretch, 0);
}

/**
 * strata_map_model_get_n_instances:
 * @self: a model
 *
 * Returns: the number of instances
 */
guint
strata_map_model_get_n_instances (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_instances;
}

/**
 * strata_map_model_get_instance:
 * @self: a model
 * @instance: an index, the same as in what the model was made of
 *
 * Returns: (transfer none): the instance
 */
const StrataMapInstance *
strata_map_model_get_instance (StrataMapModel *self, guint instance)
{
  g_return_val_if_fail (self != NULL && instance < self->n_instances, NULL);

  return &self->instances[instance];
}

/**
 * strata_map_model_get_kind:
 * @self: a model
 * @instance: an instance
 *
 * Returns: what the instance is drawn as; an alias as what it shows
 */
StrataMapKind
strata_map_model_get_kind (StrataMapModel *self, guint instance)
{
  g_return_val_if_fail (self != NULL && instance < self->n_instances, STRATA_MAP_KIND_MMIO);

  while (self->targets[instance] != STRATA_NO_INSTANCE)
    instance = self->targets[instance];
  return strata_map_kind_from_region (self->instances[instance].kind,
                                      self->instances[instance].readonly);
}

/* An ancestor that tells where an instance comes from: the nearest alias, else the container it
 * lies in. The root, and an alias that shows a whole space, tell nothing. */
static const char *
get_origin (StrataMapModel *self, guint instance)
{
  guint parent = self->instances[instance].parent;

  if (parent == STRATA_NO_INSTANCE)
    return NULL;
  for (guint i = parent; self->instances[i].parent != STRATA_NO_INSTANCE;
       i = self->instances[i].parent)
    {
      const StrataMapInstance *ancestor = &self->instances[i];

      if (ancestor->kind == STRATA_REGION_ALIAS
          && (ancestor->first != self->extent.first || ancestor->last != self->extent.last))
        return ancestor->name;
    }
  if (self->instances[parent].parent == STRATA_NO_INSTANCE
      || self->instances[self->instances[parent].parent].kind == STRATA_REGION_ALIAS)
    return NULL;
  return self->instances[parent].name;
}

/**
 * strata_map_model_dup_label:
 * @self: a model
 * @instance: an instance
 *
 * Names an instance so that it can be told from others of the same region: `pam-rom → pc.ram`.
 *
 * Returns: (transfer full): the text
 */
char *
strata_map_model_dup_label (StrataMapModel *self, guint instance)
{
  const char *origin, *name;
  guint target;

  g_return_val_if_fail (self != NULL && instance < self->n_instances, NULL);

  name = self->instances[instance].name;
  target = self->targets[instance];
  if (target != STRATA_NO_INSTANCE)
    {
      origin = name;
      while (self->targets[target] != STRATA_NO_INSTANCE)
        target = self->targets[target];
      name = self->instances[target].name;
    }
  else
    {
      origin = get_origin (self, instance);
    }
  if (origin == NULL || g_str_equal (origin, name))
    return g_strdup (name);
  return g_strdup_printf ("%s → %s", origin, name);
}

/**
 * strata_map_model_get_shown:
 * @self: a model
 * @instance: an instance
 *
 * Finds what stands for an instance in the picture: below a disabled instance nothing is drawn, so
 * that stands for all in it, and the target of aliases stands for them.
 *
 * Returns: an instance
 */
guint
strata_map_model_get_shown (StrataMapModel *self, guint instance)
{
  g_return_val_if_fail (self != NULL && instance < self->n_instances, STRATA_NO_INSTANCE);

  if (self->instances[instance].enabled)
    {
      while (self->targets[instance] != STRATA_NO_INSTANCE)
        instance = self->targets[instance];
      return instance;
    }
  while (self->instances[instance].parent != STRATA_NO_INSTANCE
         && !self->instances[self->instances[instance].parent].enabled)
    instance = self->instances[instance].parent;
  return instance;
}

/**
 * strata_map_model_get_n_flats:
 * @self: a model
 *
 * Returns: the number of flat ranges
 */
guint
strata_map_model_get_n_flats (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->flats->len;
}

/**
 * strata_map_model_get_flat:
 * @self: a model
 * @index: which
 *
 * Returns: (transfer none): a flat range
 */
const StrataMapFlat *
strata_map_model_get_flat (StrataMapModel *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->flats->len, NULL);

  return &g_array_index (self->flats, StrataMapFlat, index);
}

/**
 * strata_map_model_find_flat:
 * @self: a model
 * @address: an address
 *
 * Returns: the index of the first flat range that does not end before @address; the number of them
 *   if there is none
 */
guint
strata_map_model_find_flat (StrataMapModel *self, guint64 address)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->flats->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->flats, StrataMapFlat, middle).last < address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * strata_map_model_get_n_segments:
 * @self: a model
 *
 * Returns: the number of segments
 */
guint
strata_map_model_get_n_segments (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_segments;
}

/**
 * strata_map_model_get_segment:
 * @self: a model
 * @index: which
 *
 * Returns: (transfer none): a stretch where one instance wins
 */
const StrataSegment *
strata_map_model_get_segment (StrataMapModel *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n_segments, NULL);

  return &self->segments[index];
}

/**
 * strata_map_model_find_segment:
 * @self: a model
 * @address: an address
 *
 * Returns: the index of the first segment that does not end before @address; the number of them if
 *   there is none
 */
guint
strata_map_model_find_segment (StrataMapModel *self, guint64 address)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->n_segments;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->segments[middle].last < address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * strata_map_model_get_n_columns:
 * @self: a model
 *
 * Returns: the number of columns beneath what is seen
 */
guint
strata_map_model_get_n_columns (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->strata->len;
}

/**
 * strata_map_model_get_column:
 * @self: a model
 * @instance: an instance
 *
 * Returns: the column in which it stands beneath; %STRATA_NO_INSTANCE if it does not, or not alone
 */
guint
strata_map_model_get_column (StrataMapModel *self, guint instance)
{
  g_return_val_if_fail (self != NULL && instance < self->n_instances, STRATA_NO_INSTANCE);

  return self->columns[instance];
}

/**
 * strata_map_model_get_strata:
 * @self: a model
 * @column: a column
 * @n_strata: (out): their number
 *
 * Returns: (transfer none) (array length=n_strata): what stands in a column, by address; no two
 *   overlap
 */
const StrataMapStratum *
strata_map_model_get_strata (StrataMapModel *self, guint column, guint *n_strata)
{
  const GArray *strata;

  g_return_val_if_fail (self != NULL && column < self->strata->len, NULL);
  g_return_val_if_fail (n_strata != NULL, NULL);

  strata = g_ptr_array_index (self->strata, column);
  *n_strata = strata->len;
  return (const StrataMapStratum *) strata->data;
}

/**
 * strata_map_model_find_stratum:
 * @self: a model
 * @column: a column
 * @address: an address
 *
 * Returns: the place in the column of the first that does not end before @address; the number of
 *   them if there is none
 */
guint
strata_map_model_find_stratum (StrataMapModel *self, guint column, guint64 address)
{
  guint low = 0, high;
  const StrataMapStratum *strata = strata_map_model_get_strata (self, column, &high);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata[middle].last < address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
