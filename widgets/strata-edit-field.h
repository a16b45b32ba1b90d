/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "strata-completion.h"

G_BEGIN_DECLS

#define STRATA_TYPE_EDIT_FIELD (strata_edit_field_get_type ())

G_DECLARE_FINAL_TYPE (StrataEditField, strata_edit_field, STRATA, EDIT_FIELD, GtkListBoxRow)

StrataEditField *strata_edit_field_new (const char *title, gboolean is_number);

const char *strata_edit_field_get_text (StrataEditField *self);
void strata_edit_field_set_text (StrataEditField *self, const char *text);
const char *strata_edit_field_get_reason (StrataEditField *self);
void strata_edit_field_set_reason (StrataEditField *self, const char *reason);
void strata_edit_field_set_placeholder (StrataEditField *self, const char *text);
void strata_edit_field_set_completion (StrataEditField *self, StrataCompletionFunc func,
                                       gpointer user_data);
void strata_edit_field_add_suffix (StrataEditField *self, GtkWidget *widget);

G_END_DECLS
