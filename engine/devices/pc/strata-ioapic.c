/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The I/O APIC, after Intel's data sheet of the 82093AA (290566): its registers, and its inputs
 * as they can be seen. There is no processor to send messages to, so that none are sent. */

#include "strata-ioapic-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

#define SIZE 0x1000
#define N_INPUTS 24

enum
{
  /* Only the low byte of the address is decoded. */
  IOREGSEL = 0x00,
  IOWIN = 0x10,
  OFFSET_MASK = 0xff,

  IOAPICID = 0x00,
  IOAPICVER = 0x01,
  IOAPICARB = 0x02,
  IOREDTBL = 0x10,

  ID_MASK = 0x0f000000,
  VERSION = 0x20 | (N_INPUTS - 1) << 16,

  ENTRY_STATUS = 0x1000,
  ENTRY_REMOTE_IRR = 0x4000,
  ENTRY_READ_ONLY = ENTRY_STATUS | ENTRY_REMOTE_IRR,
  ENTRY_MASKED = 0x10000,
};

/* After the last register */
#define INPUTS 0x100

struct _StrataIoapic
{
  StrataDevice parent_instance;

  StrataRegion *region;
  guint8 index;
  guint32 id;
  guint32 entries[N_INPUTS][2]; /* low word, high word */
  guint32 levels;               /* of the inputs */
};

G_DEFINE_FINAL_TYPE (StrataIoapic, strata_ioapic, STRATA_TYPE_DEVICE)

/* {{{ The registers as the data sheet lists them */

static const StrataFieldValue delivery_values[] = {
  { 0, "fixed" }, { 1, "lowest priority" }, { 2, "SMI" }, { 4, "NMI" },
  { 5, "INIT" },  { 7, "ExtINT" },
};
static const StrataFieldValue trigger_values[] = { { 0, "edge" }, { 1, "level" } };
static const StrataFieldValue polarity_values[] = { { 0, "high" }, { 1, "low" } };
static const StrataFieldValue destination_values[] = { { 0, "physical" }, { 1, "logical" } };

static const StrataField entry_fields[] = {
  STRATA_BITS ("INTVEC", 0, 8, RW),
  { "DELMOD", 8, 3, STRATA_REGISTER_RW, STRATA_ALL (delivery_values) },
  { "DESTMOD", 11, 1, STRATA_REGISTER_RW, STRATA_ALL (destination_values) },
  STRATA_BIT ("DELIVS", 12, RO),
  { "INTPOL", 13, 1, STRATA_REGISTER_RW, STRATA_ALL (polarity_values) },
  STRATA_BIT ("REMOTE IRR", 14, RO),
  { "TRIGMOD", 15, 1, STRATA_REGISTER_RW, STRATA_ALL (trigger_values) },
  STRATA_BIT ("MASK", 16, RW),
  STRATA_BITS ("DESTINATION", 56, 8, RW),
};
static const StrataField id_fields[] = {
  STRATA_BITS ("ID", 24, 4, RW),
};
static const StrataField version_fields[] = {
  STRATA_BITS ("APIC VERSION", 0, 8, RO),
  STRATA_BITS ("MAX REDIRECTION ENTRY", 16, 8, RO),
};

static const StrataRegister memory_registers[] = {
  { "IOREGSEL", IOREGSEL, 4, STRATA_REGISTER_RW, 0, N_ ("which register is in IOWIN"), NULL, 0 },
  { "IOWIN", IOWIN, 4, STRATA_REGISTER_RW, 0, N_ ("the register that IOREGSEL names"), NULL, 0 },
};

#define ENTRY(n)                                                                              \
  {                                                                                           \
    "IOREDTBL" #n, IOREDTBL + 2 * n, 8, STRATA_REGISTER_RW, ENTRY_MASKED, NULL, entry_fields, \
        G_N_ELEMENTS (entry_fields)                                                           \
  }

static const StrataRegister indexed_registers[] = {
  { "IOAPICID", IOAPICID, 4, STRATA_REGISTER_RW, 0, NULL, STRATA_ALL (id_fields) },
  { "IOAPICVER", IOAPICVER, 4, STRATA_REGISTER_RO, VERSION, NULL, STRATA_ALL (version_fields) },
  { "IOAPICARB", IOAPICARB, 4, STRATA_REGISTER_RO, 0, NULL, STRATA_ALL (id_fields) },
  ENTRY (0),
  ENTRY (1),
  ENTRY (2),
  ENTRY (3),
  ENTRY (4),
  ENTRY (5),
  ENTRY (6),
  ENTRY (7),
  ENTRY (8),
  ENTRY (9),
  ENTRY (10),
  ENTRY (11),
  ENTRY (12),
  ENTRY (13),
  ENTRY (14),
  ENTRY (15),
  ENTRY (16),
  ENTRY (17),
  ENTRY (18),
  ENTRY (19),
  ENTRY (20),
  ENTRY (21),
  ENTRY (22),
  ENTRY (23),
  { "INPUTS", INPUTS, 4, STRATA_REGISTER_RO, 0,
    N_ ("levels of the inputs; not a register of the chip"), NULL, 0 },
};

/* }}} */

static guint32 *
find_entry (StrataIoapic *self, guint index)
{
  if (index < IOREDTBL || index >= IOREDTBL + 2 * N_INPUTS)
    return NULL;
  return &self->entries[(index - IOREDTBL) / 2][index % 2];
}

static guint32
read_indexed (StrataIoapic *self, guint index)
{
  guint32 *entry = find_entry (self, index);

  if (entry != NULL)
    return *entry;
  switch (index)
    {
    case IOAPICID:
    case IOAPICARB:
      return self->id;
    case IOAPICVER:
      return VERSION;
    default:
      return 0;
    }
}

static void
write_indexed (StrataIoapic *self, guint index, guint32 value)
{
  guint32 *entry = find_entry (self, index);

  if (index == IOAPICID)
    self->id = value & ID_MASK;
  else if (entry != NULL && index % 2 == 0)
    *entry = (value & ~ENTRY_READ_ONLY) | (*entry & ENTRY_READ_ONLY);
  else if (entry != NULL)
    *entry = value;
}

static gboolean
ioapic_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  StrataIoapic *self = user_data;

  *value = 0;
  if ((offset & OFFSET_MASK) == IOREGSEL)
    *value = self->index;
  else if ((offset & OFFSET_MASK) == IOWIN && size == 4)
    *value = read_indexed (self, self->index);
  return TRUE;
}

static guint64
ioapic_read (gpointer user_data, guint64 offset, guint size)
{
  guint64 value;

  ioapic_peek (user_data, offset, &value, size);
  return value;
}

static void
ioapic_write (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataIoapic *self = user_data;

  if ((offset & OFFSET_MASK) == IOREGSEL)
    self->index = value;
  else if ((offset & OFFSET_MASK) == IOWIN && size == 4)
    write_indexed (self, self->index, value);
}

static const StrataRegionOps ioapic_ops = {
  .read = ioapic_read,
  .write = ioapic_write,
  .peek = ioapic_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static void
input_changed (StrataDevice *device, guint number, gboolean level)
{
  StrataIoapic *self = STRATA_IOAPIC (device);
  guint32 bit = 1u << number;

  self->levels = level ? self->levels | bit : self->levels & ~bit;
}

static gboolean
strata_ioapic_peek_register (StrataDevice *device, const StrataRegisterBank *bank,
                             const StrataRegister *info, guint64 *value)
{
  StrataIoapic *self = STRATA_IOAPIC (device);

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_ioapic_parent_class)
        ->peek_register (device, bank, info, value);
  if (info->offset == INPUTS)
    *value = self->levels;
  else
    *value = read_indexed (self, info->offset);
  if (info->size == 8)
    *value |= (guint64) read_indexed (self, info->offset + 1) << 32;
  return TRUE;
}

/* Of a redirection entry IOWIN shows one half; the other stands behind the next index. */
static gboolean
strata_ioapic_find_register (StrataDevice *device, const StrataRegisterBank *bank,
                             const StrataRegister *info, StrataRegisterPath *path)
{
  StrataIoapic *self = STRATA_IOAPIC (device);

  if (bank->region != NULL)
    return STRATA_DEVICE_CLASS (strata_ioapic_parent_class)
        ->find_register (device, bank, info, path);
  *path = (StrataRegisterPath) {
    .index = self->region,
    .index_offset = IOREGSEL,
    .index_size = 4,
    .index_value = info->offset,
    .present_index = self->index,
    .data = self->region,
    .data_offset = IOWIN,
  };
  return info->offset != INPUTS;
}

static void
strata_ioapic_reset (StrataDevice *device)
{
  StrataIoapic *self = STRATA_IOAPIC (device);

  self->index = 0;
  self->id = 0;
  for (guint i = 0; i < N_INPUTS; i++)
    {
      self->entries[i][0] = ENTRY_MASKED;
      self->entries[i][1] = 0;
    }
}

static gboolean
strata_ioapic_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataIoapic *self = STRATA_IOAPIC (device);

  self->region = strata_device_offer_mmio (device, "memory", "ioapic", SIZE, &ioapic_ops);
  strata_device_add_bank (device, "memory", self->region, memory_registers,
                          G_N_ELEMENTS (memory_registers));
  strata_device_add_bank (device, "indexed", NULL, indexed_registers,
                          G_N_ELEMENTS (indexed_registers));
  strata_device_add_inputs (device, "intin", N_INPUTS, input_changed);
  return TRUE;
}

static void
strata_ioapic_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_IOAPIC (object)->region, strata_region_unref);

  G_OBJECT_CLASS (strata_ioapic_parent_class)->dispose (object);
}

static void
strata_ioapic_class_init (StrataIoapicClass *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_ioapic_dispose;
  device_class->model = "ioapic";
  device_class->summary = N_ ("I/O APIC: 24 inputs and their redirection entries");
  device_class->realize = strata_ioapic_realize;
  device_class->reset = strata_ioapic_reset;
  device_class->peek_register = strata_ioapic_peek_register;
  device_class->find_register = strata_ioapic_find_register;
}

static void
strata_ioapic_init (StrataIoapic *self G_GNUC_UNUSED)
{
}
