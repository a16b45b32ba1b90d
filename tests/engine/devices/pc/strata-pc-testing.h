/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* What the tests of a PC's devices share: an I/O space where devices stand as on a board */
typedef struct
{
  StrataSystem *system;
  StrataClock *clock;
  StrataRegion *io;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  GPtrArray *devices; /* of StrataDevice */
} PcTesting;

void pc_testing_init (PcTesting *self);
void pc_testing_clear (PcTesting *self);

StrataDevice *pc_testing_add (PcTesting *self, const char *model, const char *first_property, ...);
void pc_testing_place (PcTesting *self, StrataDevice *device, const char *part, guint port);

guint32 pc_testing_in (PcTesting *self, guint port, guint size);
void pc_testing_out (PcTesting *self, guint port, guint size, guint32 value);
guint8 pc_testing_inb (PcTesting *self, guint port);
void pc_testing_outb (PcTesting *self, guint port, guint8 value);
guint8 pc_testing_peek (PcTesting *self, guint port);
void pc_testing_advance (PcTesting *self, guint64 nanoseconds);
void pc_testing_storm (PcTesting *self, guint n_accesses, const guint *ports, guint n_ports);

StrataLine *pc_testing_get_output (StrataDevice *device, const char *name, guint number);
void pc_testing_set_input (StrataDevice *device, guint number, gboolean level);
guint64 pc_testing_peek_register (StrataDevice *device, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PcTesting, pc_testing_clear)

#define pc_testing_assert_in(self, port, expected) \
  g_assert_cmphex (pc_testing_inb (self, port), ==, expected)

G_END_DECLS
