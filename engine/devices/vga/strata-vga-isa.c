/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-isa-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-vga-registers-private.h"

struct _StrataVgaIsa
{
  StrataDevice parent_instance;

  StrataVgaCore core;
};

static void display_init (StrataDisplayInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataVgaIsa, strata_vga_isa, STRATA_TYPE_DEVICE,
                               G_IMPLEMENT_INTERFACE (STRATA_TYPE_DISPLAY, display_init))

/* {{{ Display */

static void
strata_vga_isa_update (StrataDisplay *display, gboolean all, StrataDisplayFrame *frame)
{
  strata_vga_core_update_display (&STRATA_VGA_ISA (display)->core, all, frame);
}

static StrataSurface *
strata_vga_isa_get_surface (StrataDisplay *display)
{
  return strata_vga_screen_get_surface (STRATA_VGA_ISA (display)->core.screen);
}

static char *
strata_vga_isa_describe_mode (StrataDisplay *display)
{
  return strata_vga_screen_describe_mode (STRATA_VGA_ISA (display)->core.screen);
}

static double
strata_vga_isa_get_pixel_aspect (StrataDisplay *display)
{
  return strata_vga_screen_get_pixel_aspect (STRATA_VGA_ISA (display)->core.screen);
}

static void
display_init (StrataDisplayInterface *iface)
{
  iface->update = strata_vga_isa_update;
  iface->get_surface = strata_vga_isa_get_surface;
  iface->describe_mode = strata_vga_isa_describe_mode;
  iface->get_pixel_aspect = strata_vga_isa_get_pixel_aspect;
}

/* }}} */

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
  return strata_vga_core_peek_register (&STRATA_VGA_ISA (device)->core, bank, info, value);
}

static gboolean
strata_vga_isa_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                              const StrataRegister *info, StrataRegisterPath *path)
{
  return strata_vga_registers_find (device, &STRATA_VGA_ISA (device)->core.state, bank, info, path);
}

static void
strata_vga_isa_dispose (GObject *object)
{
  StrataVgaIsa *self = STRATA_VGA_ISA (object);

  strata_vga_core_clear (&self->core);

  G_OBJECT_CLASS (strata_vga_isa_parent_class)->dispose (object);
}

static void
strata_vga_isa_finalize (GObject *object)
{
  strata_vga_core_finish (&STRATA_VGA_ISA (object)->core);

  G_OBJECT_CLASS (strata_vga_isa_parent_class)->finalize (object);
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
  object_class->finalize = strata_vga_isa_finalize;
  object_class->get_property = strata_vga_isa_get_property;
  object_class->set_property = strata_vga_isa_set_property;
  device_class->model = "isa-vga";
  device_class->summary = N_ ("VGA with Bochs VBE, at fixed addresses");
  device_class->realize = strata_vga_isa_realize;
  device_class->reset = strata_vga_isa_reset;
  device_class->peek_register = strata_vga_isa_peek_register;
  device_class->find_register = strata_vga_isa_find_register;

  strata_vga_core_install_properties (object_class);
}

static void
strata_vga_isa_init (StrataVgaIsa *self)
{
  strata_vga_core_init (&self->core);
}

/* For tests and for who draws: the registers and video memory. */
StrataVgaState *
strata_vga_isa_get_state (StrataVgaIsa *self)
{
  return &self->core.state;
}
