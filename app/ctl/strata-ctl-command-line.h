/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-ctl-command.h"

G_BEGIN_DECLS

StrataCtlOptions *strata_ctl_command_line_parse (const StrataCtlCommand *command,
                                                 const char *const *words, GError **error);
char *strata_ctl_command_line_dup_help (const StrataCtlCommand *command);

G_END_DECLS
