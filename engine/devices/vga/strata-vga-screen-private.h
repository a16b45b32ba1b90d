/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../strata-clock.h"
#include "../strata-display.h"
#include "strata-vga-state-private.h"

/* The picture that a VGA shows: draws into its surface what has changed since it was drawn last. */
typedef struct _StrataVgaScreen StrataVgaScreen;

StrataVgaScreen *strata_vga_screen_new (void);
void strata_vga_screen_free (StrataVgaScreen *self);

/* Delivers coalesced writes, copies the registers with the system locked, and draws without the
 * lock: the guest does not wait for it. Logging of video memory for displays has to be on. */
void strata_vga_screen_update (StrataVgaScreen *self, const StrataVgaState *state,
                               StrataClock *clock, gboolean all, StrataDisplayFrame *frame);
StrataSurface *strata_vga_screen_get_surface (StrataVgaScreen *self);
char *strata_vga_screen_describe_mode (StrataVgaScreen *self);
double strata_vga_screen_get_pixel_aspect (StrataVgaScreen *self);
