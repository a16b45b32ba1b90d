/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* What the tests of device models share: a device alone in an address space, at address 0 */
typedef struct
{
  StrataSystem *system;
  StrataClock *clock;
  StrataRegion *root;
  StrataAddressSpace *space;
  StrataInitiator *initiator;
  StrataDevice *device;
  GString *messages; /* what it said, a line each */
} DeviceTesting;

void device_testing_init (DeviceTesting *self, StrataByteOrder byte_order);
void device_testing_make (DeviceTesting *self, const char *model);
void device_testing_realize (DeviceTesting *self);
void device_testing_start (DeviceTesting *self, const char *model);
void device_testing_clear (DeviceTesting *self);

guint64 device_testing_read (DeviceTesting *self, guint64 address, guint size);
void device_testing_write (DeviceTesting *self, guint64 address, guint size, guint64 value);
gboolean device_testing_peek (DeviceTesting *self, guint64 address, guint size, guint64 *value);
void device_testing_advance (DeviceTesting *self, guint64 nanoseconds);
gboolean device_testing_get_output (DeviceTesting *self, const char *name, guint number);
void device_testing_set_input (DeviceTesting *self, const char *name, guint number, gboolean level);
guint64 device_testing_peek_register (DeviceTesting *self, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeviceTesting, device_testing_clear)

/* A read that must go well and give a value */
#define device_testing_assert(self, address, size, expected) \
  g_assert_cmphex (device_testing_read (self, address, size), ==, expected)

G_END_DECLS
