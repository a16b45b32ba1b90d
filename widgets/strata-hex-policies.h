/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/**
 * StrataHexPolicy:
 * @STRATA_HEX_POLICY_NEVER: it is not read, even when asked to
 * @STRATA_HEX_POLICY_ON_DEMAND: it is read when asked to
 * @STRATA_HEX_POLICY_LIVE: it is read again and again while it is on the screen
 *
 * When a region is read whose reads may have side effects.
 */
typedef enum
{
  STRATA_HEX_POLICY_NEVER,
  STRATA_HEX_POLICY_ON_DEMAND,
  STRATA_HEX_POLICY_LIVE,
} StrataHexPolicy;

#define STRATA_TYPE_HEX_POLICIES (strata_hex_policies_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexPolicies, strata_hex_policies, STRATA, HEX_POLICIES, GObject)

StrataHexPolicies *strata_hex_policies_new (void);

StrataHexPolicy strata_hex_policies_get (StrataHexPolicies *self, StrataRegion *region);
void strata_hex_policies_set (StrataHexPolicies *self, StrataRegion *region,
                              StrataHexPolicy policy);
gboolean strata_hex_policies_get_protected (StrataHexPolicies *self);
void strata_hex_policies_set_protected (StrataHexPolicies *self, gboolean is_protected);
gboolean strata_hex_policies_has_live (StrataHexPolicies *self);
void strata_hex_policies_clear (StrataHexPolicies *self);

G_END_DECLS
