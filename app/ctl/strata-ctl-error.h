/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrataCtlError:
 * @STRATA_CTL_ERROR_USAGE: the command line is wrong
 * @STRATA_CTL_ERROR_FAILED: the command line is right, but what it asks for cannot be done
 *
 * Why a command did not come to its end. What other rooms report keeps its own domain.
 */
typedef enum
{
  STRATA_CTL_ERROR_USAGE,
  STRATA_CTL_ERROR_FAILED,
} StrataCtlError;

#define STRATA_CTL_ERROR (strata_ctl_error_quark ())

GQuark strata_ctl_error_quark (void);

G_END_DECLS
