/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-style.h"

#define RGB(hex) \
  { (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0 }

/* Fills that stay apart for every kind of colour vision: the hues of Okabe and Ito, and lightness
 * and pattern besides. */
static const StrataMapColor light_fills[STRATA_MAP_N_KINDS] = {
  [STRATA_MAP_KIND_RAM] = RGB (0x62aaf0),        [STRATA_MAP_KIND_ROM] = RGB (0x7cc2a0),
  [STRATA_MAP_KIND_MMIO] = RGB (0xf4ad49),       [STRATA_MAP_KIND_RAM_DEVICE] = RGB (0xa5d3fa),
  [STRATA_MAP_KIND_ROM_DEVICE] = RGB (0xd99abf), [STRATA_MAP_KIND_IOMMU] = RGB (0xefe06a),
  [STRATA_MAP_KIND_RESERVED] = RGB (0xb4b1ac),   [STRATA_MAP_KIND_CONTAINER] = RGB (0xc8c6c3),
};
static const StrataMapColor dark_fills[STRATA_MAP_N_KINDS] = {
  [STRATA_MAP_KIND_RAM] = RGB (0x2f6db0),        [STRATA_MAP_KIND_ROM] = RGB (0x2c7758),
  [STRATA_MAP_KIND_MMIO] = RGB (0xa15c0c),       [STRATA_MAP_KIND_RAM_DEVICE] = RGB (0x3f5f80),
  [STRATA_MAP_KIND_ROM_DEVICE] = RGB (0x93507a), [STRATA_MAP_KIND_IOMMU] = RGB (0x716a10),
  [STRATA_MAP_KIND_RESERVED] = RGB (0x5e5c64),   [STRATA_MAP_KIND_CONTAINER] = RGB (0x4a484f),
};

/* What would change: nothing, removed, added, changed; each to be read on the background. */
static const StrataMapColor marks[][4] = {
  [STRATA_MAP_SCHEME_LIGHT] = { RGB (0x67666c), RGB (0xc01c28), RGB (0x136b3f), RGB (0x7a5200) },
  [STRATA_MAP_SCHEME_DARK] = { RGB (0xa5a4aa), RGB (0xff8f80), RGB (0x8ff0a4), RGB (0xf8e45c) },
  [STRATA_MAP_SCHEME_HIGH_CONTRAST] = { RGB (0x2a2a2a), RGB (0xa00010), RGB (0x0b4f2c),
                                        RGB (0x5c3d00) },
  [STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK] = { RGB (0xe2e2e2), RGB (0xffb0a6), RGB (0xb5f7c3),
                                             RGB (0xfff08a) },
};

static StrataMapColor
mix (const StrataMapColor *a, const StrataMapColor *b, double amount)
{
  StrataMapColor result = {
    a->red + (b->red - a->red) * amount,
    a->green + (b->green - a->green) * amount,
    a->blue + (b->blue - a->blue) * amount,
  };

  return result;
}

static double
get_luminance (const StrataMapColor *color)
{
  const double parts[] = { color->red, color->green, color->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (int i = 0; i < 3; i++)
    {
      double part = parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4);

      luminance += weights[i] * part;
    }
  return luminance;
}

static void
init_kind (StrataMapKindColors *self, const StrataMapStyle *style, const StrataMapColor *fill,
           gboolean dark)
{
  const StrataMapColor white = RGB (0xffffff), ink = RGB (0x17171a);

  self->fill = *fill;
  self->text = dark ? white : ink;
  self->tag = mix (&self->text, fill, style->outlined ? 0 : dark ? 0.04 : 0.22);
  self->mark = mix (fill, &self->text, style->outlined ? 0.75 : dark ? 0.34 : 0.30);
  self->pale = mix (&style->background, fill, dark ? 0.46 : 0.42);
  self->faint = mix (&style->background, fill, dark ? 0.16 : 0.14);
  self->hatch = style->outlined ? style->foreground
                                : mix (fill, &style->foreground, dark ? 0.14 : 0.10);
  self->edge = style->outlined ? style->foreground
                               : mix (fill, &style->foreground, dark ? 0.10 : 0.12);
}

/**
 * strata_map_style_init:
 * @self: (out caller-allocates): a style
 * @scheme: the colours wanted
 *
 * Fills in the colours of a scheme.
 */
void
strata_map_style_init (StrataMapStyle *self, StrataMapScheme scheme)
{
  static const struct
  {
    StrataMapColor background, foreground, dim, line, accent, hover, read, written;
    gboolean dark, outlined;
  } schemes[] = {
    [STRATA_MAP_SCHEME_LIGHT] = { RGB (0xfafafa), RGB (0x222226), RGB (0x67666c), RGB (0xc4c3c6),
                                  RGB (0x1a5fb4), RGB (0x3d3846), RGB (0x0b7285),
                                  RGB (0xc01c28), FALSE, FALSE },
    [STRATA_MAP_SCHEME_DARK] = { RGB (0x222226), RGB (0xf6f5f4), RGB (0xa5a4aa), RGB (0x56555c),
                                 RGB (0x78aeed), RGB (0xdeddda), RGB (0x66d9e8),
                                 RGB (0xff7b63), TRUE, FALSE },
    [STRATA_MAP_SCHEME_HIGH_CONTRAST] = { RGB (0xffffff), RGB (0x000000), RGB (0x2a2a2a),
                                          RGB (0x5e5c64), RGB (0x0b3d91), RGB (0x000000),
                                          RGB (0x00515e), RGB (0x9c0012), FALSE, TRUE },
    [STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK] = { RGB (0x000000), RGB (0xffffff), RGB (0xe2e2e2),
                                               RGB (0x9a9996), RGB (0x99c1f1), RGB (0xffffff),
                                               RGB (0x99e9f2), RGB (0xffa08f), TRUE, TRUE },
  };

  g_return_if_fail (self != NULL);
  g_return_if_fail ((gsize) scheme < G_N_ELEMENTS (schemes));

  self->background = schemes[scheme].background;
  self->foreground = schemes[scheme].foreground;
  self->dim = schemes[scheme].dim;
  self->line = schemes[scheme].line;
  self->accent = schemes[scheme].accent;
  self->hover = schemes[scheme].hover;
  self->read = schemes[scheme].read;
  self->written = schemes[scheme].written;
  for (guint i = 0; i < G_N_ELEMENTS (self->marks); i++)
    self->marks[i] = marks[scheme][i];
  self->outlined = schemes[scheme].outlined;
  self->resolution = 1;
  for (int kind = 0; kind < STRATA_MAP_N_KINDS; kind++)
    init_kind (&self->kinds[kind], self,
               schemes[scheme].dark ? &dark_fills[kind] : &light_fills[kind],
               schemes[scheme].dark);
}

/**
 * strata_map_color_get_contrast:
 * @a: a colour
 * @b: another
 *
 * How well one is read on the other, as the Web Content Accessibility Guidelines count it.
 *
 * Returns: 1 (the same) to 21 (black on white); text needs 4.5
 */
double
strata_map_color_get_contrast (const StrataMapColor *a, const StrataMapColor *b)
{
  double la, lb;

  g_return_val_if_fail (a != NULL && b != NULL, 1);

  la = get_luminance (a);
  lb = get_luminance (b);
  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/**
 * strata_map_kind_from_region:
 * @kind: what the region is
 * @readonly: whether it or something on the way to it is read-only
 *
 * Returns: what it is drawn as
 */
StrataMapKind
strata_map_kind_from_region (StrataRegionKind kind, gboolean readonly)
{
  switch (kind)
    {
    case STRATA_REGION_RAM:
      return readonly ? STRATA_MAP_KIND_ROM : STRATA_MAP_KIND_RAM;
    case STRATA_REGION_ROM:
      return STRATA_MAP_KIND_ROM;
    case STRATA_REGION_RAM_DEVICE:
      return STRATA_MAP_KIND_RAM_DEVICE;
    case STRATA_REGION_ROM_DEVICE:
      return STRATA_MAP_KIND_ROM_DEVICE;
    case STRATA_REGION_IOMMU:
      return STRATA_MAP_KIND_IOMMU;
    case STRATA_REGION_RESERVED:
      return STRATA_MAP_KIND_RESERVED;
    case STRATA_REGION_CONTAINER:
    case STRATA_REGION_ALIAS:
      return STRATA_MAP_KIND_CONTAINER;
    case STRATA_REGION_MMIO:
    default:
      return STRATA_MAP_KIND_MMIO;
    }
}

/**
 * strata_map_kind_get_tag:
 * @kind: a kind
 *
 * The short word at the right end of a box.
 *
 * Returns: a static string, translated
 */
const char *
strata_map_kind_get_tag (StrataMapKind kind)
{
  switch (kind)
    {
    case STRATA_MAP_KIND_RAM:
      return _("RAM");
    case STRATA_MAP_KIND_ROM:
      return _("ROM");
    case STRATA_MAP_KIND_RAM_DEVICE:
      return _("RAM device");
    case STRATA_MAP_KIND_ROM_DEVICE:
      return _("ROM device");
    case STRATA_MAP_KIND_IOMMU:
      return _("IOMMU");
    case STRATA_MAP_KIND_RESERVED:
      return _("reserved");
    case STRATA_MAP_KIND_CONTAINER:
      return _("container");
    case STRATA_MAP_KIND_MMIO:
    default:
      return _("MMIO");
    }
}
