/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _StrataCtlSignals StrataCtlSignals;

StrataCtlSignals *strata_ctl_signals_new (GCancellable *cancellable);
void strata_ctl_signals_free (StrataCtlSignals *self);
void strata_ctl_signals_raise (StrataCtlSignals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataCtlSignals, strata_ctl_signals_free)

G_END_DECLS
