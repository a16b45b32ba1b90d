/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which of the eight inputs of an 8259A comes first */

#include "strata-i8259-priorities-private.h"

#define N_INPUTS STRATA_I8259_N_INPUTS

static guint
get_input (const StrataI8259Priorities *self, guint priority)
{
  return (self->lowest + 1 + priority) % N_INPUTS;
}

/* The highest priority in `set`, counted from 0; 8 if it is empty */
static guint
get_priority (const StrataI8259Priorities *self, guint8 set)
{
  guint priority = 0;

  while (priority < N_INPUTS && (set >> get_input (self, priority) & 1) == 0)
    priority++;
  return priority;
}

/* In special mask mode masked inputs keep nobody waiting. */
static guint
get_priority_in_service (const StrataI8259Priorities *self)
{
  return get_priority (self, self->is_special_mask ? self->isr & ~self->imr : self->isr);
}

/* Finds the most important request, unless it has to wait for what is in service: that is, for an
 * input that comes before it, or for itself if it is not one of `nested`. */
gboolean
strata_i8259_priorities_find_request (const StrataI8259Priorities *self, guint8 nested,
                                      guint *input)
{
  guint priority = get_priority (self, self->irr & ~self->imr);
  guint limit = get_priority_in_service (self);

  if (limit < N_INPUTS && (nested >> get_input (self, limit) & 1) != 0)
    limit++;
  *input = get_input (self, priority);
  return priority < limit;
}

/* Finds what a non-specific EOI ends: the highest priority in service. */
gboolean
strata_i8259_priorities_find_in_service (const StrataI8259Priorities *self, guint *input)
{
  guint priority = get_priority_in_service (self);

  *input = get_input (self, priority);
  return priority < N_INPUTS;
}
