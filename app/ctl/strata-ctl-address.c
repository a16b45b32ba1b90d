/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "devices/strata-device.h"
#include "memory/strata-initiator.h"
#include "memory/strata-rendering.h"
#include "strata-ctl-address.h"
#include "strata-ctl-error.h"
#include "strata-ctl-number.h"

/**
 * strata_ctl_address_parse:
 * @self: where to put it
 * @options: what the command line says
 * @argument: which of its arguments is the address
 * @error: return location for a %STRATA_CTL_ERROR_USAGE
 *
 * Reads an address, or the name of a register: `DEVICE.REGISTER`, or `DEVICE.BANK.REGISTER`.
 *
 * Returns: %FALSE if it can be neither
 */
gboolean
strata_ctl_address_parse (StrataCtlAddress *self, const StrataCtlOptions *options, guint argument,
                          GError **error)
{
  const char *text = options->arguments[argument];

  *self = (StrataCtlAddress){ .size = options->size };
  if (!g_ascii_isalpha (text[0]) || strchr (text, '.') == NULL)
    return strata_ctl_parse_address (text, "ADDR", &self->address, error);
  self->name = text;
  return TRUE;
}

static gboolean
has_name (const StrataRegisterBank *bank, const StrataRegister *info, const char *name)
{
  gsize length = strlen (bank->name);

  return g_ascii_strcasecmp (info->name, name) == 0 ||
         (g_ascii_strncasecmp (bank->name, name, length) == 0 && name[length] == '.' &&
          g_ascii_strcasecmp (info->name, name + length + 1) == 0);
}

static const StrataRegister *
find_in_device (StrataDevice *device, const char *name, const StrataRegisterBank **bank)
{
  for (guint i = 0; i < strata_device_get_n_banks (device); i++)
    {
      *bank = strata_device_get_bank (device, i);
      for (guint j = 0; j < (*bank)->n_registers; j++)
        if (has_name (*bank, &(*bank)->registers[j], name))
          return &(*bank)->registers[j];
    }
  return NULL;
}

/* Ids of devices may have dots, and names of registers, too. */
static const StrataRegister *
find_register (StrataBoard *board, const char *text, const StrataRegisterBank **bank)
{
  for (const char *dot = strchr (text, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    {
      g_autofree char *id = g_strndup (text, dot - text);
      StrataDevice *device = strata_board_get_device (board, id);
      const StrataRegister *info = device ? find_in_device (device, dot + 1, bank) : NULL;

      if (info)
        return info;
    }
  return NULL;
}

/* Where an access to a region's offset ends up there, in one address space. */
static gboolean
find_in_space (StrataAddressSpace *space, StrataRegion *region, guint64 offset, guint64 *address)
{
  g_autoptr (StrataRendering) rendering = strata_rendering_new_for_region (
      strata_address_space_get_root (space), region);
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (space, "stratactl");

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);
      StrataFlatRange range;

      if (instance->region != region || offset < instance->offset ||
          offset - instance->offset > instance->last - instance->first)
        continue;
      *address = instance->first + (offset - instance->offset);
      if (strata_initiator_find (initiator, *address, &range) && range.region == region)
        return TRUE;
    }
  return FALSE;
}

static gboolean
place (StrataCtlAddress *self, StrataBoard *board, StrataAddressSpace *only, StrataRegion *region,
       guint64 offset)
{
  guint n_spaces = only ? 1 : strata_board_get_n_address_spaces (board);

  for (guint i = 0; i < n_spaces; i++)
    {
      self->space = only ? only : strata_board_get_address_space (board, i);
      if (find_in_space (self->space, region, offset, &self->address))
        return TRUE;
    }
  return FALSE;
}

/**
 * strata_ctl_address_find:
 * @self: an address that was parsed
 * @board: the board
 * @options: what the command line says
 * @error: return location for an error
 *
 * Looks a register up, if it is one: in the address space that was asked for, else in all. Its size
 * is that of the accesses, if the command line says nothing else.
 *
 * Returns: %FALSE if there is none, or no address leads to it
 */
gboolean
strata_ctl_address_find (StrataCtlAddress *self, StrataBoard *board,
                         const StrataCtlOptions *options, GError **error)
{
  const char *file = options->arguments[0];
  const StrataRegisterBank *bank;
  const StrataRegister *info;
  StrataAddressSpace *only;

  if (!strata_ctl_board_find_space (board, options, 0, &only, error))
    return FALSE;
  self->space = only;
  if (self->name == NULL)
    return TRUE;
  info = find_register (board, self->name, &bank);
  if (info == NULL)
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
                 _ ("%s: there is no register “%s”"), file, self->name);
  else if (bank->region == NULL)
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
                 _ ("%s: %s has no address: it is reached through an index register"), file,
                 self->name);
  else if (!place (self, board, only, bank->region, info->offset))
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
                 _ ("%s: no address leads to %s just now"), file, self->name);
  else
    {
      if (!options->size_given)
        self->size = info->size;
      return TRUE;
    }
  return FALSE;
}
