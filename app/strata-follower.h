/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-selection.h"
#include "strata-trial.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FOLLOWER (strata_follower_get_type ())

G_DECLARE_FINAL_TYPE (StrataFollower, strata_follower, STRATA, FOLLOWER, GObject)

StrataFollower *strata_follower_new (StrataSelection *selection, StrataTrial *trial);
void strata_follower_follow (StrataFollower *self, StrataAddressSpace *space);
void strata_follower_refresh (StrataFollower *self);

G_END_DECLS
