/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-version.h"

/**
 * strata_check_version:
 * @major: a major version
 * @minor: a minor version
 * @micro: a micro version
 *
 * Tells whether the library that a program runs with is at least of this version; compare with
 * [func@CHECK_VERSION], which is about the headers.
 *
 * Returns: %TRUE if it is
 */
gboolean
strata_check_version (guint major, guint minor, guint micro)
{
  const guint64 ours[] = { STRATA_MAJOR_VERSION, STRATA_MINOR_VERSION, STRATA_MICRO_VERSION };
  const guint64 wanted[] = { major, minor, micro };

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (ours[i] != wanted[i])
      return ours[i] > wanted[i];
  return TRUE;
}
