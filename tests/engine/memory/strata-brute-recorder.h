/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* A listener that keeps a copy of every space by nothing but what it is told, and complains about
 * anything that it could not have been told. */

#define BRUTE_MAX_SPACES 4

typedef struct
{
  StrataAddressSpace *space; /* not held */
  GArray *ranges;            /* of StrataFlatRange, sorted */
  GArray *coalesced;         /* of StrataRange, in no order */
} BruteRecord;

typedef struct
{
  StrataListener *listener;
  BruteRecord records[BRUTE_MAX_SPACES];
  guint n_records;
  gboolean inside;   /* between begin and commit */
  gboolean adding;   /* the first add was heard */
  GArray *events;    /* of StrataEvent: what the last commit told */
  guint n_commits;
  char *complaint;   /* the first thing that was wrong */
} BruteRecorder;

BruteRecorder *brute_recorder_new (StrataSystem *system);
void brute_recorder_free (BruteRecorder *self);
BruteRecord *brute_recorder_get_record (BruteRecorder *self, StrataAddressSpace *space);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BruteRecorder, brute_recorder_free)

G_END_DECLS
