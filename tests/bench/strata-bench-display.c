/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What it costs to turn video memory into a picture. The guest's side, which makes pages dirty, is
 * not timed; harvesting the dirty log is. */

#include "strata-bench.h"

#include <string.h>

#include "devices/vga/strata-vga-screen-private.h"

#define VRAM_SIZE (16 << 20)
#define FULL_WIDTH 1920
#define FULL_HEIGHT 1080
#define FULL_SIZE ((gsize) FULL_WIDTH * FULL_HEIGHT * 4)

typedef struct
{
  StrataSystem *system;
  StrataClock *clock;
  StrataVgaState state;
  StrataVgaScreen *screen;
  StrataDisplayFrame frame;
  guint8 *copy;      /* what memcpy() fills */
  guint n_converted; /* in all frames so far */
} Bench;

static void
set_vbe_mode (Bench *self, guint width, guint height, guint n_bits)
{
  StrataVgaState *state = &self->state;

  state->attr_index = 0x20;
  state->gfx[STRATA_VGA_GFX_MISC] = 0x05;
  state->gfx[STRATA_VGA_GFX_MODE] = 0x40;
  state->crtc[0x17] = 0x03;
  state->vbe[STRATA_VBE_ENABLE] = STRATA_VBE_ENABLED;
  state->vbe[STRATA_VBE_XRES] = width;
  state->vbe[STRATA_VBE_YRES] = height;
  state->vbe[STRATA_VBE_BPP] = n_bits;
  state->vbe_line_length = width * n_bits / 8;
}

/* 80 by 25 characters of 9 by 16 dots */
static void
set_text_mode (Bench *self)
{
  StrataVgaState *state = &self->state;

  state->vbe[STRATA_VBE_ENABLE] = 0;
  state->attr_index = 0x20;
  state->gfx[STRATA_VGA_GFX_MISC] = 0;
  state->crtc[0x01] = 79;
  state->crtc[0x07] = 0x1f;
  state->crtc[0x09] = 0x4f;
  state->crtc[0x0a] = 0x20; /* no cursor, which would blink */
  state->crtc[0x12] = 0x8f;
  state->crtc[0x13] = 40;
  state->crtc[0x18] = 0xff;
}

static void
update (Bench *self)
{
  g_array_set_size (self->frame.drawn, 0);
  g_array_set_size (self->frame.unchanged, 0);
  self->frame.n_converted = 0;
  strata_vga_screen_update (self->screen, &self->state, self->clock, FALSE, &self->frame);
  self->n_converted += self->frame.n_converted;
}

static void
open_bench (Bench *self)
{
  g_autoptr (GError) error = NULL;
  guint32 noise = 1;

  memset (self, 0, sizeof *self);
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->clock = strata_clock_new (self->system);
  self->state.vram = strata_region_new_ram (self->system, NULL, "vram", VRAM_SIZE, &error);
  self->state.vram_size = VRAM_SIZE;
  if (self->state.vram == NULL
      || !strata_region_set_log (self->state.vram, STRATA_DIRTY_VGA, TRUE, &error))
    g_error ("%s", error->message);
  self->state.bytes = strata_region_get_ram_ptr (self->state.vram);
  for (gsize i = 0; i < VRAM_SIZE; i++)
    {
      noise = noise * 1664525 + 1013904223;
      self->state.bytes[i] = noise >> 24;
    }
  for (guint i = 0; i < sizeof self->state.dac; i++)
    self->state.dac[i] = i * 5 & 0x3f;
  self->copy = g_malloc (FULL_SIZE);
  self->screen = strata_vga_screen_new ();
  strata_display_frame_init (&self->frame);
}

static void
close_bench (Bench *self)
{
  strata_vga_screen_free (self->screen);
  strata_display_frame_clear (&self->frame);
  g_free (self->copy);
  strata_region_unref (self->state.vram);
  g_object_unref (self->clock);
  strata_system_unref (self->system);
}

/* {{{ Work */

static void
work_copy (gpointer data, guint repeats)
{
  Bench *self = data;

  for (guint i = 0; i < repeats; i++)
    {
      memcpy (self->copy, self->state.bytes, FULL_SIZE);
      strata_bench_consume (self->copy[i]);
    }
}

static void
make_dirty (Bench *self, guint64 length, guint64 step)
{
  for (guint64 i = 0; i < FULL_SIZE; i += step)
    strata_region_set_dirty (self->state.vram, i, length);
}

static void
work_full (gpointer data, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    {
      make_dirty (data, FULL_SIZE, FULL_SIZE);
      update (data);
    }
}

/* The first hundredth of the pages */
static void
work_run (gpointer data, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    {
      make_dirty (data, FULL_SIZE / 100, FULL_SIZE);
      update (data);
    }
}

/* Every hundredth page */
static void
work_scattered (gpointer data, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    {
      make_dirty (data, 1, 100 * STRATA_PAGE_SIZE);
      update (data);
    }
}

static void
work_idle (gpointer data, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    update (data);
}

/* Each frame changes each byte, as an animation does; only our side is timed. */
static double
time_animation (Bench *self, guint n_bytes, guint n_frames)
{
  g_autofree double *times = g_new (double, n_frames);

  update (self);
  for (guint i = 0; i < n_frames; i++)
    {
      double start;

      for (guint j = 0; j < n_bytes; j++)
        self->state.bytes[j] += 77;
      strata_region_set_dirty (self->state.vram, 0, n_bytes);
      start = strata_bench_now ();
      update (self);
      times[i] = strata_bench_now () - start;
    }
  return strata_bench_median (times, n_frames);
}

/* }}} */

static void
bench_full (StrataBench *bench, Bench *self)
{
  guint n = strata_bench_scale (bench, 40, 1);
  StrataBenchTask tasks[] = {
    { work_copy, self, n, 0 },
    { work_full, self, n, 0 },
    { work_run, self, n * 50, 0 },
    { work_scattered, self, n * 20, 0 },
  };

  set_vbe_mode (self, FULL_WIDTH, FULL_HEIGHT, 32);
  update (self);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "1920x1080, 32 bits, all dirty", .value = tasks[1].time / 1e3, .unit = "us",
    .beside = "memcpy", .beside_value = tasks[0].time / 1e3, .limit = 1.5 * tasks[0].time / 1e3,
    .target = "1.5 x memcpy" });
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "the same, 1% of the pages dirty, in one run", .value = tasks[2].time / 1e3,
    .unit = "us", .beside = "full", .beside_value = tasks[1].time / 1e3,
    .limit = 0.03 * tasks[1].time / 1e3, .target = "3% of full" });
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "the same, every 100th page dirty", .value = tasks[3].time / 1e3, .unit = "us",
    .beside = "full", .beside_value = tasks[1].time / 1e3 });
}

static void
bench_idle (StrataBench *bench, Bench *self)
{
  double time;

  update (self);
  self->n_converted = 0;
  time = strata_bench_time (bench, work_idle, self, strata_bench_scale (bench, 20000, 10));
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "idle: rows converted", .value = self->n_converted, .unit = "", .limit = 0,
    .target = "none" });
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "idle: to find out", .value = time / 1e3, .unit = "us" });
}

static void
bench_animation (StrataBench *bench, Bench *self)
{
  static const guint depths[] = { 32, 24, 16, 8 };
  guint n_frames = strata_bench_scale (bench, 120, 2);

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      double time;

      set_vbe_mode (self, 1024, 768, depths[i]);
      time = time_animation (self, 1024 * 768 * depths[i] / 8, n_frames);
      strata_bench_report_as (bench, &(StrataBenchRow) { .value = time / 1e3, .unit = "us" },
                              "1024x768 animation, %u bits, a frame", depths[i]);
    }
  set_text_mode (self);
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "80x25 text, all cells change, a frame",
    .value = time_animation (self, 80 * 25 * 4, n_frames) / 1e3, .unit = "us" });
  strata_bench_report (bench, &(StrataBenchRow) {
    .name = "80x25 text, one cell changes, a frame",
    .value = time_animation (self, 2, n_frames) / 1e3, .unit = "us" });
}

void
strata_bench_display (StrataBench *bench)
{
  Bench self;

  open_bench (&self);
  bench_full (bench, &self);
  bench_idle (bench, &self);
  bench_animation (bench, &self);
  close_bench (&self);
}
