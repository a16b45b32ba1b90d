/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-address.h"
#include "strata-ctl-error.h"

/* What is no number is a wrong command line; a name that is not there is a matter of the board. */
static gboolean
refuse (const char *file, const char *text, const GError *reason, GError **error)
{
  gboolean is_usage = g_error_matches (reason, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE) ||
                      (g_error_matches (reason, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN) &&
                       strchr (text, '.') == NULL);

  if (is_usage)
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE, "ADDR: %s", reason->message);
  else
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED, "%s: %s", file,
                 reason->message);
  return FALSE;
}

/**
 * strata_ctl_address_find:
 * @self: where to put it
 * @board: the board
 * @options: what the command line says
 * @argument: which of its arguments is the address
 * @error: return location for an error
 *
 * Finds out which address is meant, see strata_board_resolve(): in the address space that was asked
 * for, else in all. The size is that of the accesses; a register brings its own if the command line
 * says nothing else.
 *
 * Returns: %FALSE if there is none
 */
gboolean
strata_ctl_address_find (StrataCtlAddress *self, StrataBoard *board,
                         const StrataCtlOptions *options, guint argument, GError **error)
{
  const char *text = options->arguments[argument];
  g_autoptr (GError) reason = NULL;
  StrataAddressSpace *only;
  StrataPlace place;

  *self = (StrataCtlAddress){ .size = options->size };
  if (!strata_ctl_board_find_space (board, options, 0, &only, error))
    return FALSE;
  if (!strata_board_resolve (board, only, text, &place, &reason))
    return refuse (options->arguments[0], text, reason, error);
  if (place.space == NULL)
    return strata_ctl_board_get_space (board, options, 0, error) != NULL;
  self->space = place.space;
  self->address = place.address;
  self->hidden = place.hidden;
  if (place.size > 0 && !options->size_given)
    self->size = place.size;
  return TRUE;
}

/**
 * strata_ctl_address_find_open:
 * @self: where to put it
 * @board: the board
 * @options: what the command line says
 * @argument: which of its arguments is the address
 * @error: return location for an error
 *
 * Like strata_ctl_address_find() for those who go on to access it: what was named and is hidden
 * there must not be taken for what hides it.
 *
 * Returns: %FALSE if there is none
 */
gboolean
strata_ctl_address_find_open (StrataCtlAddress *self, StrataBoard *board,
                              const StrataCtlOptions *options, guint argument, GError **error)
{
  if (!strata_ctl_address_find (self, board, options, argument, error))
    return FALSE;
  if (!self->hidden)
    return TRUE;
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
               "%s: no address leads to %s just now", options->arguments[0],
               options->arguments[argument]);
  return FALSE;
}
