/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-owner.h"

struct _StrataOwner
{
  gatomicrefcount ref_count;
  guint reentrant : 1;
  char *name;
  gpointer data;
  GDestroyNotify destroy;
};
