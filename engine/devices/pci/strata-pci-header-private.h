/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-register.h"

G_BEGIN_DECLS

/* The registers that every configuration space has */
const StrataRegister *strata_pci_header_get_registers (guint *n_registers);

G_END_DECLS
