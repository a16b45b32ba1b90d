/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The window at 0xa0000, against a model that works bit by bit */

#include <string.h>

#include "devices/vga/strata-vga-memory-private.h"
#include "strata-vga-model.h"
#include "strata-vga-testing.h"

/* As much of video memory as the window reaches */
#define MODEL_SIZE (0x20000 * 4)

typedef struct
{
  VgaTesting vga;
  VgaModel model;
  GRand *rand;
} Fixture;

static void
setup (Fixture *self, gconstpointer data)
{
  StrataVgaManner manner = GPOINTER_TO_UINT (data);

  vga_testing_init (&self->vga, manner);
  self->rand = g_rand_new_with_seed (g_test_rand_int ());
  self->model.manner = manner;
  self->model.bytes = g_malloc (MODEL_SIZE);
  self->model.n_bytes = MODEL_SIZE;
  for (guint i = 0; i < MODEL_SIZE; i++)
    self->model.bytes[i] = g_rand_int (self->rand);
  memcpy (self->vga.state->bytes, self->model.bytes, MODEL_SIZE);
}

static void
teardown (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_free (self->model.bytes);
  g_rand_free (self->rand);
  vga_testing_clear (&self->vga);
}

/* A byte that is often special */
static guint8
draw_byte (Fixture *self)
{
  static const guint8 special[] = { 0x00, 0xff, 0x0f, 0xf0, 0x01, 0x80, 0x55, 0xaa };

  return g_rand_boolean (self->rand)
           ? special[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (special))]
           : g_rand_int_range (self->rand, 0, 0x100);
}

/* Gives the device what the model has, past the ports. */
static void
put_registers (Fixture *self)
{
  StrataVgaState *state = self->vga.state;

  memcpy (state->gfx, self->model.gfx, sizeof self->model.gfx);
  memcpy (state->latch, self->model.latch, sizeof self->model.latch);
  state->seq[2] = self->model.map_mask;
  state->seq[4] = self->model.memory_mode;
}

static void
check_unit (Fixture *self, guint32 offset)
{
  g_assert_cmpmem (&self->vga.state->bytes[offset * 4], 4, &self->model.bytes[offset * 4], 4);
}

/* Each write mode with each rotation, function, enable set/reset and map mask */
static void
test_write_modes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaModel *model = &self->model;

  model->memory_mode = 0x06;
  model->gfx[6] = 0x05;
  for (guint i = 0; i < 4 * 32 * 16 * 16 * 2; i++)
    {
      guint32 offset = g_rand_int_range (self->rand, 0, 0x10000);
      guint8 value = draw_byte (self);

      model->gfx[5] = i & 3;
      model->gfx[3] = i >> 2 & 31;
      model->gfx[1] = i >> 7 & 15;
      model->map_mask = i >> 11 & 15;
      model->gfx[0] = g_rand_int_range (self->rand, 0, 16);
      model->gfx[8] = draw_byte (self);
      for (guint plane = 0; plane < 4; plane++)
        model->latch[plane] = draw_byte (self);
      put_registers (self);
      strata_vga_memory_write (self->vga.state, offset, value);
      vga_model_write (model, offset, value);
      check_unit (self, offset);
    }
  g_assert_cmpmem (self->vga.state->bytes, MODEL_SIZE, model->bytes, MODEL_SIZE);
}

/* Each plane in read mode 0; each colour and care mask in read mode 1 */
static void
test_read_modes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaModel *model = &self->model;

  model->memory_mode = 0x06;
  model->gfx[6] = 0x05;
  for (guint i = 0; i < 2 * 4 * 16 * 16 * 8; i++)
    {
      guint32 offset = g_rand_int_range (self->rand, 0, 0x10000);

      model->gfx[5] = (i & 1) << 3;
      model->gfx[4] = i >> 1 & 3;
      model->gfx[2] = i >> 3 & 15;
      model->gfx[7] = i >> 7 & 15;
      for (guint plane = 0; plane < 4; plane++)
        model->bytes[offset * 4 + plane] = draw_byte (self);
      memcpy (&self->vga.state->bytes[offset * 4], &model->bytes[offset * 4], 4);
      put_registers (self);
      g_assert_cmphex (strata_vga_memory_peek (self->vga.state, offset), ==,
                       vga_model_read (model, offset));
      g_assert_cmphex (strata_vga_memory_read (self->vga.state, offset), ==,
                       vga_model_read (model, offset));
      g_assert_cmpmem (self->vga.state->latch, 4, model->latch, 4);
    }
}

/* Every memory map shows its part of the window and nothing else. */
static void
test_maps (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint8 map;
    guint32 first, last;
  } maps[] = {
    { 0x00, 0x00000, 0x1ffff },
    { 0x04, 0x00000, 0x0ffff },
    { 0x08, 0x10000, 0x17fff },
    { 0x0c, 0x18000, 0x1ffff },
  };
  static const guint32 offsets[] = { 0,       1,       0x7fff,  0x8000,  0xffff,
                                     0x10000, 0x17fff, 0x18000, 0x1ffff };

  vga_testing_set (&self->vga, 0x3c4, 2, 0x01);
  vga_testing_set (&self->vga, 0x3c4, 4, 0x06);
  vga_testing_set (&self->vga, 0x3ce, 8, 0xff);
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    for (guint j = 0; j < G_N_ELEMENTS (offsets); j++)
      {
        gboolean is_shown = offsets[j] >= maps[i].first && offsets[j] <= maps[i].last;
        guint32 unit = is_shown ? offsets[j] - maps[i].first : 0;

        vga_testing_set (&self->vga, 0x3ce, 6, maps[i].map);
        self->vga.state->bytes[unit * 4] = 0x11;
        vga_testing_write (&self->vga, offsets[j], 0x5a);
        g_assert_cmphex (vga_testing_read (&self->vga, offsets[j]), ==, is_shown ? 0x5a : 0xff);
        g_assert_cmphex (self->vga.state->bytes[unit * 4], ==, is_shown ? 0x5a : 0x11);
      }
}

/* {{{ Anything goes, over the bus */

static void
set_sequencer (Fixture *self)
{
  guint8 value = g_rand_boolean (self->rand) ? 0x0f : draw_byte (self);

  vga_testing_set (&self->vga, 0x3c4, 2, value);
  self->model.map_mask = value & 0x0f;
  value = g_rand_int_range (self->rand, 0, 16);
  vga_testing_set (&self->vga, 0x3c4, 4, value);
  self->model.memory_mode = value & 0x0e;
}

static void
set_graphics (Fixture *self)
{
  static const guint8 writable[] = { 0x0f, 0x0f, 0x0f, 0x1f, 0x03, 0x7b, 0x0f, 0x0f, 0xff };
  static const guint8 neutral[] = { 0, 0, 0, 0, 0, 0, 0x05, 0x0f, 0xff };

  for (guint i = 0; i < G_N_ELEMENTS (writable); i++)
    {
      guint8 value = g_rand_int_range (self->rand, 0, 4) != 0 ? neutral[i] : draw_byte (self);

      vga_testing_set (&self->vga, 0x3ce, i, value);
      self->model.gfx[i] = value & writable[i];
    }
}

static guint32
draw_offset (Fixture *self)
{
  return g_rand_int_range (self->rand, 0, 4) * 0x8000 + g_rand_int_range (self->rand, 0, 16);
}

/* The window is video memory itself exactly while that is what the registers mean. */
static guint
check_alias (Fixture *self)
{
  static const guint32 firsts[] = { 0, 0, 0x10000, 0x18000 };
  static const guint32 sizes[] = { 0x20000, 0x10000, 0x8000, 0x8000 };
  guint map = self->model.gfx[6] >> 2 & 3;
  gboolean is_plain = vga_model_is_plain (&self->model);

  for (guint32 offset = 0; offset < 0x20000; offset += 0x8000)
    {
      gboolean is_in = offset >= firsts[map] && offset - firsts[map] < sizes[map];
      guint64 vram_offset = 0;

      g_assert_cmpint (vga_testing_is_alias (&self->vga, offset, &vram_offset), ==,
                       is_plain && is_in);
      if (is_plain && is_in)
        g_assert_cmphex (vram_offset, ==, offset - firsts[map]);
    }
  return is_plain;
}

static void
test_storm (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint n_aliases = 0, n_rounds = g_test_slow () ? 20000 : 2000;

  for (guint round = 0; round < n_rounds; round++)
    {
      set_sequencer (self);
      set_graphics (self);
      n_aliases += check_alias (self);
      for (guint i = 0; i < 16; i++)
        {
          guint32 offset = draw_offset (self);
          guint8 value = draw_byte (self);

          if (g_rand_boolean (self->rand))
            {
              vga_testing_write (&self->vga, offset, value);
              vga_model_write (&self->model, offset, value);
            }
          else
            g_assert_cmphex (vga_testing_read (&self->vga, offset), ==,
                             vga_model_read (&self->model, offset));
        }
      strata_system_flush_coalesced (self->vga.system);
      for (guint32 i = 0; i < 4; i++)
        g_assert_cmpmem (&self->vga.state->bytes[i * 0x20000], 64,
                         &self->model.bytes[i * 0x20000], 64);
    }
  g_assert_cmpuint (n_aliases, >, n_rounds / 100);
  g_assert_cmpuint (n_aliases, <, n_rounds / 2);
  g_assert_cmpmem (self->vga.state->bytes, MODEL_SIZE, self->model.bytes, MODEL_SIZE);
}

/* }}} */

/* A write that waits in the queue is there for whoever reads video memory, and marks it. */
static void
test_coalesced (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint8 byte = 0;

  vga_testing_set (&self->vga, 0x3c4, 2, 0x02);
  vga_testing_set (&self->vga, 0x3c4, 4, 0x06);
  vga_testing_set (&self->vga, 0x3ce, 8, 0xff);
  strata_region_reset_dirty (self->vga.state->vram, 0, 0x100000, STRATA_DIRTY_VGA);
  vga_testing_write (&self->vga, 0x2345, 0x77);
  g_assert_cmpuint (strata_system_get_n_coalesced (self->vga.system), ==, 1);
  strata_initiator_read (self->vga.memory, VGA_TESTING_VRAM + 0x2345 * 4 + 1, &byte, 1);
  g_assert_cmphex (byte, ==, 0x77);
  g_assert_cmpuint (strata_system_get_n_coalesced (self->vga.system), ==, 0);
  g_assert_true (strata_region_get_dirty (self->vga.state->vram, 0x8000, 0x1000,
                                          STRATA_DIRTY_VGA));
  g_assert_false (strata_region_get_dirty (self->vga.state->vram, 0, 0x8000, STRATA_DIRTY_VGA));
  g_assert_false (strata_region_get_dirty (self->vga.state->vram, 0x9000, 0x1000,
                                           STRATA_DIRTY_VGA));
}

static void
add_both (const char *name, void (*test) (Fixture *self, gconstpointer data))
{
  g_autofree char *qemu = g_strdup_printf ("/strata/vga/memory/qemu/%s", name);
  g_autofree char *hardware = g_strdup_printf ("/strata/vga/memory/hardware/%s", name);

  g_test_add (qemu, Fixture, GUINT_TO_POINTER (STRATA_VGA_QEMU), setup, test, teardown);
  g_test_add (hardware, Fixture, GUINT_TO_POINTER (STRATA_VGA_HARDWARE), setup, test, teardown);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_both ("write-modes", test_write_modes);
  add_both ("read-modes", test_read_modes);
  add_both ("maps", test_maps);
  add_both ("storm", test_storm);
  add_both ("coalesced", test_coalesced);
  return g_test_run ();
}
