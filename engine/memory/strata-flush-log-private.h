/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flush.h"

/* Who brings a flush about. The names are only read while it lasts. */
typedef struct
{
  StrataFlushReason reason;
  const char *who;
  const char *region;
} StrataFlushCause;

/* The last flushes of one system, under its lock. */
typedef struct _StrataFlushLog StrataFlushLog;

StrataFlushLog *strata_flush_log_new (void);
void strata_flush_log_free (StrataFlushLog *self);
void strata_flush_log_add (StrataFlushLog *self, const StrataFlushCause *cause,
                           guint64 first_write, guint n_writes);
/* Copies those from a number on; the array frees the names. */
GArray *strata_flush_log_list (const StrataFlushLog *self, guint64 first);
/* An array for what there is none of. */
GArray *strata_flush_log_list_none (void);
