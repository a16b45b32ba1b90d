/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 440FX PCIset (order number 290549-001): 3.1 for the configuration ports, 3.2.18 for the
 * programmable attribute map, 3.2.23 for system management RAM. As in QEMU 7.2, the write-only
 * state of a PAM window is RAM to reads, too, and D_OPEN shows the RAM whatever G_SMRAME says.
 */

#include "strata-i440fx-private.h"

#include <inttypes.h>

#include "devices/pci/strata-pci-host-private.h"
#include "devices/pci/strata-pci-ports-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-i440fx-registers-private.h"
#include "strata-pam-window-private.h"

#define N_WINDOWS 13
#define SMRAM_ADDRESS 0xa0000
#define SMRAM_SIZE 0x20000
#define SMM_SPACE_SIZE (G_GUINT64_CONSTANT (1) << 32)

struct _StrataI440fx
{
  StrataPciDevice parent_instance;

  /* Properties */
  StrataRegion *ram;
  StrataRegion *system;
  StrataRegion *pci;
  StrataRegion *io;

  StrataPciBus *bus;
  StrataPciPorts *ports;
  StrataPamWindow windows[N_WINDOWS]; /* the first is the BIOS's, then upwards from C0000 */
  StrataRegion *smram_region;         /* in the map: video memory in place of RAM */
  StrataRegion *smram_low;            /* what a CPU in system management mode sees there */
  StrataRegion *smram;
  StrataLine *reset_line;
};

enum
{
  PROP_0,
  PROP_RAM,
  PROP_SYSTEM,
  PROP_PCI,
  PROP_IO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static StrataPciBus *
strata_i440fx_get_bus (StrataPciHost *host)
{
  return STRATA_I440FX (host)->bus;
}

static StrataPciPorts *
strata_i440fx_get_ports (StrataPciHost *host)
{
  return STRATA_I440FX (host)->ports;
}

static void
strata_i440fx_host_init (StrataPciHostInterface *iface)
{
  iface->get_bus = strata_i440fx_get_bus;
  iface->get_ports = strata_i440fx_get_ports;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataI440fx, strata_i440fx, STRATA_TYPE_PCI_DEVICE,
                               G_IMPLEMENT_INTERFACE (STRATA_TYPE_PCI_HOST,
                                                      strata_i440fx_host_init))

/* {{{ What shows between 640 KiB and 1 MiB */

static StrataRange
get_window_range (guint number)
{
  guint64 first = number == 0 ? 0xf0000 : 0xc0000 + (number - 1) * G_GUINT64_CONSTANT (0x4000);

  return (StrataRange) { first, first + (number == 0 ? 0xffff : 0x3fff) };
}

/* The fields follow one another, of each register first the low one; the first field of the first
 * register has no window. */
static StrataPamState
get_window_state (StrataI440fx *self, guint number)
{
  guint field = number + 1;
  guint32 pam = strata_pci_device_get_config (STRATA_PCI_DEVICE (self),
                                              STRATA_I440FX_PAM + field / 2, 1);

  return pam >> (field % 2 * 4) & 3;
}

static void
report (StrataI440fx *self, GError *error)
{
  strata_device_log (STRATA_DEVICE (self), _ ("cannot change the map: %s"), error->message);
}

static void
update_windows (StrataI440fx *self)
{
  for (guint i = 0; i < N_WINDOWS; i++)
    {
      g_autoptr (GError) error = NULL;
      StrataPamState state = get_window_state (self, i);
      StrataRange range = get_window_range (i);

      if (state == self->windows[i].state)
        continue;
      if (!strata_pam_window_set_state (&self->windows[i], state, &error))
        report (self, error);
      else if (state == STRATA_PAM_WRITE_ONLY)
        strata_device_log (
            STRATA_DEVICE (self),
            _ ("0x%" PRIx64 "-0x%" PRIx64 " is set to "
               "write-only: shown as RAM to read and write, as in QEMU; hardware would "
               "read from PCI"),
            range.first, range.last);
    }
}

static void
update_smram (StrataI440fx *self)
{
  g_autoptr (GError) error = NULL;
  guint32 smram = strata_pci_device_get_config (STRATA_PCI_DEVICE (self), STRATA_I440FX_SMRAM, 1);

  if (!strata_region_set_enabled (self->smram_region, !(smram & STRATA_I440FX_SMRAM_OPEN), &error)
      || !strata_region_set_enabled (self->smram, (smram & STRATA_I440FX_SMRAM_ENABLED) != 0,
                                     &error))
    report (self, error);
}

static void
update_map (StrataI440fx *self)
{
  StrataSystem *system = strata_device_get_system (STRATA_DEVICE (self));

  strata_system_begin (system);
  update_windows (self);
  update_smram (self);
  strata_system_commit (system);
}

/* }}} */

/* Setting D_LCK closes the RAM, and until the next reset only D_CLS can be changed. */
static void
lock_smram (StrataPciDevice *device, guint32 before)
{
  guint32 smram = strata_pci_device_get_config (device, STRATA_I440FX_SMRAM, 1);

  if (before & STRATA_I440FX_SMRAM_LOCKED)
    smram = (before & ~(guint32) STRATA_I440FX_SMRAM_CLOSED)
            | (smram & STRATA_I440FX_SMRAM_CLOSED);
  if (smram & STRATA_I440FX_SMRAM_LOCKED)
    smram &= ~(guint32) STRATA_I440FX_SMRAM_OPEN;
  strata_pci_device_set_config (device, STRATA_I440FX_SMRAM, 1, smram);
}

static void
strata_i440fx_write_config (StrataPciDevice *device, guint offset, guint size, guint32 value)
{
  StrataI440fx *self = STRATA_I440FX (device);
  guint32 smram = strata_pci_device_get_config (device, STRATA_I440FX_SMRAM, 1);
  guint32 trc = strata_pci_device_get_config (device, STRATA_I440FX_TRC, 1);

  STRATA_PCI_DEVICE_CLASS (strata_i440fx_parent_class)->write_config (device, offset, size, value);
  lock_smram (device, smram);
  update_map (self);

  /* A rising edge: 3.2.26 */
  trc = ~trc & strata_pci_device_get_config (device, STRATA_I440FX_TRC, 1);
  if (trc & STRATA_I440FX_TRC_RESET)
    strata_line_pulse (self->reset_line);
}

static gboolean
check_properties (StrataI440fx *self, GError **error)
{
  StrataRegion *const regions[] = { self->ram, self->system, self->pci, self->io };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    if (regions[i] == NULL)
      {
        g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                     _ ("“%s” must be the id of a region"), properties[PROP_RAM + i]->name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
add_windows (StrataI440fx *self, GError **error)
{
  StrataOwner *owner = strata_device_get_owner (STRATA_DEVICE (self));

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      StrataRange range = get_window_range (i);

      if (!strata_pam_window_init (&self->windows[i], self->system, owner, self->ram, self->pci,
                                   range.first, range.last - range.first + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_smram (StrataI440fx *self, GError **error)
{
  StrataSystem *system = strata_device_get_system (STRATA_DEVICE (self));
  StrataOwner *owner = strata_device_get_owner (STRATA_DEVICE (self));

  self->smram_region = strata_region_new_alias (system, owner, "smram-region", self->pci,
                                                SMRAM_ADDRESS, SMRAM_SIZE);
  self->smram_low = strata_region_new_alias (system, owner, "smram-low", self->ram, SMRAM_ADDRESS,
                                             SMRAM_SIZE);
  self->smram = strata_region_new_container (system, owner, "smram", SMM_SPACE_SIZE);
  strata_device_add_region (STRATA_DEVICE (self), "smram", self->smram);
  return strata_region_add_subregion_overlap (self->system, SMRAM_ADDRESS, self->smram_region, 1,
                                              error)
         && strata_region_add_subregion (self->smram, SMRAM_ADDRESS, self->smram_low, error);
}

static gboolean
strata_i440fx_realize (StrataDevice *device, GError **error)
{
  StrataI440fx *self = STRATA_I440FX (device);

  if (!check_properties (self, error))
    return FALSE;
  self->bus = strata_pci_bus_new (self->pci, self->io);
  if (!STRATA_DEVICE_CLASS (strata_i440fx_parent_class)->realize (device, error))
    return FALSE;
  strata_i440fx_describe_registers (STRATA_PCI_DEVICE (self));

  self->ports = strata_pci_ports_new (strata_device_get_system (device),
                                      strata_device_get_owner (device), self->bus);
  strata_device_add_region (device, "index", strata_pci_ports_get_index_region (self->ports));
  strata_device_add_region (device, "data", strata_pci_ports_get_data_region (self->ports));
  self->reset_line = strata_device_add_output (device, "reset", 0);
  return add_smram (self, error) && add_windows (self, error);
}

static void
strata_i440fx_reset (StrataDevice *device)
{
  StrataI440fx *self = STRATA_I440FX (device);

  STRATA_DEVICE_CLASS (strata_i440fx_parent_class)->reset (device);
  strata_pci_ports_reset (self->ports);
  update_map (self);
}

static void
strata_i440fx_dispose (GObject *object)
{
  StrataI440fx *self = STRATA_I440FX (object);

  for (guint i = 0; i < N_WINDOWS; i++)
    strata_pam_window_clear (&self->windows[i]);
  if (self->smram_region != NULL && strata_region_get_container (self->smram_region) != NULL)
    strata_region_del_subregion (self->system, self->smram_region, NULL);
  if (self->smram_low != NULL && strata_region_get_container (self->smram_low) != NULL)
    strata_region_del_subregion (self->smram, self->smram_low, NULL);
  g_clear_pointer (&self->smram_region, strata_region_unref);
  g_clear_pointer (&self->smram_low, strata_region_unref);
  g_clear_pointer (&self->smram, strata_region_unref);
  if (self->ports != NULL)
    strata_pci_ports_drop_regions (self->ports);
  g_clear_pointer (&self->ram, strata_region_unref);
  g_clear_pointer (&self->system, strata_region_unref);
  g_clear_pointer (&self->pci, strata_region_unref);
  g_clear_pointer (&self->io, strata_region_unref);

  G_OBJECT_CLASS (strata_i440fx_parent_class)->dispose (object);
}

static void
strata_i440fx_finalize (GObject *object)
{
  StrataI440fx *self = STRATA_I440FX (object);

  g_clear_pointer (&self->ports, strata_pci_ports_free);
  g_clear_pointer (&self->bus, strata_pci_bus_free);

  G_OBJECT_CLASS (strata_i440fx_parent_class)->finalize (object);
}

/* Where the region of a property is kept */
static StrataRegion **
get_slot (StrataI440fx *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_RAM:
      return &self->ram;
    case PROP_SYSTEM:
      return &self->system;
    case PROP_PCI:
      return &self->pci;
    case PROP_IO:
      return &self->io;
    default:
      return NULL;
    }
}

static void
strata_i440fx_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataRegion **slot = get_slot (STRATA_I440FX (object), prop_id);

  if (slot != NULL)
    g_value_set_boxed (value, *slot);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_i440fx_set_property (GObject *object, guint prop_id, const GValue *value,
                            GParamSpec *pspec)
{
  StrataRegion **slot = get_slot (STRATA_I440FX (object), prop_id);

  if (slot == NULL)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  g_clear_pointer (slot, strata_region_unref);
  *slot = g_value_dup_boxed (value);
}

static void
strata_i440fx_class_init (StrataI440fxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);
  StrataPciDeviceClass *pci_class = STRATA_PCI_DEVICE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_i440fx_dispose;
  object_class->finalize = strata_i440fx_finalize;
  object_class->get_property = strata_i440fx_get_property;
  object_class->set_property = strata_i440fx_set_property;
  device_class->model = "i440fx";
  device_class->summary = N_ ("host bridge 82441FX: PCI bus, PAM and SMRAM windows");
  device_class->realize = strata_i440fx_realize;
  device_class->reset = strata_i440fx_reset;
  pci_class->write_config = strata_i440fx_write_config;
  pci_class->vendor_id = 0x8086;
  pci_class->device_id = 0x1237;
  pci_class->revision_id = 0x02;
  pci_class->class_code = 0x060000;

  properties[PROP_RAM] = g_param_spec_boxed ("ram", NULL, "the RAM, from address 0 on",
                                             STRATA_TYPE_REGION, flags);
  properties[PROP_SYSTEM] = g_param_spec_boxed ("system", NULL, "container that the CPU sees",
                                                STRATA_TYPE_REGION, flags);
  properties[PROP_PCI] = g_param_spec_boxed ("pci", NULL, "memory of the PCI bus",
                                             STRATA_TYPE_REGION, flags);
  properties[PROP_IO] = g_param_spec_boxed ("io", NULL, "ports of the PCI bus",
                                            STRATA_TYPE_REGION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_i440fx_init (StrataI440fx *self)
{
  g_object_set (self, "address", "00.0", NULL);
}
