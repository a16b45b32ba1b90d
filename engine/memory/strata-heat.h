/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

G_BEGIN_DECLS

/**
 * STRATA_HEAT_HALF_LIFE:
 *
 * Heat halves in this time, in microseconds.
 */
#define STRATA_HEAT_HALF_LIFE 500000

/**
 * STRATA_HEAT_MAX:
 *
 * Nothing gets hotter than this: it is cold again 12 half-lives after the last access.
 */
#define STRATA_HEAT_MAX 128.0

/**
 * STRATA_HEAT_COLD:
 *
 * What is less hot than this is cold, and forgotten.
 */
#define STRATA_HEAT_COLD (1.0 / 32)

/**
 * StrataHeatSpot:
 * @first: the first address or offset
 * @last: the last one
 * @reads: the heat of reads, 0 to %STRATA_HEAT_MAX: each adds 1
 * @writes: the heat of writes, likewise
 *
 * Bytes that were accessed together lately. Spots can overlap; a byte's heat is the sum of theirs.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  double reads;
  double writes;
} StrataHeatSpot;

/**
 * StrataAccessCounts:
 * @reads: how many reads were made
 * @writes: how many writes were made
 * @read_bytes: how many bytes these reads were for
 * @written_bytes: how many bytes these writes were for
 * @failures: how many of both did not end with %STRATA_OK
 * @last_place: where the last one went: its offset in the region; of accesses that nobody answers
 *   the address in the space
 * @last_time: when that was, in microseconds of the monotonic clock; 0 if there was none
 * @last_is_write: whether that was a write
 *
 * What was counted of accesses.
 */
typedef struct
{
  guint64 reads;
  guint64 writes;
  guint64 read_bytes;
  guint64 written_bytes;
  guint64 failures;
  guint64 last_place;
  gint64 last_time;
  gboolean last_is_write;
} StrataAccessCounts;

/**
 * StrataHeat:
 *
 * Where accesses went lately, and how many there were: for
 * [method@Strata.System.set_heat]. Counts stay; heat fades. It can be asked and fed in every
 * thread. Up to 65536 different places are told apart at a time; where more are warm, neighbours
 * are taken together and are as hot as the hottest of them. Counts miss nothing.
 */
typedef struct _StrataHeat StrataHeat;

#define STRATA_TYPE_HEAT (strata_heat_get_type ())
STRATA_PUBLIC
GType strata_heat_get_type (void) G_GNUC_CONST;

STRATA_PUBLIC
StrataHeat *strata_heat_new (void);
STRATA_PUBLIC
StrataHeat *strata_heat_ref (StrataHeat *self);
STRATA_PUBLIC
void strata_heat_unref (StrataHeat *self);

/* What fades */
STRATA_PUBLIC
GArray *strata_heat_list_in_space (StrataHeat *self, StrataAddressSpace *space, guint64 first,
                                   guint64 last, gint64 time);
STRATA_PUBLIC
GArray *strata_heat_list_in_region (StrataHeat *self, StrataRegion *region, guint64 first,
                                    guint64 last, gint64 time);
STRATA_PUBLIC
gboolean strata_heat_is_cold (StrataHeat *self, gint64 time);
STRATA_PUBLIC
double strata_heat_get_level (double heat);

/* What stays */
STRATA_PUBLIC
guint64 strata_heat_get_n_accesses (StrataHeat *self);
STRATA_PUBLIC
void strata_heat_get_region_counts (StrataHeat *self, StrataRegion *region,
                                    StrataAccessCounts *counts);
STRATA_PUBLIC
void strata_heat_get_unanswered_counts (StrataHeat *self, StrataAddressSpace *space,
                                        StrataAccessCounts *counts);
STRATA_PUBLIC
void strata_heat_clear (StrataHeat *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataHeat, strata_heat_unref)

G_END_DECLS
