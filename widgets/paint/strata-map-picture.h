/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-layout.h"

G_BEGIN_DECLS

typedef struct _StrataMapPicture StrataMapPicture;

StrataMapPicture *strata_map_picture_new (StrataMapLayout *layout, double top, double bottom,
                                          double view_top, double view_bottom);
void strata_map_picture_free (StrataMapPicture *self);
gboolean strata_map_picture_is_of (StrataMapPicture *self, StrataMapLayout *layout,
                                   double view_top, double view_bottom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapPicture, strata_map_picture_free)

G_END_DECLS
