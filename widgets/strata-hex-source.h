/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-hex-page.h"
#include "strata-hex-policies.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEX_SOURCE (strata_hex_source_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexSource, strata_hex_source, STRATA, HEX_SOURCE, GObject)

StrataHexSource *strata_hex_source_new (StrataAddressSpace *space);
StrataHexSource *strata_hex_source_new_for_region (StrataRegion *region);

StrataRegion *strata_hex_source_get_region (StrataHexSource *self);
StrataAddressSpace *strata_hex_source_get_space (StrataHexSource *self);
StrataInitiator *strata_hex_source_get_initiator (StrataHexSource *self);
guint64 strata_hex_source_get_last (StrataHexSource *self);
guint64 strata_hex_source_get_base (StrataHexSource *self);
StrataByteOrder strata_hex_source_get_native_order (StrataHexSource *self);

void strata_hex_source_set_access (StrataHexSource *self, guint unit, StrataByteOrder byte_order);

StrataHexPolicies *strata_hex_source_get_policies (StrataHexSource *self);
void strata_hex_source_set_policies (StrataHexSource *self, StrataHexPolicies *policies);
StrataRegion *strata_hex_source_ref_region_at (StrataHexSource *self, guint64 address);

void strata_hex_source_look (StrataHexSource *self, guint64 first, StrataHexCell *cells, gsize n,
                             gint64 now);
GArray *strata_hex_source_list_stretches (StrataHexSource *self, guint64 first, guint64 last);
guint strata_hex_source_read (StrataHexSource *self, guint64 first, guint64 last, gint64 now,
                              StrataResult *result);

G_END_DECLS
