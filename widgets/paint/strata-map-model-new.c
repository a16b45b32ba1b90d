/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-columns.h"
#include "strata-map-model-private.h"
#include "strata-map-spans-private.h"

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

/* An alias is drawn as what it shows, which comes later. */
static void
build_kinds (StrataMapModel *self)
{
  for (guint i = self->n_instances; i > 0; i--)
    {
      const StrataMapInstance *instance = &self->instances[i - 1];
      guint target = self->targets[i - 1];

      self->kinds[i - 1] = target != STRATA_NO_INSTANCE
                           ? self->kinds[target]
                           : strata_map_kind_from_region (instance->kind, instance->readonly);
    }
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
  self->flat_kinds = g_new (guint8, self->flats->len);
  for (guint i = 0; i < self->flats->len; i++)
    self->flat_kinds[i] = self->kinds[g_array_index (self->flats, StrataMapFlat, i).instance];
}

static void
build_summary (StrataMapModel *self)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->n_instances + 1);

  for (guint i = 0; i < self->n_segments; i++)
    {
      seen[self->segments[i].instance] = TRUE;
      self->summary.kinds |= 1u << self->kinds[self->segments[i].instance];
    }
  for (guint i = 0; i < self->n_instances; i++)
    {
      if (self->columns[i] == STRATA_NO_INSTANCE || !self->instances[i].enabled)
        continue;
      self->summary.kinds |= 1u << self->kinds[i];
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
  return strata_map_model_new_marked (instances, n_instances, segments, n_segments, NULL);
}

/**
 * strata_map_model_new_marked:
 * @instances: (array length=n_instances): every place where a region appears, parents first
 * @n_instances: their number
 * @segments: (array length=n_segments): who wins where, by address
 * @n_segments: their number
 * @marks: (nullable): what is marked
 *
 * Like strata_map_model_new(), for a picture of what would be. What is marked has a stretch of its
 * own, also where nothing is left.
 *
 * Returns: (transfer full): the model, which never changes
 */
StrataMapModel *
strata_map_model_new_marked (const StrataMapInstance *instances, guint n_instances,
                             const StrataSegment *segments, guint n_segments,
                             StrataMapMarks *marks)
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
  self->marks = marks != NULL ? strata_map_marks_ref (marks) : NULL;
  self->targets = g_new (guint, n_instances);
  self->kinds = g_new (guint8, n_instances);
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

  build_kinds (self);
  build_columns (self);
  build_flats (self);
  self->stretches = _strata_map_stretches_new (self);
  build_summary (self);
  return self;
}

/**
 * strata_map_model_new_for_rendering:
 * @rendering: a rendering, best with %STRATA_RENDERING_DISABLED
 * @marks: (nullable): what is marked
 * @names: (nullable) (element-type StrataRegion utf8): what regions are called, if not by their
 *   names
 *
 * Makes the data of a picture of what the engine rendered.
 *
 * Returns: (transfer full): the model, which needs @rendering no more
 */
StrataMapModel *
strata_map_model_new_for_rendering (StrataRendering *rendering, StrataMapMarks *marks,
                                    GHashTable *names)
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

      if (names != NULL)
        instances[i].name = g_hash_table_lookup (names, instance->region);
      if (instances[i].name == NULL)
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
  return strata_map_model_new_marked (instances, n_instances, segments, n_segments, marks);
}
