/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/strata-access-log.h"

G_BEGIN_DECLS

/**
 * StrataAccessKinds:
 * @STRATA_ACCESS_ALL: reads and writes
 * @STRATA_ACCESS_READS: reads
 * @STRATA_ACCESS_WRITES: writes
 *
 * Which accesses are listed.
 */
typedef enum
{
  STRATA_ACCESS_ALL,
  STRATA_ACCESS_READS,
  STRATA_ACCESS_WRITES,
} StrataAccessKinds;

/**
 * StrataAccessEnds:
 * @STRATA_ACCESS_ANY: however they ended
 * @STRATA_ACCESS_DONE: those that did what they should
 * @STRATA_ACCESS_FAILED: the others
 * @STRATA_ACCESS_WATCHED: those that hit a watch
 *
 * Which accesses are listed.
 */
typedef enum
{
  STRATA_ACCESS_ANY,
  STRATA_ACCESS_DONE,
  STRATA_ACCESS_FAILED,
  STRATA_ACCESS_WATCHED,
} StrataAccessEnds;

#define STRATA_TYPE_ACCESS_ITEM (strata_access_item_get_type ())

G_DECLARE_FINAL_TYPE (StrataAccessItem, strata_access_item, STRATA, ACCESS_ITEM, GObject)

const StrataAccess *strata_access_item_get_access (StrataAccessItem *self);

#define STRATA_TYPE_ACCESS_LIST (strata_access_list_get_type ())

G_DECLARE_FINAL_TYPE (StrataAccessList, strata_access_list, STRATA, ACCESS_LIST, GObject)

StrataAccessList *strata_access_list_new (StrataAccessLog *log);

void strata_access_list_set_filter (StrataAccessList *self, const char *initiator,
                                    const char *region, StrataAccessKinds kinds,
                                    StrataAccessEnds ends);
guint strata_access_list_update (StrataAccessList *self);
StrataAccessLog *strata_access_list_ref_log (StrataAccessList *self);
GArray *strata_access_list_dup_numbers (StrataAccessList *self);

G_END_DECLS
