/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

G_BEGIN_DECLS

/**
 * STRATA_ACCESS_LOG_MAX_LENGTH:
 *
 * An access log remembers at most so many accesses.
 */
#define STRATA_ACCESS_LOG_MAX_LENGTH 1000000

/**
 * StrataAccess:
 * @sequence: its number; the first that a log has seen is 0
 * @time: when it was over, in nanoseconds of the log's own time; 0 if the log has none
 * @board_time: the board's time when it was over, in nanoseconds; 0 if the log does not know it
 * @address: its first address
 * @offset: the offset of that in the region; 0 if there is no region
 * @size: how many bytes it is
 * @value: the value of at most 8 bytes, in the byte order of the system; of more, that of the first
 *   8
 * @initiator: who made it
 * @space: the name of the address space
 * @region: (nullable): the name of the region that answered; %NULL if there was none
 * @result: how it ended
 * @is_write: whether it is a write
 * @is_watched: whether a watch was hit
 *
 * One access that was made.
 */
typedef struct
{
  guint64 sequence;
  guint64 time;
  guint64 board_time;
  guint64 address;
  guint64 offset;
  guint64 size;
  guint64 value;
  const char *initiator;
  const char *space;
  const char *region;
  StrataResult result;
  gboolean is_write;
  gboolean is_watched;
} StrataAccess;

/**
 * StrataAccessTimeFunc:
 * @user_data: what was given with it
 *
 * Tells the time of an access. It is called in the thread of the access and must not lock.
 *
 * Returns: the time, in nanoseconds
 */
typedef guint64 (*StrataAccessTimeFunc) (gpointer user_data);

/**
 * StrataAccessLog:
 *
 * The last accesses that were made in a system, for
 * [method@Strata.System.set_access_log]. It can be read and written in every thread.
 */
typedef struct _StrataAccessLog StrataAccessLog;

#define STRATA_TYPE_ACCESS_LOG (strata_access_log_get_type ())
STRATA_PUBLIC
GType strata_access_log_get_type (void) G_GNUC_CONST;

STRATA_PUBLIC
StrataAccessLog *strata_access_log_new (guint length, StrataAccessTimeFunc time,
                                        gpointer user_data, GDestroyNotify destroy);
STRATA_PUBLIC
void strata_access_log_set_board_time (StrataAccessLog *self, StrataAccessTimeFunc time,
                                       gpointer user_data, GDestroyNotify destroy);
STRATA_PUBLIC
StrataAccessLog *strata_access_log_ref (StrataAccessLog *self);
STRATA_PUBLIC
void strata_access_log_unref (StrataAccessLog *self);

STRATA_PUBLIC
void strata_access_log_add (StrataAccessLog *self, const StrataAccess *access);
STRATA_PUBLIC
guint strata_access_log_get_length (StrataAccessLog *self);
STRATA_PUBLIC
void strata_access_log_set_length (StrataAccessLog *self, guint length);
STRATA_PUBLIC
void strata_access_log_get_span (StrataAccessLog *self, guint64 *first, guint64 *end);
STRATA_PUBLIC
guint strata_access_log_read (StrataAccessLog *self, guint64 first, StrataAccess *accesses,
                              guint n_accesses);
STRATA_PUBLIC
void strata_access_log_clear (StrataAccessLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataAccessLog, strata_access_log_unref)

G_END_DECLS
