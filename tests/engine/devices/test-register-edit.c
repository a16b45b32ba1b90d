/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata.h"

static const StrataFieldValue modes[] = { { 0, "off" }, { 2, "burst" } };

/* A control register as many chips have it: an order, modes that stay, bits that ones clear. */
static const StrataField fields[] = {
  { "START", 0, 1, STRATA_REGISTER_WO, NULL, 0 },
  { "ENABLE", 1, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "MODE", 4, 2, STRATA_REGISTER_RW, modes, G_N_ELEMENTS (modes) },
  { "DONE", 8, 1, STRATA_REGISTER_W1C, NULL, 0 },
  { "ERROR", 9, 1, STRATA_REGISTER_W1C, NULL, 0 },
  { "COUNT", 16, 8, STRATA_REGISTER_RC, NULL, 0 },
};
static const StrataRegister control
  = { "CTRL", 0, 4, STRATA_REGISTER_RO, 0, NULL, fields, G_N_ELEMENTS (fields) };
static const StrataRegister plain = { "DATA", 4, 2, STRATA_REGISTER_RW, 0, NULL, fields, 1 };
static const StrataRegister fixed = { "ID", 8, 1, STRATA_REGISTER_RO, 0, NULL, NULL, 0 };

static guint64
compose (const StrataRegister *info, guint field, guint64 value, guint64 present)
{
  g_autoptr (GError) error = NULL;
  guint64 written = 0;

  strata_register_compose (info, &fields[field], value, &present, &written, &error);
  g_assert_no_error (error);
  return written;
}

static void
test_fields (void)
{
  /* All bits are set: only those that stay are written back, and what is changed. */
  g_assert_cmphex (compose (&control, 2, 1, 0xffffffff), ==, 0x00000012);
  g_assert_cmphex (compose (&control, 0, 1, 0xffffffff), ==, 0x00000033);
  g_assert_cmphex (compose (&control, 3, 1, 0xffffffff), ==, 0x00000132);
  g_assert_cmphex (compose (&control, 1, 0, 0x00000322), ==, 0x00000020);
  /* Bits without a field are what the register says. */
  g_assert_cmphex (compose (&plain, 0, 0, 0xffff), ==, 0xfffe);
}

static void
check_error (const StrataRegister *info, const StrataField *field, guint64 value,
             const guint64 *present, int code)
{
  g_autoptr (GError) error = NULL;
  guint64 written;

  g_assert_false (strata_register_compose (info, field, value, present, &written, &error));
  g_assert_error (error, STRATA_REGISTER_ERROR, code);
}

static void
test_errors (void)
{
  const guint64 present = 0;
  guint64 written;

  check_error (&control, &fields[5], 1, &present, STRATA_REGISTER_ERROR_ACCESS);
  check_error (&fixed, NULL, 1, &present, STRATA_REGISTER_ERROR_ACCESS);
  check_error (&control, &fields[2], 4, &present, STRATA_REGISTER_ERROR_RANGE);
  check_error (&plain, NULL, 0x10000, &present, STRATA_REGISTER_ERROR_RANGE);
  check_error (&control, &fields[3], 1, NULL, STRATA_REGISTER_ERROR_UNKNOWN);
  g_assert_true (strata_register_compose (&control, NULL, 0x300, NULL, &written, NULL));
  g_assert_cmphex (written, ==, 0x300);
}

static void
test_values (void)
{
  const StrataField whole = { "ALL", 0, 64, STRATA_REGISTER_RW, NULL, 0 };

  g_assert_cmphex (strata_field_get_mask (&fields[2]), ==, 0x30);
  g_assert_cmphex (strata_field_get_mask (&whole), ==, G_MAXUINT64);
  g_assert_cmphex (strata_field_extract (&fields[2], 0xff), ==, 3);
  g_assert_cmphex (strata_field_extract (&whole, G_MAXUINT64), ==, G_MAXUINT64);
  g_assert_cmpstr (strata_field_get_value_name (&fields[2], 2), ==, "burst");
  g_assert_null (strata_field_get_value_name (&fields[2], 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/register-edit/fields", test_fields);
  g_test_add_func ("/strata/register-edit/errors", test_errors);
  g_test_add_func ("/strata/register-edit/values", test_values);
  return g_test_run ();
}
