/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-space-model.h"

G_BEGIN_DECLS

#define STRATA_TYPE_LOADER (strata_loader_get_type ())

G_DECLARE_FINAL_TYPE (StrataLoader, strata_loader, STRATA, LOADER, GObject)

StrataLoader *strata_loader_new (void);

gboolean strata_loader_get_busy (StrataLoader *self);
double strata_loader_get_progress (StrataLoader *self);
void strata_loader_cancel (StrataLoader *self);

void strata_loader_load (StrataLoader *self, GFile *file, const char *builtin,
                         GAsyncReadyCallback callback, gpointer user_data);
void strata_loader_load_text (StrataLoader *self, const char *text, const char *name, GFile *file,
                              GAsyncReadyCallback callback, gpointer user_data);
StrataBoard *strata_loader_load_finish (StrataLoader *self, GAsyncResult *result,
                                        StrataSpaceModel **model, GError **error);

void strata_loader_read_space (StrataLoader *self, StrataAddressSpace *space,
                               GAsyncReadyCallback callback, gpointer user_data);
StrataSpaceModel *strata_loader_read_space_finish (StrataLoader *self, GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
