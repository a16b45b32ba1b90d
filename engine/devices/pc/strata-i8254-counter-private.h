/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of the three counters of an 8254. strata_i8254_counter_run() brings it up to a pulse before
 * anything else is asked of it, at a cost that does not depend on how many pulses passed; `seen` is
 * a copy that was brought further. */
typedef struct
{
  guint8 control; /* access, mode and BCD bits of the control word */
  guint mode;     /* 0 to 5 */
  guint modulus;  /* 65536, or 10000 in BCD */
  gboolean gate;
  gboolean out;

  /* The count register, CR */
  guint count; /* 1 to the modulus */
  gboolean has_count;
  gboolean is_null;   /* what was written last has not reached the counting element yet */
  gboolean is_halted; /* a half-written count stops mode 0 */

  /* The counting element, CE */
  guint value;  /* 0 to the modulus */
  guint period; /* the count it was loaded with */
  gboolean is_running;
  gboolean is_load_due; /* with the next pulse */
  gboolean is_armed;    /* the terminal count is still to come */

  /* The bus's side */
  gboolean is_high_write; /* the next byte is the more significant one */
  gboolean is_high_read;
  guint8 low_byte;
  gboolean has_latch, has_status;
  guint16 latch; /* what is read until all of it was */
  guint8 status;

  guint64 pulse; /* the last CLK pulse that counted */
} StrataI8254Counter;

void strata_i8254_counter_init (StrataI8254Counter *self, gboolean gate);
void strata_i8254_counter_run (StrataI8254Counter *self, guint64 pulse);
gboolean strata_i8254_counter_get_next_edge (const StrataI8254Counter *self, guint64 *pulse);

void strata_i8254_counter_set_control (StrataI8254Counter *self, guint8 control);
void strata_i8254_counter_set_gate (StrataI8254Counter *self, gboolean gate);
void strata_i8254_counter_write (StrataI8254Counter *self, guint8 value);

guint16 strata_i8254_counter_get_value (const StrataI8254Counter *self);
guint16 strata_i8254_counter_get_count (const StrataI8254Counter *self);
guint8 strata_i8254_counter_get_status (const StrataI8254Counter *self);
void strata_i8254_counter_latch (StrataI8254Counter *self, const StrataI8254Counter *seen);
void strata_i8254_counter_latch_status (StrataI8254Counter *self, const StrataI8254Counter *seen);
guint8 strata_i8254_counter_peek (const StrataI8254Counter *self);
guint8 strata_i8254_counter_read (StrataI8254Counter *self);

G_END_DECLS
