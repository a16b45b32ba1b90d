/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-options.h"

void
strata_ctl_options_free (StrataCtlOptions *self)
{
  g_strfreev (self->arguments);
  g_strfreev (self->hints);
  g_free (self->address_space);
  g_free (self->output);
  g_free (self->socket);
  g_free (self->connect);
  g_free (self->screendump);
  g_free (self->script);
  g_free (self);
}
