/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

/**
 * StrataMapScheme:
 * @STRATA_MAP_SCHEME_LIGHT: dark text on a light ground
 * @STRATA_MAP_SCHEME_DARK: light text on a dark ground
 * @STRATA_MAP_SCHEME_HIGH_CONTRAST: black on white with strong outlines
 * @STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK: white on black with strong outlines
 *
 * A set of colours.
 */
typedef enum
{
  STRATA_MAP_SCHEME_LIGHT,
  STRATA_MAP_SCHEME_DARK,
  STRATA_MAP_SCHEME_HIGH_CONTRAST,
  STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK,
} StrataMapScheme;

/**
 * StrataMapKind:
 *
 * What the picture tells apart. A read-only RAM is drawn as ROM, for that is what the guest sees.
 */
typedef enum
{
  STRATA_MAP_KIND_RAM,
  STRATA_MAP_KIND_ROM,
  STRATA_MAP_KIND_MMIO,
  STRATA_MAP_KIND_RAM_DEVICE,
  STRATA_MAP_KIND_ROM_DEVICE,
  STRATA_MAP_KIND_IOMMU,
  STRATA_MAP_KIND_RESERVED,
  STRATA_MAP_KIND_CONTAINER,
} StrataMapKind;

#define STRATA_MAP_N_KINDS 8

/**
 * StrataMapColor:
 *
 * An opaque colour; the parts go from 0 to 1.
 */
typedef struct
{
  double red;
  double green;
  double blue;
} StrataMapColor;

/**
 * StrataMapKindColors:
 * @fill: where it is seen
 * @text: names on @fill
 * @tag: the kind's word on @fill
 * @mark: the pattern on @fill
 * @pale: the ground of what lies beneath, where it is seen
 * @faint: the ground of what is hidden
 * @hatch: the lines over what is hidden
 * @edge: the outline of what lies beneath
 *
 * The colours of one kind.
 */
typedef struct
{
  StrataMapColor fill;
  StrataMapColor text;
  StrataMapColor tag;
  StrataMapColor mark;
  StrataMapColor pale;
  StrataMapColor faint;
  StrataMapColor hatch;
  StrataMapColor edge;
} StrataMapKindColors;

/**
 * StrataMapStyle:
 * @background: what the map lies on
 * @foreground: headings, and names beneath
 * @dim: addresses and remarks
 * @line: ticks and the axis of what is empty
 * @accent: the selection
 * @hover: what is under the pointer
 * @read: where reads went
 * @written: where writes went
 * @kinds: the colours of each kind
 * @marks: what would change, by #StrataDifference
 * @outlined: whether every box has an outline
 * @resolution: how many pixels of the device one of the map is, where the target does not tell: 1,
 *   2 and so on; 0 for neither
 *
 * How a map looks. The accent and the resolution may be changed after strata_map_style_init().
 */
typedef struct
{
  StrataMapColor background;
  StrataMapColor foreground;
  StrataMapColor dim;
  StrataMapColor line;
  StrataMapColor accent;
  StrataMapColor hover;
  StrataMapColor read;
  StrataMapColor written;
  StrataMapKindColors kinds[STRATA_MAP_N_KINDS];
  StrataMapColor marks[4];
  gboolean outlined;
  int resolution;
} StrataMapStyle;

void strata_map_style_init (StrataMapStyle *self, StrataMapScheme scheme);
double strata_map_color_get_contrast (const StrataMapColor *a, const StrataMapColor *b);

StrataMapKind strata_map_kind_from_region (StrataRegionKind kind, gboolean readonly);
const char *strata_map_kind_get_tag (StrataMapKind kind);

G_END_DECLS
