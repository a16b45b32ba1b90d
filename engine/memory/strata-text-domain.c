/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "strata-text-domain-private.h"

#include <libintl.h>

/* Says where the translations are; $STRATA_LOCALEDIR serves a program that is not installed. */
void
strata_text_domain_bind (void)
{
  static gsize bound;

  if (g_once_init_enter (&bound))
    {
      const char *folder = g_getenv ("STRATA_LOCALEDIR");

      bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      g_once_init_leave (&bound, 1);
    }
}
