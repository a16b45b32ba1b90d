/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What stands in a configuration space header: PCI Local Bus Specification 2.1, 6.1 and 6.2. */

#include "strata-pci-header-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-pci-config-private.h"

static const StrataField command_fields[] = {
  STRATA_BIT ("IO", 0, RW),
  STRATA_BIT ("MEMORY", 1, RW),
  STRATA_BIT ("MASTER", 2, RW),
  STRATA_BIT ("SERR", 8, RW),
  STRATA_BIT ("INTX-DISABLE", 10, RW),
};

static const StrataField status_fields[] = {
  STRATA_BIT ("INTERRUPT", 3, RO),
  STRATA_BIT ("66-MHZ", 5, RO),
  STRATA_BIT ("FAST-BACK-TO-BACK", 7, RO),
  STRATA_BIT ("DATA-PARITY", 8, W1C),
  STRATA_BITS ("DEVSEL", 9, 2, RO),
  STRATA_BIT ("SIGNALED-TARGET-ABORT", 11, W1C),
  STRATA_BIT ("RECEIVED-TARGET-ABORT", 12, W1C),
  STRATA_BIT ("RECEIVED-MASTER-ABORT", 13, W1C),
  STRATA_BIT ("SIGNALED-SYSTEM-ERROR", 14, W1C),
  STRATA_BIT ("PARITY-ERROR", 15, W1C),
};

static const StrataField header_fields[] = {
  STRATA_BITS ("LAYOUT", 0, 7, RO),
  STRATA_BIT ("MULTI-FUNCTION", 7, RO),
};

#define RO STRATA_REGISTER_RO
#define RW STRATA_REGISTER_RW

static const StrataRegister registers[] = {
  { "VENDOR-ID", STRATA_PCI_VENDOR_ID, 2, RO, 0, N_ ("who made it"), NULL, 0 },
  { "DEVICE-ID", STRATA_PCI_DEVICE_ID, 2, RO, 0, N_ ("what it is"), NULL, 0 },
  { "COMMAND", STRATA_PCI_COMMAND, 2, RW, 0, N_ ("what it answers to"),
    STRATA_ALL (command_fields) },
  { "STATUS", STRATA_PCI_STATUS, 2, STRATA_REGISTER_W1C, 0, N_ ("what happened on the bus"),
    STRATA_ALL (status_fields) },
  { "REVISION-ID", STRATA_PCI_REVISION_ID, 1, RO, 0, NULL, NULL, 0 },
  { "PROGRAMMING-INTERFACE", STRATA_PCI_CLASS_CODE, 1, RO, 0, NULL, NULL, 0 },
  { "SUB-CLASS", STRATA_PCI_CLASS_CODE + 1, 1, RO, 0, NULL, NULL, 0 },
  { "BASE-CLASS", STRATA_PCI_CLASS_CODE + 2, 1, RO, 0, NULL, NULL, 0 },
  { "CACHE-LINE-SIZE", STRATA_PCI_CACHE_LINE_SIZE, 1, RW, 0, N_ ("in words of 4 bytes"), NULL, 0 },
  { "LATENCY-TIMER", STRATA_PCI_LATENCY_TIMER, 1, RO, 0, NULL, NULL, 0 },
  { "HEADER-TYPE", STRATA_PCI_HEADER_TYPE, 1, RO, 0, NULL, STRATA_ALL (header_fields) },
  { "BIST", STRATA_PCI_BIST, 1, RO, 0, N_ ("built-in self test"), NULL, 0 },
  { "BASE-ADDRESS-0", STRATA_PCI_BASE_ADDRESS, 4, RO, 0, NULL, NULL, 0 },
  { "BASE-ADDRESS-1", STRATA_PCI_BASE_ADDRESS + 4, 4, RO, 0, NULL, NULL, 0 },
  { "BASE-ADDRESS-2", STRATA_PCI_BASE_ADDRESS + 8, 4, RO, 0, NULL, NULL, 0 },
  { "BASE-ADDRESS-3", STRATA_PCI_BASE_ADDRESS + 12, 4, RO, 0, NULL, NULL, 0 },
  { "BASE-ADDRESS-4", STRATA_PCI_BASE_ADDRESS + 16, 4, RO, 0, NULL, NULL, 0 },
  { "BASE-ADDRESS-5", STRATA_PCI_BASE_ADDRESS + 20, 4, RO, 0, NULL, NULL, 0 },
  { "SUBSYSTEM-VENDOR-ID", STRATA_PCI_SUBSYSTEM_VENDOR_ID, 2, RO, 0, NULL, NULL, 0 },
  { "SUBSYSTEM-ID", STRATA_PCI_SUBSYSTEM_ID, 2, RO, 0, NULL, NULL, 0 },
  { "ROM-ADDRESS", STRATA_PCI_ROM_ADDRESS, 4, RO, 0, NULL, NULL, 0 },
  { "INTERRUPT-LINE", STRATA_PCI_INTERRUPT_LINE, 1, RW, 0, N_ ("noted by the firmware"), NULL, 0 },
  { "INTERRUPT-PIN", STRATA_PCI_INTERRUPT_PIN, 1, RO, 0, N_ ("1 to 4 for INTA# to INTD#"), NULL,
    0 },
  { "MIN-GNT", STRATA_PCI_MIN_GNT, 1, RO, 0, NULL, NULL, 0 },
  { "MAX-LAT", STRATA_PCI_MAX_LAT, 1, RO, 0, NULL, NULL, 0 },
};

#undef RO
#undef RW

const StrataRegister *
strata_pci_header_get_registers (guint *n_registers)
{
  *n_registers = G_N_ELEMENTS (registers);
  return registers;
}
