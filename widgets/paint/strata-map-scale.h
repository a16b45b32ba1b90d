/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-heights.h"

G_BEGIN_DECLS

typedef struct _StrataMapScale StrataMapScale;

StrataMapScale *strata_map_scale_new (const StrataMapStretch *stretches, gsize n_stretches,
                                      const StrataRange *window,
                                      const StrataMapScaleOptions *options);
StrataMapScale *strata_map_scale_ref (StrataMapScale *self);
void strata_map_scale_unref (StrataMapScale *self);

const StrataRange *strata_map_scale_get_window (StrataMapScale *self);
double strata_map_scale_get_height (StrataMapScale *self);
double strata_map_scale_get_top (StrataMapScale *self, guint64 address);
double strata_map_scale_get_bottom (StrataMapScale *self, guint64 address);
guint64 strata_map_scale_get_address (StrataMapScale *self, double y);
gboolean strata_map_scale_find_from (StrataMapScale *self, double y, guint64 *address);
gboolean strata_map_scale_is_folded (StrataMapScale *self, guint64 address);
gboolean strata_map_scale_is_finest (StrataMapScale *self, const StrataRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapScale, strata_map_scale_unref)

G_END_DECLS
