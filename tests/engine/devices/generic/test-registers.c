/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What accesses do to registers made of data: against a model of single bits, for random
 * descriptions; and the example of docs/how-to/write-a-device-in-data.md step by step. */

#include <string.h>

#include "strata-device-testing.h"

/* {{{ A model of bits */

typedef struct
{
  StrataRegisterAccess access;
  gboolean can_change; /* by writes */
  gboolean reset;
  gboolean value;
} Bit;

typedef struct
{
  guint64 offset;
  guint size;
  Bit bits[64];
} Model;

static guint64
random_64 (GRand *rand)
{
  return (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
}

static guint64
model_look (const Model *model)
{
  guint64 value = 0;

  for (guint i = 0; i < 8 * model->size; i++)
    if (model->bits[i].access != STRATA_REGISTER_WO)
      value |= (guint64) model->bits[i].value << i;
  return value;
}

static guint64
model_read (Model *model)
{
  guint64 value = model_look (model);

  for (guint i = 0; i < 8 * model->size; i++)
    if (model->bits[i].access == STRATA_REGISTER_RC)
      model->bits[i].value = FALSE;
  return value;
}

static void
model_write (Model *model, guint64 value)
{
  for (guint i = 0; i < 8 * model->size; i++)
    {
      Bit *bit = &model->bits[i];
      gboolean written = value >> i & 1;

      if (!bit->can_change)
        continue;
      if (bit->access == STRATA_REGISTER_RW || bit->access == STRATA_REGISTER_WO)
        bit->value = written;
      else if (bit->access == STRATA_REGISTER_W1C && written)
        bit->value = FALSE;
    }
}

static void
model_reset (Model *model)
{
  for (guint i = 0; i < 64; i++)
    model->bits[i].value = model->bits[i].reset;
}

static void
read_key (StrataDevice *device, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = strata_device_read_key (device, key, text, &error);

  g_assert_no_error (error);
  g_assert_true (taken);
}

/* A random register, given to both */
static void
describe (GRand *rand, StrataDevice *device, guint number, Model *model)
{
  static const char *const accesses[] = { "RO", "RW", "WO", "W1C", "RC" };
  guint64 all = G_MAXUINT64 >> (64 - 8 * model->size);
  guint64 reset = random_64 (rand) & all, mask = random_64 (rand) & all;
  StrataRegisterAccess access = g_rand_int_range (rand, 0, 5);
  g_autofree char *key = g_strdup_printf ("register.R%u", number);
  g_autofree char *text = g_strdup_printf (
      "0x%" G_GINT64_MODIFIER "x %u %s reset=0x%" G_GINT64_MODIFIER "x mask=0x%" G_GINT64_MODIFIER
      "x \"number %u\"",
      model->offset, model->size, accesses[access], reset, mask, number);

  read_key (device, key, text);
  for (guint i = 0; i < 64; i++)
    model->bits[i] = (Bit){ access, mask >> i & 1, reset >> i & 1, FALSE };
  for (guint low = g_rand_int_range (rand, 0, 4), i = 0; low < 8 * model->size; i++)
    {
      guint wanted = low + g_rand_int_range (rand, 0, 9);
      guint high = MIN (wanted, 8 * model->size - 1);
      StrataRegisterAccess own = g_rand_int_range (rand, 0, 5);
      g_autofree char *field_key = g_strdup_printf ("field.R%u.F%u", number, i);
      g_autofree char *field_text = g_strdup_printf ("%u:%u %s", high, low, accesses[own]);

      read_key (device, field_key, field_text);
      for (guint bit = low; bit <= high; bit++)
        model->bits[bit].access = own;
      low = high + 1 + g_rand_int_range (rand, 0, 6);
    }
  model_reset (model);
}

/* }}} */

#define N_MODELS 6

static void
test_random (gconstpointer data)
{
  const StrataByteOrder order = GPOINTER_TO_INT (data);

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (round);
      Model models[N_MODELS];
      g_auto (DeviceTesting) t;
      guint64 offset = 0;

      device_testing_init (&t, order);
      device_testing_make (&t, "registers");
      for (guint i = 0; i < N_MODELS; i++)
        {
          models[i].size = 1u << g_rand_int_range (rand, 0, 4);
          models[i].offset = (offset + models[i].size - 1) & ~(guint64) (models[i].size - 1);
          offset = models[i].offset + models[i].size + g_rand_int_range (rand, 0, 4);
          describe (rand, t.device, i, &models[i]);
        }
      device_testing_realize (&t);
      for (guint step = 0; step < 400; step++)
        {
          guint which = g_rand_int_range (rand, 0, N_MODELS);
          Model *model = &models[which];
          guint64 value = random_64 (rand) & (G_MAXUINT64 >> (64 - 8 * model->size));
          g_autofree char *name = g_strdup_printf ("R%u", which);
          guint64 seen;

          switch (g_rand_int_range (rand, 0, 8))
            {
            case 0:
              strata_device_reset (t.device);
              for (guint i = 0; i < N_MODELS; i++)
                model_reset (&models[i]);
              break;
            case 1: /* the hardware sets it */
              g_assert_true (
                  strata_registers_set_value (STRATA_REGISTERS (t.device), name, value, NULL));
              for (guint i = 0; i < 64; i++)
                model->bits[i].value = value >> i & 1;
              break;
            case 2:
            case 3:
            case 4:
              device_testing_write (&t, model->offset, model->size, value);
              model_write (model, value);
              break;
            case 5:
              g_assert_true (device_testing_peek (&t, model->offset, model->size, &seen));
              g_assert_cmphex (seen, ==, model_look (model));
              break;
            default:
              g_assert_cmphex (device_testing_read (&t, model->offset, model->size), ==,
                               model_read (model));
            }
        }
    }
}

/* Accesses of another size, beside a register, or between two are refused, and change nothing. */
static void
test_wrong_accesses (void)
{
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  read_key (t.device, "register.A", "0x0 4 RC reset=0x11223344");
  read_key (t.device, "register.B", "0x8 2 RW reset=0x5566");
  read_key (t.device, "register.C", "0xc 1 RW reset=0x77");
  device_testing_realize (&t);
  g_assert_cmpuint (strata_region_get_size (strata_device_get_region (t.device, 0, NULL)), ==, 16);
  for (guint64 offset = 0; offset < 16; offset++)
    for (guint size = 1; size <= 8; size *= 2)
      {
        guint64 value = 0x99;
        gboolean is_right = (offset == 0 && size == 4) || (offset == 8 && size == 2) ||
                            (offset == 12 && size == 1);

        if (is_right || offset + size > 16)
          continue;
        g_assert_cmpint (
            strata_initiator_load (t.initiator, offset, size, STRATA_NATIVE_ENDIAN, &value) &
                (STRATA_DEVICE_ERROR | STRATA_ACCESS_ERROR),
            !=, 0);
        g_assert_cmphex (value, ==, 0);
        g_assert_cmpint (
            strata_initiator_store (t.initiator, offset, size, STRATA_NATIVE_ENDIAN, 0) &
                (STRATA_DEVICE_ERROR | STRATA_ACCESS_ERROR),
            !=, 0);
      }
  g_assert_nonnull (strstr (t.messages->str, "there is no register at 0xa"));
  g_assert_nonnull (strstr (t.messages->str, "A has 4 bytes at 0x0: an access of 1 at 0x1"));
  device_testing_assert (&t, 0, 4, 0x11223344);
  device_testing_assert (&t, 8, 2, 0x5566);
  device_testing_assert (&t, 12, 1, 0x77);
  device_testing_assert (&t, 0, 4, 0);
}

/* The bytes of a register lie in the device's own order, whatever the system's. */
static void
test_byte_order (void)
{
  static const struct
  {
    StrataByteOrder system;
    gint own; /* native, little, big */
    guint8 first;
  } cases[] = {
    { STRATA_LITTLE_ENDIAN, 0, 0x44 }, { STRATA_BIG_ENDIAN, 0, 0x11 },
    { STRATA_LITTLE_ENDIAN, 2, 0x11 }, { STRATA_BIG_ENDIAN, 2, 0x11 },
    { STRATA_LITTLE_ENDIAN, 1, 0x44 }, { STRATA_BIG_ENDIAN, 1, 0x44 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (DeviceTesting) t;
      guint8 bytes[4], peeked[4];
      StrataPeekState states[4];

      device_testing_init (&t, cases[i].system);
      device_testing_make (&t, "registers");
      read_key (t.device, "register.A", "0x0 4 RW reset=0x11223344");
      g_object_set (t.device, "byte-order", cases[i].own, NULL);
      device_testing_realize (&t);
      g_assert_cmpint (strata_initiator_read (t.initiator, 0, bytes, 4), ==, STRATA_OK);
      g_assert_cmphex (bytes[0], ==, cases[i].first);
      strata_initiator_peek (t.initiator, 0, peeked, states, 4);
      g_assert_cmpmem (peeked, 4, bytes, 4);
    }
}

/* Where there is no register, those beside it are seen nevertheless. */
static void
test_gaps (void)
{
  g_auto (DeviceTesting) t;
  static const guint8 expected[] = { 0x22, 0x11, 0x33, 0, 0, 0, 0, 0, 0x77, 0x66, 0x55, 0x44 };
  guint8 bytes[12];
  StrataPeekState states[12];

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  read_key (t.device, "register.A", "0x0 2 RW reset=0x1122");
  read_key (t.device, "register.B", "0x2 1 RW reset=0x33");
  read_key (t.device, "register.C", "0x8 4 RW reset=0x44556677");
  device_testing_realize (&t);
  for (guint first = 0; first < 12; first++)
    {
      strata_initiator_peek (t.initiator, first, bytes, states, 12 - first);
      for (guint i = first; i < 12; i++)
        {
          g_assert_cmpint (states[i - first], ==,
                           expected[i] != 0 ? STRATA_PEEK_OK : STRATA_PEEK_NOT_READ);
          g_assert_cmphex (bytes[i - first], ==, expected[i]);
        }
    }
}

static guint64
load (StrataInitiator *initiator, guint64 offset, guint size)
{
  guint64 value;

  g_assert_cmpint (
      strata_initiator_load (initiator, 0x10000000 + offset, size, STRATA_NATIVE_ENDIAN, &value),
      ==, STRATA_OK);
  return value;
}

static void
store (StrataInitiator *initiator, guint64 offset, guint size, guint64 value)
{
  g_assert_cmpint (
      strata_initiator_store (initiator, 0x10000000 + offset, size, STRATA_NATIVE_ENDIAN, value),
      ==, STRATA_OK);
}

/* The example board, as its page tells it */
static void
test_example (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard)
      board = strata_formats_load_builtin ("doc-registers", NULL, NULL, NULL, &error);
  g_autoptr (StrataInitiator) initiator = NULL;
  StrataDevice *device;
  StrataLine *irq, *done;
  guint64 value;

  g_assert_no_error (error);
  device = strata_board_get_device (board, "dma");
  g_assert_true (STRATA_IS_REGISTERS (device));
  initiator = strata_initiator_new (strata_board_find_address_space (board, "memory"), "driver");
  irq = strata_device_get_output (device, 0);
  g_assert_cmpstr (strata_line_get_name (irq), ==, "irq");
  done = strata_device_find_input (device, NULL, 0);

  store (initiator, 0x00, 4, 0);
  g_assert_cmphex (load (initiator, 0x00, 4), ==, 0x0d3a0102);
  g_assert_cmphex (load (initiator, 0x04, 4), ==, 0x10);
  store (initiator, 0x04, 4, 0xffffff23);
  g_assert_cmphex (load (initiator, 0x04, 4), ==, 0x22); /* START reads as 0 */
  store (initiator, 0x20, 2, 0xffff);
  g_assert_cmphex (load (initiator, 0x20, 2), ==, 0x0fff);
  store (initiator, 0x22, 1, 0x5a);
  g_assert_cmphex (load (initiator, 0x22, 1), ==, 0);

  store (initiator, 0x0c, 4, 0x2);
  g_assert_false (strata_line_get_level (irq));
  strata_line_pulse (done);
  g_assert_true (strata_line_get_level (irq));
  g_assert_cmphex (load (initiator, 0x08, 4), ==, 0x2);
  store (initiator, 0x08, 4, 0x4);
  g_assert_true (strata_line_get_level (irq));
  store (initiator, 0x08, 4, 0x2);
  g_assert_false (strata_line_get_level (irq));
  g_assert_true (strata_registers_set_value (STRATA_REGISTERS (device), "STATUS.COUNT", 7, &error));
  g_assert_cmphex (load (initiator, 0x08, 4), ==, 0x700);
  g_assert_cmphex (load (initiator, 0x08, 4), ==, 0);
  g_assert_true (strata_registers_get_value (STRATA_REGISTERS (device), "KEY", &value, &error));
  g_assert_cmphex (value, ==, 0x5a);
}

/* A field that the guest cannot change shows its input; a reset does not change what comes from
 * outside. */
static void
test_inputs (void)
{
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  read_key (t.device, "register.S", "0 4 RO reset=0x100");
  read_key (t.device, "field.S.BUSY", "0 RO");
  read_key (t.device, "field.S.DONE", "1 W1C");
  read_key (t.device, "input.0", "S.BUSY");
  read_key (t.device, "input.2", "S.DONE");
  read_key (t.device, "output.any", "S & 0x3");
  device_testing_realize (&t);
  g_assert_cmpuint (strata_device_get_n_inputs (t.device), ==, 3);
  device_testing_set_input (&t, "in", 1, TRUE); /* leads nowhere */
  device_testing_assert (&t, 0, 4, 0x100);
  g_assert_false (device_testing_get_output (&t, "any", 0));
  device_testing_set_input (&t, "in", 0, TRUE);
  device_testing_set_input (&t, "in", 2, TRUE);
  device_testing_assert (&t, 0, 4, 0x103);
  g_assert_true (device_testing_get_output (&t, "any", 0));
  device_testing_write (&t, 0, 4, 0xffffffff);
  device_testing_assert (&t, 0, 4, 0x101);
  strata_device_reset (t.device);
  device_testing_assert (&t, 0, 4, 0x101);
  device_testing_set_input (&t, "in", 0, FALSE);
  device_testing_set_input (&t, "in", 2, FALSE);
  device_testing_assert (&t, 0, 4, 0x100);
  g_assert_false (device_testing_get_output (&t, "any", 0));
}

static void
written_cb (StrataRegisters *registers, const char *name, guint64 value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s=%" G_GINT64_MODIFIER "x ", name, value);
  if (strcmp (name, "CTRL") == 0 && (value & 1))
    strata_registers_set_value (registers, "STATUS.DONE", 1, NULL);
}

/* A program that plays the chip */
static void
test_mock (void)
{
  g_autoptr (GString) written = g_string_new (NULL);
  g_auto (DeviceTesting) t;
  g_autoptr (GError) error = NULL;
  guint64 value;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "registers");
  read_key (t.device, "register.CTRL", "0 4 RW");
  read_key (t.device, "register.STATUS", "4 4 RO");
  read_key (t.device, "field.STATUS.DONE", "3 W1C");
  device_testing_realize (&t);
  g_signal_connect (t.device, "written", G_CALLBACK (written_cb), written);
  device_testing_write (&t, 0, 4, 2);
  device_testing_assert (&t, 4, 4, 0);
  device_testing_write (&t, 0, 4, 1);
  device_testing_assert (&t, 4, 4, 8);
  g_assert_cmpstr (written->str, ==, "CTRL=2 CTRL=1 ");
  g_assert_true (
      strata_registers_get_value (STRATA_REGISTERS (t.device), "STATUS.DONE", &value, &error));
  g_assert_cmpuint (value, ==, 1);
  g_assert_false (
      strata_registers_set_value (STRATA_REGISTERS (t.device), "STATUS.DONE", 2, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
  g_clear_error (&error);
  g_assert_false (
      strata_registers_get_value (STRATA_REGISTERS (t.device), "STATUS.GONE", &value, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/strata/registers/random/little", GINT_TO_POINTER (STRATA_LITTLE_ENDIAN),
                        test_random);
  g_test_add_data_func ("/strata/registers/random/big", GINT_TO_POINTER (STRATA_BIG_ENDIAN),
                        test_random);
  g_test_add_func ("/strata/registers/wrong-accesses", test_wrong_accesses);
  g_test_add_func ("/strata/registers/byte-order", test_byte_order);
  g_test_add_func ("/strata/registers/gaps", test_gaps);
  g_test_add_func ("/strata/registers/example", test_example);
  g_test_add_func ("/strata/registers/inputs", test_inputs);
  g_test_add_func ("/strata/registers/mock", test_mock);
  return g_test_run ();
}
