/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Beside the accesses of the engine (memory/strata-guest-bytes.h), this and the VGA's planes are
 * what reads guest memory while the guest may write it: a display is allowed to see half a change,
 * and the dirty log brings it back for the rest. */

#include "strata-pixels-private.h"

#include "memory/strata-guest-bytes.h"

static inline guint32
load_16 (const guint8 *in)
{
  guint16 word;

  memcpy (&word, in, sizeof word);
  return GUINT16_FROM_LE (word);
}

static inline guint32
load_16_be (const guint8 *in)
{
  guint16 word;

  memcpy (&word, in, sizeof word);
  return GUINT16_FROM_BE (word);
}

static inline guint32
load_32 (const guint8 *in)
{
  guint32 word;

  memcpy (&word, in, sizeof word);
  return GUINT32_FROM_LE (word);
}

static inline guint32
expand_565_cut (guint32 v)
{
  return (v & 0xf800) << 8 | (v & 0x07e0) << 5 | (v & 0x001f) << 3;
}

static inline guint32
expand_565 (guint32 v)
{
  return expand_565_cut (v) | (v & 0xe000) << 3 | (v & 0x0600) >> 1 | (v & 0x001c) >> 2;
}

static inline guint32
expand_1555_cut (guint32 v)
{
  return (v & 0x7c00) << 9 | (v & 0x03e0) << 6 | (v & 0x001f) << 3;
}

static inline guint32
expand_1555 (guint32 v)
{
  return expand_1555_cut (v) | (v & 0x7000) << 4 | (v & 0x0380) << 1 | (v & 0x001c) >> 2;
}

/* Stretches of a constant length are what compilers vectorise without being asked. */
#define STRETCH 32

/* A row function out of an expression that makes one pixel of the bytes at `at`. */
#define DEFINE_ROW(name, n_bytes, expression)                                                      \
  STRATA_GUEST_ACCESS gboolean name (guint32 *restrict out, const guint8 *restrict in,             \
                                     guint n_pixels, const guint32 *restrict palette)              \
  {                                                                                                \
    guint32 changes = 0;                                                                           \
                                                                                                   \
    (void) palette;                                                                                \
    for (; n_pixels >= STRETCH; n_pixels -= STRETCH)                                               \
      {                                                                                            \
        for (guint i = 0; i < STRETCH; i++)                                                        \
          {                                                                                        \
            const guint8 *at = in + i * (n_bytes);                                                 \
            guint32 pixel = (expression);                                                          \
                                                                                                   \
            changes |= out[i] ^ pixel;                                                             \
            out[i] = pixel;                                                                        \
          }                                                                                        \
        in += STRETCH * (n_bytes);                                                                 \
        out += STRETCH;                                                                            \
      }                                                                                            \
    for (; n_pixels > 0; n_pixels--)                                                               \
      {                                                                                            \
        const guint8 *at = in;                                                                     \
        guint32 pixel = (expression);                                                              \
                                                                                                   \
        changes |= *out ^ pixel;                                                                   \
        *out++ = pixel;                                                                            \
        in += (n_bytes);                                                                           \
      }                                                                                            \
    return changes != 0;                                                                           \
  }

DEFINE_ROW (strata_pixels_xrgb8888, 4, load_32 (at) & 0x00ffffff)
DEFINE_ROW (strata_pixels_xrgb8888_be, 4, GUINT32_SWAP_LE_BE (load_32 (at)) & 0x00ffffff)
DEFINE_ROW (strata_pixels_xbgr8888, 4, GUINT32_SWAP_LE_BE (load_32 (at)) >> 8)
DEFINE_ROW (strata_pixels_rgb888, 3, at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16)
DEFINE_ROW (strata_pixels_bgr888, 3, at[2] | (guint32) at[1] << 8 | (guint32) at[0] << 16)
DEFINE_ROW (strata_pixels_rgb565, 2, expand_565 (load_16 (at)))
DEFINE_ROW (strata_pixels_rgb565_cut, 2, expand_565_cut (load_16 (at)))
DEFINE_ROW (strata_pixels_rgb565_cut_be, 2, expand_565_cut (load_16_be (at)))
DEFINE_ROW (strata_pixels_xrgb1555, 2, expand_1555 (load_16 (at)))
DEFINE_ROW (strata_pixels_xrgb1555_cut, 2, expand_1555_cut (load_16 (at)))
DEFINE_ROW (strata_pixels_xrgb1555_cut_be, 2, expand_1555_cut (load_16_be (at)))
DEFINE_ROW (strata_pixels_gray8, 1, *at * 0x010101u)

/* Two pixels, the left one at the lower address. */
static inline guint64
pair (guint32 left, guint32 right)
{
  return G_BYTE_ORDER == G_LITTLE_ENDIAN ? left | (guint64) right << 32
                                         : (guint64) left << 32 | right;
}

static inline guint64
put_pair (guint32 *out, guint64 pixels)
{
  guint64 before;

  memcpy (&before, out, sizeof before);
  memcpy (out, &pixels, sizeof pixels);
  return before ^ pixels;
}

/* Colours are looked up one by one whatever a compiler does, so pairs are what can be gained. */
STRATA_GUEST_ACCESS gboolean
strata_pixels_indexed8 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                        const guint32 *restrict palette)
{
  guint64 changes = 0;

  for (; n_pixels >= 2; n_pixels -= 2)
    {
      changes |= put_pair (out, pair (palette[in[0]], palette[in[1]]));
      out += 2;
      in += 2;
    }
  if (n_pixels > 0)
    {
      changes |= *out ^ palette[*in];
      *out = palette[*in];
    }
  return changes != 0;
}

STRATA_GUEST_ACCESS gboolean
strata_pixels_indexed8_twice (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                              const guint32 *restrict palette)
{
  guint64 changes = 0;

  for (guint i = 0; i < n_pixels; i++)
    changes |= put_pair (out + 2 * i, pair (palette[in[i]], palette[in[i]]));
  return changes != 0;
}
