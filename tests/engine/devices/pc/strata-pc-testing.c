/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pc-testing.h"

void
pc_testing_init (PcTesting *self)
{
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->clock = strata_clock_new (self->system);
  self->io = strata_region_new_container (self->system, NULL, "io", 0x10000);
  self->space = strata_address_space_new (self->system, "I/O", self->io);
  self->cpu = strata_initiator_new (self->space, "cpu");
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
}

void
pc_testing_clear (PcTesting *self)
{
  strata_address_space_close (self->space);
  for (guint i = self->devices->len; i-- > 0;)
    {
      StrataDevice *device = g_ptr_array_index (self->devices, i);

      for (guint j = 0; j < strata_device_get_n_regions (device); j++)
        {
          StrataRegion *region = strata_device_get_region (device, j, NULL);

          if (strata_region_get_container (region) == self->io)
            g_assert_true (strata_region_del_subregion (self->io, region, NULL));
        }
      g_object_run_dispose (G_OBJECT (device));
    }
  g_ptr_array_unref (self->devices);
  strata_initiator_unref (self->cpu);
  strata_address_space_unref (self->space);
  strata_region_unref (self->io);
  g_object_unref (self->clock);
  strata_system_unref (self->system);
}

StrataDevice *
pc_testing_add (PcTesting *self, const char *model, const char *first_property, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("%s%u", model, self->devices->len);
  GType type = strata_models_lookup (model);
  StrataDevice *device;
  va_list args;

  g_assert_true (type != G_TYPE_INVALID);
  device = strata_device_new (type, id, self->system, self->clock);
  va_start (args, first_property);
  if (first_property != NULL)
    g_object_set_valist (G_OBJECT (device), first_property, args);
  va_end (args);
  strata_device_realize (device, &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->devices, device);
  return device;
}

void
pc_testing_place (PcTesting *self, StrataDevice *device, const char *part, guint port)
{
  StrataRegion *region = strata_device_find_region (device, part);

  g_assert_nonnull (region);
  g_assert_true (strata_region_add_subregion (self->io, port, region, NULL));
}

guint32
pc_testing_in (PcTesting *self, guint port, guint size)
{
  guint64 value;

  g_assert_cmphex (strata_initiator_load (self->cpu, port, size, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  return value;
}

void
pc_testing_out (PcTesting *self, guint port, guint size, guint32 value)
{
  g_assert_cmphex (strata_initiator_store (self->cpu, port, size, STRATA_LITTLE_ENDIAN, value), ==,
                   STRATA_OK);
}

guint8
pc_testing_inb (PcTesting *self, guint port)
{
  return pc_testing_in (self, port, 1);
}

void
pc_testing_outb (PcTesting *self, guint port, guint8 value)
{
  pc_testing_out (self, port, 1, value);
}

guint8
pc_testing_peek (PcTesting *self, guint port)
{
  StrataPeekState state;
  guint8 byte;

  strata_initiator_peek (self->cpu, port, &byte, &state, 1);
  g_assert_cmpint (state, ==, STRATA_PEEK_OK);
  return byte;
}

void
pc_testing_advance (PcTesting *self, guint64 nanoseconds)
{
  g_assert_true (strata_clock_advance (self->clock,
                                       strata_clock_get_time (self->clock) + nanoseconds, 1000000));
}

/* Whatever a guest does, nothing breaks, and what can be peeked is what a read then gives. */
void
pc_testing_storm (PcTesting *self, guint n_accesses, const guint *ports, guint n_ports)
{
  for (guint i = 0; i < n_accesses; i++)
    {
      guint port = ports[g_test_rand_int_range (0, n_ports)];
      guint size = 1 << g_test_rand_int_range (0, 4);
      guint64 value;

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
        case 1:
          strata_initiator_store (self->cpu, port, size, STRATA_LITTLE_ENDIAN,
                                  (guint64) g_test_rand_int () << 32 |
                                      (guint32) g_test_rand_int ());
          break;
        case 2:
          strata_initiator_store (self->cpu, port, 1, STRATA_LITTLE_ENDIAN, g_test_rand_int ());
          break;
        case 3:
          strata_initiator_load (self->cpu, port, size, STRATA_LITTLE_ENDIAN, &value);
          break;
        case 4:
          {
            guint8 peeked = pc_testing_peek (self, port);

            g_assert_cmphex (pc_testing_peek (self, port), ==, peeked);
            pc_testing_assert_in (self, port, peeked);
          }
          break;
        default:
          /* Timers that follow each other closely may use up the number. */
          strata_clock_advance (self->clock,
                                strata_clock_get_time (self->clock) +
                                    (G_GUINT64_CONSTANT (1) << g_test_rand_int_range (0, 36)),
                                1000);
        }
    }
}

StrataLine *
pc_testing_get_output (StrataDevice *device, const char *name, guint number)
{
  for (guint i = 0; i < strata_device_get_n_outputs (device); i++)
    {
      StrataLine *line = strata_device_get_output (device, i);

      if (g_str_equal (strata_line_get_name (line), name) &&
          strata_line_get_number (line) == number)
        return line;
    }
  g_assert_not_reached ();
}

void
pc_testing_set_input (StrataDevice *device, guint number, gboolean level)
{
  StrataSystem *system = strata_device_get_system (device);
  StrataLine *line = strata_device_find_input (device, NULL, number);

  g_assert_nonnull (line);
  strata_system_lock (system);
  strata_line_set_level (line, level);
  strata_system_unlock (system);
}

guint64
pc_testing_peek_register (StrataDevice *device, const char *name)
{
  for (guint i = 0; i < strata_device_get_n_banks (device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (device, i);

      for (guint j = 0; j < bank->n_registers; j++)
        if (g_str_equal (bank->registers[j].name, name))
          {
            guint64 value = 0;

            g_assert_true (strata_device_peek_register (device, bank, &bank->registers[j], &value));
            return value;
          }
    }
  g_assert_not_reached ();
}
