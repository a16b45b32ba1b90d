/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_CHAR_PORT (strata_char_port_get_type ())

/**
 * StrataCharPort:
 *
 * Where the characters of a serial device come and go.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataCharPort, strata_char_port, STRATA, CHAR_PORT, GObject)

/**
 * StrataCharPortFunc:
 * @user_data: data
 *
 * Called when characters wait for the device, with the system locked.
 */
typedef void (*StrataCharPortFunc) (gpointer user_data);

/* For whoever is at the other end: a terminal, a log, a test */
STRATA_PUBLIC
StrataCharPort *strata_device_get_char_port (StrataDevice *device);
STRATA_PUBLIC
gsize strata_char_port_receive (StrataCharPort *self, const guint8 *bytes, gsize length);
STRATA_PUBLIC
gsize strata_char_port_get_n_waiting (StrataCharPort *self);

/* For models */
STRATA_PUBLIC
StrataCharPort *strata_char_port_new (StrataSystem *system);
STRATA_PUBLIC
void strata_char_port_set_func (StrataCharPort *self, StrataCharPortFunc func, gpointer user_data);
STRATA_PUBLIC
gboolean strata_char_port_take (StrataCharPort *self, guint8 *byte);
STRATA_PUBLIC
void strata_char_port_write (StrataCharPort *self, guint8 byte);

G_END_DECLS
