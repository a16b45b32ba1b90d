/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 440FX PCIset: 82441FX PCI and Memory Controller (PMC) and 82442FX Data Bus Accelerator
 * (DBX), order number 290549-001, chapter 3. Registers of the memory controller hold what is
 * written and do nothing else: the RAM is what the board says.
 */

#include "strata-i440fx-registers-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

#define RW STRATA_REGISTER_RW
#define RO STRATA_REGISTER_RO
#define W1C STRATA_REGISTER_W1C

static const StrataFieldValue pam_values[] = {
  { 0, "PCI" },
  { 1, "read-only RAM" },
  { 2, "write-only RAM" },
  { 3, "RAM" },
};

#define PAM_FIELD(name, shift)                                                                     \
  {                                                                                                \
    name, shift, 2, RW, pam_values, G_N_ELEMENTS (pam_values)                                      \
  }

static const StrataField pam0[] = { PAM_FIELD ("F0000-FFFFF", 4) };
static const StrataField pam1[] = { PAM_FIELD ("C0000-C3FFF", 0), PAM_FIELD ("C4000-C7FFF", 4) };
static const StrataField pam2[] = { PAM_FIELD ("C8000-CBFFF", 0), PAM_FIELD ("CC000-CFFFF", 4) };
static const StrataField pam3[] = { PAM_FIELD ("D0000-D3FFF", 0), PAM_FIELD ("D4000-D7FFF", 4) };
static const StrataField pam4[] = { PAM_FIELD ("D8000-DBFFF", 0), PAM_FIELD ("DC000-DFFFF", 4) };
static const StrataField pam5[] = { PAM_FIELD ("E0000-E3FFF", 0), PAM_FIELD ("E4000-E7FFF", 4) };
static const StrataField pam6[] = { PAM_FIELD ("E8000-EBFFF", 0), PAM_FIELD ("EC000-EFFFF", 4) };

static const StrataField smram_fields[] = {
  { "C_BASE_SEG", 0, 3, RO, NULL, 0 }, { "G_SMRAME", 3, 1, RW, NULL, 0 },
  { "D_LCK", 4, 1, RW, NULL, 0 },      { "D_CLS", 5, 1, RW, NULL, 0 },
  { "D_OPEN", 6, 1, RW, NULL, 0 },
};

static const StrataField trc_fields[] = {
  { "DM", 0, 1, RW, NULL, 0 },
  { "SHRE", 1, 1, RW, NULL, 0 },
  { "RCPU", 2, 1, RW, NULL, 0 },
  { "BISTE", 3, 1, RW, NULL, 0 },
};

static const StrataRegister registers[] = {
  { "PMCCFG", 0x50, 2, RW, 0x0000, N_ ("configuration"), NULL, 0 },
  { "DETURBO", 0x52, 1, RW, 0x00, N_ ("deturbo counter"), NULL, 0 },
  { "DBC", 0x53, 1, RW, 0x80, N_ ("buffers of the data bus accelerator"), NULL, 0 },
  { "AXC", 0x54, 1, RW, 0x00, N_ ("auxiliary control"), NULL, 0 },
  { "DRT", 0x55, 2, RW, 0x0000, N_ ("type of the DRAM rows"), NULL, 0 },
  { "DRAMC", 0x57, 1, RW, 0x01, N_ ("DRAM control"), NULL, 0 },
  { "DRAMT", 0x58, 1, RW, 0x10, N_ ("DRAM timing"), NULL, 0 },
  { "PAM0", 0x59, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam0) },
  { "PAM1", 0x5a, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam1) },
  { "PAM2", 0x5b, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam2) },
  { "PAM3", 0x5c, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam3) },
  { "PAM4", 0x5d, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam4) },
  { "PAM5", 0x5e, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam5) },
  { "PAM6", 0x5f, 1, RW, 0x00, N_ ("programmable attribute map"), STRATA_ALL (pam6) },
  { "DRB0", 0x60, 1, RW, 0x01, N_ ("end of DRAM row 0, in units of 8 MiB"), NULL, 0 },
  { "DRB1", 0x61, 1, RW, 0x01, N_ ("end of DRAM row 1"), NULL, 0 },
  { "DRB2", 0x62, 1, RW, 0x01, N_ ("end of DRAM row 2"), NULL, 0 },
  { "DRB3", 0x63, 1, RW, 0x01, N_ ("end of DRAM row 3"), NULL, 0 },
  { "DRB4", 0x64, 1, RW, 0x01, N_ ("end of DRAM row 4"), NULL, 0 },
  { "DRB5", 0x65, 1, RW, 0x01, N_ ("end of DRAM row 5"), NULL, 0 },
  { "DRB6", 0x66, 1, RW, 0x01, N_ ("end of DRAM row 6"), NULL, 0 },
  { "DRB7", 0x67, 1, RW, 0x01, N_ ("end of DRAM row 7"), NULL, 0 },
  { "FDHC", 0x68, 1, RW, 0x00, N_ ("fixed DRAM hole"), NULL, 0 },
  { "MTT", 0x70, 1, RW, 0x00, N_ ("multi-transaction timer"), NULL, 0 },
  { "CLT", 0x71, 1, RW, 0x10, N_ ("CPU latency timer"), NULL, 0 },
  { "SMRAM", 0x72, 1, RW, 0x02, N_ ("system management RAM"), STRATA_ALL (smram_fields) },
  { "ERRCMD", 0x90, 1, RW, 0x00, N_ ("what is an error"), NULL, 0 },
  { "ERRSTS", 0x91, 1, W1C, 0x00, N_ ("errors that happened"), NULL, 0 },
  { "TRC", 0x93, 1, RW, 0x00, N_ ("turbo and reset control"), STRATA_ALL (trc_fields) },
};

/* What can be written, in the same order; of ERRSTS what is cleared by writing 1. */
static const guint16 writable[] = {
  0xc3f4, 0xff, 0xff, 0x82, 0xffff, 0x77, 0x7f,         /* PMCCFG to DRAMT */
  0x30,   0x33, 0x33, 0x33, 0x33,   0x33, 0x33,         /* PAM */
  0xff,   0xff, 0xff, 0xff, 0xff,   0xff, 0xff, 0xff,   /* DRB */
  0xc0,   0xf8, 0x1f, 0x78, 0x1b,   0x11, 0x0f,         /* FDHC to TRC */
};

G_STATIC_ASSERT (G_N_ELEMENTS (registers) == G_N_ELEMENTS (writable));

void
strata_i440fx_describe_registers (StrataPciDevice *device)
{
  /* Memory is always decoded and the bus mastered; there are no ports for PCI masters: 3.2.4 */
  strata_pci_device_describe_config (device, STRATA_PCI_COMMAND, 2, 0x0006, 0x0102, 0);
  strata_pci_device_describe_config (device, STRATA_PCI_STATUS, 2, 0x0280, 0, 0xf900);
  strata_pci_device_describe_config (device, STRATA_PCI_CACHE_LINE_SIZE, 1, 0, 0, 0);
  strata_pci_device_describe_config (device, STRATA_PCI_LATENCY_TIMER, 1, 0, 0xf8, 0);
  strata_pci_device_describe_config (device, STRATA_PCI_INTERRUPT_LINE, 1, 0, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      gboolean cleared = registers[i].access == W1C;

      strata_pci_device_describe_config (device, registers[i].offset, registers[i].size,
                                         registers[i].reset, cleared ? 0 : writable[i],
                                         cleared ? writable[i] : 0);
    }
  strata_device_add_bank (STRATA_DEVICE (device), "pmc", NULL, registers,
                          G_N_ELEMENTS (registers));
}
