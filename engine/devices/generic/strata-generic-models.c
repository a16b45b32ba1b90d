/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices that are at home on any board. */

#include "strata-generic-models-private.h"

#include "strata-cfi-flash-private.h"
#include "strata-registers.h"
#include "strata-uart-16550-private.h"

void
strata_generic_models_ensure (void)
{
  g_type_ensure (STRATA_TYPE_CFI_FLASH);
  g_type_ensure (STRATA_TYPE_REGISTERS);
  g_type_ensure (STRATA_TYPE_UART_16550);
}
