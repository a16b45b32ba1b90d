/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"
#include "strata-key-group-private.h"

G_BEGIN_DECLS

/* What a board file says, or would say, of one region. */
typedef struct
{
  char *name;
  StrataRegionKind kind;
  guint64 size;
  char *parent; /* an id; NULL if it is in no container */
  guint64 address;
  gint priority;
  gboolean overlap;
  gboolean enabled;
  gboolean readonly;
  gboolean nonvolatile;
  gboolean rom_mode;
  char *target; /* of an alias: an id */
  guint64 offset;
  char *load; /* a file name; NULL for none */
  StrataDirtyClients log;
  GArray *coalesce; /* of StrataRange; NULL for none */
  char *owner;
  char *device; /* the id of the device that offers it, and so gives it name, kind and size; NULL
                   for none */
  char *part;   /* what the device calls it; NULL if it offers one only */
} StrataRegionDescription;

gboolean strata_region_description_read (StrataRegionDescription *self, StrataKeyGroup *group,
                                         const char *id, const char *file, GError **error);
void strata_region_description_clear (StrataRegionDescription *self);
void strata_region_description_update (const StrataRegionDescription *self, const char *id,
                                       StrataKeyGroup *group);

gboolean strata_region_description_check_key (const StrataRegionDescription *self,
                                              const char *key, GError **error);
gboolean strata_region_description_has_key (const char *key);
gboolean strata_region_description_is_id (const char *text);

G_END_DECLS
