/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-load-monitor-private.h"

/* From here on the load is in the step that goes from @begin to @end, both 0 to 1. */
void
strata_load_monitor_set_step (StrataLoadMonitor *self, double begin, double end)
{
  self->begin = begin;
  self->end = end;
}

/* Says that @done of @total of the running step are done. FALSE with an error if it was
 * cancelled. */
gboolean
strata_load_monitor_tell (StrataLoadMonitor *self, guint64 done, guint64 total, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->progress != NULL && total > 0)
    self->progress (self->begin + (self->end - self->begin) * (double) done / (double) total,
                    self->progress_data);
  return TRUE;
}
