/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-screen-private.h"

#include <string.h>

#include "strata-vga-graphics-private.h"
#include "strata-vga-palette-private.h"
#include "strata-vga-text-private.h"

#define CRTC_CURSOR_START 0x0a
#define CRTC_CURSOR_END 0x0b
#define CRTC_CURSOR_HIGH 0x0e
#define CRTC_CURSOR_LOW 0x0f

#define MILLISECOND 1000000 /* in nanoseconds */
/* QEMU's cursor is shown and hidden for as long. */
#define QEMU_CURSOR_TIME (266 * MILLISECOND)
/* An IBM VGA counts frames: the cursor changes every 8, characters that blink every 16. */
#define FRAME_TIME (1000 * MILLISECOND / 60)

struct _StrataVgaScreen
{
  StrataSurface *surface;
  StrataVgaState state; /* a copy, as of the last update */
  StrataVgaMode mode;   /* what the surface shows */
  gboolean has_mode;
  guint32 palette[256];
  StrataVgaText *text;
  StrataDirtyRuns dirty;
  GByteArray *scratch;
};

StrataVgaScreen *
strata_vga_screen_new (void)
{
  StrataVgaScreen *self = g_new0 (StrataVgaScreen, 1);

  self->surface = strata_surface_new (640, 480);
  self->text = strata_vga_text_new ();
  self->scratch = g_byte_array_new ();
  strata_dirty_runs_init (&self->dirty);
  return self;
}

void
strata_vga_screen_free (StrataVgaScreen *self)
{
  strata_surface_unref (self->surface);
  strata_vga_text_free (self->text);
  g_byte_array_unref (self->scratch);
  strata_dirty_runs_clear (&self->dirty);
  g_free (self);
}

static guint64
copy_state (StrataVgaScreen *self, const StrataVgaState *state, StrataClock *clock)
{
  StrataSystem *system = strata_region_get_system (state->vram);
  guint64 time;

  strata_system_lock (system);
  strata_system_flush_coalesced_for (system, "display");
  self->state = *state;
  strata_region_ref (self->state.vram); /* the device may go while we draw */
  time = strata_clock_get_time (clock);
  strata_system_unlock (system);
  return time;
}

/* {{{ What blinks */

static void
decide_blink (StrataVgaBlink *blink, const StrataVgaState *state, const StrataVgaMode *mode,
              guint64 time)
{
  const guint8 *crtc = state->crtc;
  guint32 cell = crtc[CRTC_CURSOR_HIGH] << 8 | crtc[CRTC_CURSOR_LOW];
  guint first = crtc[CRTC_CURSOR_START] & 0x1f, last = crtc[CRTC_CURSOR_END] & 0x1f;
  gboolean is_on = (crtc[CRTC_CURSOR_START] & 0x20) == 0 && first <= last
                   && first < mode->cell_height;

  memset (blink, 0, sizeof *blink);
  if (mode->is_hardware)
    {
      guint64 n_frames = time / FRAME_TIME;

      is_on = is_on && n_frames / 8 % 2 == 0;
      blink->is_blink_hidden = mode->is_blinking && n_frames / 16 % 2 == 1;
      cell += crtc[CRTC_CURSOR_END] >> 5 & 3; /* cursor skew */
    }
  else
    is_on = is_on && time / QEMU_CURSOR_TIME % 2 == 0;
  if (!is_on)
    return;
  blink->is_cursor_shown = TRUE;
  blink->cursor = cell * 4;
  if (mode->is_hardware)
    blink->cursor &= mode->address_mask;
  blink->cursor_first = first;
  blink->cursor_last = MIN (last, mode->cell_height - 1);
}

/* }}} */
/* {{{ Drawing */

static void
resize (StrataVgaScreen *self, const StrataVgaMode *mode, StrataDisplayFrame *frame)
{
  if (strata_surface_get_width (self->surface) == mode->width
      && strata_surface_get_height (self->surface) == mode->height)
    return;
  strata_surface_unref (self->surface);
  self->surface = strata_surface_new (mode->width, mode->height);
  frame->is_resized = TRUE;
}

static void
add_all_rows (StrataVgaScreen *self, StrataDisplayFrame *frame)
{
  strata_display_rows_add (frame->drawn, 0, strata_surface_get_height (self->surface) - 1);
}

static void
draw_blank (StrataVgaScreen *self, gboolean is_new, StrataDisplayFrame *frame)
{
  if (!is_new)
    return;
  memset (strata_surface_get_pixels (self->surface), 0,
          strata_surface_get_stride (self->surface) * strata_surface_get_height (self->surface));
  add_all_rows (self, frame);
}

static void
draw (StrataVgaScreen *self, gboolean is_new, guint64 time, StrataDisplayFrame *frame)
{
  StrataVgaPicture picture = {
    .mode = &self->mode,
    .palette = self->palette,
    .bytes = self->state.bytes,
    .n_bytes = self->state.vram_size,
    .dirty = &self->dirty,
    .frame = frame,
    .is_new = is_new,
  };
  StrataVgaBlink blink;

  resize (self, &self->mode, frame);
  picture.surface = self->surface;
  picture.is_stale = strata_vga_palette_update (self->palette, &self->state, &self->mode);
  if (self->mode.kind == STRATA_VGA_GRAPHICS)
    {
      strata_vga_graphics_draw (&picture, self->scratch);
      return;
    }
  decide_blink (&blink, &self->state, &self->mode, time);
  strata_vga_text_draw (self->text, &picture, &blink);
}

static void
update (StrataVgaScreen *self, guint64 time, gboolean all, StrataDisplayFrame *frame)
{
  StrataVgaMode mode;
  gboolean is_new;

  strata_vga_mode_decide (&mode, &self->state);
  strata_dirty_runs_take (&self->dirty, self->state.vram, 0, self->state.vram_size);
  frame->n_dirty_pages = self->dirty.n_pages;
  if (mode.kind == STRATA_VGA_HOLD)
    {
      if (all)
        add_all_rows (self, frame);
      self->has_mode = FALSE;
      return;
    }
  is_new = all || !self->has_mode || memcmp (&mode, &self->mode, sizeof mode) != 0;
  self->mode = mode;
  self->has_mode = TRUE;
  if (mode.kind == STRATA_VGA_BLANK)
    draw_blank (self, is_new, frame);
  else
    draw (self, is_new, time, frame);
}

void
strata_vga_screen_update (StrataVgaScreen *self, const StrataVgaState *state, StrataClock *clock,
                          gboolean all, StrataDisplayFrame *frame)
{
  guint64 time = copy_state (self, state, clock);

  update (self, time, all, frame);
  g_clear_pointer (&self->state.vram, strata_region_unref);
}

/* }}} */

StrataSurface *
strata_vga_screen_get_surface (StrataVgaScreen *self)
{
  return self->surface;
}

char *
strata_vga_screen_describe_mode (StrataVgaScreen *self)
{
  return strata_vga_mode_describe (&self->mode);
}

/* What a VGA shows fills a screen of 4 to 3; the pixels of VBE modes are square. */
double
strata_vga_screen_get_pixel_aspect (StrataVgaScreen *self)
{
  if (self->mode.is_vbe)
    return 1;
  return 4.0 / 3 * strata_surface_get_height (self->surface)
         / strata_surface_get_width (self->surface);
}
