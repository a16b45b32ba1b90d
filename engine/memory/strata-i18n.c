/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "strata-i18n-private.h"

#include "strata-text-domain-private.h"

const char *
strata_i18n_translate (const char *text)
{
  strata_text_domain_bind ();
  return g_dgettext (GETTEXT_PACKAGE, text);
}

const char *
strata_i18n_translate_in (const char *context, const char *text)
{
  strata_text_domain_bind ();
  return g_dpgettext2 (GETTEXT_PACKAGE, context, text);
}

const char *
strata_i18n_translate_count (const char *one, const char *many, gulong n)
{
  strata_text_domain_bind ();
  return g_dngettext (GETTEXT_PACKAGE, one, many, n);
}
