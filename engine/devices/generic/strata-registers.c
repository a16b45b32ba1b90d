/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A device made of data: a bank of registers that a board file describes. docs/device-registers.md
 * tells how. */

#include "strata-registers.h"

#include <string.h>

#include "strata-register-cell-private.h"
#include "strata-register-text-private.h"

#define MAX_REGISTERS 4096
#define MAX_INPUTS 64
#define MAX_OUTPUTS 64

typedef enum
{
  BYTE_ORDER_NATIVE,
  BYTE_ORDER_LITTLE,
  BYTE_ORDER_BIG,
} ByteOrder;

/* A register, or one of its fields */
typedef struct
{
  StrataRegisterCell *cell;
  guint64 bits;
  guint shift;
  StrataRegisterAccess access;
} Target;

/* `REGISTER`, or `REGISTER & MASK`, where the mask is a register or a number: high if any bit is
 * set in both */
typedef struct
{
  char *name;
  StrataRegisterCell *cell;
  StrataRegisterCell *mask_cell;
  guint64 mask;
  StrataLine *line;
} Output;

struct _StrataRegisters
{
  StrataDevice parent_instance;

  guint64 size; /* 0: what the registers need */
  ByteOrder byte_order;
  char *region_name;

  GHashTable *cells_by_name;  /* owns the cells */
  GPtrArray *cells;           /* by offset */
  Target targets[MAX_INPUTS]; /* what the inputs set */
  guint n_inputs;
  GArray *outputs; /* of Output */

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

static void
output_clear (gpointer data)
{
  g_free (((Output *) data)->name);
}

/* {{{ Finding registers */

/* The index of the first register that ends at or behind an offset */
static guint
find_index (StrataRegisters *self, guint64 offset)
{
  guint low = 0, high = self->cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata_register_cell_get_last (g_ptr_array_index (self->cells, middle)) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The register that holds a byte */
static StrataRegisterCell *
find_cell (StrataRegisters *self, guint64 offset)
{
  guint index = find_index (self, offset);
  StrataRegisterCell *cell;

  if (index == self->cells->len)
    return NULL;
  cell = g_ptr_array_index (self->cells, index);
  return cell->info.offset <= offset ? cell : NULL;
}

/* `REGISTER` or `REGISTER.FIELD` */
static gboolean
find_target (StrataRegisters *self, const char *name, Target *target, GError **error)
{
  g_auto (GStrv) names = g_strsplit (name, ".", 2);
  const StrataField *field = NULL;
  StrataRegisterCell *cell;

  cell = names[0] != NULL ? g_hash_table_lookup (self->cells_by_name, names[0]) : NULL;
  if (cell == NULL)
    return strata_register_text_fail (error, "there is no register “%.80s”",
                                      names[0] != NULL ? names[0] : "");
  if (names[1] != NULL)
    {
      field = strata_register_cell_find_field (cell, names[1]);
      if (field == NULL)
        return strata_register_text_fail (error, "the register %s has no field “%.80s”",
                                          cell->info.name, names[1]);
      *target = (Target) { cell, strata_field_get_bits (field), field->shift, field->access };
    }
  else
    *target = (Target) { cell, strata_register_cell_get_bits (cell), 0, cell->info.access };
  return TRUE;
}

/* }}} */
/* {{{ Keys of a board file */

static gboolean
read_register (StrataRegisters *self, const char *name, const char *text, GError **error)
{
  g_autoptr (StrataRegisterCell) cell = strata_register_cell_parse (name, text, error);
  StrataRegisterCell *next;
  guint index;

  if (cell == NULL)
    return FALSE;
  if (g_hash_table_contains (self->cells_by_name, name))
    return strata_register_text_fail (error, "there is such a register already");
  if (self->cells->len == MAX_REGISTERS)
    return strata_register_text_fail (error, "a device has at most %d registers", MAX_REGISTERS);
  index = find_index (self, cell->info.offset);
  next = index < self->cells->len ? g_ptr_array_index (self->cells, index) : NULL;
  if (next != NULL && next->info.offset <= strata_register_cell_get_last (cell))
    return strata_register_text_fail (error, "it overlaps the register %s", next->info.name);
  g_ptr_array_insert (self->cells, index, cell);
  g_hash_table_insert (self->cells_by_name, (char *) cell->info.name, cell);
  g_steal_pointer (&cell);
  return TRUE;
}

static gboolean
read_field (StrataRegisters *self, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (name, ".", 2);
  StrataRegisterCell *cell;

  if (names[0] == NULL || names[1] == NULL)
    return strata_register_text_fail (error, "the key of a field is field.REGISTER.FIELD");
  cell = g_hash_table_lookup (self->cells_by_name, names[0]);
  if (cell == NULL)
    return strata_register_text_fail (error, "there is no register %.80s above this line",
                                      names[0]);
  return strata_register_cell_add_field (cell, names[1], text, error);
}

static gboolean
read_input (StrataRegisters *self, const char *number_text, const char *text, GError **error)
{
  guint64 number;

  if (!strata_register_text_parse_number (number_text, &number, error))
    return FALSE;
  if (number >= MAX_INPUTS)
    return strata_register_text_fail (error, "a device has at most %d inputs, from 0 on",
                                      MAX_INPUTS);
  if (self->targets[number].cell != NULL)
    return strata_register_text_fail (error, "there is such an input already");
  if (!find_target (self, text, &self->targets[number], error))
    return FALSE;
  self->n_inputs = MAX (self->n_inputs, (guint) number + 1);
  return TRUE;
}

static gboolean
read_output (StrataRegisters *self, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, "&", 2);
  Output output = { .mask = G_MAXUINT64 };

  if (!strata_register_text_is_name (name))
    return strata_register_text_fail (error, "“%.80s” is no name of a line", name);
  if (self->outputs->len == MAX_OUTPUTS)
    return strata_register_text_fail (error, "a device has at most %d outputs", MAX_OUTPUTS);
  for (guint i = 0; i < self->outputs->len; i++)
    if (strcmp (g_array_index (self->outputs, Output, i).name, name) == 0)
      return strata_register_text_fail (error, "there is such an output already");
  for (guint i = 0; words[i] != NULL; i++)
    {
      StrataRegisterCell *cell = g_hash_table_lookup (self->cells_by_name, g_strstrip (words[i]));

      if (i == 0)
        output.cell = cell;
      else
        output.mask_cell = cell;
      if (cell != NULL || (i > 0 && g_ascii_isdigit (*words[i])))
        continue;
      return strata_register_text_fail (error, "there is no register “%.80s” above this line",
                                        words[i]);
    }
  if (output.cell == NULL)
    return strata_register_text_fail (error, "write REGISTER or REGISTER & MASK");
  if (words[1] != NULL && output.mask_cell == NULL &&
      !strata_register_text_parse_number (words[1], &output.mask, error))
    return FALSE;
  output.name = g_strdup (name);
  g_array_append_val (self->outputs, output);
  return TRUE;
}

static gboolean
strata_registers_read_key (StrataDevice *device, const char *key, const char *text, GError **error)
{
  static const struct
  {
    const char *prefix;
    gboolean (*read) (StrataRegisters *self, const char *name, const char *text, GError **error);
  } keys[] = {
    { "register.", read_register },
    { "field.", read_field },
    { "input.", read_input },
    { "output.", read_output },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_has_prefix (key, keys[i].prefix))
      return keys[i].read (STRATA_REGISTERS (device), key + strlen (keys[i].prefix), text, error);
  return FALSE;
}

/* }}} */
/* {{{ Accesses */

static void
update_outputs (StrataRegisters *self)
{
  for (guint i = 0; i < self->outputs->len; i++)
    {
      const Output *output = &g_array_index (self->outputs, Output, i);
      guint64 mask = output->mask_cell != NULL ? output->mask_cell->value : output->mask;

      strata_line_set_level (output->line, (output->cell->value & mask) != 0);
    }
}

/* The register that an access means: it must be that register, the whole of it and no more. */
static StrataRegisterCell *
find_accessed (StrataRegisters *self, guint64 offset, guint size)
{
  StrataRegisterCell *cell = find_cell (self, offset);

  if (cell != NULL && cell->info.offset == offset && cell->info.size == size)
    return cell;
  if (cell == NULL)
    strata_device_log (STRATA_DEVICE (self), "there is no register at 0x%" G_GINT64_MODIFIER "x",
                       offset);
  else
    strata_device_log (STRATA_DEVICE (self),
                       "%s has %u bytes at 0x%" G_GINT64_MODIFIER
                       "x: an access of %u at 0x%" G_GINT64_MODIFIER "x is refused",
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
  update_outputs (self);
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
  update_outputs (self);
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
      StrataRegisterCell *cell = find_cell (self, offset + i);
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
  const Target *target = &self->targets[number];

  if (target->cell == NULL)
    return;
  if (level)
    target->cell->value |= target->bits;
  else if (target->access == STRATA_REGISTER_RO)
    target->cell->value &= ~target->bits;
  update_outputs (self);
}

/* The outputs follow what the inputs and registers say after a reset: a level that comes from
 * outside stays. */
static void
strata_registers_reset (StrataDevice *device)
{
  StrataRegisters *self = STRATA_REGISTERS (device);

  for (guint i = 0; i < self->cells->len; i++)
    {
      StrataRegisterCell *cell = g_ptr_array_index (self->cells, i);

      cell->value = cell->info.reset;
    }
  for (guint i = 0; i < self->n_inputs; i++)
    if (self->targets[i].cell != NULL && self->targets[i].access == STRATA_REGISTER_RO &&
        strata_line_get_level (strata_device_get_input (device, i)))
      self->targets[i].cell->value |= self->targets[i].bits;
  update_outputs (self);
}

static gboolean
find_size (StrataRegisters *self, GError **error)
{
  StrataRegisterCell *cell;
  guint64 last;

  if (self->cells->len == 0)
    return strata_register_text_fail (error, "no registers: write register.NAME=OFFSET SIZE "
                                             "ACCESS for each");
  cell = g_ptr_array_index (self->cells, self->cells->len - 1);
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
        error, "register.%s: it ends behind the device's size, 0x%" G_GINT64_MODIFIER "x",
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
  for (guint i = 0; i < self->cells->len; i++)
    {
      StrataRegisterCell *cell = g_ptr_array_index (self->cells, i);

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
  self->infos = g_new (StrataRegister, self->cells->len);
  for (guint i = 0; i < self->cells->len; i++)
    {
      StrataRegisterCell *cell = g_ptr_array_index (self->cells, i);

      strata_register_cell_close (cell);
      self->infos[i] = cell->info;
    }
  fill_ops (self);
  self->region = strata_region_new_mmio (
      strata_device_get_system (device), strata_device_get_owner (device),
      self->region_name != NULL ? self->region_name : strata_device_get_id (device), self->size,
      &self->ops, self, NULL);
  strata_device_add_region (device, "registers", self->region);
  strata_device_add_bank (device, "registers", self->region, self->infos, self->cells->len);
  strata_device_add_inputs (device, "in", self->n_inputs, input_changed);
  for (guint i = 0; i < self->outputs->len; i++)
    {
      Output *output = &g_array_index (self->outputs, Output, i);

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

  g_array_unref (self->outputs);
  g_ptr_array_unref (self->cells);
  g_hash_table_unref (self->cells_by_name);
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
  device_class->summary = "registers that the board file describes";
  device_class->realize = strata_registers_realize;
  device_class->reset = strata_registers_reset;
  device_class->read_key = strata_registers_read_key;

  properties[PROP_SIZE] = g_param_spec_uint64 (
      "size", NULL, "Of the region, in bytes; 0: what the registers need", 0, G_MAXUINT64, 0,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BYTE_ORDER] = g_param_spec_enum (
      "byte-order", NULL, "In which order the bytes of a register lie", byte_order_get_type (),
      BYTE_ORDER_NATIVE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
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
  self->cells_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                               (GDestroyNotify) strata_register_cell_free);
  self->cells = g_ptr_array_new ();
  self->outputs = g_array_new (FALSE, FALSE, sizeof (Output));
  g_array_set_clear_func (self->outputs, output_clear);
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
  Target target;

  g_return_val_if_fail (STRATA_IS_REGISTERS (self), FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  if (!find_target (self, name, &target, error))
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
  Target target;

  g_return_val_if_fail (STRATA_IS_REGISTERS (self), FALSE);
  g_return_val_if_fail (self->region != NULL && name != NULL, FALSE);

  if (!find_target (self, name, &target, error))
    return FALSE;
  if (value > target.bits >> target.shift)
    return strata_register_text_fail (error, "0x%" G_GINT64_MODIFIER "x does not fit into %s",
                                      value, name);
  system = strata_device_get_system (STRATA_DEVICE (self));
  strata_system_lock (system);
  target.cell->value = (target.cell->value & ~target.bits) | value << target.shift;
  update_outputs (self);
  strata_system_unlock (system);
  return TRUE;
}

/* }}} */
