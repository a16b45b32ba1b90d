/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-picture.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

/* Rows of one colour below each other. */
typedef struct
{
  StrataMapColor color;
  double x;
  double y;
  double width;
  double height; /* 0 if they are drawn */
} StrataMapRun;

/* So many may wait to be drawn, those of one colour together. */
#define STRATA_MAP_PICTURE_MAX_RUNS 64

struct _StrataMapPicture
{
  StrataMapLayout *layout;
  StrataMapModel *model;
  StrataMapFonts *fonts;
  double view_top;
  double view_bottom;
  GArray *boxes;    /* of StrataMapBox */
  GPtrArray *parts; /* of each box: of StrataMapPart, or NULL if they are not known yet */

  /* While it is painted */
  const StrataMapStyle *style;
  cairo_t *cr;
  StrataMapRun runs[STRATA_MAP_PICTURE_MAX_RUNS]; /* where there is a lot in few pixels */
  guint n_runs;
};

G_END_DECLS
