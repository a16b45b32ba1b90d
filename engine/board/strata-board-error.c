/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-board-error-private.h"

/**
 * strata_board_error_quark:
 *
 * The error domain of board files.
 *
 * Returns: its quark
 */
G_DEFINE_QUARK (strata-board-error-quark, strata_board_error)

/* `FILE:LINE: [GROUP] KEY: `, the line being the key's if the group has it, else the header's. */
static char *
make_place (const char *file, StrataKeyGroup *group, const char *key)
{
  const StrataKeyLine *line;

  if (group == NULL)
    return g_strdup_printf ("%s:1: ", file);
  if (key == NULL)
    return g_strdup_printf ("%s:%u: [%s]: ", file, group->number, group->name);
  line = strata_key_group_find (group, key);
  return g_strdup_printf ("%s:%u: [%s] %s: ", file, line != NULL ? line->number : group->number,
                          group->name, key);
}

/* Sets an error that says where in a file it lies: at a key, in a group, or (without either) in the
 * file as a whole. */
void
strata_board_error_set (GError **error, StrataBoardError code, const char *file,
                        StrataKeyGroup *group, const char *key, const char *format, ...)
{
  g_autofree char *place = make_place (file, group, key);
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, STRATA_BOARD_ERROR, code, "%s%s", place, reason);
}

/* Makes an error at a place out of one without; takes the cause. */
void
strata_board_error_move (GError **error, GError *cause, StrataBoardError code, const char *file,
                         StrataKeyGroup *group, const char *key)
{
  strata_board_error_set (error, code, file, group, key, "%s", cause->message);
  g_error_free (cause);
}
