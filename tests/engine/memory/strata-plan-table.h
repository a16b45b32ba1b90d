/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* One row of the tables in docs/reference/access-adaptation.md */
typedef struct
{
  char *name; /* the row, fit for a test path */
  StrataRegionOps ops;
  guint64 offset;
  guint size;
  gboolean is_write;
  StrataAccessPlan plan; /* what should come out */
} StrataPlanRow;

GPtrArray *strata_plan_table_load (const char *path, GError **error);

G_END_DECLS
