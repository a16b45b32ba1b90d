/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-heat.h"

/* A byte is as hot as all that touched it. */
static void
add_spot (const StrataHeatSpot *spot,
          guint64               first,
          guint64               last,
          double               *reads,
          double               *writes)
{
  guint64 begin = MAX (spot->first, first);
  guint64 end = MIN (spot->last, last);

  for (gsize i = (gsize) (begin - first); i <= (gsize) (end - first); i++)
    {
      reads[i] += spot->reads;
      writes[i] += spot->writes;
    }
}

/**
 * strata_hex_heat_mark:
 * @monitor: (nullable): what knows about accesses
 * @source: the bytes
 * @first: the address of the first cell
 * @cells: (array length=n_cells): cells
 * @n_cells: how many there are
 * @now: now, in microseconds of the monotonic clock
 *
 * Marks cells that were read and written lately, if heat is shown.
 */
void
strata_hex_heat_mark (StrataHeatMonitor *monitor,
                      StrataHexSource   *source,
                      guint64            first,
                      StrataHexCell     *cells,
                      gsize              n_cells,
                      gint64             now)
{
  StrataRegion *region = strata_hex_source_get_region (source);
  g_autoptr (GArray) spots = NULL;
  g_autofree double *heats = NULL;
  StrataHeat *heat;
  guint64 last;

  if (monitor == NULL || !strata_heat_monitor_get_shown (monitor) || n_cells == 0)
    return;

  heat = strata_heat_monitor_get_heat (monitor);
  last = n_cells - 1 > G_MAXUINT64 - first ? G_MAXUINT64 : first + (n_cells - 1);
  if (region != NULL)
    spots = strata_heat_list_in_region (heat, region, first, last, now);
  else
    spots = strata_heat_list_in_space (heat, strata_hex_source_get_space (source), first, last,
                                       now);
  if (spots->len == 0)
    return;

  heats = g_new0 (double, 2 * n_cells);
  for (guint i = 0; i < spots->len; i++)
    add_spot (&g_array_index (spots, StrataHeatSpot, i), first, last, heats, heats + n_cells);
  for (gsize i = 0; i < n_cells; i++)
    {
      cells[i].read_level = (guint8) (255 * strata_heat_get_level (heats[i]));
      cells[i].write_level = (guint8) (255 * strata_heat_get_level (heats[n_cells + i]));
    }
}
