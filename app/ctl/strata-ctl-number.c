/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "board/strata-value.h"
#include "strata-ctl-error.h"
#include "strata-ctl-number.h"

/* A wrong number on the command line is a wrong command line. */
static gboolean
refuse (const char *what, const GError *reason, GError **error)
{
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE, "%s: %s", what, reason->message);
  return FALSE;
}

/**
 * strata_ctl_parse_number:
 * @text: a word of the command line
 * @what: what it stands for, for the error
 * @value: (out): the number
 * @error: return location for a %STRATA_CTL_ERROR_USAGE
 *
 * Reads a number from 0 to 2^64-1, decimal or with `0x` hexadecimal.
 *
 * Returns: %FALSE if it is none
 */
gboolean
strata_ctl_parse_number (const char *text, const char *what, guint64 *value, GError **error)
{
  g_autoptr (GError) reason = NULL;

  return strata_value_parse_number (text, value, &reason) || refuse (what, reason, error);
}

/**
 * strata_ctl_parse_address:
 * @text: a word of the command line
 * @what: what it stands for, for the error
 * @address: (out): the address
 * @error: return location for a %STRATA_CTL_ERROR_USAGE
 *
 * Reads an address: a number, or what a board file takes for one, such as `16 MiB`.
 *
 * Returns: %FALSE if it is none
 */
gboolean
strata_ctl_parse_address (const char *text, const char *what, guint64 *address, GError **error)
{
  g_autoptr (GError) reason = NULL;

  return strata_value_parse_address (text, address, &reason) || refuse (what, reason, error);
}
