/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "strata-document.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COMPARE_WINDOW (strata_compare_window_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompareWindow, strata_compare_window, STRATA, COMPARE_WINDOW, AdwWindow)

GtkWidget *strata_compare_window_new (StrataDocument *document, StrataAddressSpace *space);
void strata_compare_window_add_document (StrataCompareWindow *self, StrataDocument *document);

G_END_DECLS
