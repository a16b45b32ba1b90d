/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The devices of a board. */

#include "strata-board-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-value.h"

/* What a machine does with such a line: keyboard controllers, chip sets and buttons pull it. */
#define RESET_OUTPUT "reset"

static void
reset_cb (StrataLine *line G_GNUC_UNUSED, gboolean level, gpointer board)
{
  if (level)
    strata_board_reset (board);
}

static void
watch_reset (StrataBoard *self, StrataBoardDevice *entry)
{
  for (guint i = 0; i < strata_device_get_n_outputs (entry->device); i++)
    {
      StrataLine *line = strata_device_get_output (entry->device, i);

      if (strcmp (strata_line_get_name (line), RESET_OUTPUT) == 0)
        {
          entry->reset_line = strata_line_ref (line);
          entry->reset_watch = strata_line_add_watch (line, reset_cb, self, NULL);
          return;
        }
    }
}

StrataBoardDevice *
strata_board_add_device_entry (StrataBoard *self, const char *id, StrataDevice *device)
{
  StrataBoardDevice *added = g_new0 (StrataBoardDevice, 1);

  added->id = g_strdup (id);
  added->device = g_object_ref (device);
  watch_reset (self, added);
  g_ptr_array_add (self->devices, added);
  g_hash_table_insert (self->devices_by_id, added->id, added);
  return added;
}

/**
 * strata_board_get_clock:
 * @self: a board
 *
 * Gets the clock.
 *
 * Returns: (transfer none): the virtual clock that its devices follow
 */
StrataClock *
strata_board_get_clock (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  return self->clock;
}

/**
 * strata_board_add_device:
 * @self: a board
 * @device: a realized device of the board's system; the board disposes it in the end
 * @error: where to put an error
 *
 * Makes a device part of the board. Its regions are to be added, too, where they are to be saved.
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_BOARD_ERROR
 */
gboolean
strata_board_add_device (StrataBoard *self, StrataDevice *device, GError **error)
{
  const char *id;
  g_autofree char *quoted = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (self), FALSE);
  g_return_val_if_fail (STRATA_IS_DEVICE (device), FALSE);

  id = strata_device_get_id (device);
  quoted = strata_value_quote (id);
  if (!strata_region_description_is_id (id))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                 _ ("%s is not an id: it has letters, digits, “.”, “_” and “-” only"), quoted);
  else if (g_hash_table_contains (self->devices_by_id, id))
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                 _ ("the id %s is taken by another device"), quoted);
  else if (strata_device_get_system (device) != self->system)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY,
                 _ ("the device %s is of another system"), quoted);
  else
    {
      strata_board_add_device_entry (self, id, device);
      return TRUE;
    }
  return FALSE;
}

/**
 * strata_board_get_device:
 * @self: a board
 * @id: an id
 *
 * Finds a device by its id.
 *
 * Returns: (transfer none) (nullable): the device of that id
 */
StrataDevice *
strata_board_get_device (StrataBoard *self, const char *id)
{
  StrataBoardDevice *found;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  found = g_hash_table_lookup (self->devices_by_id, id);
  return found != NULL ? found->device : NULL;
}

/**
 * strata_board_list_devices:
 * @self: a board
 *
 * Lists the devices.
 *
 * Returns: (transfer full) (element-type StrataDevice): its devices; each stands behind those that
 *   it needs, else they are in the order in which they became part of the board
 */
GPtrArray *
strata_board_list_devices (StrataBoard *self)
{
  GPtrArray *devices;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  devices = g_ptr_array_new_full (self->devices->len, g_object_unref);
  for (guint i = 0; i < self->devices->len; i++)
    {
      StrataBoardDevice *entry = g_ptr_array_index (self->devices, i);

      g_ptr_array_add (devices, g_object_ref (entry->device));
    }
  return devices;
}

/**
 * strata_board_reset:
 * @self: a board
 *
 * Resets all devices, in the order of strata_board_list_devices(). Memory keeps its contents, and
 * the clock goes on. A device whose output `reset` rises has the same effect.
 */
void
strata_board_reset (StrataBoard *self)
{
  g_return_if_fail (STRATA_IS_BOARD (self));

  strata_system_lock (self->system);
  strata_system_begin (self->system);
  strata_system_name_transaction (self->system, _ ("Reset all devices"));
  for (guint i = 0; i < self->devices->len; i++)
    strata_device_reset (((StrataBoardDevice *) g_ptr_array_index (self->devices, i))->device);
  strata_system_commit (self->system);
  strata_system_unlock (self->system);
}

/**
 * strata_board_get_power_on:
 * @self: a board
 *
 * Gets the script that sets the devices going.
 *
 * Returns: (transfer full) (nullable): the script of qtest commands that the board names to be
 *   played once it is there, so that its devices have something to show; %NULL if it names none
 */
GFile *
strata_board_get_power_on (StrataBoard *self)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  if (self->power_on == NULL)
    return NULL;
  if (g_str_has_prefix (self->power_on, "resource:///"))
    return g_file_new_for_uri (self->power_on);
  path = g_canonicalize_filename (self->power_on, self->directory);
  return g_file_new_for_path (path);
}
