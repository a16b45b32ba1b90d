/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-edit.h"

static StrataHexEdit
create (void)
{
  StrataHexEdit edit;

  strata_hex_edit_init (&edit);

  return edit;
}

/* All writes as `SIZE@ADDRESS=VALUE ` */
static char *
write_down (const StrataHexEdit *edit)
{
  GString *text = g_string_new (NULL);
  guint64 value;

  for (guint done = 0, size; (size = strata_hex_edit_get_write (edit, done, &value)) > 0;
       done += size)
    g_string_append_printf (text, "%u@%" G_GINT64_MODIFIER "x=%" G_GINT64_MODIFIER "x ", size,
                            edit->address + done, value);

  return g_string_free (text, FALSE);
}

static void
check (const StrataHexEdit *edit,
       const char          *expected)
{
  g_autofree char *text = write_down (edit);

  g_assert_cmpstr (text, ==, expected);
}

static void
type (StrataHexEdit *edit,
      guint          unit,
      gboolean       big_endian,
      const char    *digits)
{
  for (; *digits != 0; digits++)
    strata_hex_edit_type_digit (edit, 0x100, unit, big_endian,
                                (guint) g_ascii_xdigit_value (*digits));
}

/* Like a calculator: what is typed is the value, however few digits it has. */
static void
test_digits (void)
{
  StrataHexEdit edit = create ();

  g_assert_true (strata_hex_edit_is_empty (&edit));
  check (&edit, "");
  type (&edit, 4, FALSE, "7");
  check (&edit, "4@100=7 ");
  type (&edit, 4, FALSE, "f");
  check (&edit, "4@100=7f ");
  type (&edit, 4, FALSE, "123456");
  check (&edit, "4@100=7f123456 ");
  g_assert_cmphex (edit.bytes->data[0], ==, 0x56);
  type (&edit, 4, FALSE, "9");
  check (&edit, "4@100=7f123456 4@104=9 ");
  g_assert_cmphex (strata_hex_edit_get_next (&edit), ==, 0x104);
  strata_hex_edit_erase (&edit);
  check (&edit, "4@100=7f123456 ");
  strata_hex_edit_erase (&edit);
  check (&edit, "4@100=7f12345 ");
  strata_hex_edit_drop (&edit);
  g_assert_true (strata_hex_edit_is_empty (&edit));

  type (&edit, 2, TRUE, "1234");
  check (&edit, "2@100=1234 ");
  g_assert_cmphex (edit.bytes->data[0], ==, 0x12);
  type (&edit, 8, FALSE, "ffffffffffffffff");
  check (&edit, "8@100=ffffffffffffffff ");
  strata_hex_edit_clear (&edit);
}

/* Bytes become units, and less where they are not aligned or too few. */
static void
test_bytes (void)
{
  const guint8 bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  StrataHexEdit edit = create ();

  strata_hex_edit_set_bytes (&edit, 0x102, 4, FALSE, bytes, 9);
  check (&edit, "2@102=201 4@104=6050403 2@108=807 1@10a=9 ");
  g_assert_cmpuint (strata_hex_edit_count_writes (&edit), ==, 4);
  strata_hex_edit_set_bytes (&edit, 0x100, 4, TRUE, bytes, 8);
  check (&edit, "4@100=1020304 4@104=5060708 ");
  strata_hex_edit_set_bytes (&edit, 0x101, 1, TRUE, bytes, 2);
  check (&edit, "1@101=1 1@102=2 ");

  strata_hex_edit_drop (&edit);
  for (const char *c = "Hello"; *c != 0; c++)
    strata_hex_edit_type_byte (&edit, 0x200, 2, FALSE, (guint8) *c);
  check (&edit, "2@200=6548 2@202=6c6c 1@204=6f ");
  g_assert_cmphex (strata_hex_edit_get_next (&edit), ==, 0x205);
  strata_hex_edit_erase (&edit);
  check (&edit, "2@200=6548 2@202=6c6c ");
  strata_hex_edit_clear (&edit);
}

static void
test_mark (void)
{
  const guint8 bytes[] = { 0xaa, 0xbb, 0xcc, 0xdd };
  StrataHexCell cells[3] = { { 0 } };
  StrataHexEdit edit = create ();

  cells[2].state = STRATA_HEX_OUTSIDE;
  strata_hex_edit_set_bytes (&edit, 0xff, 1, FALSE, bytes, 4);
  strata_hex_edit_mark (&edit, 0x100, cells, 3);
  g_assert_true (cells[0].is_pending);
  g_assert_cmphex (cells[0].pending, ==, 0xbb);
  g_assert_cmphex (cells[1].pending, ==, 0xcc);
  g_assert_false (cells[2].is_pending);
  strata_hex_edit_clear (&edit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/hex-edit/digits", test_digits);
  g_test_add_func ("/strata/hex-edit/bytes", test_bytes);
  g_test_add_func ("/strata/hex-edit/mark", test_mark);

  return g_test_run ();
}
