/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"

G_BEGIN_DECLS

/* What a window of the programmable attribute map shows; the two bits of a PAM register's field */
typedef enum
{
  STRATA_PAM_PCI = 0,
  STRATA_PAM_READ_ONLY = 1,  /* reads from RAM, writes lost */
  STRATA_PAM_WRITE_ONLY = 2, /* meant: reads from PCI, writes to RAM; here all of it is RAM */
  STRATA_PAM_RAM = 3,
} StrataPamState;

#define STRATA_PAM_N_STATES 4

/* One alias for each state, all at the same place, of which one is enabled */
typedef struct
{
  StrataRegion *container;
  StrataRegion *aliases[STRATA_PAM_N_STATES];
  StrataPamState state;
} StrataPamWindow;

gboolean strata_pam_window_init (StrataPamWindow *self, StrataRegion *container,
                                 StrataOwner *owner, StrataRegion *ram, StrataRegion *pci,
                                 guint64 address, guint64 size, GError **error);
void strata_pam_window_clear (StrataPamWindow *self);
gboolean strata_pam_window_set_state (StrataPamWindow *self, StrataPamState state, GError **error);

G_END_DECLS
