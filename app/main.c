/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "memory/strata-text-domain-private.h"
#include "strata-application.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (StrataApplication) application = NULL;

  /* GTK does this, too, but the first words are asked for before it begins. */
  setlocale (LC_ALL, "");
  strata_text_domain_bind ();
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name ("Strata");
  application = strata_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
