/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-access-log.h"

G_BEGIN_DECLS

STRATA_PUBLIC
void strata_access_text_begin_csv (GString *text);
STRATA_PUBLIC
void strata_access_text_add_csv (GString *text, const StrataAccess *access);
STRATA_PUBLIC
void strata_access_text_add_qtest (GString *text, const StrataAccess *access);

G_END_DECLS
