/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-view-slot-private.h"

struct _StrataAddressSpace
{
  gint ref_count; /* atomic; the last one goes under the system lock */
  gboolean closed; /* atomic */
  guint64 number; /* no other region or address space of its system has or had it */
  char *name;
  StrataSystem *system;
  StrataViewSlot *slot;
  GList link;      /* in the system's list of spaces */
  GList slot_link; /* in the slot's list */
};
