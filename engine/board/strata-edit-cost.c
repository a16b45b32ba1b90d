/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How much memory an edit holds, for the budget of a history. */

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "strata-edit-private.h"

#define RESIDENT_STEP ((gsize) 1 << 30) /* bytes that are asked about at once */

/* The bytes of a region's memory that are really there. */
static guint64
count_resident (StrataRegion *region)
{
  guint8 *bytes = strata_region_get_ram_ptr (region);
  gsize page_size = sysconf (_SC_PAGESIZE);
  gsize size = bytes != NULL ? strata_region_get_size (region) : 0;
  g_autofree guint8 *pages = NULL;
  guint64 n = 0;

  if (size == 0 || (guintptr) bytes % page_size != 0)
    return size;
  pages = g_malloc (RESIDENT_STEP / page_size);
  for (gsize done = 0; done < size; done += MIN (size - done, RESIDENT_STEP))
    {
      gsize step = MIN (size - done, RESIDENT_STEP);

      if (mincore (bytes + done, step, pages) != 0)
        return size;
      for (gsize i = 0; i < (step + page_size - 1) / page_size; i++)
        n += pages[i] & 1;
    }
  return n * page_size;
}

/* About how many bytes are held by an edit alone. */
guint64
strata_edit_get_cost (StrataEdit *self)
{
  guint64 cost = sizeof *self + (self->place != NULL ? sizeof *self->place : 0);

  cost += self->id != NULL ? strlen (self->id) : 0;
  cost += self->text != NULL ? strlen (self->text) : 0;
  cost += self->ranges != NULL ? self->ranges->len * sizeof (StrataRange) : 0;
  cost += self->description != NULL ? sizeof *self->description : 0;
  for (guint i = 0; self->edits != NULL && i < self->edits->len; i++)
    cost += strata_edit_get_cost (g_ptr_array_index (self->edits, i));
  for (guint i = 0; self->regions != NULL && i < self->regions->len; i++)
    {
      StrataEditRegion *region = g_ptr_array_index (self->regions, i);

      cost += sizeof *region + count_resident (region->region);
    }
  return cost;
}
