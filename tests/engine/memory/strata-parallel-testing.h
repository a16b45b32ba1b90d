/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

/* What the tests with several threads have in common: one system with one address space. */
typedef struct
{
  StrataSystem *system;
  StrataRegion *root; /* a container of the whole space */
  StrataAddressSpace *space;
} Parallel;

void parallel_init (Parallel *self);
void parallel_clear (Parallel *self);

/* A number of rounds: the first, or the second where the tests may take their time; a part of it
 * under the thread sanitizer. */
guint64 parallel_scale (guint64 rounds, guint64 long_rounds);
/* Waits for a counter, which others move on atomically; fails after a minute. */
void parallel_wait (gint *counter, gint at_least);
/* Waits until a number of threads are waiting in synchronize. */
void parallel_wait_synchronizing (Parallel *self, guint n_threads);
/* Synchronizes in a thread of its own, which ends with it. */
GThread *parallel_synchronize_in_thread (Parallel *self, gint *done);

StrataRegion *parallel_add (StrataRegion *container, guint64 address, StrataRegion *region);
StrataResult parallel_load (StrataInitiator *initiator, guint64 address, guint64 *value);
