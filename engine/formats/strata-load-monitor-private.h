/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "strata-progress.h"

G_BEGIN_DECLS

/* Every so many lines a loader says how far it is and asks whether to go on; a power of two. */
#define STRATA_LOAD_MONITOR_STRIDE 4096

/* Who wants to know how far a load is, or to stop it. */
typedef struct
{
  StrataProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  double begin; /* the part of the whole that the running step is */
  double end;
} StrataLoadMonitor;

void strata_load_monitor_set_step (StrataLoadMonitor *self, double begin, double end);
gboolean strata_load_monitor_tell (StrataLoadMonitor *self, guint64 done, guint64 total,
                                   GError **error);

G_END_DECLS
