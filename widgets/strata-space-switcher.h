/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "board/strata-board.h"

G_BEGIN_DECLS

#define STRATA_TYPE_SPACE_SWITCHER (strata_space_switcher_get_type ())

G_DECLARE_FINAL_TYPE (StrataSpaceSwitcher, strata_space_switcher, STRATA, SPACE_SWITCHER, GtkWidget)

GtkWidget *strata_space_switcher_new (void);

StrataBoard *strata_space_switcher_get_board (StrataSpaceSwitcher *self);
void strata_space_switcher_set_board (StrataSpaceSwitcher *self, StrataBoard *board,
                                      const char *title);
void strata_space_switcher_set_title (StrataSpaceSwitcher *self, const char *title);
StrataAddressSpace *strata_space_switcher_get_space (StrataSpaceSwitcher *self);
void strata_space_switcher_set_space (StrataSpaceSwitcher *self, StrataAddressSpace *space);
void strata_space_switcher_set_narrow (StrataSpaceSwitcher *self, gboolean narrow);

G_END_DECLS
