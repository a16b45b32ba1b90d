/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-core-private.h"

#include <string.h>

#include "memory/strata-dirty-log.h"
#include "memory/strata-i18n-private.h"
#include "strata-vga-registers-private.h"

#define MEGABYTE 0x100000
#define DEFAULT_MEGABYTES 16
#define MAX_MEGABYTES 256

enum
{
  PROP_0,
  PROP_MANNER,
  PROP_VIDEO_MEMORY,
};

/* {{{ Properties */

void
strata_vga_core_install_properties (GObjectClass *klass)
{
  /* Whom it takes after where QEMU and an IBM VGA differ. */
  g_object_class_install_property (
    klass, PROP_MANNER,
    g_param_spec_enum ("manner", NULL, NULL, STRATA_TYPE_VGA_MANNER, STRATA_VGA_QEMU,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  /* In MiB, a power of two. */
  g_object_class_install_property (
    klass, PROP_VIDEO_MEMORY,
    g_param_spec_uint ("video-memory", NULL, NULL, 1, MAX_MEGABYTES, DEFAULT_MEGABYTES,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

gboolean
strata_vga_core_get_property (const StrataVgaCore *self, const char *name, GValue *value)
{
  if (strcmp (name, "manner") == 0)
    g_value_set_enum (value, self->state.manner);
  else if (strcmp (name, "video-memory") == 0)
    g_value_set_uint (value, self->megabytes);
  else
    return FALSE;
  return TRUE;
}

gboolean
strata_vga_core_set_property (StrataVgaCore *self, const char *name, const GValue *value)
{
  if (strcmp (name, "manner") == 0)
    self->state.manner = g_value_get_enum (value);
  else if (strcmp (name, "video-memory") == 0)
    self->megabytes = g_value_get_uint (value);
  else
    return FALSE;
  return TRUE;
}

/* }}} */

void
strata_vga_core_init (StrataVgaCore *self)
{
  self->megabytes = DEFAULT_MEGABYTES;
  self->screen = strata_vga_screen_new ();
}

static gboolean
make_memory (StrataVgaCore *self, StrataDevice *device, GError **error)
{
  StrataVgaState *state = &self->state;

  if ((self->megabytes & (self->megabytes - 1)) != 0)
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("“video-memory” must be a power of two"));
      return FALSE;
    }
  state->vram_size = (guint64) self->megabytes * MEGABYTE;
  state->vram = strata_region_new_ram (strata_device_get_system (device),
                                       strata_device_get_owner (device), "vga.vram",
                                       state->vram_size, error);
  if (state->vram == NULL)
    return FALSE;
  state->bytes = strata_region_get_ram_ptr (state->vram);
  return strata_region_set_log (state->vram, STRATA_DIRTY_VGA, TRUE, error);
}

gboolean
strata_vga_core_realize (StrataVgaCore *self, StrataDevice *device, GError **error)
{
  self->clock = strata_device_get_clock (device);
  if (!make_memory (self, device, error)
      || !strata_vga_windows_init (&self->windows, &self->state, device, error))
    return FALSE;
  strata_device_add_region (device, "window", self->windows.region);
  strata_vga_io_init (&self->io, &self->state, &self->windows, device);
  strata_vga_registers_describe (device);
  return TRUE;
}

void
strata_vga_core_reset (StrataVgaCore *self)
{
  strata_vga_state_reset (&self->state);
  strata_vga_windows_update (&self->windows);
}

gboolean
strata_vga_core_peek_register (StrataVgaCore *self, const StrataRegisterBank *bank,
                               const StrataRegister *info, guint64 *value)
{
  return strata_vga_registers_peek (&self->state, bank, info, strata_clock_get_time (self->clock),
                                    value);
}

/* Whoever shows the display may hold the device longer than its board does. */
void
strata_vga_core_update_display (StrataVgaCore *self, gboolean all, StrataDisplayFrame *frame)
{
  if (self->state.vram != NULL)
    strata_vga_screen_update (self->screen, &self->state, self->clock, all, frame);
}

void
strata_vga_core_clear (StrataVgaCore *self)
{
  strata_vga_io_clear (&self->io);
  strata_vga_windows_clear (&self->windows);
  g_clear_pointer (&self->state.vram, strata_region_unref);
}

void
strata_vga_core_finish (StrataVgaCore *self)
{
  strata_vga_screen_free (self->screen);
}
