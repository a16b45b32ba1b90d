/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-error.h"

G_DEFINE_QUARK (strata - ctl - error - quark, strata_ctl_error)
