/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "hex-fixture.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static void
test_accessible (HexFixture    *self,
                 gconstpointer  board)
{
  widget_fixture_assert_role (self->view, GTK_ACCESSIBLE_ROLE_GRID);
  widget_fixture_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Memory");
  strata_hex_view_set_columns (self->view, 8);
  strata_wait_for (gtk_test_accessible_check_property (
                     GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                     "0: 00 00 00 00 00 00 00 00; ram") == NULL);
  strata_hex_view_go_to (self->view, 0x10000000, 0x10000000);
  widget_fixture_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "10000000: 02 01 3a 0d 10 00 00 00; dma");
  strata_hex_view_go_to (self->view, 0x20000000, 0x20000000);
  widget_fixture_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "20000000: unmapped × 8");

  /* Numbers are told as they are shown, what is pending among them. */
  strata_hex_view_set_unit (self->view, 4);
  strata_hex_view_go_to (self->view, 0x10000000, 0x10000000);
  strata_wait_for (gtk_test_accessible_check_property (
                     GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                     "10000000: 0d3a0102 00000010; dma") == NULL);
  strata_hex_view_set_big_endian (self->view, TRUE);
  strata_wait_for (gtk_test_accessible_check_property (
                     GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                     "10000000: 02013a0d 10000000; dma") == NULL);
  strata_hex_view_set_big_endian (self->view, FALSE);
  strata_hex_view_go_to (self->view, 4, 4);
  hex_fixture_type (self, "12ab");
  strata_wait_for (gtk_test_accessible_check_property (
                     GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                     "0: 00000000 pending 000012ab; ram") == NULL);
}

static void
test_keyboard (HexFixture    *self,
               gconstpointer  board)
{
  strata_hex_view_set_columns (self->view, 16);
  strata_hex_view_set_unit (self->view, 4);
  strata_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->view)));
  hex_fixture_move (self, "right", FALSE);
  hex_fixture_check_selection (self, 4, 7);
  hex_fixture_move (self, "down", TRUE);
  hex_fixture_check_selection (self, 4, 0x17);
  hex_fixture_move (self, "row-end", FALSE);
  hex_fixture_check_selection (self, 0x1c, 0x1f);
  hex_fixture_move (self, "last", FALSE);
  hex_fixture_check_selection (self, 0xfffffffc, 0xffffffff);
  hex_fixture_move (self, "down", FALSE);
  hex_fixture_check_selection (self, 0xfffffffc, 0xffffffff);
  hex_fixture_move (self, "first", TRUE);
  hex_fixture_check_selection (self, 0, 0xffffffff);
  hex_fixture_move (self, "first", FALSE);
  hex_fixture_move (self, "page-down", FALSE);
  g_assert_cmphex (strata_hex_view_get_cursor (self->view), >, 0);
  g_assert_cmphex (strata_hex_view_get_cursor (self->view) % 16, ==, 0);
  hex_fixture_move (self, "page-up", FALSE);
  hex_fixture_check_selection (self, 0, 3);

  /* Tab goes to the text, where the steps are bytes. */
  hex_fixture_press (self, GDK_KEY_Tab, 0);
  hex_fixture_check_selection (self, 0, 0);
  hex_fixture_move (self, "right", FALSE);
  hex_fixture_check_selection (self, 1, 1);
  hex_fixture_press (self, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  hex_fixture_check_selection (self, 0, 3);
}

static void
test_poke (HexFixture    *self,
           gconstpointer  board)
{
  g_autoptr (StrataPoke) poke = NULL;

  strata_hex_view_set_unit (self->view, 4);
  strata_hex_view_go_to (self->view, 0x100, 0x100);
  hex_fixture_type (self, "12ab");
  g_assert_true (strata_hex_view_has_pending (self->view));
  hex_fixture_check_status (self, "Enter writes to 100: 4 bytes of ram");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 0);
  hex_fixture_press (self, GDK_KEY_Escape, 0);
  g_assert_false (strata_hex_view_has_pending (self->view));

  hex_fixture_type (self, "12abc");
  hex_fixture_press (self, GDK_KEY_BackSpace, 0);
  hex_fixture_press (self, GDK_KEY_Return, 0);
  g_assert_false (strata_hex_view_has_pending (self->view));
  hex_fixture_check_status (self, "Write to 100: done, reads back 000012ab");
  poke = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmphex (strata_poke_get_address (poke), ==, 0x100);
  g_assert_cmpuint (strata_poke_get_size (poke), ==, 4);
  g_assert_cmphex (strata_poke_get_value (poke), ==, 0x12ab);
  g_assert_cmpstr (strata_poke_get_initiator_name (poke), ==, "hex editor");

  /* The next step of the cursor says again where it is. */
  hex_fixture_move (self, "right", FALSE);
  hex_fixture_check_status (self, "104");
  hex_fixture_check_status (self, "live");
}

static void
test_refused (HexFixture    *self,
              gconstpointer  board)
{
  g_autoptr (StrataPoke) poke = NULL;

  strata_hex_view_go_to (self->view, 0x20000000, 0x20000000);
  hex_fixture_type (self, "41");
  hex_fixture_check_status (self, "decode error: nobody is there");
  hex_fixture_press (self, GDK_KEY_Return, 0);
  hex_fixture_check_status (self, "nobody answered");
  poke = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmpuint (strata_poke_get_result (poke), ==, STRATA_DECODE_ERROR);

  strata_poke_journal_set_locked (self->journal, TRUE);
  strata_hex_view_go_to (self->view, 0x100, 0x100);
  hex_fixture_type (self, "41");
  g_assert_false (strata_hex_view_has_pending (self->view));
  hex_fixture_check_status (self, "The write lock is on");
}

static void
test_text (HexFixture    *self,
           gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0x200, 0x200);
  hex_fixture_press (self, GDK_KEY_Tab, 0);
  hex_fixture_type (self, "Hi.");
  hex_fixture_check_status (self, "Enter makes 3 writes from 200");
  hex_fixture_press (self, GDK_KEY_Return, 0);
  hex_fixture_check_status (self, "3 writes from 200");
}

static void
test_fill (HexFixture    *self,
           gconstpointer  board)
{
  g_autoptr (StrataPoke) first = NULL;

  strata_hex_view_set_unit (self->view, 2);
  strata_hex_view_go_to (self->view, 0x301, 0x305);
  strata_hex_view_fill (self->view, 0xee);
  hex_fixture_check_status (self, "Enter makes 3 writes from 300");
  strata_hex_view_poke (self->view);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmphex (strata_poke_get_value (first), ==, 0xeeee);
}

static guint64
read_cb (gpointer user_data,
         guint64  offset,
         guint    size)
{
  return 0x40 + offset;
}

static void
add_device (StrataRegion          *root,
            const char            *name,
            guint64                address,
            guint64                size,
            const StrataRegionOps *ops)
{
  g_autoptr (StrataRegion) device = strata_region_new_mmio (strata_region_get_system (root), NULL,
                                                            name, size, ops, NULL, NULL);

  g_assert_true (strata_region_add_subregion (root, address, device, NULL));
}

/* All states of bytes in one picture: known, read, not read, failed, pending, selected, unmapped;
 * boundaries in a row. */
static void
test_picture (void)
{
  static const StrataRegionOps silent = { .read = read_cb, .endianness = STRATA_LITTLE_ENDIAN };
  static const StrataRegionOps broken = { 0 };
  HexFixture self = { 0 };
  StrataRegion *root;
  StrataHexSource *source;
  StrataResult result;
  guint8 bytes[64];

  hex_fixture_set_up (&self, "doc-registers");
  root = strata_address_space_get_root (strata_board_get_default_address_space (self.board));
  add_device (root, "silent", 0x100004, 0x18, &silent);
  add_device (root, "broken", 0x100020, 8, &broken);
  source = strata_hex_view_get_source (self.view);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i + 0x18);
  strata_initiator_write (strata_hex_source_get_initiator (source), 0x100000 - sizeof bytes, bytes,
                          sizeof bytes);
  strata_initiator_park (strata_hex_source_get_initiator (source));
  strata_hex_source_read (source, 0x100008, 0x10000b, g_get_monotonic_time (), &result);
  strata_hex_source_read (source, 0x100020, 0x100023, g_get_monotonic_time (), &result);
  strata_hex_view_set_columns (self.view, 16);
  strata_hex_view_go_to (self.view, 0xfffe4, 0xfffe4);
  hex_fixture_type (&self, "5aa5");
  widget_picture_compare (GTK_WIDGET (self.view), "hex-view");
  strata_hex_view_drop (self.view);

  strata_hex_view_set_unit (self.view, 4);
  strata_hex_view_go_to (self.view, 0xfffe4, 0xffff3);
  widget_picture_compare (GTK_WIDGET (self.view), "hex-view-words");
  hex_fixture_tear_down (&self, NULL);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/hex-view/" name, HexFixture, "doc-registers", hex_fixture_set_up,          \
              function, hex_fixture_tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("accessible", test_accessible);
  ADD ("keyboard", test_keyboard);
  ADD ("poke", test_poke);
  ADD ("refused", test_refused);
  ADD ("text", test_text);
  ADD ("fill", test_fill);
  widget_picture_add_func ("/strata/hex-view/picture", test_picture);

  return g_test_run ();
}
