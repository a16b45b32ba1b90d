/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Port 0x61 of a PC: the gate of the timer's counter 2, and what drives the speaker. Intel's data
 * sheet of the 82371SB (PIIX3) describes it as the NMI status and control register. */

#include "strata-pc-speaker-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-i8254-private.h"

#define COUNTER 2

enum
{
  GATE = 0x01,
  DATA = 0x02,
  WRITABLE = GATE | DATA,
  REFRESH = 0x10,
  OUT = 0x20,
};

struct _StrataPcSpeaker
{
  StrataDevice parent_instance;

  StrataI8254 *pit;
  StrataRegion *region;
  guint8 control;
  gboolean refresh; /* what the next read does not show */
};

enum
{
  PROP_0,
  PROP_PIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataPcSpeaker, strata_pc_speaker, STRATA_TYPE_DEVICE)

static const StrataField fields[] = {
  STRATA_BIT ("TIM_CNT2_EN", 0, RW),
  STRATA_BIT ("SPKR_DAT_EN", 1, RW),
  STRATA_BIT ("REF_TOGGLE", 4, RO),
  STRATA_BIT ("TMR2_OUT_STS", 5, RO),
};

static const StrataRegister registers[] = {
  { "NMISC", 0, 1, STRATA_REGISTER_RW, 0x30,
    N_ ("speaker and timer 2; bit 4 toggles as it is read"), STRATA_ALL (fields) },
};

static gboolean
port_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  StrataPcSpeaker *self = user_data;

  *value = self->control | (self->refresh ? 0 : REFRESH) |
           (strata_i8254_get_out (self->pit, COUNTER) ? OUT : 0);
  return TRUE;
}

/* Programs wait for the refresh bit to change. Here each read sees it changed, as in QEMU, so that
 * they need not wait. */
static guint64
port_read (gpointer user_data, guint64 offset, guint size)
{
  StrataPcSpeaker *self = user_data;
  guint64 value;

  port_peek (self, offset, &value, size);
  self->refresh = !self->refresh;
  return value;
}

static void
port_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
            guint size G_GNUC_UNUSED)
{
  StrataPcSpeaker *self = user_data;

  self->control = value & WRITABLE;
  strata_i8254_set_gate (self->pit, COUNTER, (value & GATE) != 0);
}

static const StrataRegionOps port_ops = {
  .read = port_read,
  .write = port_write,
  .peek = port_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static void
strata_pc_speaker_reset (StrataDevice *device)
{
  StrataPcSpeaker *self = STRATA_PC_SPEAKER (device);

  self->control = 0;
  self->refresh = FALSE;
  strata_i8254_set_gate (self->pit, COUNTER, FALSE);
}

static gboolean
strata_pc_speaker_realize (StrataDevice *device, GError **error)
{
  StrataPcSpeaker *self = STRATA_PC_SPEAKER (device);

  if (self->pit == NULL)
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("a pc-speaker needs the timer that drives it: set pit"));
      return FALSE;
    }
  self->region = strata_device_offer_mmio (device, "port", "pcspk", 1, &port_ops);
  strata_device_add_bank (device, "port", self->region, registers, G_N_ELEMENTS (registers));
  return TRUE;
}

static void
strata_pc_speaker_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  StrataPcSpeaker *self = STRATA_PC_SPEAKER (object);

  switch (prop_id)
    {
    case PROP_PIT:
      g_set_object (&self->pit, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pc_speaker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataPcSpeaker *self = STRATA_PC_SPEAKER (object);

  switch (prop_id)
    {
    case PROP_PIT:
      g_value_set_object (value, self->pit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pc_speaker_dispose (GObject *object)
{
  StrataPcSpeaker *self = STRATA_PC_SPEAKER (object);

  g_clear_pointer (&self->region, strata_region_unref);
  g_clear_object (&self->pit);

  G_OBJECT_CLASS (strata_pc_speaker_parent_class)->dispose (object);
}

static void
strata_pc_speaker_class_init (StrataPcSpeakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_pc_speaker_dispose;
  object_class->get_property = strata_pc_speaker_get_property;
  object_class->set_property = strata_pc_speaker_set_property;
  device_class->model = "pc-speaker";
  device_class->summary = N_ ("speaker of a PC, with the gate of the timer behind it");
  device_class->realize = strata_pc_speaker_realize;
  device_class->reset = strata_pc_speaker_reset;

  properties[PROP_PIT] = g_param_spec_object ("pit", NULL, "timer whose counter 2 makes the tone",
                                              STRATA_TYPE_I8254,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_pc_speaker_init (StrataPcSpeaker *self G_GNUC_UNUSED)
{
}
