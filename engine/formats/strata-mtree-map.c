/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-mtree-map-private.h"

/* Makes a map with nothing on it. */
StrataMtreeMap *
strata_mtree_map_new_empty (StrataMtreeScan *scan, StrataImportNotes *notes)
{
  StrataMtreeMap *self = g_new0 (StrataMtreeMap, 1);

  self->scan = scan;
  self->notes = notes;
  self->nodes = strata_mtree_array_new (sizeof (StrataMtreeNode));
  self->regions = strata_mtree_array_new (sizeof (StrataMtreeRegion));
  self->children = strata_mtree_array_new (sizeof (guint));
  self->roots = strata_mtree_array_new (sizeof (guint));
  return self;
}

/* Makes the map of what a scan found; what it has to infer goes to @notes. Nothing is decided about
 * the nature of the regions yet. */
StrataMtreeMap *
strata_mtree_map_new (StrataMtreeScan *scan, StrataImportNotes *notes, StrataLoadMonitor *monitor,
                      GError **error)
{
  g_autoptr (StrataMtreeMap) self = strata_mtree_map_new_empty (scan, notes);

  if (!strata_mtree_map_read_nodes (self, monitor, error))
    return NULL;
  strata_mtree_map_identify (self);
  strata_mtree_map_resolve_aliases (self);
  return g_steal_pointer (&self);
}

void
strata_mtree_map_free (StrataMtreeMap *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->regions);
  g_array_unref (self->children);
  g_array_unref (self->roots);
  g_free (self);
}
