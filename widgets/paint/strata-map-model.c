/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-model-private.h"

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
  g_free (self->kinds);
  g_free (self->columns);
  g_ptr_array_unref (self->strata);
  g_array_unref (self->flats);
  g_free (self->flat_kinds);
  g_array_unref (self->stretches);
  g_clear_pointer (&self->marks, strata_map_marks_unref);
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
 * strata_map_model_get_marks:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what is marked; %NULL for nothing
 */
StrataMapMarks *
strata_map_model_get_marks (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->marks;
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

  return self->kinds[instance];
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
 * strata_map_model_get_flat_kinds:
 * @self: a model
 *
 * What all the flat ranges are drawn as, close together for those who ask for many.
 *
 * Returns: (transfer none) (array): a #StrataMapKind for each flat range
 */
const guint8 *
strata_map_model_get_flat_kinds (StrataMapModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->flat_kinds;
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

/* The first segment from @low on, and before @high, that does not end before an address; @high if
 * there is none */
static guint
find_between (StrataMapModel *self, guint64 address, guint low, guint high)
{
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
  g_return_val_if_fail (self != NULL, 0);

  return find_between (self, address, 0, self->n_segments);
}

/**
 * strata_map_model_find_segment_near:
 * @self: a model
 * @address: an address
 * @guess: what may be the answer
 *
 * Does the same as strata_map_model_find_segment(), in less time if the answer is near @guess.
 *
 * Returns: the index of the first segment that does not end before @address; the number of them if
 *   there is none
 */
guint
strata_map_model_find_segment_near (StrataMapModel *self, guint64 address, guint guess)
{
  guint low, high;
  guint step = 1;

  g_return_val_if_fail (self != NULL, 0);

  low = high = MIN (guess, self->n_segments);
  while (low > 0 && self->segments[low - 1].last >= address)
    {
      high = low - 1;
      low = low > step ? low - step : 0;
      step *= 2;
    }
  while (high < self->n_segments && self->segments[high].last < address)
    {
      low = high + 1;
      high = high + step < self->n_segments ? high + step : self->n_segments;
      step *= 2;
    }
  return find_between (self, address, low, high);
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
