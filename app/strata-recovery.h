/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define STRATA_TYPE_RECOVERY (strata_recovery_get_type ())

G_DECLARE_FINAL_TYPE (StrataRecovery, strata_recovery, STRATA, RECOVERY, GObject)

StrataRecovery *strata_recovery_new (void);
GPtrArray *strata_recovery_list_left (void);

gboolean strata_recovery_write (StrataRecovery *self, GFile *file, const char *name,
                                const char *text, GError **error);
void strata_recovery_remove (StrataRecovery *self);

GFile *strata_recovery_get_file (StrataRecovery *self);
const char *strata_recovery_get_name (StrataRecovery *self);
char *strata_recovery_read (StrataRecovery *self, GError **error);

G_END_DECLS
