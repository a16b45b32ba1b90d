/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-ctl-command.h"

G_BEGIN_DECLS

const StrataCtlCommand *strata_ctl_commands_find (const char *name);
char *strata_ctl_commands_to_string (void);

G_END_DECLS
