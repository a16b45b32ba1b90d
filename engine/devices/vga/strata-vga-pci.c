/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-pci-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-vga-mmio-private.h"
#include "strata-vga-registers-private.h"

/* The standard VGA of QEMU's PCs */
#define VENDOR_ID 0x1234
#define DEVICE_ID 0x1111
#define REVISION_ID 2
#define CLASS_CODE 0x030000 /* a VGA compatible controller */
#define ROM_SIZE 0x10000

struct _StrataVgaPci
{
  StrataPciDevice parent_instance;

  StrataVgaCore core;
  StrataVgaMmio mmio;
  StrataRegion *rom; /* nothing is in it: firmware that looks for code there finds none */
};

static void display_init (StrataDisplayInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataVgaPci, strata_vga_pci, STRATA_TYPE_PCI_DEVICE,
                               G_IMPLEMENT_INTERFACE (STRATA_TYPE_DISPLAY, display_init))

/* {{{ Display */

static void
strata_vga_pci_update (StrataDisplay *display, gboolean all, StrataDisplayFrame *frame)
{
  strata_vga_core_update_display (&STRATA_VGA_PCI (display)->core, all, frame);
}

static StrataSurface *
strata_vga_pci_get_surface (StrataDisplay *display)
{
  return strata_vga_screen_get_surface (STRATA_VGA_PCI (display)->core.screen);
}

static char *
strata_vga_pci_describe_mode (StrataDisplay *display)
{
  return strata_vga_screen_describe_mode (STRATA_VGA_PCI (display)->core.screen);
}

static double
strata_vga_pci_get_pixel_aspect (StrataDisplay *display)
{
  return strata_vga_screen_get_pixel_aspect (STRATA_VGA_PCI (display)->core.screen);
}

static void
display_init (StrataDisplayInterface *iface)
{
  iface->update = strata_vga_pci_update;
  iface->get_surface = strata_vga_pci_get_surface;
  iface->describe_mode = strata_vga_pci_describe_mode;
  iface->get_pixel_aspect = strata_vga_pci_get_pixel_aspect;
}

/* }}} */

static gboolean
strata_vga_pci_realize (StrataDevice *device, GError **error)
{
  StrataVgaPci *self = STRATA_VGA_PCI (device);
  StrataPciDevice *function = STRATA_PCI_DEVICE (device);

  if (!STRATA_DEVICE_CLASS (strata_vga_pci_parent_class)->realize (device, error)
      || !strata_vga_core_realize (&self->core, device, error)
      || !strata_vga_mmio_init (&self->mmio, &self->core.state, &self->core.windows, device, error))
    return FALSE;
  self->rom = strata_region_new_rom (strata_device_get_system (device),
                                     strata_device_get_owner (device), "vga.rom", ROM_SIZE, error);
  if (self->rom == NULL)
    return FALSE;
  strata_pci_device_add_bar (function, 0, STRATA_PCI_BAR_PREFETCHABLE, self->core.state.vram);
  strata_pci_device_add_bar (function, 2, STRATA_PCI_BAR_MEMORY, self->mmio.region);
  strata_pci_device_add_bar (function, 6, STRATA_PCI_BAR_ROM, self->rom);
  return TRUE;
}

static void
strata_vga_pci_reset (StrataDevice *device)
{
  STRATA_DEVICE_CLASS (strata_vga_pci_parent_class)->reset (device);
  strata_vga_core_reset (&STRATA_VGA_PCI (device)->core);
}

static gboolean
strata_vga_pci_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                              const StrataRegister *info, guint64 *value)
{
  return strata_vga_core_peek_register (&STRATA_VGA_PCI (device)->core, bank, info, value)
         || STRATA_DEVICE_CLASS (strata_vga_pci_parent_class)
              ->peek_register (device, bank, info, value);
}

static gboolean
strata_vga_pci_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                              const StrataRegister *info, StrataRegisterPath *path)
{
  StrataVgaCore *core = &STRATA_VGA_PCI (device)->core;
  guint64 ignored;

  /* What the VGA has is not in configuration space, whether it can be reached or not. */
  if (strata_vga_core_peek_register (core, bank, info, &ignored))
    return strata_vga_registers_find (device, &core->state, bank, info, path);
  return STRATA_DEVICE_CLASS (strata_vga_pci_parent_class)
    ->find_register (device, bank, info, path);
}

static void
strata_vga_pci_dispose (GObject *object)
{
  StrataVgaPci *self = STRATA_VGA_PCI (object);

  g_clear_pointer (&self->rom, strata_region_unref);
  strata_vga_mmio_clear (&self->mmio);
  strata_vga_core_clear (&self->core);

  G_OBJECT_CLASS (strata_vga_pci_parent_class)->dispose (object);
}

static void
strata_vga_pci_finalize (GObject *object)
{
  strata_vga_core_finish (&STRATA_VGA_PCI (object)->core);

  G_OBJECT_CLASS (strata_vga_pci_parent_class)->finalize (object);
}

static void
strata_vga_pci_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (!strata_vga_core_get_property (&STRATA_VGA_PCI (object)->core, pspec->name, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_vga_pci_set_property (GObject *object, guint prop_id, const GValue *value,
                             GParamSpec *pspec)
{
  if (!strata_vga_core_set_property (&STRATA_VGA_PCI (object)->core, pspec->name, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_vga_pci_class_init (StrataVgaPciClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);
  StrataPciDeviceClass *pci_class = STRATA_PCI_DEVICE_CLASS (klass);

  object_class->dispose = strata_vga_pci_dispose;
  object_class->finalize = strata_vga_pci_finalize;
  object_class->get_property = strata_vga_pci_get_property;
  object_class->set_property = strata_vga_pci_set_property;
  device_class->model = "vga";
  device_class->summary = N_ ("VGA with Bochs VBE, on PCI");
  device_class->realize = strata_vga_pci_realize;
  device_class->reset = strata_vga_pci_reset;
  device_class->peek_register = strata_vga_pci_peek_register;
  device_class->find_register = strata_vga_pci_find_register;
  pci_class->vendor_id = VENDOR_ID;
  pci_class->device_id = DEVICE_ID;
  pci_class->revision_id = REVISION_ID;
  pci_class->class_code = CLASS_CODE;

  strata_vga_core_install_properties (object_class);
}

static void
strata_vga_pci_init (StrataVgaPci *self)
{
  strata_vga_core_init (&self->core);
}

/* For tests and for who draws: the registers and video memory. */
StrataVgaState *
strata_vga_pci_get_state (StrataVgaPci *self)
{
  return &self->core.state;
}
