/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board-private.h"

G_BEGIN_DECLS

/* A region that is being read. */
typedef struct _StrataRegionDraft
{
  char *id;
  StrataKeyGroup *group;
  StrataRegionDescription description;
  struct _StrataRegionDraft *parent;
  struct _StrataRegionDraft *target;
  guint depth; /* of the chain that is being followed; 0: not yet, G_MAXUINT: on it right now */
  StrataRegion *region;
} StrataRegionDraft;

/* A device that is being read. */
typedef struct
{
  const char *id;
  StrataKeyGroup *group;
  gboolean is_started; /* it is being made: whatever it needs must not need it */
  gboolean is_made;
  StrataDevice *device; /* the board holds it */
} StrataDeviceDraft;

/* A document that is being read. */
typedef struct
{
  StrataBoard *board;
  const char *file;
  GCancellable *cancellable;
  StrataKeyGroup *header;
  GPtrArray *drafts; /* of StrataRegionDraft, in the order of the file */
  GHashTable *drafts_by_id;
  GPtrArray *devices; /* of StrataDeviceDraft, in the order of the file */
  GHashTable *devices_by_id;
  GHashTable *parts; /* regions of devices that have a place: StrataRegionDraft of StrataRegion */
  guint depth; /* of devices that need each other and are being made */
  GPtrArray *space_groups; /* of StrataKeyGroup */
  GHashTable *owners; /* by name */
} StrataBoardReader;

gboolean strata_board_reader_find_draft (StrataBoardReader *reader, StrataKeyGroup *group,
                                         const char *key, const char *id,
                                         StrataRegionDraft **draft, GError **error);
gboolean strata_board_reader_make (StrataBoardReader *reader, GError **error);
gboolean strata_board_reader_connect (StrataBoardReader *reader, GError **error);

G_END_DECLS
