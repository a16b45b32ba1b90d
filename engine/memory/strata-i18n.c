/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <libintl.h>
#undef ngettext /* it may be a macro there */

#include "strata-i18n-private.h"

/* Says where the translations are; $STRATA_LOCALEDIR serves a program that is not installed. */
void
strata_i18n_bind (void)
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

const char *
strata_i18n_translate (const char *text)
{
  strata_i18n_bind ();
  return g_dgettext (GETTEXT_PACKAGE, text);
}

const char *
strata_i18n_translate_in (const char *context, const char *text)
{
  strata_i18n_bind ();
  return g_dpgettext2 (GETTEXT_PACKAGE, context, text);
}

const char *
strata_i18n_translate_count (const char *one, const char *many, gulong n)
{
  strata_i18n_bind ();
  return g_dngettext (GETTEXT_PACKAGE, one, many, n);
}
