/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-register.h"

G_BEGIN_DECLS

/* A register with what it holds. Each bit follows the rules of the field it belongs to, or else of
 * the register. */
typedef struct
{
  StrataRegister info; /* its fields are set by strata_register_cell_close() */
  guint64 mask;        /* what writes can change */
  GArray *fields;      /* of StrataField */
  guint64 value;
  guint64 written; /* bits that a write sets or clears: RW and WO */
  guint64 w1c;
  guint64 wo;
  guint64 rc;
} StrataRegisterCell;

StrataRegisterCell *strata_register_cell_parse (const char *name, const char *text, GError **error);
void strata_register_cell_free (StrataRegisterCell *self);
gboolean strata_register_cell_add_field (StrataRegisterCell *self, const char *name,
                                         const char *text, GError **error);
void strata_register_cell_close (StrataRegisterCell *self);
const StrataField *strata_register_cell_find_field (StrataRegisterCell *self, const char *name);
guint64 strata_register_cell_get_last (StrataRegisterCell *self);
guint64 strata_register_cell_get_bits (StrataRegisterCell *self);

guint64 strata_register_cell_look (StrataRegisterCell *self);
guint64 strata_register_cell_read (StrataRegisterCell *self);
void strata_register_cell_write (StrataRegisterCell *self, guint64 value);

guint64 strata_field_get_bits (const StrataField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataRegisterCell, strata_register_cell_free)

G_END_DECLS
