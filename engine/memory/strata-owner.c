/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-owner-private.h"

#include "strata-macros-private.h"

STRATA_DEFINE_BOXED (StrataOwner, strata_owner)

/**
 * strata_owner_new:
 * @name: (nullable): what to call it
 * @data: (nullable): whatever it stands for, usually a device
 * @destroy: (nullable): called with @data when nothing holds the owner any more
 *
 * Makes an owner: the token that regions of one device share. It lives at least as long as the last
 * flat view that shows one of its regions.
 *
 * Returns: (transfer full): the owner
 */
StrataOwner *
strata_owner_new (const char *name, gpointer data, GDestroyNotify destroy)
{
  StrataOwner *self = g_new0 (StrataOwner, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->data = data;
  self->destroy = destroy;
  return self;
}

/**
 * strata_owner_ref:
 * @self: an owner
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataOwner *
strata_owner_ref (StrataOwner *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_owner_unref:
 * @self: (transfer full): an owner
 *
 * Lets go of an owner.
 */
void
strata_owner_unref (StrataOwner *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->name);
  g_free (self);
}

/**
 * strata_owner_get_name:
 * @self: an owner
 *
 * Gets the name.
 *
 * Returns: (nullable): its name
 */
const char *
strata_owner_get_name (StrataOwner *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_owner_get_data:
 * @self: an owner
 *
 * Gets the data.
 *
 * Returns: (nullable) (transfer none): what it was made with
 */
gpointer
strata_owner_get_data (StrataOwner *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

/**
 * strata_owner_get_reentrant:
 * @self: an owner
 *
 * Gets the reentrant.
 *
 * Returns: whether a callback of its regions may be entered again from inside one of them
 */
gboolean
strata_owner_get_reentrant (StrataOwner *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->reentrant;
}

/**
 * strata_owner_set_reentrant:
 * @self: an owner
 * @reentrant: whether re-entry is allowed
 *
 * An access that would enter a callback of the same owner again gives an access error, unless this
 * is on. Off by default.
 */
void
strata_owner_set_reentrant (StrataOwner *self, gboolean reentrant)
{
  g_return_if_fail (self != NULL);

  self->reentrant = !!reentrant;
}
