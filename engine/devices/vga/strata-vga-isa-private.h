/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-core-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_VGA_ISA (strata_vga_isa_get_type ())

/*
 * A VGA at fixed addresses: `isa-vga`. The board places its ports, its window, and if it wants
 * to, its video memory (part `memory`).
 */
G_DECLARE_FINAL_TYPE (StrataVgaIsa, strata_vga_isa, STRATA, VGA_ISA, StrataDevice)

StrataVgaState *strata_vga_isa_get_state (StrataVgaIsa *self);

G_END_DECLS
