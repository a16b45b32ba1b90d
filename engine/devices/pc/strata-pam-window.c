/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pam-window-private.h"

/* Above the RAM and above PCI */
#define PRIORITY 1

/* The names are QEMU's, also that of the write-only state, which is not what it shows. */
static const char *const names[STRATA_PAM_N_STATES] = {
  [STRATA_PAM_PCI] = "pam-pci",
  [STRATA_PAM_READ_ONLY] = "pam-rom",
  [STRATA_PAM_WRITE_ONLY] = "pam-pci",
  [STRATA_PAM_RAM] = "pam-ram",
};

/* Makes a window, which shows PCI. RAM and PCI appear in it at the address that it has itself. */
gboolean
strata_pam_window_init (StrataPamWindow *self, StrataRegion *container, StrataOwner *owner,
                        StrataRegion *ram, StrataRegion *pci, guint64 address, guint64 size,
                        GError **error)
{
  StrataSystem *system = strata_region_get_system (container);

  self->container = strata_region_ref (container);
  self->state = STRATA_PAM_PCI;
  for (guint i = 0; i < STRATA_PAM_N_STATES; i++)
    {
      StrataRegion *target = i == STRATA_PAM_PCI ? pci : ram;
      StrataRegion *alias = strata_region_new_alias (system, owner, names[i], target, address,
                                                     size);

      self->aliases[i] = alias;
      if (!strata_region_set_readonly (alias, i == STRATA_PAM_READ_ONLY, error)
          || !strata_region_set_enabled (alias, i == STRATA_PAM_PCI, error)
          || !strata_region_add_subregion_overlap (container, address, alias, PRIORITY, error))
        return FALSE;
    }
  return TRUE;
}

/* Takes the window out of the map again. */
void
strata_pam_window_clear (StrataPamWindow *self)
{
  for (guint i = 0; i < STRATA_PAM_N_STATES; i++)
    if (self->aliases[i] != NULL)
      {
        if (strata_region_get_container (self->aliases[i]) != NULL)
          strata_region_del_subregion (self->container, self->aliases[i], NULL);
        g_clear_pointer (&self->aliases[i], strata_region_unref);
      }
  g_clear_pointer (&self->container, strata_region_unref);
}

gboolean
strata_pam_window_set_state (StrataPamWindow *self, StrataPamState state, GError **error)
{
  if (state == self->state)
    return TRUE;
  if (!strata_region_set_enabled (self->aliases[self->state], FALSE, error)
      || !strata_region_set_enabled (self->aliases[state], TRUE, error))
    return FALSE;
  self->state = state;
  return TRUE;
}
