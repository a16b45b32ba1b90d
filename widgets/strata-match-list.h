/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-space-model.h"

G_BEGIN_DECLS

/**
 * StrataMatchKind:
 * @STRATA_MATCH_ALL: all
 * @STRATA_MATCH_RAM: RAM, also that of devices
 * @STRATA_MATCH_ROM: ROM, also ROM devices and what its path makes read-only
 * @STRATA_MATCH_MMIO: MMIO
 * @STRATA_MATCH_CONTAINER: containers
 * @STRATA_MATCH_OTHER: reserved, IOMMU, aliases of nothing
 *
 * Kinds of regions to look for.
 */
typedef enum
{
  STRATA_MATCH_ALL,
  STRATA_MATCH_RAM,
  STRATA_MATCH_ROM,
  STRATA_MATCH_MMIO,
  STRATA_MATCH_CONTAINER,
  STRATA_MATCH_OTHER,
} StrataMatchKind;

/**
 * StrataMatch:
 * @text: (nullable): what the name has to contain, in any case of letters
 * @kind: which kinds
 * @hidden: whether only those that no access reaches
 */
typedef struct
{
  const char *text;
  StrataMatchKind kind;
  gboolean hidden;
} StrataMatch;

#define STRATA_TYPE_MATCH_LIST (strata_match_list_get_type ())

G_DECLARE_FINAL_TYPE (StrataMatchList, strata_match_list, STRATA, MATCH_LIST, GObject)

StrataMatchList *strata_match_list_new (StrataSpaceModel *model, const StrataMatch *match,
                                        StrataMatchList *before);
gboolean strata_match_list_is_of (StrataMatchList *self, const StrataMatch *match);
gboolean strata_match_list_is_searching (StrataMatchList *self);
guint strata_match_list_find (StrataMatchList *self, guint instance);

G_END_DECLS
