/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-isa-private.h"

#include "strata-vga-registers-private.h"

struct _StrataVgaIsa
{
  StrataDevice parent_instance;

  StrataVgaCore core;
};

G_DEFINE_FINAL_TYPE (StrataVgaIsa, strata_vga_isa, STRATA_TYPE_DEVICE)

static gboolean
strata_vga_isa_realize (StrataDevice *device, GError **error)
{
  StrataVgaIsa *self = STRATA_VGA_ISA (device);

  if (!strata_vga_core_realize (&self->core, device, error))
    return FALSE;
  strata_device_add_region (device, "memory", self->core.state.vram);
  return TRUE;
}

static void
strata_vga_isa_reset (StrataDevice *device)
{
  strata_vga_core_reset (&STRATA_VGA_ISA (device)->core);
}

static gboolean
strata_vga_isa_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                              const StrataRegister *info, guint64 *value)
{
  guint64 time = strata_clock_get_time (strata_device_get_clock (device));

  return strata_vga_registers_peek (&STRATA_VGA_ISA (device)->core.state, bank, info, time, value);
}

static void
strata_vga_isa_dispose (GObject *object)
{
  strata_vga_core_clear (&STRATA_VGA_ISA (object)->core);

  G_OBJECT_CLASS (strata_vga_isa_parent_class)->dispose (object);
}

static void
strata_vga_isa_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (!strata_vga_core_get_property (&STRATA_VGA_ISA (object)->core, pspec->name, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_vga_isa_set_property (GObject *object, guint prop_id, const GValue *value,
                             GParamSpec *pspec)
{
  if (!strata_vga_core_set_property (&STRATA_VGA_ISA (object)->core, pspec->name, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_vga_isa_class_init (StrataVgaIsaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_vga_isa_dispose;
  object_class->get_property = strata_vga_isa_get_property;
  object_class->set_property = strata_vga_isa_set_property;
  device_class->model = "isa-vga";
  device_class->summary = "VGA with Bochs VBE, on no configurable bus";
  device_class->realize = strata_vga_isa_realize;
  device_class->reset = strata_vga_isa_reset;
  device_class->peek_register = strata_vga_isa_peek_register;

  strata_vga_core_install_properties (object_class, 1);
}

static void
strata_vga_isa_init (StrataVgaIsa *self)
{
  strata_vga_core_init (&self->core);
}

/* For who draws: the registers and video memory. */
StrataVgaState *
strata_vga_isa_get_state (StrataVgaIsa *self)
{
  return &self->core.state;
}
