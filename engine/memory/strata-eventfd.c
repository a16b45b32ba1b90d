/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-eventfd.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>

#include "strata-eventfds-private.h"
#include "strata-i18n-private.h"
#include "strata-region-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataSignal, strata_signal_unref)

static gboolean
check (StrataRegion *self, const StrataEventfd *eventfd, GError **error)
{
  if (self->kind != STRATA_REGION_MMIO && self->kind != STRATA_REGION_ROM_DEVICE)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_KIND,
                   _ ("“%s” has no callbacks whose writes could signal instead"), self->name);
      return FALSE;
    }
  if (eventfd->size > 8
      || (eventfd->size > 0 && eventfd->size - 1 > G_MAXUINT64 - eventfd->offset))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("No write has %u bytes at offset 0x%" PRIx64), eventfd->size,
                   eventfd->offset);
      return FALSE;
    }
  if (eventfd->match_data && eventfd->size > 0 && eventfd->size < 8
      && eventfd->data >> (8 * eventfd->size) != 0)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("0x%" PRIx64 " does not fit into %u bytes"), eventfd->data,
                   eventfd->size);
      return FALSE;
    }
  return TRUE;
}

/* Two that take the same writes are the same, whatever else their fields hold. */
static StrataEventfd
normalize (const StrataEventfd *eventfd)
{
  StrataEventfd normal = *eventfd;

  normal.match_data = !!eventfd->match_data;
  if (!normal.match_data)
    normal.data = 0;
  return normal;
}

/* Under the system lock. */
static gboolean
set_eventfds (StrataRegion *self, StrataEventfds *eventfds, GError **error)
{
  g_autoptr (StrataWriteRules) rules = NULL;
  StrataRegionState state;

  strata_region_begin_edit (self, &state);
  rules = strata_write_rules_new (strata_write_rules_get_coalesced (state.rules), eventfds);
  state.rules = rules;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_add_eventfd:
 * @self: an MMIO region or ROM device
 * @eventfd: which writes, and what they signal
 * @error: return location for an error
 *
 * Lets some writes signal a descriptor instead of reaching the device. Such a write must be one
 * that `valid` allows, and be a single access that begins at the offset and lies wholly in one flat
 * range. It ends well, the device never sees it, and it is never coalesced, though writes that were
 * coalesced before it arrive before it. All eventfds that take a write are signalled.
 *
 * A signal is eight bytes written to the descriptor, the number 1, as eventfd(2) wants it. It
 * should not block. The region keeps a descriptor of its own: the caller's can be closed, and stays
 * only the name by which [method@Strata.Region.del_eventfd] knows it.
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR set if not possible, or if it is there already
 */
gboolean
strata_region_add_eventfd (StrataRegion *self, const StrataEventfd *eventfd, GError **error)
{
  g_autoptr (StrataEventfds) eventfds = NULL;
  g_autoptr (StrataSignal) signal = NULL;
  StrataEventfds *present;
  StrataEventfd normal;
  gboolean added = FALSE;
  int kept;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (eventfd != NULL, FALSE);

  if (!check (self, eventfd, error))
    return FALSE;
  kept = fcntl (eventfd->fd, F_DUPFD_CLOEXEC, 0);
  if (kept < 0)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_EVENTFD,
                   _ ("Descriptor %d cannot be kept: %s"), eventfd->fd, g_strerror (errno));
      return FALSE;
    }
  signal = strata_signal_new (kept);
  normal = normalize (eventfd);

  strata_system_lock (self->system);
  present = strata_write_rules_get_eventfds (self->state.rules);
  if (strata_eventfds_has (present, &normal))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_EVENTFD,
                   _ ("“%s” has this eventfd already"), self->name);
    }
  else
    {
      eventfds = strata_eventfds_add (present, &normal, signal);
      added = set_eventfds (self, eventfds, error);
    }
  strata_system_unlock (self->system);
  return added;
}

/**
 * strata_region_del_eventfd:
 * @self: an MMIO region or ROM device
 * @eventfd: one that was added
 * @error: return location for an error
 *
 * Lets the writes that an eventfd took reach the device again.
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR set if not possible, or if there is no such eventfd
 */
gboolean
strata_region_del_eventfd (StrataRegion *self, const StrataEventfd *eventfd, GError **error)
{
  g_autoptr (StrataEventfds) eventfds = NULL;
  StrataEventfds *present;
  StrataEventfd normal;
  gboolean deleted = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (eventfd != NULL, FALSE);

  normal = normalize (eventfd);
  strata_system_lock (self->system);
  present = strata_write_rules_get_eventfds (self->state.rules);
  if (strata_eventfds_has (present, &normal))
    {
      eventfds = strata_eventfds_remove (present, &normal);
      deleted = set_eventfds (self, eventfds, error);
    }
  else
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_EVENTFD,
                   _ ("“%s” has no such eventfd"), self->name);
    }
  strata_system_unlock (self->system);
  return deleted;
}

/**
 * strata_region_list_eventfds:
 * @self: a region
 *
 * Lists the eventfds of a region.
 *
 * Returns: (transfer full) (element-type StrataEventfd): its eventfds, by offset
 */
GArray *
strata_region_list_eventfds (StrataRegion *self)
{
  const StrataEventfds *eventfds;
  GArray *list;

  g_return_val_if_fail (self != NULL, NULL);

  list = g_array_new (FALSE, FALSE, sizeof (StrataEventfd));
  strata_system_lock (self->system);
  eventfds = strata_write_rules_get_eventfds (self->state.rules);
  for (guint i = 0; eventfds != NULL && i < eventfds->n_entries; i++)
    g_array_append_val (list, eventfds->entries[i].eventfd);
  strata_system_unlock (self->system);
  return list;
}
