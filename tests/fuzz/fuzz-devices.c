/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz-target.h"

#include <string.h>

#include "strata-device-player.h"

#define NAME_MAX_LENGTH 40

/* A line with the name of a model or of a built-in board, then what is done to it. A name that
 * means nothing is taken as a number, so that a fuzzer finds the others. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  static char **subjects;
  static gsize n_subjects;
  const uint8_t *end = memchr (bytes, '\n', MIN (length, NAME_MAX_LENGTH));
  g_autofree char *name = NULL;
  guint which;

  if (end == NULL)
    return 0;
  if (g_once_init_enter (&n_subjects))
    {
      subjects = device_player_list_subjects ();
      g_once_init_leave (&n_subjects, g_strv_length (subjects));
    }
  name = g_strndup ((const char *) bytes, end - bytes);
  which = g_str_hash (name) % n_subjects;
  if (!g_strv_contains ((const char *const *) subjects, name))
    {
      g_free (name);
      name = g_strdup (subjects[which]);
    }
  device_player_play (name, end + 1, length - (end + 1 - bytes));
  return 0;
}
