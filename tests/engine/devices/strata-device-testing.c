/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-device-testing.h"

static void
said_cb (StrataDevice *device G_GNUC_UNUSED, const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", text);
}

void
device_testing_init (DeviceTesting *self, StrataByteOrder byte_order)
{
  *self = (DeviceTesting){ 0 };
  self->system = strata_system_new (byte_order);
  self->clock = strata_clock_new (self->system);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->initiator = strata_initiator_new (self->space, "test");
  self->messages = g_string_new (NULL);
}

/* Its properties can be set afterwards. */
void
device_testing_make (DeviceTesting *self, const char *model)
{
  GType type = strata_models_lookup (model);

  g_assert_true (type != G_TYPE_INVALID);
  self->device = strata_device_new (type, "dut", self->system, self->clock);
  g_signal_connect (self->device, "message", G_CALLBACK (said_cb), self->messages);
}

/* Its first region stands at 0. */
void
device_testing_realize (DeviceTesting *self)
{
  g_autoptr (GError) error = NULL;

  strata_device_realize (self->device, &error);
  g_assert_no_error (error);
  if (strata_device_get_n_regions (self->device) > 0)
    strata_region_add_subregion (self->root, 0, strata_device_get_region (self->device, 0, NULL),
                                 &error);
  g_assert_no_error (error);
}

void
device_testing_start (DeviceTesting *self, const char *model)
{
  device_testing_init (self, STRATA_LITTLE_ENDIAN);
  device_testing_make (self, model);
  device_testing_realize (self);
}

void
device_testing_clear (DeviceTesting *self)
{
  if (self->device != NULL)
    {
      if (strata_region_get_n_subregions (self->root) > 0)
        strata_region_del_subregion (self->root, strata_device_get_region (self->device, 0, NULL),
                                     NULL);
      g_object_run_dispose (G_OBJECT (self->device));
      g_object_unref (self->device);
    }
  strata_initiator_unref (self->initiator);
  strata_address_space_unref (self->space);
  strata_region_unref (self->root);
  g_object_unref (self->clock);
  strata_system_unref (self->system);
  g_string_free (self->messages, TRUE);
}

guint64
device_testing_read (DeviceTesting *self, guint64 address, guint size)
{
  guint64 value = 0;

  g_assert_cmpuint (
      strata_initiator_load (self->initiator, address, size, STRATA_NATIVE_ENDIAN, &value), ==,
      STRATA_OK);
  return value;
}

void
device_testing_write (DeviceTesting *self, guint64 address, guint size, guint64 value)
{
  g_assert_cmpuint (
      strata_initiator_store (self->initiator, address, size, STRATA_NATIVE_ENDIAN, value), ==,
      STRATA_OK);
}

/* In the byte order of the system */
gboolean
device_testing_peek (DeviceTesting *self, guint64 address, guint size, guint64 *value)
{
  guint8 bytes[8];
  StrataPeekState states[8];
  gboolean is_big = strata_system_get_byte_order (self->system) == STRATA_BIG_ENDIAN;

  strata_initiator_peek (self->initiator, address, bytes, states, size);
  *value = 0;
  for (guint i = 0; i < size; i++)
    {
      if (states[i] != STRATA_PEEK_OK)
        return FALSE;
      *value |= (guint64) bytes[i] << 8 * (is_big ? size - 1 - i : i);
    }
  return TRUE;
}

void
device_testing_advance (DeviceTesting *self, guint64 nanoseconds)
{
  g_assert_true (strata_clock_advance (self->clock,
                                       strata_clock_get_time (self->clock) + nanoseconds, 100000));
}

gboolean
device_testing_get_output (DeviceTesting *self, const char *name, guint number)
{
  for (guint i = 0; i < strata_device_get_n_outputs (self->device); i++)
    {
      StrataLine *line = strata_device_get_output (self->device, i);

      if (g_str_equal (strata_line_get_name (line), name) &&
          strata_line_get_number (line) == number)
        return strata_line_get_level (line);
    }
  g_assert_not_reached ();
}

void
device_testing_set_input (DeviceTesting *self, const char *name, guint number, gboolean level)
{
  StrataLine *line = strata_device_find_input (self->device, name, number);

  g_assert_nonnull (line);
  strata_system_lock (self->system);
  strata_line_set_level (line, level);
  strata_system_unlock (self->system);
}

guint64
device_testing_peek_register (DeviceTesting *self, const char *name)
{
  for (guint i = 0; i < strata_device_get_n_banks (self->device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (self->device, i);

      for (guint j = 0; j < bank->n_registers; j++)
        if (g_str_equal (bank->registers[j].name, name))
          {
            guint64 value = 0;

            g_assert_true (
                strata_device_peek_register (self->device, bank, &bank->registers[j], &value));
            return value;
          }
    }
  g_assert_not_reached ();
}
