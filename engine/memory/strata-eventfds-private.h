/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-eventfd.h"

/* A descriptor of our own that leads where the caller's did, so that a view that lives on never
 * signals whatever has got the caller's number since. */
typedef struct _StrataSignal StrataSignal;

/* @fd becomes its own. */
StrataSignal *strata_signal_new (int fd);
void strata_signal_unref (StrataSignal *self);

/* The eventfds of a region, sorted by offset; never changed once made, so that flat ranges and
 * lock-free readers can hold it. Never empty. */
typedef struct _StrataEventfds
{
  gatomicrefcount ref_count;
  guint n_entries;
  struct
  {
    StrataEventfd eventfd;
    StrataSignal *signal; /* held */
  } entries[];
} StrataEventfds;

StrataEventfds *strata_eventfds_ref (StrataEventfds *self);
void strata_eventfds_unref (StrataEventfds *self);
gboolean strata_eventfds_equal (const StrataEventfds *a, const StrataEventfds *b);
/* Sorts by offset first; 0 for the same one. */
gint strata_eventfd_compare (const StrataEventfd *a, const StrataEventfd *b);
gboolean strata_eventfds_has (const StrataEventfds *self, const StrataEventfd *eventfd);
/* What @self (NULL for none) becomes with one more, and with one less. */
StrataEventfds *strata_eventfds_add (const StrataEventfds *self, const StrataEventfd *eventfd,
                                     StrataSignal *signal);
StrataEventfds *strata_eventfds_remove (const StrataEventfds *self, const StrataEventfd *eventfd);

/* Whether there is data with which a write would be taken. */
gboolean strata_eventfds_may_take (const StrataEventfds *self, guint64 offset, guint size);
/* Signals all that take a write; FALSE if there is none. */
gboolean strata_eventfds_take (const StrataEventfds *self, guint64 offset, guint size,
                               guint64 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataEventfds, strata_eventfds_unref)
