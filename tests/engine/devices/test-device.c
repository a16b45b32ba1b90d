/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What every model stands on, seen with a model of our own */

#include <string.h>

#include "strata.h"

#define TEST_TYPE_DEVICE (test_device_get_type ())
G_DECLARE_FINAL_TYPE (TestDevice, test_device, TEST, DEVICE, StrataDevice)

/* Three registers and a latch of what happened */
struct _TestDevice
{
  StrataDevice parent_instance;

  GString *log; /* of the test; not owned */
  gboolean fails;
  StrataRegion *region;
  StrataRegion *window;
  StrataLine *irq;
  guint8 bytes[16];
};

G_DEFINE_FINAL_TYPE (TestDevice, test_device, STRATA_TYPE_DEVICE)

static const StrataRegister registers[] = {
  { "DATA", 0, 1, STRATA_REGISTER_RW, 0x12, "data", NULL, 0 },
  { "KEY", 1, 1, STRATA_REGISTER_WO, 0, NULL, NULL, 0 },
  { "WIDE", 8, 4, STRATA_REGISTER_RO, 0, NULL, NULL, 0 },
};

static guint64
read_cb (gpointer user_data, guint64 offset, guint size)
{
  TestDevice *self = user_data;
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) self->bytes[offset + i] << 8 * i;
  return value;
}

static gboolean
peek_cb (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = read_cb (user_data, offset, size);
  return TRUE;
}

static void
write_cb (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  TestDevice *self = user_data;

  for (guint i = 0; i < size; i++)
    self->bytes[offset + i] = (guint8) (value >> 8 * i);
  strata_line_set_level (self->irq, self->bytes[0] & 1);
}

static const StrataRegionOps ops = {
  .read = read_cb,
  .write = write_cb,
  .peek = peek_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static void
input_cb (StrataDevice *device, guint number, gboolean level)
{
  g_string_append_printf (TEST_DEVICE (device)->log, "in%u=%d ", number, level);
}

static gboolean
test_device_realize (StrataDevice *device, GError **error)
{
  TestDevice *self = TEST_DEVICE (device);

  self->region = strata_region_new_mmio (strata_device_get_system (device),
                                         strata_device_get_owner (device), "test", 16, &ops, self,
                                         NULL);
  self->window = strata_region_new_container (strata_device_get_system (device),
                                              strata_device_get_owner (device), "window", 64);
  strata_device_add_region (device, "registers", self->region);
  strata_device_add_region (device, "window", self->window);
  self->irq = strata_device_add_output (device, "irq", 0);
  strata_device_add_inputs (device, "pin", 2, input_cb);
  strata_device_add_inputs (device, "reset", 1, input_cb);
  strata_device_add_bank (device, "test", self->region, registers, G_N_ELEMENTS (registers));
  if (self->fails)
    g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_FAILED, "it was told to fail");
  return !self->fails;
}

static void
test_device_reset (StrataDevice *device)
{
  TestDevice *self = TEST_DEVICE (device);

  memset (self->bytes, 0, sizeof self->bytes);
  self->bytes[0] = 0x12;
  strata_line_set_level (self->irq, FALSE);
  if (self->log != NULL)
    g_string_append (self->log, "reset ");
}

static gboolean
test_device_read_key (StrataDevice *device G_GNUC_UNUSED, const char *key, const char *text,
                      GError **error)
{
  if (!g_str_equal (key, "mine"))
    return FALSE;
  if (g_str_equal (text, "good"))
    return TRUE;
  g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY, "not good");
  return FALSE;
}

static void
test_device_dispose (GObject *object)
{
  TestDevice *self = TEST_DEVICE (object);

  g_clear_pointer (&self->region, strata_region_unref);
  g_clear_pointer (&self->window, strata_region_unref);

  G_OBJECT_CLASS (test_device_parent_class)->dispose (object);
}

static void
test_device_class_init (TestDeviceClass *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = test_device_dispose;
  device_class->model = "test-device";
  device_class->summary = "a device of a test";
  device_class->realize = test_device_realize;
  device_class->reset = test_device_reset;
  device_class->read_key = test_device_read_key;
}

static void
test_device_init (TestDevice *self G_GNUC_UNUSED)
{
}

typedef struct
{
  StrataSystem *system;
  StrataClock *clock;
  StrataDevice *device;
  GString *log;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->clock = strata_clock_new (self->system);
  self->log = g_string_new (NULL);
  self->device = strata_device_new (TEST_TYPE_DEVICE, "dut", self->system, self->clock);
  TEST_DEVICE (self->device)->log = self->log;
}

/* Weak pointers are told of the disposal already. */
static void
finalized_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gboolean is_finalized = FALSE;

  if (self->device != NULL)
    {
      g_object_set_data_full (G_OBJECT (self->device), "finalized", &is_finalized, finalized_cb);
      g_object_run_dispose (G_OBJECT (self->device));
      g_clear_object (&self->device);
      g_assert_true (is_finalized);
    }
  g_assert_finalize_object (self->clock);
  strata_system_unref (self->system);
  g_string_free (self->log, TRUE);
}

static void
realize (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (strata_device_realize (self->device, &error));
  g_assert_no_error (error);
}

static void
test_what_it_is (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = NULL;

  g_assert_cmpstr (strata_device_get_id (self->device), ==, "dut");
  g_object_get (self->device, "id", &id, NULL);
  g_assert_cmpstr (id, ==, "dut");
  g_assert_cmpstr (strata_device_get_model (self->device), ==, "test-device");
  g_assert_cmpstr (strata_device_get_summary (self->device), ==, "a device of a test");
  g_assert_true (strata_device_get_system (self->device) == self->system);
  g_assert_true (strata_device_get_clock (self->device) == self->clock);
  g_assert_cmpstr (strata_owner_get_name (strata_device_get_owner (self->device)), ==, "dut");
  g_assert_cmpuint (strata_device_get_n_regions (self->device), ==, 0);
  realize (self);
  g_assert_cmpstr (self->log->str, ==, "reset ");
}

static void
test_regions (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char *part;
  StrataRegion *region;
  g_autoptr (StrataRegion) other = strata_region_new_container (self->system, NULL, "other", 16);

  realize (self);
  g_assert_cmpuint (strata_device_get_n_regions (self->device), ==, 2);
  region = strata_device_get_region (self->device, 1, &part);
  g_assert_cmpstr (part, ==, "window");
  g_assert_true (strata_device_find_region (self->device, "window") == region);
  g_assert_null (strata_device_find_region (self->device, "door"));
  g_assert_true (strata_region_get_device (region) == self->device);
  g_assert_null (strata_region_get_device (other));
}

static void
test_lines (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  realize (self);
  g_string_truncate (self->log, 0);
  g_assert_cmpuint (strata_device_get_n_outputs (self->device), ==, 1);
  g_assert_cmpuint (strata_device_get_n_inputs (self->device), ==, 3);
  g_assert_true (strata_device_find_input (self->device, NULL, 1) ==
                 strata_device_get_input (self->device, 1));
  g_assert_true (strata_device_find_input (self->device, "reset", 0) ==
                 strata_device_get_input (self->device, 2));
  g_assert_null (strata_device_find_input (self->device, "reset", 1));
  g_assert_null (strata_device_find_input (self->device, "pins", 0));
  strata_system_lock (self->system);
  strata_line_set_level (strata_device_find_input (self->device, "pin", 1), TRUE);
  strata_line_set_level (strata_device_find_input (self->device, "reset", 0), TRUE);
  strata_system_unlock (self->system);
  g_assert_cmpstr (self->log->str, ==, "in1=1 in0=1 ");
}

static void
test_registers (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const StrataRegisterBank *bank;
  guint64 value;

  realize (self);
  g_assert_cmpuint (strata_device_get_n_banks (self->device), ==, 1);
  bank = strata_device_get_bank (self->device, 0);
  g_assert_cmpstr (bank->name, ==, "test");
  g_assert_true (strata_device_peek_register (self->device, bank, &bank->registers[0], &value));
  g_assert_cmphex (value, ==, 0x12);
  g_assert_false (strata_device_peek_register (self->device, bank, &bank->registers[1], &value));
  TEST_DEVICE (self->device)->bytes[9] = 0x34;
  g_assert_true (strata_device_peek_register (self->device, bank, &bank->registers[2], &value));
  g_assert_cmphex (value, ==, 0x3400);
  g_assert_cmpstr (strata_register_access_get_nick (STRATA_REGISTER_W1C), ==, "W1C");
}

static void
test_reset (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  realize (self);
  TEST_DEVICE (self->device)->bytes[0] = 0xff;
  strata_device_reset (self->device);
  g_assert_cmphex (TEST_DEVICE (self->device)->bytes[0], ==, 0x12);
  g_assert_cmpstr (self->log->str, ==, "reset reset ");
}

static void
test_keys (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (strata_device_read_key (self->device, "mine", "good", &error));
  g_assert_no_error (error);
  g_assert_false (strata_device_read_key (self->device, "yours", "good", &error));
  g_assert_no_error (error);
  g_assert_false (strata_device_read_key (self->device, "mine", "bad", &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
}

/* One that could not be made goes like any other. */
static void
test_failure (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  TEST_DEVICE (self->device)->fails = TRUE;
  g_assert_false (strata_device_realize (self->device, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_FAILED);
  g_assert_cmpstr (self->log->str, ==, "");
}

static void
said_cb (StrataDevice *device G_GNUC_UNUSED, const char *text, gpointer user_data)
{
  g_string_append (user_data, text);
}

static void
test_messages (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  strata_device_log (self->device, "nobody listens");
  g_signal_connect (self->device, "message", G_CALLBACK (said_cb), self->log);
  strata_device_log (self->device, "%d of %s", 3, "them");
  g_assert_cmpstr (self->log->str, ==, "3 of them");
}

/* A region that somebody still holds keeps its device, also after that was disposed. */
static void
test_disposal (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  StrataRegion *held;
  gboolean is_finalized = FALSE;
  g_autoptr (StrataRegion)
      root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (self->system, "memory", root);
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (space, "test");
  guint64 value;

  realize (self);
  held = strata_region_ref (strata_device_get_region (self->device, 0, NULL));
  g_assert_true (strata_region_add_subregion (root, 0x100, held, NULL));
  g_object_set_data_full (G_OBJECT (self->device), "finalized", &is_finalized, finalized_cb);
  g_object_run_dispose (G_OBJECT (self->device));
  g_clear_object (&self->device);
  g_assert_false (is_finalized);
  /* it still answers: the callbacks get a device that lives */
  g_assert_cmpint (strata_initiator_load (initiator, 0x100, 1, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  g_assert_cmphex (value, ==, 0x12);
  g_assert_true (strata_region_del_subregion (root, held, NULL));
  strata_initiator_load (initiator, 0x100, 1, STRATA_LITTLE_ENDIAN,
                         &value); /* takes the new view */
  strata_region_unref (held);
  g_assert_true (is_finalized);
}

/* A type of the program is a model like those of the library. */
static void
test_models (void)
{
  g_auto (GStrv) names = NULL;

  g_type_ensure (TEST_TYPE_DEVICE);
  names = strata_models_list ();
  g_assert_true (g_strv_contains ((const char *const *) names, "test-device"));
  g_assert_true (g_strv_contains ((const char *const *) names, "uart-16550a"));
  for (guint i = 1; names[i] != NULL; i++)
    g_assert_cmpint (g_strcmp0 (names[i - 1], names[i]), <, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GType type = strata_models_lookup (names[i]);
      g_autoptr (StrataDeviceClass) klass = g_type_class_ref (type);

      g_assert_cmpstr (klass->model, ==, names[i]);
      g_assert_nonnull (klass->summary);
    }
  g_assert_cmpuint (strata_models_lookup ("test-device"), ==, TEST_TYPE_DEVICE);
  g_assert_cmpuint (strata_models_lookup ("no-such"), ==, G_TYPE_INVALID);
  g_assert_cmpuint (strata_models_lookup (""), ==, G_TYPE_INVALID);
}

#define ADD(name, func) g_test_add ("/strata/device/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-it-is", test_what_it_is);
  ADD ("regions", test_regions);
  ADD ("lines", test_lines);
  ADD ("registers", test_registers);
  ADD ("reset", test_reset);
  ADD ("keys", test_keys);
  ADD ("failure", test_failure);
  ADD ("messages", test_messages);
  ADD ("disposal", test_disposal);
  g_test_add_func ("/strata/device/models", test_models);
  return g_test_run ();
}
