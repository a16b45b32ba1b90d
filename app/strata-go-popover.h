/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "board/strata-board-resolve.h"

G_BEGIN_DECLS

#define STRATA_TYPE_GO_POPOVER (strata_go_popover_get_type ())

G_DECLARE_FINAL_TYPE (StrataGoPopover, strata_go_popover, STRATA, GO_POPOVER, GtkPopover)

void strata_go_popover_set_place (StrataGoPopover *self, StrataBoard *board,
                                  StrataAddressSpace *space);

G_END_DECLS
