/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/vga/strata-vga-state-private.h"
#include "strata.h"

G_BEGIN_DECLS

/* Where the fixture puts the window and video memory, in the space for memory */
#define VGA_TESTING_WINDOW 0xa0000
#define VGA_TESTING_VRAM 0xfd000000

/* What the tests of the VGA share: one between two address spaces, for memory and for ports; alone,
 * or on the board `pc` */
typedef struct
{
  StrataBoard *board; /* has all the others; NULL if the VGA is alone */
  StrataSystem *system;
  StrataClock *clock;
  StrataRegion *memory_root;
  StrataRegion *io_root;
  StrataAddressSpace *memory_space;
  StrataAddressSpace *io_space;
  StrataInitiator *memory;
  StrataInitiator *io;
  StrataDevice *device;
  StrataVgaState *state;
} VgaTesting;

void vga_testing_init (VgaTesting *self, StrataVgaManner manner);
void vga_testing_init_pc (VgaTesting *self);
void vga_testing_clear (VgaTesting *self);

guint8 vga_testing_inb (VgaTesting *self, guint port);
void vga_testing_outb (VgaTesting *self, guint port, guint8 value);
guint16 vga_testing_inw (VgaTesting *self, guint port);
void vga_testing_outw (VgaTesting *self, guint port, guint16 value);

/* The byte at an offset of the window */
guint8 vga_testing_read (VgaTesting *self, guint offset);
void vga_testing_write (VgaTesting *self, guint offset, guint8 value);

/* Registers behind an index */
void vga_testing_set (VgaTesting *self, guint index_port, guint index, guint8 value);
guint8 vga_testing_get (VgaTesting *self, guint index_port, guint index);
void vga_testing_set_attr (VgaTesting *self, guint index, guint8 value);
void vga_testing_set_vbe (VgaTesting *self, StrataVbeIndex index, guint16 value);
guint16 vga_testing_get_vbe (VgaTesting *self, StrataVbeIndex index);

/* Whether the byte at an offset of the window is video memory itself, and which byte */
gboolean vga_testing_is_alias (VgaTesting *self, guint offset, guint64 *vram_offset);

/* Plays a compressed script in the qtest protocol: reads must give the values noted behind `#`. */
guint vga_testing_play (VgaTesting *self, const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VgaTesting, vga_testing_clear)

G_END_DECLS
