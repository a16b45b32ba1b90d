/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the library tells people is in the language of the program around it. What machines read is
 * not marked: the text of boards and of memory trees, the qtest protocol, names and nicks.
 *
 * The words are those of <glib/gi18n-lib.h>, which would leave it to the program to say where the
 * translations are.
 */
#define _(text) strata_i18n_translate (text)
#define N_(text) (text)
#define C_(context, text) strata_i18n_translate_in (context, text)
#define ngettext(one, many, n) strata_i18n_translate_count (one, many, n)

const char *strata_i18n_translate (const char *text) G_GNUC_FORMAT (1);
const char *strata_i18n_translate_in (const char *context, const char *text) G_GNUC_FORMAT (2);
const char *strata_i18n_translate_count (const char *one, const char *many, gulong n)
    G_GNUC_FORMAT (1) G_GNUC_FORMAT (2);

G_END_DECLS
