/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The 8259A interrupt controller, after Intel's data sheet of the 8259A (231468), and the edge and
 * level control register beside it after that of the 82371SB (PIIX3).
 *
 * A chip answers as in an 8086 system; what it would do in an MCS-80 one is not modelled. */

#include "strata-i8259-private.h"

#include <string.h>

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-i8259-priorities-private.h"
#include "strata-i8259-registers-private.h"

/* The lowest priority: what answers when a request has gone before it was acknowledged */
#define SPURIOUS 7

enum
{
  COMMAND,
  DATA,
  N_PORTS
};

enum
{
  ICW1_IC4 = 0x01,
  ICW1_SNGL = 0x02,
  ICW1_LTIM = 0x08,
  ICW1 = 0x10,

  ICW2_BASE = 0xf8,

  ICW3_ID = 0x07,

  ICW4_UPM = 0x01,
  ICW4_AEOI = 0x02,
  ICW4_SFNM = 0x10,
  ICW4_BITS = 0x1f,

  OCW2_LEVEL = 0x07,
  OCW2_EOI = 0x20,
  OCW2_SL = 0x40,
  OCW2_R = 0x80,

  OCW3_RIS = 0x01,
  OCW3_RR = 0x02,
  OCW3_P = 0x04,
  OCW3 = 0x08,
  OCW3_SMM = 0x20,
  OCW3_ESMM = 0x40,

  POLL_REQUEST = 0x80,
};

/* Which word the data port takes next */
typedef enum
{
  EXPECT_OCW1,
  EXPECT_ICW2,
  EXPECT_ICW3,
  EXPECT_ICW4,
} Expected;

struct _StrataI8259
{
  StrataDevice parent_instance;

  StrataI8259 *master; /* whose cascade it hangs on */
  GPtrArray *slaves;   /* of StrataI8259, on its own; they hold it */
  guint elcr_mask;
  StrataRegion *ports;
  StrataRegion *elcr_port;
  StrataLine *output;

  guint8 levels; /* of the inputs */
  StrataI8259Priorities inputs;
  guint8 icw1, icw2, icw3, icw4;
  guint8 elcr;
  Expected expected;
  gboolean rotates_on_aeoi;
  gboolean is_poll;
  gboolean shows_isr;
};

enum
{
  PROP_0,
  PROP_MASTER,
  PROP_ELCR_MASK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataI8259, strata_i8259, STRATA_TYPE_DEVICE)

/* {{{ Requests */

/* The inputs that have a slave */
static guint8
get_cascades (StrataI8259 *self)
{
  return self->master == NULL && (self->icw1 & ICW1_SNGL) == 0 ? self->icw3 : 0;
}

/* Special fully nested mode: who may interrupt whom on a slave, the slave decides by itself. */
static gboolean
find_request (StrataI8259 *self, guint *input)
{
  guint8 nested = (self->icw4 & ICW4_SFNM) != 0 ? get_cascades (self) : 0;

  return strata_i8259_priorities_find_request (&self->inputs, nested, input);
}

static void
update (StrataI8259 *self)
{
  guint input;

  strata_line_set_level (self->output, find_request (self, &input));
}

static guint8
get_level_triggered (StrataI8259 *self)
{
  /* PIIX3 has no use for LTIM: its ELCRs take the place. */
  if (self->elcr_mask != 0)
    return self->elcr;
  return (self->icw1 & ICW1_LTIM) != 0 ? 0xff : 0;
}

/* Takes a request into service. INT falls; if there is more to do it rises again, and gives a
 * master the edge that it needs. */
static void
take (StrataI8259 *self, guint input)
{
  self->inputs.irr &= ~(1 << input) | get_level_triggered (self);
  if ((self->icw4 & ICW4_AEOI) == 0)
    self->inputs.isr |= 1 << input;
  else if (self->rotates_on_aeoi)
    self->inputs.lowest = input;
  strata_line_set_level (self->output, FALSE);
}

/**
 * strata_i8259_acknowledge: (skip)
 * @self: a chip that has no master
 *
 * Acknowledges the most important request, as the two INTA pulses of a CPU do.
 *
 * Returns: the interrupt vector; that of input 7 if no request is left
 */
guint8
strata_i8259_acknowledge (StrataI8259 *self)
{
  guint input = SPURIOUS;
  guint8 vector;

  g_return_val_if_fail (STRATA_IS_I8259 (self), 0);

  if (find_request (self, &input))
    take (self, input);
  else
    input = SPURIOUS;
  vector = self->icw2 | input;
  if ((get_cascades (self) >> input & 1) != 0)
    for (guint i = 0; i < self->slaves->len; i++)
      {
        StrataI8259 *slave = g_ptr_array_index (self->slaves, i);

        if ((slave->icw3 & ICW3_ID) == input)
          vector = strata_i8259_acknowledge (slave);
      }
  update (self);
  return vector;
}

static void
input_changed (StrataDevice *device, guint number, gboolean level)
{
  StrataI8259 *self = STRATA_I8259 (device);
  guint8 bit = 1 << number;

  /* Edge or level: what is not there any more is not requested. */
  self->levels = level ? self->levels | bit : self->levels & ~bit;
  self->inputs.irr = level ? self->inputs.irr | bit : self->inputs.irr & ~bit;
  update (self);
}

/* }}} */
/* {{{ Ports */

static void
write_icw1 (StrataI8259 *self, guint8 value)
{
  self->icw1 = value;
  /* Edges have to come anew. */
  self->inputs.irr = self->levels & get_level_triggered (self);
  self->inputs.imr = 0;
  self->inputs.isr = 0;
  self->icw4 = 0;
  self->inputs.lowest = SPURIOUS;
  self->rotates_on_aeoi = FALSE;
  self->inputs.is_special_mask = FALSE;
  self->is_poll = FALSE;
  self->shows_isr = FALSE;
  self->expected = EXPECT_ICW2;
}

static void
write_ocw2 (StrataI8259 *self, guint8 value)
{
  guint input = value & OCW2_LEVEL;
  gboolean is_known = TRUE;

  switch (value & (OCW2_EOI | OCW2_SL))
    {
    case OCW2_EOI:
      is_known = strata_i8259_priorities_find_in_service (&self->inputs, &input);
      break;
    case OCW2_EOI | OCW2_SL:
    case OCW2_SL:
      break;
    default:
      self->rotates_on_aeoi = (value & OCW2_R) != 0;
      return;
    }
  if (!is_known)
    return;
  if ((value & OCW2_EOI) != 0)
    self->inputs.isr &= ~(1 << input);
  if ((value & OCW2_R) != 0)
    self->inputs.lowest = input;
}

static void
write_ocw3 (StrataI8259 *self, guint8 value)
{
  if ((value & OCW3_ESMM) != 0)
    self->inputs.is_special_mask = (value & OCW3_SMM) != 0;
  if ((value & OCW3_RR) != 0)
    self->shows_isr = (value & OCW3_RIS) != 0;
  if ((value & OCW3_P) != 0)
    self->is_poll = TRUE;
}

static void
write_data (StrataI8259 *self, guint8 value)
{
  switch (self->expected)
    {
    case EXPECT_OCW1:
      self->inputs.imr = value;
      return;
    case EXPECT_ICW2:
      self->icw2 = value & ICW2_BASE;
      if ((self->icw1 & ICW1_SNGL) == 0)
        {
          self->expected = EXPECT_ICW3;
          return;
        }
      break;
    case EXPECT_ICW3:
      self->icw3 = value;
      break;
    case EXPECT_ICW4:
      self->icw4 = value & ICW4_BITS;
      break;
    }
  if (self->expected != EXPECT_ICW4 && (self->icw1 & ICW1_IC4) != 0)
    {
      self->expected = EXPECT_ICW4;
      return;
    }
  self->expected = EXPECT_OCW1;
  if ((self->icw4 & ICW4_UPM) == 0)
    strata_device_log (STRATA_DEVICE (self),
                       _ ("the MCS-80 mode is not modelled: acts as in an 8086"));
}

static void
ports_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  StrataI8259 *self = user_data;

  if (offset == DATA)
    write_data (self, value);
  else if ((value & ICW1) != 0)
    write_icw1 (self, value);
  else if ((value & OCW3) != 0)
    write_ocw3 (self, value);
  else
    write_ocw2 (self, value);
  update (self);
}

static gboolean
ports_peek (gpointer user_data, guint64 offset, guint64 *value, guint size G_GNUC_UNUSED)
{
  StrataI8259 *self = user_data;
  guint input;

  if (self->is_poll)
    *value = find_request (self, &input) ? POLL_REQUEST | input : 0;
  else if (offset == DATA)
    *value = self->inputs.imr;
  else
    *value = self->shows_isr ? self->inputs.isr : self->inputs.irr;
  return TRUE;
}

/* After a poll command the next read, at either port, is an acknowledgement. */
static guint64
ports_read (gpointer user_data, guint64 offset, guint size)
{
  StrataI8259 *self = user_data;
  guint64 value;

  ports_peek (self, offset, &value, size);
  if (self->is_poll)
    {
      self->is_poll = FALSE;
      if ((value & POLL_REQUEST) != 0)
        take (self, value & ~POLL_REQUEST);
      update (self);
    }
  return value;
}

static const StrataRegionOps ports_ops = {
  .read = ports_read,
  .write = ports_write,
  .peek = ports_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static gboolean
elcr_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  StrataI8259 *self = user_data;

  *value = self->elcr;
  return TRUE;
}

static guint64
elcr_read (gpointer user_data, guint64 offset, guint size)
{
  guint64 value;

  elcr_peek (user_data, offset, &value, size);
  return value;
}

static void
elcr_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
            guint size G_GNUC_UNUSED)
{
  StrataI8259 *self = user_data;

  self->elcr = value & self->elcr_mask;
  self->inputs.irr |= self->levels & self->elcr;
  update (self);
}

static const StrataRegionOps elcr_ops = {
  .read = elcr_read,
  .write = elcr_write,
  .peek = elcr_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

/* }}} */
/* {{{ The device */

static gboolean
strata_i8259_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                            const StrataRegister *info, guint64 *value)
{
  StrataI8259 *self = STRATA_I8259 (device);
  const guint8 values[] = {
    [STRATA_I8259_IRR] = self->inputs.irr,
    [STRATA_I8259_ISR] = self->inputs.isr,
    [STRATA_I8259_IMR] = self->inputs.imr,
    [STRATA_I8259_ICW1] = self->icw1,
    [STRATA_I8259_ICW2] = self->icw2,
    [STRATA_I8259_ICW3] = self->icw3,
    [STRATA_I8259_ICW4] = self->icw4,
  };

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_i8259_parent_class)
        ->peek_register (device, bank, info, value);
  *value = values[info->offset];
  return TRUE;
}

/* Which word the data port takes hangs on what came before: of an initialization that has begun the
 * next one, else the mask. The others cannot be written. */
static gboolean
strata_i8259_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                            const StrataRegister *info, StrataRegisterPath *path)
{
  static const char *const words[] = {
    [EXPECT_OCW1] = "OCW1",
    [EXPECT_ICW2] = "ICW2",
    [EXPECT_ICW3] = "ICW3",
    [EXPECT_ICW4] = "ICW4",
  };
  StrataI8259 *self = STRATA_I8259 (device);

  if (bank->region == NULL)
    {
      path->data = self->ports;
      path->data_offset = DATA;
      return info->offset == STRATA_I8259_IMR && self->expected == EXPECT_OCW1;
    }
  return STRATA_DEVICE_CLASS (strata_i8259_parent_class)
             ->find_register (device, bank, info, path) &&
         (bank->region != self->ports || info->offset != DATA ||
          strcmp (info->name, words[self->expected]) == 0);
}

static void
strata_i8259_reset (StrataDevice *device)
{
  StrataI8259 *self = STRATA_I8259 (device);

  self->elcr = 0;
  write_icw1 (self, 0);
  self->icw2 = 0;
  self->icw3 = 0;
  self->expected = EXPECT_OCW1;
  update (self);
}

static gboolean
strata_i8259_realize (StrataDevice *device, GError **error)
{
  StrataI8259 *self = STRATA_I8259 (device);

  if (self->master != NULL && self->master->master != NULL)
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("“%s” cannot be a master: it has one itself"),
                   strata_device_get_id (STRATA_DEVICE (self->master)));
      return FALSE;
    }
  self->ports = strata_device_offer_mmio (device, "ports", "pic", N_PORTS, &ports_ops);
  if (self->elcr_mask != 0)
    {
      self->elcr_port = strata_device_offer_mmio (device, "elcr", "elcr", 1, &elcr_ops);
    }
  strata_i8259_describe (device, self->ports, self->elcr_port);
  self->output = strata_device_add_output (device, "int", 0);
  strata_device_add_inputs (device, "ir", STRATA_I8259_N_INPUTS, input_changed);
  if (self->master != NULL)
    g_ptr_array_add (self->master->slaves, self);
  return TRUE;
}

static void
strata_i8259_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StrataI8259 *self = STRATA_I8259 (object);

  switch (prop_id)
    {
    case PROP_MASTER:
      g_set_object (&self->master, g_value_get_object (value));
      break;
    case PROP_ELCR_MASK:
      self->elcr_mask = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_i8259_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataI8259 *self = STRATA_I8259 (object);

  switch (prop_id)
    {
    case PROP_MASTER:
      g_value_set_object (value, self->master);
      break;
    case PROP_ELCR_MASK:
      g_value_set_uint (value, self->elcr_mask);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_i8259_dispose (GObject *object)
{
  StrataI8259 *self = STRATA_I8259 (object);

  if (self->master != NULL)
    g_ptr_array_remove (self->master->slaves, self);
  g_clear_object (&self->master);
  g_clear_pointer (&self->ports, strata_region_unref);
  g_clear_pointer (&self->elcr_port, strata_region_unref);

  G_OBJECT_CLASS (strata_i8259_parent_class)->dispose (object);
}

static void
strata_i8259_finalize (GObject *object)
{
  g_ptr_array_unref (STRATA_I8259 (object)->slaves);

  G_OBJECT_CLASS (strata_i8259_parent_class)->finalize (object);
}

static void
strata_i8259_class_init (StrataI8259Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_i8259_dispose;
  object_class->finalize = strata_i8259_finalize;
  object_class->get_property = strata_i8259_get_property;
  object_class->set_property = strata_i8259_set_property;
  device_class->model = "i8259";
  device_class->summary = N_ ("interrupt controller with eight inputs");
  device_class->realize = strata_i8259_realize;
  device_class->reset = strata_i8259_reset;
  device_class->peek_register = strata_i8259_peek_register;
  device_class->find_register = strata_i8259_find_register;

  properties[PROP_MASTER] = g_param_spec_object (
      "master", NULL, "chip whose cascade it hangs on; none if it is the master", STRATA_TYPE_I8259,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ELCR_MASK] = g_param_spec_uint (
      "elcr-mask", NULL,
      "inputs that the edge/level control register beside it can make take a "
      "level; 0 if there is no such register, and ICW1 chooses",
      0, 0xff, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_i8259_init (StrataI8259 *self)
{
  self->slaves = g_ptr_array_new ();
}

/* }}} */
