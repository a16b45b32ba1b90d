/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A device made of data: a bank of registers that a board file describes.
 * docs/how-to/write-a-device-in-data.md tells how. */

#include "strata-registers.h"

#include <inttypes.h>
#include <string.h>

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-register-set-private.h"
#include "strata-register-text-private.h"

typedef enum
{
  BYTE_ORDER_NATIVE,
  BYTE_ORDER_LITTLE,
  BYTE_ORDER_BIG,
} ByteOrder;

struct _StrataRegisters
{
  StrataDevice parent_instance;

  guint64 size; /* 0: what the registers need */
  ByteOrder byte_order;
  char *region_name;

  StrataRegisterSet *set;

  gboolean is_big_endian;
  StrataRegionOps ops;
  StrataRegion *region;
  StrataRegister *infos;
};

enum
{
  PROP_0,
  PROP_SIZE,
  PROP_BYTE_ORDER,
  PROP_NAME,
  N_PROPS
};

enum
{
  WRITTEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataRegisters, strata_registers, STRATA_TYPE_DEVICE)

static GType
byte_order_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { BYTE_ORDER_NATIVE, "native", "native" },
    { BYTE_ORDER_LITTLE, "little", "little" },
    { BYTE_ORDER_BIG, "big", "big" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StrataRegistersByteOrder", values));
  return (GType) type;
}

static gboolean
strata_registers_read_key (StrataDevice *device, const char *key, const char *text, GError **error)
{
  return strata_register_set_read_key (STRATA_REGISTERS (device)->set, key, text, error);
}

/* {{{ Accesses */

/* The register that an access means: it must be that register, the whole of it and no more. */
static StrataRegisterCell *
find_accessed (StrataRegisters *self, guint64 offset, guint size)
{
  StrataRegisterCell *cell = strata_register_set_find_cell (self->set, offset);

  if (cell != NULL && cell->info.offset == offset && cell->info.size == size)
    return cell;
  if (cell == NULL)
    strata_device_log (STRATA_DEVICE (self), _ ("there is no register at 0x%" PRIx64),
                       offset);
  else
    strata_device_log (
        STRATA_DEVICE (self),
        _ ("%s has %u bytes at 0x%" PRIx64 ": an access of %u at 0x%" PRIx64 " is refused"),
        cell->info.name, cell->info.size, cell->info.offset, size, offset);
  return NULL;
}

static StrataResult
registers_read (gpointer user_data, guint64 offset, guint64 *value, guint size,
                const StrataAttrs *attrs G_GNUC_UNUSED)
{
  StrataRegisters *self = user_data;
  StrataRegisterCell *cell = find_accessed (self, offset, size);

  *value = 0;
  if (cell == NULL)
    return STRATA_DEVICE_ERROR;
  *value = strata_register_cell_read (cell);
  strata_register_set_update_outputs (self->set);
  return STRATA_OK;
}

static StrataResult
registers_write (gpointer user_data, guint64 offset, guint64 value, guint size,
                 const StrataAttrs *attrs G_GNUC_UNUSED)
{
  StrataRegisters *self = user_data;
  StrataRegisterCell *cell = find_accessed (self, offset, size);

  if (cell == NULL)
    return STRATA_DEVICE_ERROR;
  strata_register_cell_write (cell, value);
  strata_register_set_update_outputs (self->set);
  g_signal_emit (self, signals[WRITTEN], 0, cell->info.name, value);
  return STRATA_OK;
}

/* How far the byte at an offset is from the lowest bit of a value of @size bytes */
static guint
get_lane_shift (StrataRegisters *self, guint index, guint size)
{
  return 8 * (self->is_big_endian ? size - 1 - index : index);
}

/* Looking has no side effect, so it may look at any bytes. */
static gboolean
registers_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  StrataRegisters *self = user_data;

  *value = 0;
  for (guint i = 0; i < size; i++)
    {
      StrataRegisterCell *cell = strata_register_set_find_cell (self->set, offset + i);
      guint64 byte;

      if (cell == NULL)
        return FALSE;
      byte = strata_register_cell_look (cell) >>
                 get_lane_shift (self, offset + i - cell->info.offset, cell->info.size) &
             0xff;
      *value |= byte << get_lane_shift (self, i, size);
    }
  return TRUE;
}

/* }}} */
/* {{{ The device */

/* A field that the guest cannot change shows the level of its input; others, such as W1C, note that
 * it has risen. */
static void
input_changed (StrataDevice *device, guint number, gboolean level)
{
  StrataRegisters *self = STRATA_REGISTERS (device);
  const StrataRegisterTarget *target = &self->set->targets[number];

  if (target->cell == NULL)
    return;
  if (level)
    target->cell->value |= target->bits;
  else if (target->access == STRATA_REGISTER_RO)
    target->cell->value &= ~target->bits;
  strata_register_set_update_outputs (self->set);
}

/* The outputs follow what the inputs and registers say after a reset: a level that comes from
 * outside stays. */
static void
strata_registers_reset (StrataDevice *device)
{
  StrataRegisters *self = STRATA_REGISTERS (device);

  for (guint i = 0; i < self->set->cells->len; i++)
    {
      StrataRegisterCell *cell = g_ptr_array_index (self->set->cells, i);

      cell->value = cell->info.reset;
    }
  for (guint i = 0; i < self->set->n_inputs; i++)
    if (self->set->targets[i].cell != NULL && self->set->targets[i].access == STRATA_REGISTER_RO &&
        strata_line_get_level (strata_device_get_input (device, i)))
      self->set->targets[i].cell->value |= self->set->targets[i].bits;
  strata_register_set_update_outputs (self->set);
}

static gboolean
find_size (StrataRegisters *self, GError **error)
{
  StrataRegisterCell *cell;
  guint64 last;

  if (self->set->cells->len == 0)
    return strata_register_text_fail (error, _ ("no registers: write register.NAME=OFFSET SIZE "
                                                "ACCESS for each"));
  cell = g_ptr_array_index (self->set->cells, self->set->cells->len - 1);
  last = strata_register_cell_get_last (cell);
  if (self->size == 0)
    {
      self->size = 4;
      while (self->size <= last && self->size < G_GUINT64_CONSTANT (1) << 63)
        self->size *= 2;
      if (self->size <= last)
        self->size = STRATA_SIZE_MAX;
    }
  if (self->size != STRATA_SIZE_MAX && last >= self->size)
    return strata_register_text_fail (
        error, _ ("register.%s: it ends behind the device's size, 0x%" PRIx64),
        cell->info.name, self->size);
  return TRUE;
}

static void
fill_ops (StrataRegisters *self)
{
  StrataByteOrder native = strata_system_get_byte_order (
      strata_device_get_system (STRATA_DEVICE (self)));

  self->is_big_endian = self->byte_order == BYTE_ORDER_BIG ||
                        (self->byte_order == BYTE_ORDER_NATIVE && native == STRATA_BIG_ENDIAN);
  self->ops = (StrataRegionOps){
    .read_with_attrs = registers_read,
    .write_with_attrs = registers_write,
    .peek = registers_peek,
    .endianness = self->is_big_endian ? STRATA_BIG_ENDIAN : STRATA_LITTLE_ENDIAN,
    .valid = { .min = 8, .max = 1 },
    .impl = { .min = 1, .max = 8 },
  };
  for (guint i = 0; i < self->set->cells->len; i++)
    {
      StrataRegisterCell *cell = g_ptr_array_index (self->set->cells, i);

      self->ops.valid.min = MIN (self->ops.valid.min, cell->info.size);
      self->ops.valid.max = MAX (self->ops.valid.max, cell->info.size);
    }
}

static gboolean
strata_registers_realize (StrataDevice *device, GError **error)
{
  StrataRegisters *self = STRATA_REGISTERS (device);

  if (!find_size (self, error))
    return FALSE;
  self->infos = g_new (StrataRegister, self->set->cells->len);
  for (guint i = 0; i < self->set->cells->len; i++)
    {
      StrataRegisterCell *cell = g_ptr_array_index (self->set->cells, i);

      strata_register_cell_close (cell);
      self->infos[i] = cell->info;
    }
  fill_ops (self);
  self->region = strata_device_offer_mmio (
      device, "registers",
      self->region_name != NULL ? self->region_name : strata_device_get_id (device), self->size,
      &self->ops);
  strata_device_add_bank (device, "registers", self->region, self->infos, self->set->cells->len);
  strata_device_add_inputs (device, "in", self->set->n_inputs, input_changed);
  for (guint i = 0; i < self->set->outputs->len; i++)
    {
      StrataRegisterOutput *output = &g_array_index (self->set->outputs, StrataRegisterOutput, i);

      output->line = strata_device_add_output (device, output->name, 0);
    }
  return TRUE;
}

static void
strata_registers_dispose (GObject *object)
{
  StrataRegisters *self = STRATA_REGISTERS (object);

  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_registers_parent_class)->dispose (object);
}

static void
strata_registers_finalize (GObject *object)
{
  StrataRegisters *self = STRATA_REGISTERS (object);

  strata_register_set_free (self->set);
  g_free (self->infos);
  g_free (self->region_name);

  G_OBJECT_CLASS (strata_registers_parent_class)->finalize (object);
}

static void
strata_registers_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataRegisters *self = STRATA_REGISTERS (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      g_value_set_uint64 (value, self->size);
      break;
    case PROP_BYTE_ORDER:
      g_value_set_enum (value, self->byte_order);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->region_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_registers_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  StrataRegisters *self = STRATA_REGISTERS (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      self->size = g_value_get_uint64 (value);
      break;
    case PROP_BYTE_ORDER:
      self->byte_order = g_value_get_enum (value);
      break;
    case PROP_NAME:
      g_free (self->region_name);
      self->region_name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_registers_class_init (StrataRegistersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_registers_dispose;
  object_class->finalize = strata_registers_finalize;
  object_class->get_property = strata_registers_get_property;
  object_class->set_property = strata_registers_set_property;
  device_class->model = "registers";
  device_class->summary = N_ ("registers that the board file describes");
  device_class->realize = strata_registers_realize;
  device_class->reset = strata_registers_reset;
  device_class->read_key = strata_registers_read_key;

  /**
   * StrataRegisters:size:
   *
   * The size of the region in bytes; 0 for what the registers need.
   */
  properties[PROP_SIZE] = g_param_spec_uint64 (
      "size", NULL, "Of the region, in bytes; 0: what the registers need", 0, G_MAXUINT64, 0,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * StrataRegisters:byte-order:
   *
   * In which order the bytes of a register lie.
   */
  properties[PROP_BYTE_ORDER] = g_param_spec_enum (
      "byte-order", NULL, "In which order the bytes of a register lie", byte_order_get_type (),
      BYTE_ORDER_NATIVE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * StrataRegisters:name:
   *
   * The name of the region; the device's id if there is none.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL,
                                               "Of the region; the device's id if it has none",
                                               NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataRegisters::written:
   * @self: the device
   * @name: the register
   * @value: what was written; the register may have taken less of it
   *
   * The guest has written to a register; emitted with the system locked. A program that mocks a
   * chip answers with strata_registers_set_value().
   */
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_UINT64);
}

static void
strata_registers_init (StrataRegisters *self)
{
  self->set = strata_register_set_new ();
}

/* }}} */
/* {{{ What the hardware does */

/**
 * strata_registers_get_value:
 * @self: a realized device
 * @name: a register, or a field of it as `REGISTER.FIELD`
 * @value: (out): what stands in it
 * @error: where to put an error
 *
 * Tells what a register holds, whatever a guest may see of it.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_MODEL_ERROR_PROPERTY if there is no such register
 */
gboolean
strata_registers_get_value (StrataRegisters *self, const char *name, guint64 *value, GError **error)
{
  StrataSystem *system;
  StrataRegisterTarget target;

  g_return_val_if_fail (STRATA_IS_REGISTERS (self), FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  if (!strata_register_set_find_target (self->set, name, &target, error))
    return FALSE;
  system = strata_device_get_system (STRATA_DEVICE (self));
  strata_system_lock (system);
  *value = (target.cell->value & target.bits) >> target.shift;
  strata_system_unlock (system);
  return TRUE;
}

/**
 * strata_registers_set_value:
 * @self: a realized device
 * @name: a register, or a field of it as `REGISTER.FIELD`
 * @value: what to put into it
 * @error: where to put an error
 *
 * Changes a register as the hardware itself does: a status bit that a guest can only read or clear
 * is set so. Its lines follow.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_MODEL_ERROR_PROPERTY if there is no such register or the
 *   value does not fit
 */
gboolean
strata_registers_set_value (StrataRegisters *self, const char *name, guint64 value, GError **error)
{
  StrataSystem *system;
  StrataRegisterTarget target;

  g_return_val_if_fail (STRATA_IS_REGISTERS (self), FALSE);
  g_return_val_if_fail (self->region != NULL && name != NULL, FALSE);

  if (!strata_register_set_find_target (self->set, name, &target, error))
    return FALSE;
  if (value > target.bits >> target.shift)
    return strata_register_text_fail (error, _ ("0x%" PRIx64 " does not fit into %s"),
                                      value, name);
  system = strata_device_get_system (STRATA_DEVICE (self));
  strata_system_lock (system);
  target.cell->value = (target.cell->value & ~target.bits) | value << target.shift;
  strata_register_set_update_outputs (self->set);
  strata_system_unlock (system);
  return TRUE;
}

/* }}} */
