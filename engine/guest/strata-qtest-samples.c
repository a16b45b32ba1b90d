/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The sample scripts that the library brings. */

#include "strata-qtest-samples-private.h"

#include <string.h>

#include "strata-scripts-resource.h"

#define FOLDER "/io/github/stratabench/Strata/scripts/"
#define SUFFIX ".qtest"

/* It is registered when it is first asked for: a constructor would be lost in a static library. */
void
strata_qtest_samples_register (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      strata_scripts_register_resource ();
      g_once_init_leave (&registered, 1);
    }
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * strata_qtest_samples_list:
 *
 * Lists the sample scripts.
 *
 * Returns: (transfer full): the names of the sample scripts, sorted
 */
char **
strata_qtest_samples_list (void)
{
  char **names;

  strata_qtest_samples_register ();
  names = g_resources_enumerate_children (FOLDER, 0, NULL);
  g_assert (names != NULL);
  for (guint i = 0; names[i] != NULL; i++)
    names[i][strlen (names[i]) - strlen (SUFFIX)] = '\0';
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}

/**
 * strata_qtest_samples_lookup:
 * @name: a name, such as `text-screen`
 *
 * Looks for a sample script, to be loaded by [func@Strata.QtestScript.load]. Board files name them
 * as `resource:///io/github/stratabench/Strata/scripts/text-screen.qtest`.
 *
 * Returns: (transfer full) (nullable): the script; %NULL if there is none of that name
 */
GFile *
strata_qtest_samples_lookup (const char *name)
{
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  strata_qtest_samples_register ();
  path = g_strconcat (FOLDER, name, SUFFIX, NULL);
  if (strchr (name, '/') != NULL || !g_resources_get_info (path, 0, NULL, NULL, NULL))
    return NULL;
  uri = g_strconcat ("resource://", path, NULL);
  return g_file_new_for_uri (uri);
}

/**
 * strata_qtest_samples_get_summary:
 * @name: the name of a sample script
 *
 * Describes a sample script.
 *
 * Returns: (transfer full) (nullable): what it does, in one sentence; %NULL if there is none of
 *   that name
 */
char *
strata_qtest_samples_get_summary (const char *name)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = NULL;
  const char *second;

  g_return_val_if_fail (name != NULL, NULL);

  file = strata_qtest_samples_lookup (name);
  if (file == NULL || !g_file_load_contents (file, NULL, &text, NULL, NULL, NULL))
    return NULL;
  /* The first line is the licence. */
  second = strchr (text, '\n');
  if (second == NULL || !g_str_has_prefix (second, "\n# "))
    return NULL;
  second += strlen ("\n# ");
  return g_strndup (second, strcspn (second, "\n"));
}
