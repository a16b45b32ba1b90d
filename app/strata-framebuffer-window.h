/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "board/strata-board.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FRAMEBUFFER_WINDOW (strata_framebuffer_window_get_type ())

G_DECLARE_FINAL_TYPE (StrataFramebufferWindow, strata_framebuffer_window, STRATA,
                      FRAMEBUFFER_WINDOW, AdwWindow)

GtkWidget *strata_framebuffer_window_new (StrataBoard *board);

G_END_DECLS
