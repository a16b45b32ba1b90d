/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board.h"
#include "strata-key-file-private.h"
#include "strata-region-description-private.h"

G_BEGIN_DECLS

/* A region of a board. */
typedef struct
{
  char *id;
  StrataRegion *region;
  char *device;          /* the id of the device that offers it; NULL for none */
  char *part;            /* what that device calls it, as written; NULL if nothing was */
  char *load;            /* the file its bytes came from, as written; NULL for none */
  StrataKeyGroup *group; /* its lines in the document that is being written */
} StrataBoardEntry;

/* An address space of a board. */
typedef struct
{
  char *id;
  StrataAddressSpace *space;
  StrataKeyGroup *group;
} StrataBoardSpace;

/* A device of a board. */
typedef struct
{
  char *id;
  StrataDevice *device;
  StrataLine *reset_line; /* its output through which the guest resets the board; NULL for none */
  guint reset_watch;
} StrataBoardDevice;

struct _StrataBoard
{
  GObject parent_instance;

  StrataSystem *system;
  StrataClock *clock;
  char *title;
  char *power_on;  /* the name of a script, as written; NULL for none */
  char *directory; /* that names of files are relative to; NULL for the current one */

  GPtrArray *entries; /* of StrataBoardEntry, in order of adding */
  GHashTable *by_id;
  GHashTable *by_region;
  GHashTable *suffixes; /* of an id that was taken: the last number behind it */
  GPtrArray *spaces;    /* of StrataBoardSpace, in order of adding */
  GHashTable *spaces_by_id;
  GHashTable *space_suffixes;
  GPtrArray *devices; /* of StrataBoardDevice, in order of adding */
  GHashTable *devices_by_id;

  GPtrArray *notes;

  char *text; /* that it was read from; NULL for none */
  gsize text_length;
  StrataKeyFile *document; /* while it is read or written */
};

void strata_board_start (StrataBoard *self, StrataByteOrder byte_order);
char *strata_board_make_unique_id (GHashTable *taken, GHashTable *suffixes, const char *name);
void strata_board_entry_free (StrataBoardEntry *entry);
StrataBoardEntry *strata_board_get_entry (StrataBoard *self, StrataRegion *region);
StrataBoardEntry *strata_board_add_entry (StrataBoard *self, const char *id, StrataRegion *region,
                                          GError **error);
StrataBoardSpace *strata_board_add_space (StrataBoard *self, const char *id,
                                          StrataAddressSpace *space);
StrataBoardDevice *strata_board_add_device_entry (StrataBoard *self, const char *id,
                                                  StrataDevice *device);
void strata_board_describe (StrataBoard *self, StrataBoardEntry *entry,
                            StrataRegionDescription *description);

gboolean strata_board_read (StrataBoard *self, const char *file, GCancellable *cancellable,
                            GError **error);
char *strata_board_write (StrataBoard *self);
void strata_board_arrange (StrataBoard *self, GPtrArray *siblings, GHashTable *positions);

G_END_DECLS
