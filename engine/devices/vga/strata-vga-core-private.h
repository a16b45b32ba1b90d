/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-io-private.h"
#include "strata-vga-state-private.h"
#include "strata-vga-windows-private.h"

G_BEGIN_DECLS

/*
 * A VGA, whatever bus it is on. A model embeds it and passes on what concerns it:
 *
 * - class_init: strata_vga_core_install_properties() from a free property id on: `manner` and
 *   `video-memory`; its get_property and set_property ask the core for ids that it does not know
 * - init: strata_vga_core_init()
 * - realize: strata_vga_core_realize(): the regions for ports and the window at 0xa0000 (part
 *   `window`) are offered then; where video memory appears is the model's matter
 * - reset, peek_register, dispose likewise
 */
typedef struct
{
  StrataVgaState state;
  StrataVgaWindows windows;
  StrataVgaIo io;
  guint megabytes;
} StrataVgaCore;

void strata_vga_core_install_properties (GObjectClass *klass, guint first_id);
gboolean strata_vga_core_get_property (const StrataVgaCore *self, const char *name,
                                       GValue *value);
gboolean strata_vga_core_set_property (StrataVgaCore *self, const char *name,
                                       const GValue *value);

void strata_vga_core_init (StrataVgaCore *self);
gboolean strata_vga_core_realize (StrataVgaCore *self, StrataDevice *device, GError **error);
void strata_vga_core_reset (StrataVgaCore *self);
void strata_vga_core_clear (StrataVgaCore *self);

G_END_DECLS
