/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What people may write about registers, and what is refused with which words */

#include <string.h>

#include "strata-device-testing.h"

typedef struct
{
  const char *key;
  const char *text;
  const char *message; /* a part of the error; NULL if it is taken */
} Line;

static const Line lines[] = {
  { "register.A", "0x0 4 RW", NULL },
  { "register.B", "4 4 RW reset=0b1010 mask=0xffff_ffff \"with words = and #\"", NULL },
  { "register.C", "  0x10\t8   W1C  ", NULL },
  { "register.D", "0x1_0000 1 RO \"\"", NULL },
  { "register._e9", "0x20 2 RC", NULL },
  { "register.A", "0x40 4 RW", "there is such a register already" },
  { "register.F", "0x0 4 RW", "it overlaps the register A" },
  { "register.F", "0x6 2 RW", "it overlaps the register B" },
  { "register.F", "0x14 4 RW", "it overlaps the register C" },
  { "register.F", "0x10 1 RW", "it overlaps the register C" },
  { "register.F", "0x40 3 RW", "1, 2, 4 or 8 bytes" },
  { "register.F", "0x40 0 RW", "1, 2, 4 or 8 bytes" },
  { "register.F", "0x41 4 RW", "must be a multiple of the size" },
  { "register.F", "0x40 4 rw", "“rw” is no kind of access" },
  { "register.F", "0x40 4", "write OFFSET SIZE ACCESS" },
  { "register.F", "", "write OFFSET SIZE ACCESS" },
  { "register.F", "0x40 4 RW reset", "“reset” means nothing here" },
  { "register.F", "0x40 4 RW reset=1 reset=2", "reset= stands there twice" },
  { "register.F", "0x40 1 RW reset=0x100", "reset=0x100 does not fit" },
  { "register.F", "0x40 1 RW mask=256", "mask=256 does not fit" },
  { "register.F", "0x40 4 RW \"half", "must end with the line" },
  { "register.F", "0x40 4 RW \"text\" mask=1", "must end with the line" },
  { "register.F", "0x40 4 RW \"one\" \"two\"", "must end with the line" },
  { "register.F", "0x 4 RW", "is not a number" },
  { "register.F", "0xg 4 RW", "is not a number" },
  { "register.F", "1_ 4 RW", "is not a number" },
  { "register.F", "-4 4 RW", "is not a number" },
  { "register.F", "0b12 4 RW", "is not a number" },
  { "register.F", "0x10000000000000000 4 RW", "is larger than 2^64-1" },
  { "register.F", "18446744073709551616 4 RW", "is larger than 2^64-1" },
  { "register.F F", "0x40 4 RW", "is no name of a register" },
  { "register.9F", "0x40 4 RW", "is no name of a register" },
  { "register.", "0x40 4 RW", "is no name of a register" },
  { "register.F.G", "0x40 4 RW", "is no name of a register" },
  { "field.A.LOW", "0", NULL },
  { "field.A.MODE", "5:4 RW off=0 slow=1 fast=0b11", NULL },
  { "field.A.HIGH", "31:31 W1C", NULL },
  { "field.C.ALL", "63:0", NULL },
  { "field.A.LOW", "8", "there is such a field already" },
  { "field.A.X", "5", "it overlaps the field MODE" },
  { "field.A.X", "32", "the register's bits end with bit 31" },
  { "field.A.X", "8:9", "the higher bit stands first" },
  { "field.A.X", "", "write BITS ACCESS" },
  { "field.A.X", "8 RX", "“RX” is no kind of access" },
  { "field.A.X", "8 RW on", "“on” is no value" },
  { "field.A.X", "8 RW =1", "“=1” is no value" },
  { "field.A.X", "8 RW on=2", "does not fit into 1 bits" },
  { "field.A.X", "9:8 RW on=1 off=1", "stands twice" },
  { "field.A.X", "9:8 RW on=1 on=2", "stands twice" },
  { "field.A.X", "8 \"text\"", "write BITS ACCESS" },
  { "field.A.X Y", "8", "is no name of a field" },
  { "field.Z.X", "8", "there is no register Z above this line" },
  { "field.A", "8", "the key of a field is field.REGISTER.FIELD" },
  { "input.0", "A.MODE", NULL },
  { "input.63", "B", NULL },
  { "input.0", "B", "there is such an input already" },
  { "input.64", "B", "at most 64 inputs" },
  { "input.x", "B", "is not a number" },
  { "input.1", "Z", "there is no register “Z”" },
  { "input.1", "A.Z", "the register A has no field “Z”" },
  { "input.1", "", "there is no register “”" },
  { "output.irq", "A & B", NULL },
  { "output.low", "A & 0xff", NULL },
  { "output.all", "A", NULL },
  { "output.irq", "A", "there is such an output already" },
  { "output.x", "", "write REGISTER or REGISTER & MASK" },
  { "output.x", "Z", "there is no register “Z”" },
  { "output.x", "A & Z", "there is no register “Z”" },
  { "output.x", "A & 0x1z", "is not a number" },
  { "output.x y", "A", "is no name of a line" },
};

static void
test_lines (void)
{
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean taken = strata_device_read_key (t.device, lines[i].key, lines[i].text, &error);

      g_test_message ("%s=%s", lines[i].key, lines[i].text);
      g_assert_cmpint (taken, ==, lines[i].message == NULL);
      if (taken)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
      if (strstr (error->message, lines[i].message) == NULL)
        g_assert_cmpstr (error->message, ==, lines[i].message);
    }
  device_testing_realize (&t);
  g_assert_cmpuint (strata_region_get_size (strata_device_get_region (t.device, 0, NULL)), ==,
                    0x20000);
}

/* Keys of nobody are left to others. */
static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  g_assert_false (strata_device_read_key (t.device, "registers", "1", &error));
  g_assert_no_error (error);
}

/* How the description comes out again */
static void
test_bank (void)
{
  g_auto (DeviceTesting) t;
  const StrataRegisterBank *bank;
  const StrataField *field;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  strata_device_read_key (t.device, "register.B", "8 2 W1C \"behind\"", NULL);
  strata_device_read_key (t.device, "register.A", "4 4 RW reset=5", NULL);
  strata_device_read_key (t.device, "field.A.MODE", "5:4 RO off=0 slow=1", NULL);
  device_testing_realize (&t);
  g_assert_cmpuint (strata_device_get_n_banks (t.device), ==, 1);
  bank = strata_device_get_bank (t.device, 0);
  g_assert_cmpuint (bank->n_registers, ==, 2);
  g_assert_cmpstr (bank->registers[0].name, ==, "A");
  g_assert_cmpuint (bank->registers[0].offset, ==, 4);
  g_assert_cmpuint (bank->registers[0].size, ==, 4);
  g_assert_cmpuint (bank->registers[0].reset, ==, 5);
  g_assert_null (bank->registers[0].summary);
  g_assert_cmpuint (bank->registers[0].n_fields, ==, 1);
  field = bank->registers[0].fields;
  g_assert_cmpstr (field->name, ==, "MODE");
  g_assert_cmpuint (field->shift, ==, 4);
  g_assert_cmpuint (field->width, ==, 2);
  g_assert_cmpint (field->access, ==, STRATA_REGISTER_RO);
  g_assert_cmpuint (field->n_values, ==, 2);
  g_assert_cmpstr (field->values[1].name, ==, "slow");
  g_assert_cmpuint (field->values[1].value, ==, 1);
  g_assert_cmpint (bank->registers[1].access, ==, STRATA_REGISTER_W1C);
  g_assert_cmpstr (bank->registers[1].summary, ==, "behind");
  g_assert_cmphex (device_testing_peek_register (&t, "A"), ==, 5);
}

static void
check_size (guint64 size, const char *text, guint64 expected, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  g_object_set (t.device, "size", size, NULL);
  if (text != NULL)
    g_assert_true (strata_device_read_key (t.device, "register.A", text, &error));
  if (message != NULL)
    {
      g_assert_false (strata_device_realize (t.device, &error));
      g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
      g_assert_nonnull (strstr (error->message, message));
      return;
    }
  device_testing_realize (&t);
  g_assert_cmpuint (strata_region_get_size (strata_device_get_region (t.device, 0, NULL)), ==,
                    expected);
}

static void
test_size (void)
{
  check_size (0, "0 1 RW", 4, NULL);
  check_size (0, "0x10 4 RW", 32, NULL);
  check_size (0x14, "0x10 4 RW", 0x14, NULL);
  check_size (0x13, "0x10 4 RW", 0, "register.A: it ends behind the device's size, 0x13");
  check_size (0, "0xfffffffffffffff8 8 RW", STRATA_SIZE_MAX, NULL);
  check_size (STRATA_SIZE_MAX, "0 4 RW", STRATA_SIZE_MAX, NULL);
  check_size (16, NULL, 0, "no registers");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/registers-text/lines", test_lines);
  g_test_add_func ("/strata/registers-text/unknown", test_unknown);
  g_test_add_func ("/strata/registers-text/bank", test_bank);
  g_test_add_func ("/strata/registers-text/size", test_size);
  return g_test_run ();
}
