/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "devices/strata-device.h"
#include "memory/strata-address-space.h"
#include "memory/strata-region.h"
#include "memory/strata-system.h"
#include "strata-board-error.h"

G_BEGIN_DECLS

#define STRATA_TYPE_BOARD (strata_board_get_type ())

/**
 * StrataBoard:
 *
 * A machine's memory map as one document that can be edited and saved: regions that have ids,
 * devices and address spaces. It owns one [struct@System].
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataBoard, strata_board, STRATA, BOARD, GObject)

/**
 * StrataBoardNote:
 * @file: where the board came from
 * @line: the line it is about, 1 is the first; 0 for none
 * @text: what there is to say
 *
 * A warning, or something that an importer inferred.
 */
typedef struct
{
  char *file;
  guint line;
  char *text;
} StrataBoardNote;

/* Making and loading; see strata-formats.h for files of other formats and built-in boards */
STRATA_PUBLIC
StrataBoard *strata_board_new (StrataByteOrder byte_order);
STRATA_PUBLIC
StrataBoard *strata_board_new_from_text (const char *text, gssize length, const char *file,
                                         const char *directory, GCancellable *cancellable,
                                         GError **error);
STRATA_PUBLIC
gboolean strata_board_save (StrataBoard *self, const char *path, GError **error);
STRATA_PUBLIC
char *strata_board_to_text (StrataBoard *self);

STRATA_PUBLIC
StrataSystem *strata_board_get_system (StrataBoard *self);
STRATA_PUBLIC
const char *strata_board_get_title (StrataBoard *self);
STRATA_PUBLIC
void strata_board_set_title (StrataBoard *self, const char *title);

/* Regions: each has a unique id; the names are free text */
STRATA_PUBLIC
gboolean strata_board_add_region (StrataBoard *self, const char *id, StrataRegion *region,
                                  GError **error);
STRATA_PUBLIC
void strata_board_remove_region (StrataBoard *self, StrataRegion *region);
STRATA_PUBLIC
char *strata_board_make_id (StrataBoard *self, const char *name);
STRATA_PUBLIC
StrataRegion *strata_board_get_region (StrataBoard *self, const char *id);
STRATA_PUBLIC
const char *strata_board_get_region_id (StrataBoard *self, StrataRegion *region);
STRATA_PUBLIC
GPtrArray *strata_board_list_regions (StrataBoard *self);

/* Address spaces: names may repeat; NAME#2 is the second of a name */
STRATA_PUBLIC
void strata_board_add_address_space (StrataBoard *self, StrataAddressSpace *space);
STRATA_PUBLIC
guint strata_board_get_n_address_spaces (StrataBoard *self);
STRATA_PUBLIC
StrataAddressSpace *strata_board_get_address_space (StrataBoard *self, guint index);
STRATA_PUBLIC
StrataAddressSpace *strata_board_find_address_space (StrataBoard *self, const char *name);
STRATA_PUBLIC
StrataAddressSpace *strata_board_get_default_address_space (StrataBoard *self);

/* Devices: each has a unique id; they follow the board's clock */
STRATA_PUBLIC
StrataClock *strata_board_get_clock (StrataBoard *self);
STRATA_PUBLIC
gboolean strata_board_add_device (StrataBoard *self, StrataDevice *device, GError **error);
STRATA_PUBLIC
StrataDevice *strata_board_get_device (StrataBoard *self, const char *id);
STRATA_PUBLIC
GPtrArray *strata_board_list_devices (StrataBoard *self);
STRATA_PUBLIC
void strata_board_reset (StrataBoard *self);
STRATA_PUBLIC
GFile *strata_board_get_power_on (StrataBoard *self);

/* What there is to say about it */
STRATA_PUBLIC
void strata_board_add_note (StrataBoard *self, const char *file, guint line, const char *format,
                            ...) G_GNUC_PRINTF (4, 5);
STRATA_PUBLIC
guint strata_board_get_n_notes (StrataBoard *self);
STRATA_PUBLIC
const StrataBoardNote *strata_board_get_note (StrataBoard *self, guint index);

G_END_DECLS
