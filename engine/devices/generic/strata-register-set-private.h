/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-line.h"
#include "strata-register-cell-private.h"

G_BEGIN_DECLS

#define STRATA_REGISTER_SET_MAX_INPUTS 64

/* A register, or one of its fields */
typedef struct
{
  StrataRegisterCell *cell;
  guint64 bits;
  guint shift;
  StrataRegisterAccess access;
} StrataRegisterTarget;

/* `REGISTER`, or `REGISTER & MASK`, where the mask is a register or a number: high if any bit is
 * set in both */
typedef struct
{
  char *name;
  StrataRegisterCell *cell;
  StrataRegisterCell *mask_cell;
  guint64 mask;
  StrataLine *line; /* the device's; NULL before it has one */
} StrataRegisterOutput;

/* The registers of a device made of data, and the lines that lead to and from them: what the keys
 * of a board file describe */
typedef struct
{
  GHashTable *cells_by_name; /* owns the cells */
  GPtrArray *cells;          /* by offset */
  /* what the inputs set */
  StrataRegisterTarget targets[STRATA_REGISTER_SET_MAX_INPUTS];
  guint n_inputs;
  GArray *outputs; /* of StrataRegisterOutput */
} StrataRegisterSet;

StrataRegisterSet *strata_register_set_new (void);
void strata_register_set_free (StrataRegisterSet *self);
gboolean strata_register_set_read_key (StrataRegisterSet *self, const char *key, const char *text,
                                       GError **error);
StrataRegisterCell *strata_register_set_find_cell (StrataRegisterSet *self, guint64 offset);
gboolean strata_register_set_find_target (StrataRegisterSet *self, const char *name,
                                          StrataRegisterTarget *target, GError **error);
void strata_register_set_update_outputs (StrataRegisterSet *self);

G_END_DECLS
