/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-planes-private.h"

#include "memory/strata-guest-bytes.h"

/* A nibble for each bit; the bit is its lowest. */
static inline guint32
spread_bits (guint32 byte)
{
  byte = (byte | byte << 12) & 0x000f000f;
  byte = (byte | byte << 6) & 0x03030303;
  return (byte | byte << 3) & 0x11111111;
}

/* A nibble for each pair of bits; the pair is its lower half. */
static inline guint32
spread_pairs (guint32 byte)
{
  byte = (byte | byte << 4) & 0x0f0f;
  return (byte | byte << 2) & 0x3333;
}

/* The 8 pixels of a unit, a nibble each, the leftmost in the highest. */
static inline guint32
gather_16 (const guint8 *in)
{
  return spread_bits (in[0]) | spread_bits (in[1]) << 1 | spread_bits (in[2]) << 2
         | spread_bits (in[3]) << 3;
}

static inline guint32
gather_4 (const guint8 *in)
{
  guint32 left = spread_pairs (in[0]) | spread_pairs (in[2]) << 2;
  guint32 right = spread_pairs (in[1]) | spread_pairs (in[3]) << 2;

  return left << 16 | right;
}

#define DEFINE_PLANES(name, gather, width)                                                         \
  STRATA_GUEST_ACCESS gboolean name (guint32 *restrict out, const guint8 *restrict in,             \
                                     guint n_units, const guint32 *restrict palette)               \
  {                                                                                                \
    guint32 changes = 0;                                                                           \
                                                                                                   \
    for (; n_units > 0; n_units--)                                                                 \
      {                                                                                            \
        guint32 nibbles = gather (in);                                                             \
                                                                                                   \
        for (guint i = 0; i < 8 * (width); i++)                                                    \
          {                                                                                        \
            guint place = i / (width);                                                             \
            guint32 pixel = palette[(nibbles >> (28 - 4 * place) & 0xf) + (place & 4) * 4];        \
                                                                                                   \
            changes |= out[i] ^ pixel;                                                             \
            out[i] = pixel;                                                                        \
          }                                                                                        \
        in += 4;                                                                                   \
        out += 8 * (width);                                                                        \
      }                                                                                            \
    return changes != 0;                                                                           \
  }

DEFINE_PLANES (strata_vga_planes_16, gather_16, 1)
DEFINE_PLANES (strata_vga_planes_16_wide, gather_16, 2)
DEFINE_PLANES (strata_vga_planes_4, gather_4, 1)
DEFINE_PLANES (strata_vga_planes_4_wide, gather_4, 2)
