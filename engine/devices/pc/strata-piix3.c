/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 82371FB (PIIX) and 82371SB (PIIX3) PCI ISA IDE Xcelerator, order number 290550: the
 * registers of function 0, and the reset control register. Registers of what other devices model,
 * or none, hold what is written and do nothing else.
 */

#include "strata-piix3-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

#define N_PIRQS 4
#define N_IRQS 16

#define PIRQ_ROUTE 0x60
#define PIRQ_ROUTE_OFF 0x80
#define PIRQ_ROUTE_IRQ 0x0f

#define RESET_HARD 0x02
#define RESET_NOW 0x04

struct _StrataPiix3
{
  StrataPciDevice parent_instance;

  StrataRegion *reset_control;
  guint8 reset_value;
  StrataLine *reset_line;
  StrataLine *irqs[N_IRQS];
  gboolean pirqs[N_PIRQS]; /* the level of each input */
};

G_DEFINE_FINAL_TYPE (StrataPiix3, strata_piix3, STRATA_TYPE_PCI_DEVICE)

/* {{{ Registers */

#define RW STRATA_REGISTER_RW

static const StrataField pirq_fields[] = {
  { "IRQ", 0, 4, RW, NULL, 0 },
  { "OFF", 7, 1, RW, NULL, 0 },
};

#define PIRQ_FIELDS pirq_fields, G_N_ELEMENTS (pirq_fields)

static const StrataRegister registers[] = {
  { "IORT", 0x4c, 1, RW, 0x4d, N_ ("ISA recovery time"), NULL, 0 },
  { "XBCS", 0x4e, 2, RW, 0x0003, N_ ("chip selects of the X bus"), NULL, 0 },
  { "PIRQRCA", 0x60, 1, RW, 0x80, N_ ("where PIRQA# leads"), PIRQ_FIELDS },
  { "PIRQRCB", 0x61, 1, RW, 0x80, N_ ("where PIRQB# leads"), PIRQ_FIELDS },
  { "PIRQRCC", 0x62, 1, RW, 0x80, N_ ("where PIRQC# leads"), PIRQ_FIELDS },
  { "PIRQRCD", 0x63, 1, RW, 0x80, N_ ("where PIRQD# leads"), PIRQ_FIELDS },
  { "TOM", 0x69, 1, RW, 0x02, N_ ("top of memory"), NULL, 0 },
  { "MSTAT", 0x6a, 2, RW, 0x0000, N_ ("miscellaneous status"), NULL, 0 },
  { "MBIRQ0", 0x70, 1, RW, 0x80, N_ ("where an interrupt of the board leads"), NULL, 0 },
  { "MBDMA0", 0x76, 1, RW, 0x0c, N_ ("DMA of the board"), NULL, 0 },
  { "MBDMA1", 0x77, 1, RW, 0x0c, N_ ("DMA of the board"), NULL, 0 },
  { "PCSC", 0x78, 2, RW, 0x0002, N_ ("programmable chip select"), NULL, 0 },
  { "APICBASE", 0x80, 1, RW, 0x00, N_ ("where the I/O APIC is selected"), NULL, 0 },
  { "DLC", 0x82, 1, RW, 0x00, N_ ("delayed transactions, passive release"), NULL, 0 },
  { "SMICNTL", 0xa0, 1, RW, 0x08, N_ ("system management interrupts"), NULL, 0 },
  { "SMIEN", 0xa2, 2, RW, 0x0000, N_ ("what requests them"), NULL, 0 },
  { "SEE", 0xa4, 4, RW, 0x00000000, N_ ("system events"), NULL, 0 },
  { "FTMR", 0xa8, 1, RW, 0x0f, N_ ("fast off timer"), NULL, 0 },
  { "SMIREQ", 0xaa, 2, RW, 0x0000, N_ ("who has requested"), NULL, 0 },
  { "CTLTMR", 0xac, 1, RW, 0x00, N_ ("clock throttle, low"), NULL, 0 },
  { "CTHTMR", 0xae, 1, RW, 0x00, N_ ("clock throttle, high"), NULL, 0 },
};

/* What can be written, in the same order. */
static const guint32 writable[] = {
  0x7f, 0x01ff, 0x8f, 0x8f, 0x8f,       0x8f, 0xfe, 0x00d1, 0xef, 0x87, 0x87,
  0xffff, 0x7f, 0x0f, 0x1f, 0x01ff, 0xeffffffb, 0xff, 0x0000, 0xff, 0xff,
};

G_STATIC_ASSERT (G_N_ELEMENTS (registers) == G_N_ELEMENTS (writable));

static void
describe_registers (StrataPciDevice *device)
{
  /* It always answers and masters: bits 0 to 2 of the command are fixed. */
  strata_pci_device_describe_config (device, STRATA_PCI_COMMAND, 2, 0x0007, 0x0108, 0);
  strata_pci_device_describe_config (device, STRATA_PCI_STATUS, 2, 0x0200, 0, 0x7800);
  strata_pci_device_describe_config (device, STRATA_PCI_CACHE_LINE_SIZE, 1, 0, 0, 0);
  strata_pci_device_describe_config (device, STRATA_PCI_INTERRUPT_LINE, 1, 0, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    strata_pci_device_describe_config (device, registers[i].offset, registers[i].size,
                                       registers[i].reset, writable[i], 0);
  strata_device_add_bank (STRATA_DEVICE (device), "isa", NULL, registers,
                          G_N_ELEMENTS (registers));
}

/* }}} */
/* {{{ Interrupts */

/* An IRQ is high if any of the PIRQs that lead to it is: they are shared. */
static void
update_irqs (StrataPiix3 *self)
{
  guint levels = 0;

  for (guint i = 0; i < N_PIRQS; i++)
    {
      guint32 route = strata_pci_device_get_config (STRATA_PCI_DEVICE (self), PIRQ_ROUTE + i, 1);

      if (self->pirqs[i] && (route & PIRQ_ROUTE_OFF) == 0)
        levels |= 1u << (route & PIRQ_ROUTE_IRQ);
    }
  for (guint i = 0; i < N_IRQS; i++)
    strata_line_set_level (self->irqs[i], (levels >> i & 1) != 0);
}

static void
pirq_changed (StrataDevice *device, guint number, gboolean level)
{
  StrataPiix3 *self = STRATA_PIIX3 (device);

  self->pirqs[number] = level;
  update_irqs (self);
}

static void
strata_piix3_write_config (StrataPciDevice *device, guint offset, guint size, guint32 value)
{
  STRATA_PCI_DEVICE_CLASS (strata_piix3_parent_class)->write_config (device, offset, size, value);
  update_irqs (STRATA_PIIX3 (device));
}

/* }}} */
/* {{{ Reset control */

static guint64
read_reset (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  return STRATA_PIIX3 (user_data)->reset_value;
}

static void
write_reset (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
             guint size G_GNUC_UNUSED)
{
  StrataPiix3 *self = STRATA_PIIX3 (user_data);

  if (value & RESET_NOW)
    {
      strata_device_log (STRATA_DEVICE (self), _ ("the guest asks for a reset"));
      strata_line_pulse (self->reset_line);
    }
  else
    self->reset_value = value & RESET_HARD;
}

static gboolean
peek_reset (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = read_reset (user_data, offset, size);
  return TRUE;
}

static const StrataRegionOps reset_ops = {
  .read = read_reset,
  .write = write_reset,
  .peek = peek_reset,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .max = 4 },
  .impl = { .max = 1 },
};

static const StrataField reset_fields[] = {
  { "SRST", 1, 1, RW, NULL, 0 },
  STRATA_BIT ("RCPU", 2, WO),
};

static const StrataRegister reset_registers[] = {
  { "RC", 0, 1, RW, 0x00, N_ ("resets the machine"), STRATA_ALL (reset_fields) },
};

/* }}} */

static gboolean
strata_piix3_realize (StrataDevice *device, GError **error)
{
  StrataPiix3 *self = STRATA_PIIX3 (device);

  if (!STRATA_DEVICE_CLASS (strata_piix3_parent_class)->realize (device, error))
    return FALSE;
  describe_registers (STRATA_PCI_DEVICE (self));

  self->reset_control = strata_device_offer_mmio (device, "reset-control", "piix3-reset-control", 1,
                                                  &reset_ops);
  strata_device_add_bank (device, "reset-control", self->reset_control, reset_registers,
                          G_N_ELEMENTS (reset_registers));
  self->reset_line = strata_device_add_output (device, "reset", 0);
  for (guint i = 0; i < N_IRQS; i++)
    self->irqs[i] = strata_device_add_output (device, "irq", i);
  strata_device_add_inputs (device, "pirq", N_PIRQS, pirq_changed);
  return TRUE;
}

static void
strata_piix3_reset (StrataDevice *device)
{
  StrataPiix3 *self = STRATA_PIIX3 (device);

  STRATA_DEVICE_CLASS (strata_piix3_parent_class)->reset (device);
  self->reset_value = 0;
  update_irqs (self);
}

static void
strata_piix3_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_PIIX3 (object)->reset_control, strata_region_unref);

  G_OBJECT_CLASS (strata_piix3_parent_class)->dispose (object);
}

static void
strata_piix3_class_init (StrataPiix3Class *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);
  StrataPciDeviceClass *pci_class = STRATA_PCI_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_piix3_dispose;
  device_class->model = "piix3";
  device_class->summary = N_ ("ISA bridge 82371SB: PCI interrupt routing, reset control");
  device_class->realize = strata_piix3_realize;
  device_class->reset = strata_piix3_reset;
  pci_class->write_config = strata_piix3_write_config;
  pci_class->vendor_id = 0x8086;
  pci_class->device_id = 0x7000;
  pci_class->class_code = 0x060100;
  pci_class->is_multifunction = TRUE;
}

static void
strata_piix3_init (StrataPiix3 *self G_GNUC_UNUSED)
{
}
