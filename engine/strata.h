/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-access-plan.h"
#include "memory/strata-address-space.h"
#include "memory/strata-coalesced.h"
#include "memory/strata-dirty-log.h"
#include "memory/strata-dry-commit.h"
#include "memory/strata-flat-view.h"
#include "memory/strata-initiator.h"
#include "memory/strata-listener.h"
#include "memory/strata-owner.h"
#include "memory/strata-region-ops.h"
#include "memory/strata-region.h"
#include "memory/strata-rendering.h"
#include "memory/strata-system.h"
#include "memory/strata-text.h"
#include "memory/strata-types.h"
