/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The registers. What every VGA does is in the IBM PS/2 Hardware Interface Technical Reference,
 * Video Subsystem, and in FreeVGA; which bits can be set, and VBE's limits, QEMU 7.2 has told when
 * asked.
 */

#include <string.h>

#include "strata-vga-testing.h"

static void
setup (VgaTesting *self, gconstpointer data)
{
  vga_testing_init (self, GPOINTER_TO_UINT (data));
  vga_testing_outb (self, 0x3c2, 0x67);
}

static void
teardown (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  vga_testing_clear (self);
}

/* {{{ Ports */

/* The CRTC and input status 1 are at one base or the other; after power-on at that of mono. */
static void
test_bases (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  strata_device_reset (self->device);
  for (guint color = 0; color < 2; color++)
    {
      guint here = color ? 0x3d0 : 0x3b0, there = color ? 0x3b0 : 0x3d0;

      vga_testing_outb (self, 0x3c2, color);
      vga_testing_set (self, here + 4, 0x0c, 0x5a);
      vga_testing_set (self, there + 4, 0x0c, 0xa5);
      g_assert_cmphex (vga_testing_get (self, here + 4, 0x0c), ==, 0x5a);
      for (guint port = 4; port <= 10; port += port == 5 ? 5 : 1)
        g_assert_cmphex (vga_testing_inb (self, there + port), ==, 0xff);
    }
  g_assert_cmphex (vga_testing_inb (self, 0x3cc), ==, 0x01);
}

static void
test_masks (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  static const guint8 seq[] = { 0x03, 0x3d, 0x0f, 0x3f, 0x0e, 0x00, 0x00, 0xff };
  static const guint8 gfx[] = { 0x0f, 0x0f, 0x0f, 0x1f, 0x03, 0x7b, 0x0f, 0x0f, 0xff, 0x00, 0x00 };
  static const guint8 attr[] = { 0xef, 0xff, 0x3f, 0x0f, 0x0f };

  for (guint i = 0; i < 0x40; i++)
    {
      vga_testing_set (self, 0x3c4, i, 0xff);
      g_assert_cmphex (vga_testing_inb (self, 0x3c4), ==, i & 7);
      g_assert_cmphex (vga_testing_inb (self, 0x3c5), ==, seq[i & 7]);
      vga_testing_set (self, 0x3ce, i, 0xff);
      g_assert_cmphex (vga_testing_inb (self, 0x3ce), ==, i & 15);
      g_assert_cmphex (vga_testing_inb (self, 0x3cf), ==,
                       (i & 15) < G_N_ELEMENTS (gfx) ? gfx[i & 15] : 0);
      vga_testing_inb (self, 0x3da);
      vga_testing_outb (self, 0x3c0, i & ~0x20u);
      vga_testing_outb (self, 0x3c0, 0xff);
      g_assert_cmphex (vga_testing_inb (self, 0x3c1), ==,
                       (i & 31) < 16   ? 0x3f
                       : (i & 31) < 21 ? attr[(i & 31) - 16]
                                       : 0);
    }
  vga_testing_outb (self, 0x3c2, 0xff);
  g_assert_cmphex (vga_testing_inb (self, 0x3cc), ==, 0xef);
  vga_testing_outb (self, 0x3da, 0xff);
  g_assert_cmphex (vga_testing_inb (self, 0x3ca), ==, 0x10);
}

/* Index and data of the attribute controller come in turn; reading input status 1 starts anew. */
static void
test_flip_flop (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  vga_testing_inb (self, 0x3da);
  vga_testing_outb (self, 0x3c0, 0x11);
  vga_testing_outb (self, 0x3c0, 0x2a);
  vga_testing_outb (self, 0x3c0, 0x12);
  vga_testing_inb (self, 0x3da);
  vga_testing_outb (self, 0x3c0, 0x31);
  g_assert_cmphex (vga_testing_inb (self, 0x3c1), ==, 0x2a);
  vga_testing_outb (self, 0x3c0, 0x15);
  g_assert_cmphex (vga_testing_inb (self, 0x3c1), ==, 0x15);
  g_assert_cmphex (vga_testing_inb (self, 0x3c0), ==, 0x31);
}

static void
test_crtc_protection (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i <= 0x18; i++)
    vga_testing_set (self, 0x3d4, i, i == 0x11 ? 0x80 : 0x00);
  for (guint i = 0; i <= 0x18; i++)
    {
      vga_testing_set (self, 0x3d4, i, 0xff);
      g_assert_cmphex (vga_testing_inb (self, 0x3d5), ==, i < 7 ? 0x00 : i == 7 ? 0x10 : 0xff);
    }
}

/* Two bytes go to two ports, the low one first; four to none. */
static void
test_words (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  guint32 value = 0x0f020f02;

  vga_testing_outw (self, 0x3c4, 0x0502);
  g_assert_cmphex (vga_testing_get (self, 0x3c4, 2), ==, 0x05);
  g_assert_cmphex (vga_testing_inw (self, 0x3c4), ==, 0x0502);
  strata_initiator_write (self->io, 0x3c4, &value, 4);
  g_assert_cmphex (vga_testing_inw (self, 0x3c4), ==, 0x0502);
  strata_initiator_read (self->io, 0x3c4, &value, 4);
  g_assert_cmphex (value, ==, 0xffffffff);
}

static void
test_dac (VgaTesting *self, gconstpointer data)
{
  gboolean is_hardware = GPOINTER_TO_UINT (data) == STRATA_VGA_HARDWARE;

  vga_testing_outb (self, 0x3c8, 0xff);
  g_assert_cmphex (vga_testing_inb (self, 0x3c7), ==, 0);
  for (guint i = 1; i <= 5; i++)
    vga_testing_outb (self, 0x3c9, i);
  g_assert_cmphex (vga_testing_inb (self, 0x3c8), ==, 0x00);
  vga_testing_outb (self, 0x3c7, 0xff);
  g_assert_cmphex (vga_testing_inb (self, 0x3c7), ==, 3);
  for (guint i = 1; i <= 3; i++)
    g_assert_cmphex (vga_testing_inb (self, 0x3c9), ==, i);
  /* The second colour has had two components only. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmphex (vga_testing_inb (self, 0x3c9), ==, 0);

  vga_testing_outb (self, 0x3c8, 7);
  for (guint i = 0; i < 3; i++)
    vga_testing_outb (self, 0x3c9, 0xff);
  vga_testing_outb (self, 0x3c7, 7);
  g_assert_cmphex (vga_testing_inb (self, 0x3c9), ==, is_hardware ? 0x3f : 0xff);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, STRATA_VBE_8BIT_DAC);
  g_assert_cmphex (vga_testing_inb (self, 0x3c9), ==, 0xff);

  vga_testing_outb (self, 0x3c6, 0x5a);
  g_assert_cmphex (vga_testing_inb (self, 0x3c6), ==, is_hardware ? 0x5a : 0x00);
}

/* }}} */
/* {{{ Input status */

static void
test_status_toggles (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  guint64 ignored;

  for (guint i = 0; i < 3; i++)
    {
      StrataRegion *region = strata_device_find_region (self->device, "ports-3da");

      g_assert_true (strata_region_get_ops (region)->peek (strata_region_get_user_data (region), 0,
                                                           &ignored, 1));
      g_assert_cmphex (ignored, ==, 0x09);
      g_assert_cmphex (vga_testing_inb (self, 0x3da), ==, 0x09);
      g_assert_cmphex (vga_testing_inb (self, 0x3da), ==, 0x00);
    }
}

/* The usual 640x480: 800 dots at 25.175 MHz a line, 525 lines a frame */
static void
test_status_timed (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  static const guint8 crtc[] = {
    0x5f, 0x4f, 0x50, 0x82, 0x54, 0x80, 0x0b, 0x3e, 0x00, 0x40, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0xea, 0x0c, 0xdf, 0x28, 0x00, 0xe7, 0x04, 0xe3, 0xff,
  };
  static const struct
  {
    guint row, dot;
    guint8 status;
  } expected[] = {
    { 0, 4, 0x00 },     { 0, 636, 0x00 },   { 0, 644, 0x01 },   { 0, 796, 0x01 },
    { 1, 4, 0x00 },     { 479, 4, 0x00 },   { 480, 4, 0x01 },   { 489, 400, 0x01 },
    { 490, 4, 0x09 },   { 491, 796, 0x09 }, { 492, 4, 0x01 },   { 524, 796, 0x01 },
    { 525, 4, 0x00 },   { 1015, 4, 0x09 },
  };

  vga_testing_outb (self, 0x3c2, 0xe3);
  vga_testing_set (self, 0x3c4, 1, 0x01);
  for (guint i = 0; i < G_N_ELEMENTS (crtc); i++)
    vga_testing_set (self, 0x3d4, i, crtc[i]);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint64 dots = expected[i].row * 800 + expected[i].dot;

      strata_clock_advance (self->clock, dots * 1000000000 / 25175000, 1);
      g_assert_cmphex (vga_testing_inb (self, 0x3da), ==, expected[i].status);
    }
}

/* }}} */
/* {{{ VBE */

static void
test_vbe_limits (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint16 set[STRATA_VBE_N_REGISTERS]; /* what is written, in this order; 0 is left */
    guint16 get[STRATA_VBE_N_REGISTERS];
  } modes[] = {
    { { 0, 640, 480, 8 }, { 0xb0c5, 640, 480, 8, 0x81, 0, 640, 26214 } },
    { { 0, 1023, 768, 32 }, { 0xb0c5, 1016, 768, 32, 0x81, 0, 1016, 4128 } },
    { { 0, 65535, 65535, 33 }, { 0xb0c5, 16000, 1048, 8, 0x81, 0, 16000, 1048 } },
    { { 0, 7, 1, 15 }, { 0xb0c5, 8, 1, 15, 0x81, 0, 8, 0 } },
    { { 0, 640, 480, 4, 0, 0, 100 }, { 0xb0c5, 640, 480, 4, 0x81, 0, 640, 52428 } },
    { { 0, 640, 480, 16, 0, 0, 1024, 0, 3, 5 },
      { 0xb0c5, 640, 480, 16, 0x81, 0, 1024, 8192, 3, 5 } },
    { { 0, 640, 480, 16, 0, 0, 1024, 0, 3, 8000 },
      { 0xb0c5, 640, 480, 16, 0x81, 0, 1024, 8192, 3, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      strata_device_reset (self->device);
      for (guint j = STRATA_VBE_XRES; j <= STRATA_VBE_BPP; j++)
        vga_testing_set_vbe (self, j, modes[i].set[j]);
      vga_testing_set_vbe (self, STRATA_VBE_ENABLE, 0x81);
      for (guint j = STRATA_VBE_BANK; j < STRATA_VBE_N_REGISTERS; j++)
        if (modes[i].set[j] != 0)
          vga_testing_set_vbe (self, j, modes[i].set[j]);
      for (guint j = 0; j < STRATA_VBE_N_REGISTERS; j++)
        g_assert_cmphex (vga_testing_get_vbe (self, j), ==, modes[i].get[j]);
    }
  g_assert_cmphex (vga_testing_get_vbe (self, STRATA_VBE_VIDEO_MEMORY_64K), ==, 0x100);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, STRATA_VBE_GET_CAPS);
  g_assert_cmpuint (vga_testing_get_vbe (self, STRATA_VBE_XRES), ==, 16000);
  g_assert_cmpuint (vga_testing_get_vbe (self, STRATA_VBE_YRES), ==, 12000);
  g_assert_cmpuint (vga_testing_get_vbe (self, STRATA_VBE_BPP), ==, 32);
}

/* The data has two ports: at one of them a word may come as its two bytes. */
static void
test_vbe_ports (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  vga_testing_outw (self, 0x1ce, STRATA_VBE_XRES);
  vga_testing_outw (self, 0x1cf, 0x1234);
  g_assert_cmphex (vga_testing_inw (self, 0x1cf), ==, 0x1234);
  g_assert_cmphex (vga_testing_inw (self, 0x1d0), ==, 0x1234);
  vga_testing_outw (self, 0x1d0, 0x5678);
  g_assert_cmphex (vga_testing_inw (self, 0x1cf), ==, 0x5678);
  g_assert_cmphex (vga_testing_inw (self, 0x1ce), ==, STRATA_VBE_XRES);
  vga_testing_outb (self, 0x1d0, 0x99); /* half a word, and nothing before it */
  g_assert_cmphex (vga_testing_inw (self, 0x1d0), ==, 0x5678);
}

/* Enabling clears what will be seen, and marks it dirty, unless it is asked not to. */
static void
test_vbe_clear (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  guint8 *bytes = self->state->bytes;

  vga_testing_set_vbe (self, STRATA_VBE_XRES, 640);
  vga_testing_set_vbe (self, STRATA_VBE_YRES, 480);
  vga_testing_set_vbe (self, STRATA_VBE_BPP, 8);
  memset (bytes, 0x11, 640 * 480 + 1);
  strata_region_reset_dirty (self->state->vram, 0, 0x100000, STRATA_DIRTY_VGA);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, STRATA_VBE_ENABLED | STRATA_VBE_NO_CLEAR);
  g_assert_cmphex (bytes[0], ==, 0x11);
  g_assert_false (
    strata_region_get_dirty (self->state->vram, 0, 0x100000, STRATA_DIRTY_VGA));
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, 0);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, STRATA_VBE_ENABLED);
  g_assert_cmphex (bytes[0], ==, 0x00);
  g_assert_cmphex (bytes[640 * 480 - 1], ==, 0x00);
  g_assert_cmphex (bytes[640 * 480], ==, 0x11);
  for (guint page = 0; page < 640 * 480; page += 4096)
    g_assert_true (strata_region_get_dirty (self->state->vram, page, 1, STRATA_DIRTY_VGA));
  g_assert_false (
    strata_region_get_dirty (self->state->vram, 0x4c000, 0x1000, STRATA_DIRTY_VGA));
}

/* The window is the bank itself; writing the enable register puts bank 0 into effect. */
static void
test_vbe_banks (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  guint64 offset;

  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, 0x81);
  g_assert_true (vga_testing_is_alias (self, 0, &offset));
  g_assert_cmphex (offset, ==, 0);
  vga_testing_set_vbe (self, STRATA_VBE_BANK, 0xff05);
  g_assert_cmphex (vga_testing_get_vbe (self, STRATA_VBE_BANK), ==, 0x05);
  g_assert_true (vga_testing_is_alias (self, 0x1234, &offset));
  g_assert_cmphex (offset, ==, 0x51234);
  g_assert_false (vga_testing_is_alias (self, 0x10000, NULL));
  vga_testing_write (self, 0x1234, 0x42);
  g_assert_cmphex (self->state->bytes[0x51234], ==, 0x42);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, 0x81);
  g_assert_true (vga_testing_is_alias (self, 0x1234, &offset));
  g_assert_cmphex (offset, ==, 0x01234);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, 0);
  g_assert_false (vga_testing_is_alias (self, 0x1234, NULL));
}

/* }}} */

/* Every described register can be looked at, and looking changes nothing. */
static void
test_descriptions (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  StrataVgaState before;
  guint n_registers = 0;

  vga_testing_outb (self, 0x3c7, 3);
  vga_testing_outb (self, 0x3c0, 0x11);
  before = *self->state;
  for (guint i = 0; i < strata_device_get_n_banks (self->device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (self->device, i);

      for (guint j = 0; j < bank->n_registers; j++, n_registers++)
        {
          guint64 value = 0;

          g_assert_true (
            strata_device_peek_register (self->device, bank, &bank->registers[j], &value));
          g_assert_cmphex (value, <, 1 << 8 * bank->registers[j].size);
        }
    }
  g_assert_cmpuint (n_registers, >, 80);
  g_assert_cmpmem (&before, sizeof before, self->state, sizeof *self->state);
}

/* After a reset everything described holds what its description says. */
static void
test_resets (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 0x19; i++)
    vga_testing_set (self, 0x3d4, i, 0x7f);
  vga_testing_set_vbe (self, STRATA_VBE_ENABLE, 0x81);
  strata_device_reset (self->device);
  g_assert_false (vga_testing_is_alias (self, 0, NULL));
  for (guint i = 0; i < strata_device_get_n_banks (self->device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (self->device, i);

      for (guint j = 0; j < bank->n_registers; j++)
        {
          guint64 value = 0;

          strata_device_peek_register (self->device, bank, &bank->registers[j], &value);
          if (bank->registers[j].access == STRATA_REGISTER_RW)
            g_assert_cmphex (value, ==, bank->registers[j].reset);
        }
    }
}

/* Whatever a guest does, at whatever size: nothing breaks, also not for who draws. */
static void
test_storm (VgaTesting *self, gconstpointer data G_GNUC_UNUSED)
{
  static const guint ports[] = { 0x1ce, 0x1cf, 0x1d0, 0x3b4, 0x3b5, 0x3ba, 0x3d4, 0x3d5, 0x3da };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  guint8 bytes[16];

  for (guint i = 0; i < 30000; i++)
    {
      guint port = g_rand_boolean (rand)
                     ? ports[g_rand_int_range (rand, 0, G_N_ELEMENTS (ports))]
                     : 0x3c0 + (guint) g_rand_int_range (rand, 0, 16);
      guint offset = g_rand_int_range (rand, 0, 0x20000);
      gsize length = 1 << g_rand_int_range (rand, 0, 5);

      for (guint j = 0; j < sizeof bytes; j++)
        bytes[j] = g_rand_int (rand);
      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
          strata_initiator_read (self->io, port, bytes, length);
          break;
        case 1:
          strata_initiator_write (self->memory, VGA_TESTING_WINDOW + offset, bytes, length);
          break;
        case 2:
          strata_initiator_read (self->memory, VGA_TESTING_WINDOW + offset, bytes, length);
          break;
        default:
          strata_initiator_write (self->io, port, bytes, length);
        }
      if (i % 1000 == 0)
        {
          StrataDisplayFrame frame;

          strata_clock_advance (self->clock, i * 100000, 1);
          strata_display_frame_init (&frame);
          strata_display_update (STRATA_DISPLAY (self->device), FALSE, &frame);
          strata_display_frame_clear (&frame);
        }
    }
}

static void
add (const char *path, StrataVgaManner manner, void (*test) (VgaTesting *, gconstpointer))
{
  g_test_add (path, VgaTesting, GUINT_TO_POINTER (manner), setup, test, teardown);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/strata/vga/registers/bases", STRATA_VGA_QEMU, test_bases);
  add ("/strata/vga/registers/masks", STRATA_VGA_QEMU, test_masks);
  add ("/strata/vga/registers/masks-hardware", STRATA_VGA_HARDWARE, test_masks);
  add ("/strata/vga/registers/flip-flop", STRATA_VGA_QEMU, test_flip_flop);
  add ("/strata/vga/registers/crtc-protection", STRATA_VGA_QEMU, test_crtc_protection);
  add ("/strata/vga/registers/words", STRATA_VGA_QEMU, test_words);
  add ("/strata/vga/registers/dac", STRATA_VGA_QEMU, test_dac);
  add ("/strata/vga/registers/dac-hardware", STRATA_VGA_HARDWARE, test_dac);
  add ("/strata/vga/registers/status-toggles", STRATA_VGA_QEMU, test_status_toggles);
  add ("/strata/vga/registers/status-timed", STRATA_VGA_HARDWARE, test_status_timed);
  add ("/strata/vga/registers/vbe/limits", STRATA_VGA_QEMU, test_vbe_limits);
  add ("/strata/vga/registers/vbe/ports", STRATA_VGA_QEMU, test_vbe_ports);
  add ("/strata/vga/registers/vbe/clear", STRATA_VGA_QEMU, test_vbe_clear);
  add ("/strata/vga/registers/vbe/banks", STRATA_VGA_QEMU, test_vbe_banks);
  add ("/strata/vga/registers/descriptions", STRATA_VGA_QEMU, test_descriptions);
  add ("/strata/vga/registers/resets", STRATA_VGA_QEMU, test_resets);
  add ("/strata/vga/registers/storm", STRATA_VGA_QEMU, test_storm);
  add ("/strata/vga/registers/storm-hardware", STRATA_VGA_HARDWARE, test_storm);
  return g_test_run ();
}
