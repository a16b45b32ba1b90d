/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STRATA_I8259_N_INPUTS 8

/* What the inputs of an 8259A want, and in which order they get it; each has a bit */
typedef struct
{
  guint8 irr;
  guint8 imr;
  guint8 isr;
  guint lowest; /* the input with the lowest priority */
  gboolean is_special_mask;
} StrataI8259Priorities;

gboolean strata_i8259_priorities_find_request (const StrataI8259Priorities *self, guint8 nested,
                                               guint *input);
gboolean strata_i8259_priorities_find_in_service (const StrataI8259Priorities *self, guint *input);

G_END_DECLS
