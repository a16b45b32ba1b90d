/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

#define STRATA_TYPE_SELECTION (strata_selection_get_type ())

G_DECLARE_FINAL_TYPE (StrataSelection, strata_selection, STRATA, SELECTION, GObject)

StrataSelection *strata_selection_new (void);

StrataSpaceModel *strata_selection_get_model (StrataSelection *self);
void strata_selection_set_model (StrataSelection *self, StrataSpaceModel *model);
void strata_selection_update_model (StrataSelection *self, StrataSpaceModel *model);
gboolean strata_selection_is_updating (StrataSelection *self);

guint strata_selection_get_instance (StrataSelection *self);
gboolean strata_selection_has_address (StrataSelection *self);
guint64 strata_selection_get_address (StrataSelection *self);
void strata_selection_select (StrataSelection *self, guint instance);
void strata_selection_select_at (StrataSelection *self, guint instance, guint64 address);
void strata_selection_select_address (StrataSelection *self, guint64 address);

G_END_DECLS
