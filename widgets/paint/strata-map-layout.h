/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-fonts.h"
#include "strata-map-model.h"
#include "strata-map-scale.h"

G_BEGIN_DECLS

typedef struct _StrataMapLayout StrataMapLayout;

/**
 * StrataMapBoxType:
 * @STRATA_MAP_BOX_FLAT: a flat range, what an access sees
 * @STRATA_MAP_BOX_GAP: addresses where nobody answers
 * @STRATA_MAP_BOX_STRATUM: an instance beneath
 * @STRATA_MAP_BOX_DISABLED: what is disabled
 * @STRATA_MAP_BOX_FOLD: a number of instances beneath that did not get a column
 *
 * What a box stands for.
 */
typedef enum
{
  STRATA_MAP_BOX_FLAT,
  STRATA_MAP_BOX_GAP,
  STRATA_MAP_BOX_STRATUM,
  STRATA_MAP_BOX_DISABLED,
  STRATA_MAP_BOX_FOLD,
} StrataMapBoxType;

/**
 * StrataMapBox:
 * @type: what it stands for
 * @x: the left edge, in pixels
 * @y: the upper edge, in pixels from the top of the map
 * @width: the width, in pixels
 * @height: the height, in pixels, at least 1
 * @first: the first address
 * @last: the last address, inclusive
 * @instance: the instance; for a flat range the one that wins at @first; %STRATA_NO_INSTANCE for
 *   gaps and folds, and for several disabled ones
 * @count: how many it stands for: for a fold, and for what is disabled, how many there are at each
 *   of its addresses; for others more than 1 where they are smaller than a pixel
 * @index: for flat ranges that were listed, which of them is the first
 *
 * A rectangle of the picture.
 */
typedef struct
{
  StrataMapBoxType type;
  int x;
  double y;
  int width;
  double height;
  guint64 first;
  guint64 last;
  guint instance;
  guint count;
  guint index;
} StrataMapBox;

/**
 * StrataMapPart:
 * @y: the upper edge, in pixels from the top of the map
 * @height: the height, in pixels
 * @first: the first address
 * @last: the last address, inclusive
 * @seen: whether the instance is seen there
 * @mixed: whether it is seen and hidden by turns, each time less than a pixel; @seen says nothing
 *
 * A piece of an instance beneath.
 */
typedef struct
{
  double y;
  double height;
  guint64 first;
  guint64 last;
  gboolean seen;
  gboolean mixed;
} StrataMapPart;

/**
 * StrataMapLabel:
 * @y: the middle of the text, in pixels from the top of the map
 * @address: the address; for the end of the space its last one
 * @at_end: whether what is meant is the address after @address
 *
 * An address beside the map.
 */
typedef struct
{
  double y;
  guint64 address;
  gboolean at_end;
} StrataMapLabel;

/**
 * StrataMapColumn:
 * @x: the left edge, in pixels
 * @width: the width, in pixels
 */
typedef struct
{
  int x;
  int width;
} StrataMapColumn;

StrataMapLayout *strata_map_layout_new (StrataMapModel *model, StrataMapScale *scale,
                                        StrataMapFonts *fonts, int width, gboolean unfolded);
StrataMapLayout *strata_map_layout_new_with_lanes (StrataMapModel *model, StrataMapScale *scale,
                                                   StrataMapFonts *fonts, int width,
                                                   gboolean unfolded);
StrataMapLayout *strata_map_layout_new_scaled (StrataMapLayout *self, StrataMapScale *scale);
int strata_map_layout_get_margin (StrataMapFonts *fonts);
int strata_map_layout_get_natural_width (StrataMapModel *model, StrataMapFonts *fonts);
StrataMapLayout *strata_map_layout_ref (StrataMapLayout *self);
void strata_map_layout_unref (StrataMapLayout *self);

StrataMapModel *strata_map_layout_get_model (StrataMapLayout *self);
StrataMapScale *strata_map_layout_get_scale (StrataMapLayout *self);
StrataMapFonts *strata_map_layout_get_fonts (StrataMapLayout *self);
int strata_map_layout_get_width (StrataMapLayout *self);
double strata_map_layout_get_height (StrataMapLayout *self);
const StrataMapColumn *strata_map_layout_get_flat_column (StrataMapLayout *self);
const StrataMapColumn *strata_map_layout_get_lanes (StrataMapLayout *self);
guint strata_map_layout_get_n_columns (StrataMapLayout *self);
const StrataMapColumn *strata_map_layout_get_column (StrataMapLayout *self, guint column);
const StrataMapColumn *strata_map_layout_get_fold_column (StrataMapLayout *self);

double strata_map_layout_get_top (StrataMapLayout *self, guint64 address);
double strata_map_layout_get_bottom (StrataMapLayout *self, guint64 address);
guint64 strata_map_layout_get_address (StrataMapLayout *self, double y);

GArray *strata_map_layout_list_boxes (StrataMapLayout *self, double top, double bottom);
GArray *strata_map_layout_list_parts (StrataMapLayout *self, const StrataMapBox *box, double top,
                                      double bottom);
GArray *strata_map_layout_list_labels (StrataMapLayout *self, double top, double bottom);
gboolean strata_map_layout_pick (StrataMapLayout *self, double x, double y, StrataMapBox *box);
gboolean strata_map_layout_find_box (StrataMapLayout *self, guint instance, StrataMapBox *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapLayout, strata_map_layout_unref)

G_END_DECLS
