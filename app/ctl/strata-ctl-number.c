/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "board/strata-value.h"
#include "strata-ctl-error.h"
#include "strata-ctl-number.h"

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

  if (strata_value_parse_number (text, value, &reason))
    return TRUE;
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE, "%s: %s", what, reason->message);
  return FALSE;
}
