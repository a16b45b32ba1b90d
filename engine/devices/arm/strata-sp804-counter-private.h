/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum
{
  STRATA_SP804_ONE_SHOT = 0x01,
  STRATA_SP804_32_BITS = 0x02,
  STRATA_SP804_PRESCALE = 0x0c,
  STRATA_SP804_INTERRUPT = 0x20,
  STRATA_SP804_PERIODIC = 0x40,
  STRATA_SP804_ENABLE = 0x80,
};

/* One of the two counters. Nothing runs: what it shows follows from the time that has passed since
 * it was last changed. */
typedef struct
{
  guint frequency; /* in Hz */
  guint control;
  guint32 load;    /* shown by both LOAD and BGLOAD */
  guint32 value;   /* at the start */
  guint64 start;   /* in nanoseconds */
  guint64 noticed; /* how many zeros since the start were noticed */
  gboolean ris;
} StrataSp804Counter;

void strata_sp804_counter_reset (StrataSp804Counter *self, guint64 now);
guint32 strata_sp804_counter_get_value (const StrataSp804Counter *self, guint64 now);
gboolean strata_sp804_counter_get_ris (const StrataSp804Counter *self, guint64 now);
gboolean strata_sp804_counter_get_next_zero (const StrataSp804Counter *self, guint64 now,
                                             guint64 *time);
void strata_sp804_counter_notice (StrataSp804Counter *self, guint64 now);
void strata_sp804_counter_set_control (StrataSp804Counter *self, guint64 now, guint control);
void strata_sp804_counter_set_load (StrataSp804Counter *self, guint64 now, guint32 value);
void strata_sp804_counter_set_background (StrataSp804Counter *self, guint64 now, guint32 value);

G_END_DECLS
