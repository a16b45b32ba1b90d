/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COALESCE_LIST (strata_coalesce_list_get_type ())

G_DECLARE_FINAL_TYPE (StrataCoalesceList, strata_coalesce_list, STRATA, COALESCE_LIST, GtkWidget)

GtkWidget *strata_coalesce_list_new (void);

void strata_coalesce_list_set_ranges (StrataCoalesceList *self, GArray *ranges);
GArray *strata_coalesce_list_parse (StrataCoalesceList *self);
void strata_coalesce_list_set_reason (StrataCoalesceList *self, const char *reason);

G_END_DECLS
