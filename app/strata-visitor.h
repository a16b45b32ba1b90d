/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-console.h"

G_BEGIN_DECLS

#define STRATA_TYPE_VISITOR (strata_visitor_get_type ())

G_DECLARE_FINAL_TYPE (StrataVisitor, strata_visitor, STRATA, VISITOR, GObject)

StrataVisitor *strata_visitor_new (StrataBoard *board, StrataConsole *console, GError **error);
const char *strata_visitor_get_path (StrataVisitor *self);
void strata_visitor_end (StrataVisitor *self);

G_END_DECLS
