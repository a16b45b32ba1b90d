/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-display.h"
#include "strata-vga-io-private.h"
#include "strata-vga-screen-private.h"
#include "strata-vga-state-private.h"
#include "strata-vga-windows-private.h"

G_BEGIN_DECLS

/*
 * A VGA, whatever bus it is on. A model embeds it and passes on what concerns it:
 *
 * - class_init: strata_vga_core_install_properties() from property id 1 on: `manner` and
 *   `video-memory`, which get_property and set_property leave to the core
 * - init and finalize: strata_vga_core_init() and strata_vga_core_finish()
 * - realize and dispose: strata_vga_core_realize() and strata_vga_core_clear(): between them the
 *   regions for ports and the window at 0xa0000 (part `window`) are offered; where video memory
 *   appears is the model's matter
 * - reset, peek_register and the update of its display
 */
typedef struct
{
  StrataVgaState state;
  StrataVgaWindows windows;
  StrataVgaIo io;
  StrataVgaScreen *screen;
  StrataClock *clock;
  guint megabytes;
} StrataVgaCore;

void strata_vga_core_install_properties (GObjectClass *klass);
gboolean strata_vga_core_get_property (const StrataVgaCore *self, const char *name,
                                       GValue *value);
gboolean strata_vga_core_set_property (StrataVgaCore *self, const char *name,
                                       const GValue *value);

void strata_vga_core_init (StrataVgaCore *self);
gboolean strata_vga_core_realize (StrataVgaCore *self, StrataDevice *device, GError **error);
void strata_vga_core_reset (StrataVgaCore *self);
gboolean strata_vga_core_peek_register (StrataVgaCore *self, const StrataRegisterBank *bank,
                                        const StrataRegister *info, guint64 *value);
void strata_vga_core_update_display (StrataVgaCore *self, gboolean all, StrataDisplayFrame *frame);
void strata_vga_core_clear (StrataVgaCore *self);
void strata_vga_core_finish (StrataVgaCore *self);

G_END_DECLS
