/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices of a PC. */

#include "strata-pc-models-private.h"

#include "strata-debug-console-private.h"
#include "strata-debug-exit-private.h"
#include "strata-i440fx-private.h"
#include "strata-i8042-private.h"
#include "strata-i8254-private.h"
#include "strata-i8259-private.h"
#include "strata-ioapic-private.h"
#include "strata-mc146818-private.h"
#include "strata-pc-speaker-private.h"
#include "strata-pc-testdev-private.h"
#include "strata-piix3-ide-private.h"
#include "strata-piix3-private.h"
#include "strata-piix4-pm-private.h"
#include "strata-port-space-private.h"
#include "strata-port80-private.h"
#include "strata-port92-private.h"

void
strata_pc_models_ensure (void)
{
  g_type_ensure (STRATA_TYPE_DEBUG_CONSOLE);
  g_type_ensure (STRATA_TYPE_DEBUG_EXIT);
  g_type_ensure (STRATA_TYPE_I440FX);
  g_type_ensure (STRATA_TYPE_I8042);
  g_type_ensure (STRATA_TYPE_I8254);
  g_type_ensure (STRATA_TYPE_I8259);
  g_type_ensure (STRATA_TYPE_IOAPIC);
  g_type_ensure (STRATA_TYPE_MC146818);
  g_type_ensure (STRATA_TYPE_PC_SPEAKER);
  g_type_ensure (STRATA_TYPE_PC_TESTDEV);
  g_type_ensure (STRATA_TYPE_PIIX3);
  g_type_ensure (STRATA_TYPE_PIIX3_IDE);
  g_type_ensure (STRATA_TYPE_PIIX4_PM);
  g_type_ensure (STRATA_TYPE_PORT80);
  g_type_ensure (STRATA_TYPE_PORT92);
  g_type_ensure (STRATA_TYPE_PORT_SPACE);
}
