/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"
#include "strata-system.h"

G_BEGIN_DECLS

/**
 * STRATA_FLUSH_LOG_LENGTH:
 *
 * So many flushes are remembered.
 */
#define STRATA_FLUSH_LOG_LENGTH 256

/**
 * StrataQueuedWrite:
 * @number: how many writes were queued before it
 * @region: (transfer none): the region that it is for
 * @offset: the offset in the region
 * @value: the value, in the byte order of the system
 * @size: how many bytes, 1 to 8
 * @initiator: (transfer none): who made it
 *
 * A coalesced write that waits. What it names is held by the list that it is in.
 */
typedef struct
{
  guint64 number;
  StrataRegion *region;
  guint64 offset;
  guint64 value;
  guint size;
  const char *initiator;
} StrataQueuedWrite;

/**
 * StrataFlushReason:
 * @STRATA_FLUSH_ACCESS: somebody accessed a device in another way, or memory that is marked
 * @STRATA_FLUSH_FULL: there was no room for one more write
 * @STRATA_FLUSH_CHANGE: a transaction began, or coalescing of a region changed
 * @STRATA_FLUSH_MAPPED: somebody asked for a direct pointer to memory that is marked
 * @STRATA_FLUSH_REQUEST: [method@Strata.System.flush_coalesced]
 *
 * Why coalesced writes were delivered.
 */
typedef enum
{
  STRATA_FLUSH_ACCESS,
  STRATA_FLUSH_FULL,
  STRATA_FLUSH_CHANGE,
  STRATA_FLUSH_MAPPED,
  STRATA_FLUSH_REQUEST,
} StrataFlushReason;

/**
 * StrataFlush:
 * @number: how many flushes were noted before it
 * @time: when it ended, in microseconds since 1970-01-01 00:00:00 UTC
 * @reason: why
 * @who: (transfer none) (nullable): who brought it about: an initiator, or who asked for it; %NULL
 *   if that is not known
 * @region: (transfer none) (nullable): the name of the region that was accessed, was written to, or
 *   whose callback brought it about; %NULL if there is none
 * @first_write: the number of the first write that it delivered
 * @n_writes: how many it delivered; those that a flush inside it delivered are not counted
 *
 * Coalesced writes were delivered.
 */
typedef struct
{
  guint64 number;
  gint64 time;
  StrataFlushReason reason;
  const char *who;
  const char *region;
  guint64 first_write;
  guint n_writes;
} StrataFlush;

STRATA_PUBLIC
GArray *strata_system_list_coalesced (StrataSystem *self);
STRATA_PUBLIC
void strata_system_set_flush_log (StrataSystem *self, gboolean on);
STRATA_PUBLIC
GArray *strata_system_list_flushes (StrataSystem *self, guint64 first);

G_END_DECLS
