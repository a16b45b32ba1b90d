/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-policies.h"

/**
 * StrataHexPolicies:
 *
 * When which region is read. All that shows the memory of a board goes by the same ones.
 */
struct _StrataHexPolicies
{
  GObject parent_instance;

  GHashTable *chosen; /* from StrataRegion to StrataHexPolicy */
  guint n_live;
  gboolean is_protected;
};

G_DEFINE_FINAL_TYPE (StrataHexPolicies, strata_hex_policies, G_TYPE_OBJECT)

static void
strata_hex_policies_finalize (GObject *object)
{
  g_hash_table_unref (STRATA_HEX_POLICIES (object)->chosen);

  G_OBJECT_CLASS (strata_hex_policies_parent_class)->finalize (object);
}

static void
strata_hex_policies_class_init (StrataHexPoliciesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_hex_policies_finalize;
}

static void
strata_hex_policies_init (StrataHexPolicies *self)
{
  self->chosen = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) strata_region_unref, NULL);
}

/**
 * strata_hex_policies_new:
 *
 * Returns: (transfer full): policies: all regions are read on demand
 */
StrataHexPolicies *
strata_hex_policies_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_POLICIES, NULL);
}

/**
 * strata_hex_policies_get:
 * @self: policies
 * @region: a region
 *
 * Returns: when it is read
 */
StrataHexPolicy
strata_hex_policies_get (StrataHexPolicies *self,
                         StrataRegion      *region)
{
  gpointer policy;

  g_return_val_if_fail (STRATA_IS_HEX_POLICIES (self), STRATA_HEX_POLICY_NEVER);

  if (g_hash_table_lookup_extended (self->chosen, region, NULL, &policy))
    return GPOINTER_TO_UINT (policy);

  return self->is_protected ? STRATA_HEX_POLICY_NEVER : STRATA_HEX_POLICY_ON_DEMAND;
}

/**
 * strata_hex_policies_set:
 * @self: policies
 * @region: a region
 * @policy: when it is read
 *
 * Sets when a region is read whose reads may have side effects.
 */
void
strata_hex_policies_set (StrataHexPolicies *self,
                         StrataRegion      *region,
                         StrataHexPolicy    policy)
{
  g_return_if_fail (STRATA_IS_HEX_POLICIES (self));
  g_return_if_fail (region != NULL);

  self->n_live -= strata_hex_policies_get (self, region) == STRATA_HEX_POLICY_LIVE;
  self->n_live += policy == STRATA_HEX_POLICY_LIVE;
  g_hash_table_replace (self->chosen, strata_region_ref (region), GUINT_TO_POINTER (policy));
}

/**
 * strata_hex_policies_get_protected:
 * @self: policies
 *
 * Returns: whether regions for which nothing was chosen are never read
 */
gboolean
strata_hex_policies_get_protected (StrataHexPolicies *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_POLICIES (self), TRUE);

  return self->is_protected;
}

/**
 * strata_hex_policies_set_protected:
 * @self: policies
 * @is_protected: whether regions for which nothing is chosen are never read; else on demand
 *
 * Sets what holds where nothing was chosen.
 */
void
strata_hex_policies_set_protected (StrataHexPolicies *self,
                                   gboolean           is_protected)
{
  g_return_if_fail (STRATA_IS_HEX_POLICIES (self));

  self->is_protected = is_protected;
}

/**
 * strata_hex_policies_has_live:
 * @self: policies
 *
 * Returns: whether any region is read again and again
 */
gboolean
strata_hex_policies_has_live (StrataHexPolicies *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_POLICIES (self), FALSE);

  return self->n_live > 0;
}

/**
 * strata_hex_policies_clear:
 * @self: policies
 *
 * Forgets what was chosen for regions.
 */
void
strata_hex_policies_clear (StrataHexPolicies *self)
{
  g_return_if_fail (STRATA_IS_HEX_POLICIES (self));

  g_hash_table_remove_all (self->chosen);
  self->n_live = 0;
}
