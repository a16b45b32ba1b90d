/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-testing.h"

#include <gio/gio.h>
#include <string.h>

#include "devices/vga/strata-vga-isa-private.h"
#include "devices/vga/strata-vga-pci-private.h"

static const struct
{
  const char *part;
  gboolean is_io;
  guint64 address;
} placements[] = {
  { "window", FALSE, VGA_TESTING_WINDOW },
  { "memory", FALSE, VGA_TESTING_VRAM },
  { "ports-vbe", TRUE, 0x1ce },
  { "ports-3b4", TRUE, 0x3b4 },
  { "ports-3ba", TRUE, 0x3ba },
  { "ports-3c0", TRUE, 0x3c0 },
  { "ports-3d4", TRUE, 0x3d4 },
  { "ports-3da", TRUE, 0x3da },
};

void
vga_testing_init (VgaTesting *self, StrataVgaManner manner)
{
  g_autoptr (GError) error = NULL;

  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->clock = strata_clock_new (self->system);
  self->memory_root = strata_region_new_container (self->system, NULL, "system", STRATA_SIZE_MAX);
  self->io_root = strata_region_new_container (self->system, NULL, "io", 0x10000);
  self->memory_space = strata_address_space_new (self->system, "memory", self->memory_root);
  self->io_space = strata_address_space_new (self->system, "I/O", self->io_root);
  self->memory = strata_initiator_new (self->memory_space, "test");
  self->io = strata_initiator_new (self->io_space, "test");

  self->device = strata_device_new (strata_models_lookup ("isa-vga"), "vga", self->system,
                                    self->clock);
  g_object_set (self->device, "manner", manner, NULL);
  strata_device_realize (self->device, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (placements); i++)
    {
      strata_region_add_subregion (
          placements[i].is_io ? self->io_root : self->memory_root, placements[i].address,
          strata_device_find_region (self->device, placements[i].part), &error);
      g_assert_no_error (error);
    }
  self->state = strata_vga_isa_get_state (STRATA_VGA_ISA (self->device));
}

/* On the board `pc`, in QEMU's manner. Firmware or a script must tell where video memory is. */
void
vga_testing_init_pc (VgaTesting *self)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, "..", "data", "boards", NULL);
  g_autofree char *path = g_build_filename (directory, "pc.strata", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  self->board = strata_board_new_from_text (text, -1, path, directory, NULL, &error);
  g_assert_no_error (error);
  self->system = strata_board_get_system (self->board);
  self->clock = strata_board_get_clock (self->board);
  self->memory
    = strata_initiator_new (strata_board_find_address_space (self->board, "memory"), "test");
  self->io = strata_initiator_new (strata_board_find_address_space (self->board, "I/O"), "test");
  self->device = strata_board_get_device (self->board, "vga");
  self->state = strata_vga_pci_get_state (STRATA_VGA_PCI (self->device));
}

static void
clear_pc (VgaTesting *self)
{
  strata_initiator_unref (self->memory);
  strata_initiator_unref (self->io);
  g_assert_finalize_object (self->board);
}

void
vga_testing_clear (VgaTesting *self)
{
  if (self->board != NULL)
    {
      clear_pc (self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (placements); i++)
    strata_region_del_subregion (placements[i].is_io ? self->io_root : self->memory_root,
                                 strata_device_find_region (self->device, placements[i].part),
                                 NULL);
  strata_initiator_unref (self->memory);
  strata_initiator_unref (self->io);
  strata_address_space_unref (self->memory_space);
  strata_address_space_unref (self->io_space);
  strata_region_unref (self->memory_root);
  strata_region_unref (self->io_root);
  g_object_run_dispose (G_OBJECT (self->device));
  g_assert_finalize_object (self->device);
  g_object_unref (self->clock);
  strata_system_unref (self->system);
}

/* {{{ Accesses */

static guint64
load (StrataInitiator *initiator, guint64 address, guint size)
{
  guint64 value = 0;

  strata_initiator_read (initiator, address, &value, size);
  return GUINT64_FROM_LE (value);
}

static void
store (StrataInitiator *initiator, guint64 address, guint size, guint64 value)
{
  guint64 bytes = GUINT64_TO_LE (value);

  strata_initiator_write (initiator, address, &bytes, size);
}

guint8
vga_testing_inb (VgaTesting *self, guint port)
{
  return load (self->io, port, 1);
}

void
vga_testing_outb (VgaTesting *self, guint port, guint8 value)
{
  store (self->io, port, 1, value);
}

guint16
vga_testing_inw (VgaTesting *self, guint port)
{
  return load (self->io, port, 2);
}

void
vga_testing_outw (VgaTesting *self, guint port, guint16 value)
{
  store (self->io, port, 2, value);
}

guint8
vga_testing_read (VgaTesting *self, guint offset)
{
  return load (self->memory, VGA_TESTING_WINDOW + offset, 1);
}

void
vga_testing_write (VgaTesting *self, guint offset, guint8 value)
{
  store (self->memory, VGA_TESTING_WINDOW + offset, 1, value);
}

void
vga_testing_set (VgaTesting *self, guint index_port, guint index, guint8 value)
{
  vga_testing_outb (self, index_port, index);
  vga_testing_outb (self, index_port + 1, value);
}

guint8
vga_testing_get (VgaTesting *self, guint index_port, guint index)
{
  vga_testing_outb (self, index_port, index);
  return vga_testing_inb (self, index_port + 1);
}

/* With the screen on afterwards; in colour. */
void
vga_testing_set_attr (VgaTesting *self, guint index, guint8 value)
{
  vga_testing_inb (self, 0x3da);
  vga_testing_outb (self, 0x3c0, index);
  vga_testing_outb (self, 0x3c0, value);
  vga_testing_outb (self, 0x3c0, 0x20);
}

void
vga_testing_set_vbe (VgaTesting *self, StrataVbeIndex index, guint16 value)
{
  vga_testing_outw (self, 0x1ce, index);
  vga_testing_outw (self, 0x1d0, value);
}

guint16
vga_testing_get_vbe (VgaTesting *self, StrataVbeIndex index)
{
  vga_testing_outw (self, 0x1ce, index);
  return vga_testing_inw (self, 0x1d0);
}

gboolean
vga_testing_is_alias (VgaTesting *self, guint offset, guint64 *vram_offset)
{
  StrataFlatRange range;

  if (!strata_initiator_find (self->memory, VGA_TESTING_WINDOW + offset, &range) ||
      range.region != self->state->vram)
    return FALSE;
  if (vram_offset != NULL)
    *vram_offset = VGA_TESTING_WINDOW + offset - range.first + range.offset;
  return TRUE;
}

/* }}} */
/* {{{ Scripts */

static guint
get_size (char letter)
{
  switch (letter)
    {
    case 'b':
      return 1;
    case 'w':
      return 2;
    case 'l':
      return 4;
    case 'q':
      return 8;
    default:
      g_assert_not_reached ();
    }
}

static char *
read_bytes (VgaTesting *self, guint64 address, gsize length)
{
  g_autofree guint8 *bytes = g_malloc (length);
  GString *text = g_string_new ("0x");

  strata_initiator_read (self->memory, address, bytes, length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

static void
play_line (VgaTesting *self, guint number, const char *line, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint64 address = g_ascii_strtoull (words[1], NULL, 0);
  guint64 value = words[2] != NULL ? g_ascii_strtoull (words[2], NULL, 0) : 0;
  gsize length = strlen (words[0]);

  if (g_str_equal (words[0], "b64write"))
    {
      gsize n_bytes;
      g_autofree guint8 *bytes = g_base64_decode (words[3], &n_bytes);

      g_assert_cmpuint (n_bytes, ==, value);
      strata_initiator_write (self->memory, address, bytes, n_bytes);
      return;
    }
  if (g_str_equal (words[0], "read"))
    {
      g_autofree char *bytes = read_bytes (self, address, value);

      if (g_strcmp0 (bytes, expected) != 0)
        g_error ("%u: “%s” gives %s, not %s", number, line, bytes, expected);
      return;
    }
  if (g_str_has_prefix (words[0], "out"))
    store (self->io, address, get_size (words[0][3]), value);
  else if (g_str_has_prefix (words[0], "write"))
    store (self->memory, address, get_size (words[0][5]), value);
  else
    {
      gboolean is_io = g_str_has_prefix (words[0], "in");

      g_assert_true (is_io || g_str_has_prefix (words[0], "read"));
      value = load (is_io ? self->io : self->memory, address, get_size (words[0][length - 1]));
      if (expected != NULL && value != g_ascii_strtoull (expected, NULL, 0))
        g_error ("%u: “%s” gives 0x%" G_GINT64_MODIFIER "x, not %s", number, line, value,
                 expected);
    }
}

guint
vga_testing_play (VgaTesting *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) base = NULL;
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GDataInputStream) data = NULL;
  guint n_reads = 0, number = 0;
  char *text;

  base = G_INPUT_STREAM (g_file_read (file, NULL, &error));
  g_assert_no_error (error);
  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  plain = g_converter_input_stream_new (base, G_CONVERTER (decompressor));
  data = g_data_input_stream_new (plain);
  while ((text = g_data_input_stream_read_line (data, NULL, NULL, &error)) != NULL)
    {
      g_autofree char *line = text;
      char *comment = strchr (line, '#');

      number++;
      if (comment != NULL)
        {
          *comment = '\0';
          comment = g_strstrip (comment + 1);
        }
      g_strstrip (line);
      if (*line == '\0')
        continue;
      play_line (self, number, line, comment);
      n_reads += comment != NULL;
    }
  g_assert_no_error (error);
  return n_reads;
}

/* }}} */
