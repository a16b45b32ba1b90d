/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What waits in a PS/2 keyboard or mouse until the controller takes it */
#define STRATA_PS2_QUEUE_BYTES 16

typedef struct
{
  guint8 bytes[STRATA_PS2_QUEUE_BYTES];
  guint n_bytes;
  guint8 last; /* what was taken last, to be sent again */
} StrataPs2Queue;

gboolean strata_ps2_queue_put (StrataPs2Queue *self, const guint8 *bytes, guint n_bytes);
gboolean strata_ps2_queue_take (StrataPs2Queue *self, guint8 *byte);

typedef struct
{
  StrataPs2Queue queue;
  guint8 command; /* whose argument comes next; 0 if none */
  gboolean is_enabled;
  guint8 leds;
  guint8 scan_code_set;
} StrataPs2Keyboard;

void strata_ps2_keyboard_reset (StrataPs2Keyboard *self);
void strata_ps2_keyboard_write (StrataPs2Keyboard *self, guint8 byte);

typedef struct
{
  StrataPs2Queue queue;
  guint8 command;
  gboolean is_enabled;
  gboolean is_remote;
  gboolean is_wrapping; /* sends back what it is sent */
  gboolean is_double;   /* scaling 2:1 */
  guint8 resolution;
  guint8 rate;
} StrataPs2Mouse;

void strata_ps2_mouse_reset (StrataPs2Mouse *self);
void strata_ps2_mouse_write (StrataPs2Mouse *self, guint8 byte);

guint8 strata_ps2_translate (guint8 byte);

G_END_DECLS
