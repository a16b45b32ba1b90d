/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-layout.h"
#include "strata-map-spans-private.h"

G_BEGIN_DECLS

struct _StrataMapLayout
{
  gatomicrefcount ref_count;
  StrataMapModel *model;
  StrataMapScale *scale;
  StrataMapFonts *fonts;
  int width;
  int top;
  StrataMapColumn flat;
  StrataMapColumn lanes; /* of no width if there are none */
  GArray *columns;
  StrataMapColumn fold;
  GArray *gaps;   /* of StrataMapSpan */
  GArray *folds;  /* of StrataMapSpan */
  GArray *labels; /* of StrataMapLabel */
};

/* Each file may call those above it. */

/* strata-map-layout.c */
double _strata_map_layout_snap_top (StrataMapLayout *self, guint64 address);
double _strata_map_layout_snap_bottom (StrataMapLayout *self, guint64 address);

/* strata-map-labels.c */
GArray *_strata_map_labels_new (StrataMapLayout *layout);

/* strata-map-layout-new.c: what makes layouts, with all that is in one: public functions */

G_END_DECLS
