/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pci-device-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-pci-header-private.h"
#include "strata-pci-host-private.h"

/* Six base addresses and the ROM's */
#define N_BARS 7
#define ROM_INDEX 6

/* A function whose board gives it no ids of its own shows those of QEMU's. */
#define SUBSYSTEM_VENDOR_ID 0x1af4
#define SUBSYSTEM_ID 0x1100

typedef struct
{
  StrataPciHost *host; /* NULL in a host bridge, which has the bus itself */
  char *address_text;
  StrataPciBus *bus; /* while it is plugged in */
  guint address;
  StrataPciConfig config;
  StrataPciBar bars[N_BARS]; /* without a region if there is none */
  StrataLine *interrupt;     /* NULL if it has none */
  gboolean interrupt_level;
  StrataRegister *header; /* those of every function, with what this one holds at reset */
} StrataPciDevicePrivate;

enum
{
  PROP_0,
  PROP_BUS,
  PROP_ADDRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (StrataPciDevice, strata_pci_device, STRATA_TYPE_DEVICE)

static StrataPciDevicePrivate *
get_private (gpointer self)
{
  return strata_pci_device_get_instance_private (self);
}

/* {{{ On the bus */

static guint32
read_config (gpointer function, guint offset, guint size)
{
  return strata_pci_config_get (&get_private (function)->config, offset, size);
}

static void
write_config (gpointer function, guint offset, guint size, guint32 value)
{
  STRATA_PCI_DEVICE_GET_CLASS (function)->write_config (function, offset, size, value);
}

static const StrataPciFunctionOps function_ops = { read_config, write_config };

static StrataPciHost *
get_host (StrataPciDevice *self)
{
  StrataPciDevicePrivate *priv = get_private (self);

  if (priv->host == NULL && STRATA_IS_PCI_HOST (self))
    return STRATA_PCI_HOST (self);
  return priv->host;
}

static gboolean
plug_in (StrataPciDevice *self, GError **error)
{
  StrataPciDevicePrivate *priv = get_private (self);
  StrataPciHost *host = get_host (self);

  if (host == NULL || strata_pci_host_get_bus (host) == NULL)
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("“bus” must be the device that has the PCI bus"));
      return FALSE;
    }
  if (priv->address_text == NULL
      || !strata_pci_bus_parse_address (priv->address_text, &priv->address))
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("“address” must be a device, 00 to 1f, a dot and a function, 0 to 7, such as "
                      "02.0"));
      return FALSE;
    }
  if (!strata_pci_bus_plug (strata_pci_host_get_bus (host), priv->address, &function_ops, self))
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("“address”: there is another function at %02x.%u"), priv->address >> 3,
                   priv->address & 7);
      return FALSE;
    }
  priv->bus = strata_pci_host_get_bus (host);
  return TRUE;
}

/* }}} */
/* {{{ What stands in the configuration space */

static void
describe_header (StrataPciDevice *self)
{
  StrataPciDeviceClass *klass = STRATA_PCI_DEVICE_GET_CLASS (self);
  StrataPciConfig *config = &get_private (self)->config;

  strata_pci_config_describe (config, STRATA_PCI_VENDOR_ID, 2, klass->vendor_id, 0, 0);
  strata_pci_config_describe (config, STRATA_PCI_DEVICE_ID, 2, klass->device_id, 0, 0);
  strata_pci_config_describe (config, STRATA_PCI_COMMAND, 2, 0,
                              STRATA_PCI_COMMAND_IO | STRATA_PCI_COMMAND_MEMORY
                                | STRATA_PCI_COMMAND_MASTER | STRATA_PCI_COMMAND_SERR
                                | STRATA_PCI_COMMAND_NO_INTERRUPT,
                              0);
  strata_pci_config_describe (config, STRATA_PCI_STATUS, 2, 0, 0, 0xf900);
  strata_pci_config_describe (config, STRATA_PCI_REVISION_ID, 4,
                              klass->class_code << 8 | klass->revision_id, 0, 0);
  strata_pci_config_describe (config, STRATA_PCI_CACHE_LINE_SIZE, 1, 0, 0xff, 0);
  strata_pci_config_describe (config, STRATA_PCI_HEADER_TYPE, 1,
                              klass->is_multifunction ? STRATA_PCI_HEADER_TYPE_MULTIFUNCTION : 0,
                              0, 0);
  strata_pci_config_describe (config, STRATA_PCI_SUBSYSTEM_VENDOR_ID, 2,
                              klass->subsystem_vendor_id, 0, 0);
  strata_pci_config_describe (config, STRATA_PCI_SUBSYSTEM_ID, 2, klass->subsystem_id, 0, 0);
  strata_pci_config_describe (config, STRATA_PCI_INTERRUPT_LINE, 1, 0, 0xff, 0);
  strata_pci_config_describe (config, STRATA_PCI_INTERRUPT_PIN, 1, klass->interrupt_pin, 0, 0);
}

/* Notes in the descriptions of registers what they hold after power-on, where that has changed. */
static void
note_resets (StrataPciDevicePrivate *priv, guint offset, guint size)
{
  guint n_registers;

  strata_pci_header_get_registers (&n_registers);
  for (guint i = 0; i < n_registers; i++)
    if (priv->header[i].offset < offset + size
        && offset < priv->header[i].offset + priv->header[i].size)
      priv->header[i].reset = strata_pci_config_get (&priv->config, priv->header[i].offset,
                                                     priv->header[i].size);
}

/* A base address register can be written where a function has it. */
static void
note_writable (StrataPciDevicePrivate *priv, guint offset, guint size)
{
  guint n_registers;

  strata_pci_header_get_registers (&n_registers);
  for (guint i = 0; i < n_registers; i++)
    if (priv->header[i].offset >= offset && priv->header[i].offset < offset + size)
      priv->header[i].access = STRATA_REGISTER_RW;
}

static void
add_header_bank (StrataPciDevice *self)
{
  StrataPciDevicePrivate *priv = get_private (self);
  guint n_registers;
  const StrataRegister *registers = strata_pci_header_get_registers (&n_registers);

  priv->header = g_memdup2 (registers, n_registers * sizeof *registers);
  note_resets (priv, 0, STRATA_PCI_HEADER_SIZE);
  strata_device_add_bank (STRATA_DEVICE (self), "header", NULL, priv->header, n_registers);
}

static gboolean
strata_pci_device_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                                 const StrataRegister *info, guint64 *value)
{
  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_pci_device_parent_class)
      ->peek_register (device, bank, info, value);
  *value = strata_pci_config_get (&get_private (device)->config, info->offset, info->size);
  return TRUE;
}

static gboolean
strata_pci_device_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                                 const StrataRegister *info, StrataRegisterPath *path)
{
  StrataPciDevicePrivate *priv = get_private (device);
  StrataPciPorts *ports;

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_pci_device_parent_class)
      ->find_register (device, bank, info, path);
  ports = priv->bus != NULL ? strata_pci_host_get_ports (get_host (STRATA_PCI_DEVICE (device)))
                            : NULL;
  if (ports == NULL)
    return FALSE;
  strata_pci_ports_find_config (ports, priv->address, info->offset, path);
  return TRUE;
}

/* }}} */
/* {{{ What it changes */

static void
place_bars (StrataPciDevice *self)
{
  StrataPciDevicePrivate *priv = get_private (self);
  StrataSystem *system = strata_device_get_system (STRATA_DEVICE (self));

  strata_system_begin (system);
  for (guint i = 0; i < N_BARS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (priv->bars[i].region != NULL
          && !strata_pci_bar_place (&priv->bars[i], &priv->config,
                                    strata_pci_bus_get_memory (priv->bus),
                                    strata_pci_bus_get_io (priv->bus), &error))
        strata_device_log (STRATA_DEVICE (self), _ ("cannot move %s: %s"),
                           strata_region_get_name (priv->bars[i].region), error->message);
    }
  strata_system_commit (system);
}

static void
update_interrupt (StrataPciDevicePrivate *priv)
{
  guint32 command = strata_pci_config_get (&priv->config, STRATA_PCI_COMMAND, 2);
  guint32 status = strata_pci_config_get (&priv->config, STRATA_PCI_STATUS, 2);

  status &= ~(guint32) STRATA_PCI_STATUS_INTERRUPT;
  if (priv->interrupt_level)
    status |= STRATA_PCI_STATUS_INTERRUPT;
  strata_pci_config_set (&priv->config, STRATA_PCI_STATUS, 2, status);
  if (priv->interrupt != NULL)
    strata_line_set_level (priv->interrupt, priv->interrupt_level
                                              && !(command & STRATA_PCI_COMMAND_NO_INTERRUPT));
}

static void
strata_pci_device_real_write_config (StrataPciDevice *self, guint offset, guint size,
                                     guint32 value)
{
  StrataPciDevicePrivate *priv = get_private (self);

  strata_pci_config_write (&priv->config, offset, size, value);
  if (offset < STRATA_PCI_HEADER_SIZE)
    {
      place_bars (self);
      update_interrupt (priv);
    }
}

/* }}} */

static gboolean
strata_pci_device_realize (StrataDevice *device, GError **error)
{
  StrataPciDevice *self = STRATA_PCI_DEVICE (device);
  StrataPciDevicePrivate *priv = get_private (self);

  if (!plug_in (self, error))
    return FALSE;
  describe_header (self);
  add_header_bank (self);
  if (STRATA_PCI_DEVICE_GET_CLASS (self)->interrupt_pin != 0)
    priv->interrupt = strata_device_add_output (device, "int", 0);
  return TRUE;
}

static void
strata_pci_device_reset (StrataDevice *device)
{
  StrataPciDevicePrivate *priv = get_private (device);

  strata_pci_config_reset (&priv->config);
  priv->interrupt_level = FALSE;
  update_interrupt (priv);
  place_bars (STRATA_PCI_DEVICE (device));
}

static void
strata_pci_device_dispose (GObject *object)
{
  StrataPciDevicePrivate *priv = get_private (object);

  for (guint i = 0; i < N_BARS; i++)
    if (priv->bars[i].region != NULL)
      {
        StrataRegion *container = strata_region_get_container (priv->bars[i].region);

        if (container != NULL)
          strata_region_del_subregion (container, priv->bars[i].region, NULL);
        g_clear_pointer (&priv->bars[i].region, strata_region_unref);
      }
  if (priv->bus != NULL)
    strata_pci_bus_unplug (priv->bus, priv->address, object);
  priv->bus = NULL;
  g_clear_object (&priv->host);

  G_OBJECT_CLASS (strata_pci_device_parent_class)->dispose (object);
}

static void
strata_pci_device_finalize (GObject *object)
{
  StrataPciDevicePrivate *priv = get_private (object);

  g_free (priv->address_text);
  g_free (priv->header);

  G_OBJECT_CLASS (strata_pci_device_parent_class)->finalize (object);
}

static void
strata_pci_device_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataPciDevicePrivate *priv = get_private (object);

  switch (prop_id)
    {
    case PROP_BUS:
      g_value_set_object (value, priv->host);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, priv->address_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pci_device_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  StrataPciDevicePrivate *priv = get_private (object);

  switch (prop_id)
    {
    case PROP_BUS:
      g_set_object (&priv->host, g_value_get_object (value));
      break;
    case PROP_ADDRESS:
      g_free (priv->address_text);
      priv->address_text = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_pci_device_class_init (StrataPciDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_pci_device_dispose;
  object_class->finalize = strata_pci_device_finalize;
  object_class->get_property = strata_pci_device_get_property;
  object_class->set_property = strata_pci_device_set_property;
  device_class->realize = strata_pci_device_realize;
  device_class->reset = strata_pci_device_reset;
  device_class->peek_register = strata_pci_device_peek_register;
  device_class->find_register = strata_pci_device_find_register;
  klass->write_config = strata_pci_device_real_write_config;
  klass->subsystem_vendor_id = SUBSYSTEM_VENDOR_ID;
  klass->subsystem_id = SUBSYSTEM_ID;

  properties[PROP_BUS] = g_param_spec_object ("bus", NULL, "device that has the PCI bus",
                                              STRATA_TYPE_PCI_HOST,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADDRESS] = g_param_spec_string (
    "address", NULL, "where on the bus: device and function, such as 02.0", NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_pci_device_init (StrataPciDevice *self G_GNUC_UNUSED)
{
}

/* {{{ For models */

/* Says what a register of 1 to 4 bytes holds after power-on, which bits a write changes, and which
 * are cleared by writing 1. What is not described reads 0. */
void
strata_pci_device_describe_config (StrataPciDevice *self, guint offset, guint size,
                                   guint32 reset, guint32 writable, guint32 cleared)
{
  StrataPciDevicePrivate *priv = get_private (self);

  strata_pci_config_describe (&priv->config, offset, size, reset, writable, cleared);
  note_resets (priv, offset, size);
}

/* Has a region appear at the address that is programmed into base address register @index, 0 to 5;
 * that of a ROM is another, with index 6. The region's size must be a power of two, at least 16,
 * or 4 for ports. */
void
strata_pci_device_add_bar (StrataPciDevice *self, guint index, StrataPciBarKind kind,
                           StrataRegion *region)
{
  StrataPciDevicePrivate *priv = get_private (self);
  guint64 size = strata_region_get_size (region);
  StrataPciBar *bar = &priv->bars[index];

  g_return_if_fail (index < N_BARS && bar->region == NULL);
  g_return_if_fail ((kind == STRATA_PCI_BAR_ROM) == (index == ROM_INDEX));
  g_return_if_fail ((size & (size - 1)) == 0);
  g_return_if_fail (size >= (kind == STRATA_PCI_BAR_IO ? 4 : 16));

  bar->kind = kind;
  bar->offset = index == ROM_INDEX ? STRATA_PCI_ROM_ADDRESS : STRATA_PCI_BASE_ADDRESS + 4 * index;
  bar->region = strata_region_ref (region);
  strata_pci_bar_describe (bar, &priv->config);
  note_resets (priv, bar->offset, strata_pci_bar_is_64 (bar) ? 8 : 4);
  note_writable (priv, bar->offset, strata_pci_bar_is_64 (bar) ? 8 : 4);
}

/* What stands in the configuration space now. */
guint32
strata_pci_device_get_config (StrataPciDevice *self, guint offset, guint size)
{
  return strata_pci_config_get (&get_private (self)->config, offset, size);
}

/* Changes it as the device itself does: a status bit, say. */
void
strata_pci_device_set_config (StrataPciDevice *self, guint offset, guint size, guint32 value)
{
  strata_pci_config_set (&get_private (self)->config, offset, size, value);
}

/* Asserts or releases the function's interrupt, which the command register can keep off the bus. */
void
strata_pci_device_set_interrupt (StrataPciDevice *self, gboolean level)
{
  StrataPciDevicePrivate *priv = get_private (self);

  priv->interrupt_level = level;
  update_interrupt (priv);
}

/* }}} */
